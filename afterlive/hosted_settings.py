"""What differs when the site is hosted: `from afterlive.hosted_settings import *` in publishconf.py."""

import os
import sys


def _address() -> str:
    """Return $SITEURL, or else where GitHub Pages puts the repository that is being built."""
    owner, _, name = os.environ.get("GITHUB_REPOSITORY", "").partition("/")
    pages = f"https://{owner.lower()}.github.io"
    guess = pages if name.lower() == f"{owner.lower()}.github.io" else f"{pages}/{name}"
    return os.environ.get("SITEURL") or (guess if name else "")


SITEURL = _address()
if not SITEURL:
    sys.exit("Say where the site will stand: SITEURL=https://example.org make publish")
FEED_ALL_ATOM = "all.atom.xml"
CATEGORY_FEED_ATOM = "{slug}/feed.atom.xml"
