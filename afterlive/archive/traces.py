"""What is left of an update that was taken down: digests that know it again, and hold no word of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterlive.archive.article_file import Article


def traces_of(article: Article) -> tuple[str, ...]:
    """Return digests of an update's id, its address, its words, and how it begins at its time."""
    body = " ".join(block.text for block in article.blocks)
    known_by = {
        "id": article.metadata.get("Id"),
        "source": article.metadata.get("Source"),
        "words": " ".join(f"{article.title} {body}".split()),
        "begins": f"{article.stem} {article.metadata.get('Date')}",
    }
    return tuple(hidden(f"{trait} {value}") for trait, value in known_by.items() if value)


def left_by(article: Article) -> frozenset[str]:
    """Return the traces that an update which was taken down has left; none where it wasn't."""
    return frozenset(article.metadata.get("Traces", "").split() if article.is_removed else ())


def taken_down(known: Iterable[Article], new: Iterable[Article]) -> dict[int, int]:
    """Return for each new update that was taken down where that stands: {index in new: index in known}."""
    left = {trace: index for index, article in enumerate(known) for trace in left_by(article)}
    if not left:
        return {}
    found = ((index, traces_of(article)) for index, article in enumerate(new))
    return {index: left[trace] for index, traces in found for trace in traces if trace in left}


def hidden(text: str) -> str:
    """Return a digest of a text that is also a good name of a page."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
