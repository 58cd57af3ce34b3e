"""The index as files: scripts that call `searchIndex`, since a page read from disk can load nothing else.

    directory.js                   the live blogs, the shards, and how a query is folded
    words/746.js                   a shard: a line a word, with the texts that it occurs in
    places/746.js                  a line for each of these words: where in the texts; only phrases need it
    texts/2025-08-21-kyiv/0.js     what hits show of the first texts of a live blog

`citi,1y,0es 9K… 67…` is a word: its stem, its forms (how many letters the stem loses, and what it gains; none
listed if the stem is the only one), the texts, and what it counts in each. `better>good` is a form whose stem
is in another shard.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.direction import direction_of
from afterlive.site.search.index import Index, IndexState
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import change_between, segment_of
from afterlive.site.search.shards import shards
from afterlive.site.search.tokens import ACCENTS, ARTICLE, EMOJI, FLAG, LETTERS, TAIL, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afterlive.site.search.numbering import IndexedLiveBlog
    from afterlive.site.search.texts import TextsOfLiveBlog

TEXTS = 4
"""The number of texts in a file; a full one never changes."""


def text_files(live_blog: TextsOfLiveBlog) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of the files with the texts of a live blog, as hits show them."""
    for at in range(0, len(live_blog.texts), TEXTS):
        shown = [text._asdict() for text in live_blog.texts[at : at + TEXTS]]
        name = f"texts/{live_blog.folder}/{at // TEXTS}"
        yield f"{name}.js", _script(name, shown)


class Shard(NamedTuple):
    """Words that begin alike."""

    name: str
    stems: list[str]
    """Its words that are stems."""
    strays: list[str]
    """Lines for its forms whose stems are in other shards."""

    @property
    def paths(self) -> tuple[str, str]:
        """The files that it makes."""
        return f"words/{self.name}.js", f"places/{self.name}.js"

    def files(self, index: Index) -> Iterator[tuple[str, str]]:
        """Return the paths and the contents of its files."""
        entries = [index.entry(stem) for stem in self.stems]
        lines = [*(entry.line for entry in entries), *self.strays], [entry.places for entry in entries]
        for path, content in zip(self.paths, lines, strict=True):
            yield path, _script(path.removesuffix(".js"), "\n".join(content))


def shards_of(index: Index) -> list[Shard]:
    """Divide the index into shards."""
    forms = index.forms()
    sizes = {form: 0 for members in forms.values() for form in members}
    divided = shards(sizes | {stem: length for stem, (length, _) in index.stems.items()})
    strays = _strays(forms, divided)
    return [
        Shard(
            name,
            [word for word in words if word in index.stems],
            [f"{word}>{'>'.join(strays[word])}" for word in words if word in strays],
        )
        for name, words in divided.items()
    ]


def files_from_nothing(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[tuple[str, str]]:
    """Return the path and the content of each file of an index that no build has made before."""
    live_blogs = list(live_blogs)
    segments = [segment_of(live_blog) for live_blog in live_blogs]
    changes = [change_between(None, segment) for segment in segments]
    numbers = list(numbered(segment.live_blog for segment in segments))
    index = Index(IndexState(), numbers, changes, lambda _shard: {})
    divided = shards_of(index)
    yield directory(index.live_blogs, divided)
    for shard in divided:
        yield from shard.files(index)
    for live_blog in live_blogs:
        yield from text_files(live_blog)


def directory(live_blogs: Iterable[IndexedLiveBlog], divided: Iterable[Shard]) -> tuple[str, str]:
    """Return the path and the content of the directory, by which a query finds all other files."""
    listed = {
        "liveBlogs": [
            {
                "folder": live_blog.folder,
                "title": live_blog.title,
                "language": live_blog.language,
                "direction": direction_of(live_blog.language),
                "first": live_blog.first,
                "size": live_blog.size,
            }
            for live_blog in live_blogs
        ],
        "shards": " ".join(shard.name for shard in divided),
        "texts": TEXTS,
        "accents": ACCENTS,
        "letters": LETTERS,
        "unspaced": UNSPACED,
        "tail": TAIL,
        "article": ARTICLE,
        "emoji": EMOJI,
        "flag": FLAG,
    }
    return "directory.js", _script("directory", listed)


def _strays(forms: Mapping[str, Iterable[str]], divided: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the stems of each form that is in another shard than they are."""
    home = {word: shard for shard, members in divided.items() for word in members}
    found: dict[str, list[str]] = defaultdict(list)
    for stem, forms_of_stem in forms.items():
        for form in forms_of_stem:
            if home[form] != home[stem]:
                found[form].append(stem)
    return {form: sorted(stems) for form, stems in found.items()}


def _script(name: str, data: object) -> str:
    """Return a script that hands over data, and can be put into a page: nothing in it ends its element."""
    coded = msgspec.json.encode(data).decode().replace("</", r"<\/")
    return f'searchIndex("{name}",{coded})\n'
