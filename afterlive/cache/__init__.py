"""What is remembered in .cache/afterlive to spare work. When in doubt, it is thrown away and made again."""

FOLDER = ".cache/afterlive"
"""Where all of it stands, beside content/."""
