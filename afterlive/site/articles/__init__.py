"""The articles of content/: read, checked, sanitised."""
