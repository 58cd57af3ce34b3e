"""The languages that the rules know."""
