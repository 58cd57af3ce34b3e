"""What is yours to set; docs/settings.md has all of it, and publishconf.py what differs when it is hosted."""

from afterlive.settings import *  # noqa: F403 - Pelican's own way to build on other settings

SITENAME = "Afterlive"
SITESUBTITLE = "Live blogs, kept to be read"
DEFAULT_LANG = "en-GB"  # of pages that belong to no live blog; each live blog has its own
TIMEZONE = "UTC"
ACCENT = "red"  # or blue, green, violet: what marks key events
SEARCH_ENGINES = True  # False asks them to leave the site out
LICENCE = ""  # of texts that are your own, such as "CC BY-SA 4.0"; a live blog's own stands in its .toml
