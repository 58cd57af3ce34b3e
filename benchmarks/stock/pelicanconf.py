"""Pelican as it comes, with a theme that is as small as can be: lists of 50, categories, tags and a feed."""

SITENAME = "Kept"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
THEME = "theme"
PLUGINS: list[str] = []
DEFAULT_PAGINATION = 50
DIRECT_TEMPLATES = ["index"]
STATIC_PATHS: list[str] = []
AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = "feed.atom.xml"
FEED_MAX_ITEMS = 100
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
