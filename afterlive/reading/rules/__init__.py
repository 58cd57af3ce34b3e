"""The rules that tell what a line or an element of a document is."""
