"""Run `python -m afterlive`."""

import sys

from afterlive.cli import main

sys.exit(main())
