"""The directory, by which a query finds all other files; of a large archive it is divided into lists."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from afterlive.direction import direction_of
from afterlive.site.search.codes import Codes
from afterlive.site.search.division import lists_of
from afterlive.site.search.tokens import ACCENTS, ARTICLE, EMOJI, FLAG, LETTERS, TAIL, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.site.search.index import Index
    from afterlive.site.search.numbering import IndexedLiveBlog

TEXTS = 4
"""The number of texts in a file; a full one never changes."""
MANY = 256
"""More live blogs stand in lists."""
LIST = 8
"""So many live blogs stand in a list."""
NAMES = 12_000
"""If the names of the shards have more characters, they stand in lists."""
LIST_OF_NAMES = 4_000
"""So many characters a list of names has at most."""

_CODES = Codes()


def directory(index: Index) -> dict[str, Any]:
    """Return the data of the directory and its lists, by the names of their files."""
    live_blogs, names = index.live_blogs, " ".join(index.shards)
    lists = lists_of(index.shards, LIST_OF_NAMES) if len(names) > NAMES else {}
    many = len(live_blogs) > MANY
    return {
        "directory": {
            **(_summary(live_blogs) if many else {"liveBlogs": list(map(_listed, live_blogs))}),
            **({"shardLists": " ".join(lists)} if lists else {"shards": names}),
            "texts": TEXTS,
            "accents": ACCENTS,
            "letters": LETTERS,
            "unspaced": UNSPACED,
            "tail": TAIL,
            "article": ARTICLE,
            "emoji": EMOJI,
            "flag": FLAG,
        },
        **{f"shards/{name}": " ".join(members) for name, members in lists.items()},
        **(dict(_live_blog_lists(live_blogs)) if many else {}),
    }


def _summary(live_blogs: Sequence[IndexedLiveBlog]) -> dict[str, Any]:
    """Return what the directory says of many live blogs."""
    firsts = [live_blog.first for live_blog in live_blogs[::LIST]]
    years = dict.fromkeys(str(live_blog.began.year) for live_blog in live_blogs)
    return {
        "lists": "".join(_CODES[first - before] for before, first in zip([0, *firsts], firsts, strict=False)),
        "room": live_blogs[-1].first + live_blogs[-1].size,
        "total": sum(live_blog.size for live_blog in live_blogs),
        "years": " ".join(years),
    }


def _live_blog_lists(live_blogs: Sequence[IndexedLiveBlog]) -> Iterator[tuple[str, Any]]:
    """Return lists of live blogs by their numbers, and by their years."""
    for number, at in enumerate(range(0, len(live_blogs), LIST)):
        yield f"live-blogs/{number}", list(map(_listed, live_blogs[at : at + LIST]))
    for year, members in groupby(live_blogs, key=lambda live_blog: live_blog.began.year):
        yield f"years/{year}", list(map(_listed, members))


def _listed(live_blog: IndexedLiveBlog) -> dict[str, Any]:
    return {
        "folder": live_blog.folder,
        "title": live_blog.title,
        "language": live_blog.language,
        "direction": direction_of(live_blog.language),
        "first": live_blog.first,
        "size": live_blog.size,
    }
