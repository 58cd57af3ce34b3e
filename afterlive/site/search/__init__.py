"""Search from disk and online: an index of classic scripts, of which a query loads the few that it needs."""
