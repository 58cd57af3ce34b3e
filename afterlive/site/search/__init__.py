"""Search from disk and online: an index of small scripts, of which a query loads the few that it needs.

`gathering` says what can be searched: texts. They are cut into words (`words`), whose forms have a stem in
common (`stems`). `index` says where each stem occurs and what it counts there (`ranking`), `shards` divides
the stems by how they begin, and `files` writes it all down (`codes`). theme/static/js/search reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.search.files import search_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.search.texts import TextsOfLiveBlog


def search_index(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[tuple[str, str]]:
    """Return the path and the content of each file that the search loads; live blogs come oldest first."""
    for path, content in search_files(live_blogs):
        yield f"search/{path}", content
