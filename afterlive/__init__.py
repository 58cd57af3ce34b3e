"""Make an archive that lasts out of what is left of a live blog."""

VERSION = "0.1.0"
"""The one place that says it: pyproject.toml reads it here."""
