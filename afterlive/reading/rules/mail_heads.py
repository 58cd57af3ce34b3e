"""The head of a mail, copied with its text: who sent it, when, and about what."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.languages import lexicon
from afterlive.reading.rules import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST = 3
"""So many lines of a head, the subject among them."""
LONGEST = 12
"""Lines at the top of a text among which the head stands."""
SIGNATURE = "--"
"""What stands alone between the text of a mail and its foot."""


def parted(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    """Return lines without the head and the foot of a mail, and what was dropped of them.

    The subject and the date stay, without the words before them.
    """
    head = dict(_head(lines))
    if len(head) < FEWEST or "subject" not in {found.lastgroup for found in head.values()}:
        return tuple(lines), ()
    end = next((index for index, line in enumerate(lines) if line.strip() == SIGNATURE), len(lines))
    left, dropped = list(lines), []
    for index, found in head.items():
        stays = found.lastgroup in {"subject", "sent"}
        left[index] = lines[index].strip()[found.end() :] if stays else ""
        text = found[0] if stays else lines[index]
        dropped.append(Dropped(line=index + 1, text=prose.squeezed(text), reason="head of a mail"))
    for index in range(end, len(lines)):
        left[index] = ""
        if text := prose.squeezed(lines[index]):
            dropped.append(Dropped(line=index + 1, text=text, reason="foot of a mail"))
    return tuple(left), tuple(dropped)


def _head(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines of a head, which stand together, each with what stands before its colon."""
    began = False
    for index, line in enumerate(lines[:LONGEST]):
        found = _field().match(line.strip())
        if found:
            yield index, found
        elif began:
            return
        began = began or found is not None


@cache
def _field() -> re.Pattern[str]:
    def any_of(kind: str) -> str:
        return lexicon.any_of(lexicon.words(lambda language: getattr(language.mail, kind)))

    return re.compile(
        rf"(?:(?P<subject>{any_of('subject')})|(?P<sent>{any_of('sent')})|(?P<others>{any_of('others')}))"
        r"\s?[:：]\s*",
        re.IGNORECASE,
    )
