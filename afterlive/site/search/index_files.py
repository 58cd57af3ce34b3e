"""The index as files: scripts that call `searchIndex`, since a page read from disk can load nothing else.

    directory.js                   the live blogs, the shards, and how a query is folded
    words/746.js                   a shard: a line a word, with the texts that it occurs in
    places/746.js                  a line for each of these words: where in the texts; only phrases need it
    texts/2025-08-21-kyiv/0.js     what hits show of the first texts of a live blog

`citi,1y,0es 9K… 67…` is a word: its stem, its forms (how many letters the stem loses, and what it gains; none
listed if the stem is the only one), the texts, and what it counts in each. `better>good` is a form whose stem
stands in another shard.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.direction import direction_of
from afterlive.site.search.shards import shards
from afterlive.site.search.tokens import ACCENTS, ARTICLE, EMOJI, FLAG, LETTERS, TAIL, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afterlive.site.search.index import Index, Shelf
    from afterlive.site.search.texts import TextsOfLiveBlog

TEXTS = 4
"""How many texts a file holds; a full one stays as it is."""


def text_files(live_blog: TextsOfLiveBlog) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of the files with what hits in a live blog show."""
    for at in range(0, len(live_blog.texts), TEXTS):
        shown = [text._asdict() for text in live_blog.texts[at : at + TEXTS]]
        name = f"texts/{live_blog.folder}/{at // TEXTS}"
        yield f"{name}.js", _content(name, shown)


@dataclass(frozen=True, slots=True)
class Shard:
    """Words that begin alike."""

    name: str
    stems: list[str]
    """Its words that are stems."""
    elsewhere: list[str]
    """Its words whose stems stand in other shards, with these."""

    @property
    def paths(self) -> tuple[str, str]:
        """The files that it makes."""
        return f"words/{self.name}.js", f"places/{self.name}.js"

    def files(self, index: Index) -> Iterator[tuple[str, str]]:
        """Return the paths and the contents of its files. Raises DamagedError."""
        entries = index.entries(self.stems)
        lines = [*(entry.line for entry in entries), *self.elsewhere]
        contents = ("\n".join(lines), "\n".join(entry.places for entry in entries))
        for path, content in zip(self.paths, contents, strict=True):
            yield path, _content(path.removesuffix(".js"), content)


def shards_of(index: Index) -> list[Shard]:
    """Divide the index."""
    sizes, forms = index.sizes(), index.forms()
    divided = shards({form: 0 for members in forms.values() for form in members} | sizes)
    strays = _strays(forms, divided)
    return [
        Shard(
            name,
            [word for word in words if word in sizes],
            [f"{word}>{'>'.join(strays[word])}" for word in words if word in strays],
        )
        for name, words in divided.items()
    ]


def directory(shelves: Iterable[Shelf], divided: Iterable[Shard]) -> tuple[str, str]:
    """Return the path and the content of the directory."""
    return "directory.js", _content("directory", _directory(shelves, divided))


def _strays(forms: Mapping[str, Iterable[str]], divided: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the stems of each form that stands in another shard than they do."""
    home = {word: shard for shard, members in divided.items() for word in members}
    found: dict[str, list[str]] = defaultdict(list)
    for stem, forms_of_stem in forms.items():
        for form in forms_of_stem:
            if home[form] != home[stem]:
                found[form].append(stem)
    return {form: sorted(stems) for form, stems in found.items()}


def _directory(shelves: Iterable[Shelf], divided: Iterable[Shard]) -> dict[str, Any]:
    return {
        "liveBlogs": [
            {
                "folder": shelf.folder,
                "title": shelf.title,
                "language": shelf.language,
                "direction": direction_of(shelf.language),
                "first": shelf.first,
                "size": shelf.size,
            }
            for shelf in shelves
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


def _content(name: str, data: object) -> str:
    # A script may be put into a page, for a live blog in one file; there `</` could end it.
    coded = msgspec.json.encode(data).decode().replace("</", r"<\/")
    return f'searchIndex("{name}",{coded})\n'
