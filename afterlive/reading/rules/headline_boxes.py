"""Boxes in a page that hold headlines of its own, or of other pages: neither begins an update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.reading.rules import bylines, furniture, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.reading.rules.marks import Mark

MAX_LINKS = 10
MIN_SHARED = 3
"""Words that a headline shares with the end of a longer one."""


def key_events(texts: Sequence[str], marks: Sequence[Mark | None]) -> tuple[int, ...]:
    """Return the lines of lists of key events, with headings and times: each repeats a headline below.

    Between a stamp and a paragraph such a heading is the headline of an update.
    """
    headings = [
        index
        for index, text in enumerate(texts)
        if furniture.is_key_events(text) and not _is_headline(texts, marks, index)
    ]
    plain = [prose.plain(text) for text in texts] if headings else []
    last = {text: index for index, text in enumerate(plain)}
    found: list[int] = []
    for heading in headings:
        end = heading
        for index in range(heading + 1, len(texts)):
            mark = marks[index]
            if mark and not mark.text:
                continue
            title = prose.plain(without_stamp(texts[index], mark))
            if bylines.is_people(texts[index]) and _is_time(marks, index + 1):
                break  # who wrote the first update, over its stamp
            if last.get(title, 0) <= index and not _is_told(title, plain[index + 1 :]):
                break
            end = index
        if end == heading:
            continue
        times_below = heading + 2 < end and _is_time(marks, heading + 2) and not _is_time(marks, heading + 1)
        found += range(heading, end + 1 + (times_below and _is_time(marks, end + 1)))
    return tuple(found)


def _is_told(title: str, below: Sequence[str]) -> bool:
    """Say whether a headline is the end of a longer one below: `Result live: Rao wins`."""
    return prose.count(title) >= MIN_SHARED and any(text.endswith(f" {title}") for text in below)


def _is_headline(texts: Sequence[str], marks: Sequence[Mark | None], index: int) -> bool:
    after = texts[index + 1] if index + 1 < len(texts) else ""
    return index > 0 and _is_time(marks, index - 1) and prose.is_paragraph(after)


def aged(texts: Sequence[str], marks: Sequence[Mark | None]) -> tuple[int, ...]:
    """Return the lines of lists without a heading: ages and headlines, which are all told further down."""
    if not any(map(_is_age, marks)):
        return ()
    last = {prose.plain(text): index for index, text in enumerate(texts)}
    pairs = [
        index
        for index in range(len(texts) - 1)
        if _is_age(marks[index]) and not marks[index + 1] and last[prose.plain(texts[index + 1])] > index + 1
    ]
    found = [index for index in pairs if index + 2 in pairs or index - 2 in pairs]
    return tuple(line for index in found for line in (index, index + 1))


def _is_age(mark: Mark | None) -> bool:
    return (
        mark is not None and mark.form == "alone" and mark.stamp.age is not None and mark.stamp.clock is None
    )


def links(texts: Sequence[str], marks: Sequence[Mark | None]) -> Iterator[int]:
    """Yield the lines of lists of links: those after such a heading that aren't paragraphs.

    The last of them, when a paragraph follows, is the next headline instead.
    """
    for heading, text in enumerate(texts):
        if not furniture.is_link_list(text):
            continue
        end = heading + 1
        while end < min(len(texts), heading + MAX_LINKS) and not marks[end] and not _ends_links(texts[end]):
            end += 1
        if end < len(texts) and prose.is_closed(texts[end]) and end > heading + 1:
            end -= 1
        yield from range(heading, end)


def _ends_links(text: str) -> bool:
    return prose.is_closed(text) or furniture.is_key_events(text) or furniture.reason(text) is not None


def without_stamp(text: str, mark: Mark | None) -> str:
    """Return a line's text without the stamp that stands before or behind it."""
    return mark.text or text if mark else text


def _is_time(marks: Sequence[Mark | None], index: int) -> bool:
    mark = marks[index] if index < len(marks) else None
    return mark is not None and not mark.text
