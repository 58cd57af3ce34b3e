"""A document beside its split, in the browser, and the keeper's corrections of it."""
