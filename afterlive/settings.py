"""The settings that a keeper need not know: `from afterlive.settings import *` in pelicanconf.py.

Those that are a keeper's to set have their defaults in `afterlive.site.site_settings`.
"""

import logging

from jinja2 import StrictUndefined

from afterlive import markup
from afterlive.site import site_settings
from afterlive.site.plugin import Builder

globals().update(site_settings.DEFAULTS)

PELICAN_CLASS = Builder
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(site_settings.own_theme())
PATH_METADATA = r"(?P<category>[^/]+)/"
ARTICLE_URL = ARTICLE_SAVE_AS = ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{category}/{slug}.html"
ARTICLE_TRANSLATION_ID = None
PAGE_URL = PAGE_SAVE_AS = PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{slug}.html"
STATIC_PATHS = ["extra"]
MARKDOWN = {"extension_configs": {name: {} for name in markup.EXTENSIONS}, "output_format": "html"}
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
