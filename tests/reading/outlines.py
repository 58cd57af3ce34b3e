"""Cases as small documents with what is expected of them, and a live blog in the form that they expect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.model import LiveBlog, Update

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A document, and the outline of the live blog that it is."""

    name: str
    document: str
    expected: str


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a file: name, document and outline, each followed by a line that is a full stop."""
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    for name, document, expected in zip(*[iter(parts)] * 3, strict=False):
        yield Case(name.strip().splitlines()[-1], document + "\n", expected)


def outline(live_blog: LiveBlog) -> str:
    """Return a live blog in the order of its document: facts, lead, updates, dropped lines, warnings."""
    updates = live_blog.updates if live_blog.order == "oldest first" else live_blog.updates[::-1]
    return "\n".join(
        [
            *_facts(live_blog),
            *(_block(block.kind, f"> {block.text}") for block in live_blog.lead),
            *(line for update in updates for line in _update(update)),
            *(f"- {dropped.line} {dropped.reason}: {dropped.text}" for dropped in live_blog.dropped),
            *(f"! {warning}" for warning in live_blog.warnings),
        ]
    )


def _facts(live_blog: LiveBlog) -> Iterator[str]:
    if live_blog.title:
        yield f"title: {live_blog.title}"
    if live_blog.authors:
        yield f"by: {', '.join(live_blog.authors)}"
    facts = (live_blog.date, live_blog.timezone, live_blog.language, live_blog.order)
    yield ", ".join(str(fact) for fact in facts if fact)


def _update(update: Update) -> Iterator[str]:
    marks = [mark for mark, holds in (("key", update.key), ("pinned", update.pinned)) if holds]
    time = update.time.isoformat() if update.time else update.date
    parts = [time, update.stamp, *marks, update.title or "–", *update.authors]
    yield "= " + " | ".join(str(part) for part in parts if part)
    if update.modified:
        yield f"modified: {update.modified.isoformat()}"
    for block in update.blocks:
        yield _block(block.kind, block.text)


def _block(kind: str, text: str) -> str:
    return text if kind == "paragraph" else f"{kind}: {text}"
