"""Several captures of one live blog, such as its page 1, 2 and 3, become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive import reading
from afterlive.archive.merging import pair
from afterlive.model import Dropped
from afterlive.weaving import weave

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.archive.article_file import Article
    from afterlive.archive.capture import Capture
    from afterlive.model import Asset


@dataclass(frozen=True)
class Joined:
    """What all captures of a live blog say together."""

    lead: Article
    updates: tuple[Article, ...]
    dropped: tuple[tuple[str, Dropped], ...]
    """The document's name beside each line."""
    assets: tuple[Asset, ...]
    notes: tuple[str, ...]
    in_order: bool = False
    """Whether updates stand as their makers put them, whatever their times say."""


def join(captures: Sequence[Capture]) -> Joined:
    """Return the captures of a live blog as one. Where two tell one thing, the first has its way."""
    lead, *updates = captures[0].articles
    in_order = any(capture.in_order for capture in captures)
    dropped: list[tuple[str, Dropped]] = []
    notes: list[str] = []
    for place, capture in enumerate(captures):
        lines = list(capture.dropped)
        if place:
            theirs = capture.articles[1:]
            texts = reading.lines_of(capture.path, capture.said)
            pairs = pair(updates, theirs)
            doubles = [
                (lead, capture.articles[0]),
                *((updates[known], theirs[new]) for new, known in pairs.items()),
            ]
            for known, double in doubles:
                lines += _repeated(texts, double, known)
                if double.text and (double.title, double.text) != (known.title, known.text):
                    notes.append(
                        f"{capture.name} has another text of {_name(known)}: the first capture's is kept"
                    )
            woven = weave(updates, theirs, pairs, older=capture.newest_first, in_order=in_order)
            updates = [updates[known] if known is not None else theirs[new or 0] for known, new in woven]
        dropped += [(capture.name, line) for line in sorted(lines, key=lambda line: line.line)]
        notes += [f"{capture.name}: {warning}" for warning in capture.warnings]
    leads = [capture.articles[0].metadata for capture in captures]
    pages = "\n".join(each["Page"] for each in leads if "Page" in each)
    lead = lead.having(Checksum="\n".join(each["Checksum"] for each in leads), Page=pages or None)
    assets = {asset.name: asset for capture in captures for asset in capture.assets}
    return Joined(lead, tuple(updates), tuple(dropped), tuple(assets.values()), tuple(notes), in_order)


def _repeated(texts: Sequence[str], double: Article, known: Article) -> Iterator[Dropped]:
    _, numbers = double.origin or ("", [])
    for number in numbers:
        yield Dropped(line=number, text=texts[number - 1], reason=f"another capture has {_name(known)}")


def _name(article: Article) -> str:
    return "the lead" if article.is_lead else f"“{article.title or article.stem}”"
