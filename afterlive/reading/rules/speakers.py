"""Chats copied with who speaks between the stamp and the text: `6:40 Ines Colt: Hello`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import bylines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.rules.marks import Mark

SPEAKER = re.compile(r"(?P<name>[^:：]{3,40})[:：]\s+(?=\S)")
FEWEST = 3
"""Speakers in lines of stamps."""
MOST = 0.8
"""So large a share of the lines have one, or what stands before their colons is what they are about."""
AGAIN = 1.5
"""So many times each of two or more speaks, on average."""


def with_speakers(found: Sequence[Mark | None]) -> tuple[Mark | None, ...]:
    """Return marks with the names that stand before their texts as authors, if nearly all have one."""
    texts = [mark for mark in found if mark and mark.form == "before text" and not mark.apart]
    said = {
        mark.index: match
        for mark in texts
        if (match := SPEAKER.match(mark.text)) and bylines.is_name(match["name"])
    }
    names = Counter(match["name"] for match in said.values())
    if len(said) < max(FEWEST, MOST * len(texts)) or len(names) < 2 or len(said) < AGAIN * len(names):  # noqa: PLR2004 — a chat has two
        return tuple(found)
    return tuple(mark and (_spoken(mark, said[mark.index]) if mark.index in said else mark) for mark in found)


def _spoken(mark: Mark, speaker: re.Match[str]) -> Mark:
    text = mark.text[speaker.end() :]
    return replace(mark, text=text, beside=text, authors=(speaker["name"],), apart=speaker[0].strip())
