"""What imports and builds remember, in .cache/afterlive. Whatever is in doubt is made again."""

FOLDER = ".cache/afterlive"
"""The folder of all caches, beside content/."""
