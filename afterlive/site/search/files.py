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

import json
from collections import defaultdict
from dataclasses import asdict
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from afterlive.site.search.codes import Codes
from afterlive.site.search.index import index, shelve
from afterlive.site.search.shards import shards
from afterlive.site.search.words import ACCENTS, LETTERS, TAIL, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.search.index import Entry, Shelf
    from afterlive.site.search.texts import TextsOfLiveBlog

TEXTS = 4
"""How many texts a file holds; a full one stays as it is."""


def search_files(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[tuple[str, str]]:
    """Return the path and the content of each file of the index; the oldest live blog comes first."""
    shelves = tuple(shelve(live_blogs))
    entries = index(shelves)
    lines = {stem: _line(stem, entry) for stem, entry in entries.items()}
    forms = {form: 0 for entry in entries.values() for form in entry.forms}
    divided = shards(forms | {stem: len(line) for stem, line in lines.items()})
    strays = _strays(entries, divided)
    yield _file("directory", _directory(shelves, divided))
    for shard, members in divided.items():
        stems = [word for word in members if word in entries]
        elsewhere = [f"{word}>{'>'.join(strays[word])}" for word in members if word in strays]
        yield _file(f"words/{shard}", "\n".join([*(lines[stem] for stem in stems), *elsewhere]))
        yield _file(f"places/{shard}", "\n".join("".join(entries[stem].places) for stem in stems))
    for shelf in shelves:
        texts = shelf.live_blog.texts
        for at in range(0, len(texts), TEXTS):
            shown = [asdict(text) for text in texts[at : at + TEXTS]]
            yield _file(f"texts/{shelf.live_blog.folder}/{at // TEXTS}", shown)


def _line(stem: str, entry: Entry) -> str:
    changes = [_change(stem, form) for form in sorted(entry.forms)] if entry.forms != {stem} else []
    return f"{','.join([stem, *changes])} {''.join(entry.texts)} {''.join(entry.weights)}"


def _change(stem: str, form: str) -> str:
    kept = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(stem, form, strict=False))))
    return Codes()[len(stem) - kept] + form[kept:]


def _strays(entries: dict[str, Entry], divided: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the stems of each form that stands in another shard than they do."""
    home = {word: shard for shard, members in divided.items() for word in members}
    found: dict[str, list[str]] = defaultdict(list)
    for stem, entry in entries.items():
        for form in entry.forms:
            if home[form] != home[stem]:
                found[form].append(stem)
    return {form: sorted(stems) for form, stems in found.items()}


def _directory(shelves: Iterable[Shelf], divided: Iterable[str]) -> dict[str, Any]:
    return {
        "liveBlogs": [
            {
                "folder": shelf.live_blog.folder,
                "title": shelf.live_blog.title,
                "language": shelf.live_blog.language,
                "first": shelf.first,
                "size": len(shelf.live_blog.texts),
            }
            for shelf in shelves
        ],
        "shards": " ".join(divided),
        "texts": TEXTS,
        "accents": ACCENTS,
        "letters": LETTERS,
        "unspaced": UNSPACED,
        "tail": TAIL,
    }


def _file(name: str, data: object) -> tuple[str, str]:
    # A script may be put into a page, for a live blog in one file; there `</` could end it.
    coded = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", r"<\/")
    return f"{name}.js", f'searchIndex("{name}",{coded})\n'
