"""What changed since the last build, what is remembered of it, and the files that are written."""
