"""The forms of documents, one module a form: recognise it, and read it."""
