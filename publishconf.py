"""What differs when the site is hosted: its address, and with it feeds, sitemap and canonical links."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - Pelican's own way to build on another file of settings

from afterlive.hosted_settings import *  # noqa: F403 - likewise
