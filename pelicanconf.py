"""The site as it is browsed locally and from disk; publishconf.py says what differs when it is hosted."""

import logging

from jinja2 import StrictUndefined

from afterlive.markup import EXTENSIONS
from afterlive.site import Builder

# Yours to set.
SITENAME = "Afterlive"
SITESUBTITLE = "Live blogs, kept to be read"
AUTHOR = "The Afterlive authors"
LICENCE = "CC BY-SA 4.0"  # of the texts in content/; "" where they are not yours to license
LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"
DEFAULT_LANG = "en-GB"  # of pages that belong to no live blog; each live blog has its own
TIMEZONE = "UTC"
ACCENT = "red"  # or blue, green, violet: what marks key events
SEARCH_ENGINES = True  # False asks them to leave the site out

# How the archive is built.
PELICAN_CLASS = Builder
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PATH_METADATA = r"(?P<category>[^/]+)/"
ARTICLE_URL = ARTICLE_SAVE_AS = ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{category}/{slug}.html"
ARTICLE_TRANSLATION_ID = None
PAGE_URL = PAGE_SAVE_AS = PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{slug}.html"
STATIC_PATHS = ["extra"]
MARKDOWN = {"extension_configs": {name: {} for name in EXTENSIONS}, "output_format": "html"}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "undefined": StrictUndefined,
    "auto_reload": False,  # each build has an environment of its own
}
DELETE_OUTPUT_DIRECTORY = True
LOG_FILTER = [  # what a document doesn't say of an image, nobody makes up
    (logging.WARNING, "Empty alt attribute for image %s in %s")
]

# Every link is relative and names a file, so that the same pages work from disk and under any address.
SITEURL = ""
RELATIVE_URLS = True

# A feed needs an address.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
