"""The steps from a document's lines to a live blog."""
