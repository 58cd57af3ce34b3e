"""A folder of content/ becomes the record of a live blog again."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, cast

from afterlive.archive.folder import IMAGES, LEAD, load
from afterlive.archive.verifying import dropped_in
from afterlive.errors import DocumentError
from afterlive.markup import escape
from afterlive.model import Asset, Block, LiveBlog, Update

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.archive.article_file import Article
    from afterlive.model import Order, Precision


def liveblog(folder: Path) -> LiveBlog:
    """Return the live blog that a folder of content/ holds. Raises DocumentError, OSError."""
    articles = load(folder)
    lead = articles.pop(LEAD, None)
    if lead is None:
        raise DocumentError(f"{folder} is no live blog: it has no {LEAD}")
    facts = lead.metadata
    moments = [article.moment for article in articles.values()]
    images = sorted((folder / IMAGES).iterdir()) if (folder / IMAGES).is_dir() else []
    return LiveBlog(
        title=lead.title or None,
        updates=tuple(map(_update, articles.values())),
        lead=lead.blocks,
        lead_lines=_lines(lead),
        date=dt.date.fromisoformat(facts["Date"][:10]),
        timezone=facts.get("Timezone"),
        order=cast("Order", facts.get("Order", "newest first")),
        in_order=None not in moments and moments != sorted(moment or 0 for moment in moments),
        page=_page(facts.get("Page", "")),
        language=facts.get("Lang"),
        publisher=facts.get("Publisher"),
        url=facts.get("Source") or None,
        captured=dt.datetime.fromisoformat(facts["Captured"]) if "Captured" in facts else None,
        captured_by=facts.get("Captured-By"),
        authors=_names(facts.get("Authors", "")),
        dropped=tuple(line for _, line in dropped_in(folder)),
        assets=tuple(Asset(name=image.name, data=image.read_bytes()) for image in images),
    )


def _update(article: Article) -> Update:
    facts = article.metadata
    time = None if article.moment is None else dt.datetime.fromisoformat(facts["Date"])
    modified = facts.get("Modified")
    return Update(
        position=article.position,
        title=article.title or None,
        blocks=_taken_down(article) if article.is_removed else article.blocks,
        id=facts.get("Id"),
        url=facts.get("Source") or None,
        stamp=facts.get("Stamp"),
        time=time,
        date=dt.date.fromisoformat(facts["Date"][:10]),
        precision=cast("Precision", facts.get("Precision", "day")),
        modified=dt.datetime.fromisoformat(modified) if modified else None,
        authors=_names(facts.get("Authors", "")),
        tags=tuple(tag.strip() for tag in facts.get("Tags", "").split(",") if tag.strip()),
        key=facts.get("Key") == "yes",
        pinned=facts.get("Pinned") == "yes",
        lines=_lines(article),
    )


def _taken_down(article: Article) -> tuple[Block, ...]:
    """Return the line that stands in place of an update that was taken down, with the reason."""
    text = f"Taken down: {article.metadata['Removed']}"
    return (Block(kind="paragraph", text=text, markdown=escape(text)),)


def _page(said: str) -> tuple[int, int] | None:
    """Return which page of how many the document has; of several documents, the last one that says so."""
    found = re.findall(r"^(\d+) of (\d+)$", said, re.MULTILINE)
    return (int(found[-1][0]), int(found[-1][1])) if found else None


def _lines(article: Article) -> tuple[int, ...]:
    return tuple(article.origin[1]) if article.origin else ()


def _names(people: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in people.split(";") if name.strip())
