"""What the theme shows: views, phrases, dates, outlines, timelines, feeds."""
