"""The pages of the site, a kind a file: functions from what a page shows to its view."""
