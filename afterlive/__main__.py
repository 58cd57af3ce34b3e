"""Run `python -m afterlive`."""

import sys

from afterlive.cli import main

if __name__ == "__main__":  # and not where a process of its own begins by reading this file
    sys.exit(main())
