"""What is yours to set: https://github.com/afterlive/afterlive/blob/main/docs/settings.md has all of it."""

from afterlive.settings import *  # noqa: F403 - it is how Pelican builds on other settings

SITENAME = "@NAME@"
SITESUBTITLE = ""  # a line under the name on the home page
AUTHOR = ""  # who keeps the archive
DEFAULT_LANG = "en"  # of pages that belong to no live blog; each live blog has its own
TIMEZONE = "UTC"
ACCENT = "red"  # or blue, green, violet: what marks key events
SEARCH_ENGINES = True  # False asks them to leave the site out
LICENCE = ""  # of texts that are your own, such as "CC BY-SA 4.0"; a live blog's own stands in its .toml
