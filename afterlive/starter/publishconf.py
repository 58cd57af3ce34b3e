"""What differs when the site is hosted: its address, and with it feeds, sitemap and canonical links."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - it is how Pelican builds on other settings

from afterlive.hosted_settings import *  # noqa: F403 - it is how Pelican builds on other settings
