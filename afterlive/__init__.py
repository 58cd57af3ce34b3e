"""Make an archive that lasts out of what is left of a live blog."""
