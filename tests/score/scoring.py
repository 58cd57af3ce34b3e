"""Score what is read of the documents in tests/corpus/ against what is expected: `make score`.

A document's `.expected` has facts (`title: …`), `> ` before each paragraph of the lead, and for every update,
in the document's order, a line `= time | title | authors` (`–` for none) with its paragraphs below.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.model import LiveBlog, Update

CORPUS = Path(__file__).parents[1] / "corpus"
PINNED = CORPUS / "figures.txt"
NONE = "–"
COLUMNS = ("boundaries", "times", "titles", "authors", "bodies", "facts", "leaks", "lost")


class Expected(NamedTuple):
    """An update as a person reads it."""

    time: str
    title: str
    authors: str
    paragraphs: tuple[str, ...]


@dataclass
class Outlined:
    """A live blog as a person reads it: facts, the lead's paragraphs, updates in the document's order."""

    facts: dict[str, str] = field(default_factory=dict)
    lead: list[str] = field(default_factory=list)
    updates: list[Expected] = field(default_factory=list)


class Figures(NamedTuple):
    """How well a document was read: shares from 0 to 1, and numbers of paragraphs that leaked or are lost."""

    boundaries: float
    times: float
    titles: float
    authors: float
    bodies: float
    facts: float
    leaks: int
    """Paragraphs in an update that are expected in none."""
    lost: int
    """Expected paragraphs and titles that stand nowhere."""


def expected(path: Path) -> Outlined:
    """Return what a file in tests/corpus/ expects of its document."""
    outlined = Outlined()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            outlined.updates.append(Expected(*line[2:].split(" | "), paragraphs=()))
        elif outlined.updates:
            last = outlined.updates[-1]
            outlined.updates[-1] = last._replace(paragraphs=(*last.paragraphs, line))
        elif line.startswith("> "):
            outlined.lead.append(line[2:])
        else:
            key, _, value = line.partition(": ")
            outlined.facts[key] = value
    return outlined


def as_read(live_blog: LiveBlog) -> Outlined:
    """Return the same of a live blog."""
    updates = live_blog.updates if live_blog.order == "oldest first" else live_blog.updates[::-1]
    return Outlined(
        facts={
            "title": live_blog.title or "",
            "by": ", ".join(live_blog.authors),
            "order": live_blog.order,
        },
        lead=[block.text for block in live_blog.lead],
        updates=[_update(update) for update in updates],
    )


def _update(update: Update) -> Expected:
    time = update.time.isoformat() if update.time else str(update.date) if update.date else update.stamp
    return Expected(
        time=time or NONE,
        title=update.title or NONE,
        authors=", ".join(update.authors) or NONE,
        paragraphs=tuple(block.text for block in update.blocks),
    )


def figures(true: Outlined, found: Outlined) -> Figures:
    """Return how well a document was read."""
    pairs = _pairs(
        [_opening(update) for update in true.updates], [_opening(update) for update in found.updates]
    )
    both = [(true.updates[i], found.updates[j]) for i, j in pairs]
    paragraphs = [(text, other) for one, other in both for text in one.paragraphs]
    everywhere = " ".join([*_texts(found), *found.lead, found.facts.get("title", "")])
    own = {_bare(text) for text in _texts(true)}
    return Figures(
        boundaries=2 * len(pairs) / ((len(true.updates) + len(found.updates)) or 1),
        times=_share(one.time == other.time for one, other in both),
        titles=_share(one.title == other.title for one, other in both),
        authors=_share(one.authors == other.authors for one, other in both),
        bodies=_share(text in other.paragraphs for text, other in paragraphs),
        facts=_share(
            [
                *(value == found.facts.get(key, "") for key, value in true.facts.items()),
                true.facts.get("by", "") == found.facts.get("by", ""),
                true.lead == found.lead,
            ]
        ),
        leaks=sum(_bare(text) not in own for text in _texts(found)),
        lost=sum(_bare(text) not in _bare(everywhere) for text in (*_texts(true), *true.lead)),
    )


def _texts(outlined: Outlined) -> Iterator[str]:
    for update in outlined.updates:
        yield from (text for text in (update.title, *update.paragraphs) if text != NONE)


def _opening(update: Expected) -> str:
    """Return the words that an update begins with: those of its headline, else of its first paragraph."""
    words = (
        " ".join([update.title, *update.paragraphs]) if update.title != NONE else " ".join(update.paragraphs)
    )
    return " ".join(_bare(words).split()[:6])


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]{2,}", text)).lower()


def _pairs(true: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    """Return which updates begin alike, in order: as many pairs as there can be."""
    best = [[0] * (len(found) + 1) for _ in range(len(true) + 1)]
    for i in reversed(range(len(true))):
        for j in reversed(range(len(found))):
            same = best[i + 1][j + 1] + 1 if true[i] == found[j] else 0
            best[i][j] = max(same, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(true) and j < len(found):
        if true[i] == found[j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _share(held: object) -> float:
    known = list(held)  # type: ignore[call-overload]
    return sum(known) / len(known) if known else 0.0


def documents() -> Iterator[tuple[Path, Path]]:
    """Yield the documents of the corpus, each with what is expected of it."""
    for path in sorted(CORPUS.glob("*.expected")):
        yield next(other for other in CORPUS.glob(f"{path.stem}.*") if other.suffix != ".expected"), path


def table() -> str:
    """Return the figures of every document, and their means; of leaks and lost lines the sums."""
    rows = [(document.name, _figures_of(document, path)) for document, path in documents()]
    columns = list(zip(*(row for _, row in rows), strict=True))
    means = Figures(*(sum(column) / len(column) for column in columns[:-2]), *map(sum, columns[-2:]))
    head = f"{'document':28}" + "".join(f"{column:>11}" for column in COLUMNS)
    return "\n".join([head, *(_row(name, row) for name, row in rows), _row("all", means)]) + "\n"


def _figures_of(document: Path, path: Path) -> Figures:
    try:
        found = as_read(read(document))
    except DocumentError:
        found = Outlined()
    return figures(expected(path), found)


def _row(name: str, row: Figures) -> str:
    return f"{name:28}" + "".join(f"{x:11}" if isinstance(x, int) else f"{x:11.2f}" for x in row)


if __name__ == "__main__":
    sys.stdout.write(table())
