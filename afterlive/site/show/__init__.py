"""What the theme shows: views, phrases, dates, lists, timelines, feeds."""
