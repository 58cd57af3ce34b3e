"""Search from disk and online: an index of small scripts, of which a query loads the few that it needs.

`texts` says what can be searched. `tokens` cuts it into words, `stems` finds what their forms have in common,
and `analysis` says where each stem occurs in a text and what it counts there (`ranking`). A `segment` is all
of that for one live blog. `index` joins the segments, word by word (`shard`); what doesn't fit into memory
waits in files (`spread`). `division` says which words are in which shard, and `index_files` makes the files
(`codes`) that theme/static/js/search reads.
"""
