"""Search from disk and online: an index of small scripts, of which a query loads the few that it needs.

`gathering` says what can be searched: texts. They are cut into words (`words`), whose forms have a stem in
common (`stems`). `analysis` says where each stem occurs in a live blog and what it counts (`ranking`).
`index` joins live blogs, `shards` divides the stems by how they begin, and `files` writes it all down
(`codes`). `delta` and `building` bring it up to date. theme/static/js/search reads it.
"""
