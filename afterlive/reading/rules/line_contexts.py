"""What stands around the lines of a text: what the signals of headlines look at."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import bylines, furniture, prose, stamps, text_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.source.document import TextLine

LONGEST = 300
"""Characters of a line that its neighbours see; what is longer is a paragraph, and nothing else is asked."""
FEW = 2
"""Of so few words that mean something one has to come again, of more two."""
MIN_HEADLINES = 3
MIN_BYLINES = 3
MOSTLY = 0.7
OPENING = 8
"""Words of a line such as `Watch the moment:`, which opens no list of text."""
RECENT = 6
LINK = 2


class LineContext(NamedTuple):
    """A line and its neighbours, without furniture."""

    text: str
    before: str
    """The line before; empty at the beginning."""
    after: str
    in_list: bool = False
    """It belongs to a list that a colon opened."""
    numbered: bool | None = None
    """It has the next number of a list whose members have text of their own; None where no list is."""
    repeated: bool = False
    """The same words are a line elsewhere, too, and not beside it."""
    bylined: bool | None = None
    """A byline stands behind it; None where headlines have none."""
    joined: bool = False
    """No blank line stands before it, in a document where one stands before most headlines."""
    then: str = ""
    """The line behind the next one."""
    recent: frozenset[str] = frozenset()
    """What the lines above `Read more` are about, if that stands close above."""


def is_told_after(at: LineContext) -> bool:
    """Say whether the line after takes up the words of this one, at length."""
    own = prose.meaning(at.text)
    shared = own & prose.meaning(at.after)
    return len(at.after) > len(at.text) and (len(shared) > 1 or (bool(shared) and len(own) <= FEW))


def places(lines: Sequence[TextLine], kinds: Sequence[str | None]) -> tuple[LineContext, ...]:
    """Return each line with its neighbours; `kinds` says which lines are furniture."""
    content = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    position = {line.number: index for index, line in enumerate(content)}
    texts = [line.text for line in content]
    lists, numbers = _lists(texts), _numbers(content)
    bylined, joined = _bylined(lines, kinds), _joined(lines)
    plain = [prose.plain(text[:LONGEST]) for text in texts]
    copies = Counter(plain)
    made: list[LineContext] = []
    for line in lines:
        index = position.get(line.number)
        if index is None:
            made.append(LineContext(line.text, "", ""))
            continue
        made.append(
            LineContext(
                text=line.text,
                before=texts[index - 1][-LONGEST:] if index else "",
                after=texts[index + 1][:LONGEST] if index + 1 < len(texts) else "",
                then=texts[index + 2][:LONGEST] if index + 2 < len(texts) else "",
                in_list=lists[index],
                numbered=line.number in numbers if numbers else None,
                repeated=copies[plain[index]] > plain[max(index - 1, 0) : index + 2].count(plain[index]),
                bylined=line.number in bylined if bylined else None,
                joined=joined and not line.gap,
                recent=_recent(texts, index),
            )
        )
    return tuple(made)


def _bylined(lines: Sequence[TextLine], kinds: Sequence[str | None]) -> frozenset[int]:
    """Return the numbers of the lines above bylines, where these are headlines in the document."""
    bylined = [index for index, line in enumerate(lines) if index and bylines.authors(line.text) is not None]
    above = [
        lines[index - 1]
        for index in bylined
        if kinds[index - 1] is None
        and not stamps.find(lines[index - 1].text)
        and not prose.is_closed(lines[index - 1].text)
    ]
    found = len(bylined) >= MIN_BYLINES and len(above) >= MOSTLY * len(bylined)
    return frozenset(lines[index - 1].number for index in bylined) if found else frozenset()


def _joined(lines: Sequence[TextLine]) -> bool:
    """Say whether blank lines stand before headlines alone: most lines behind them are bare.

    A name over a stamp is no headline.
    """
    apart = [(line, after) for line, after in pairwise(lines) if line.gap]
    bare = [
        line
        for line, after in apart
        if not after.gap
        and not prose.is_paragraph(line.text[:LONGEST])
        and not stamps.find(line.text)
        and not (bylines.is_people(line.text) and stamps.whole(after.text))
    ]
    return MIN_HEADLINES <= len(bare) >= MOSTLY * len(apart) and 2 * len(apart) < len(lines)


def _recent(texts: Sequence[str], index: int) -> frozenset[str]:
    close = range(index - 1, max(index - LINK, 0) - 1, -1)
    at = next((above for above in close if furniture.is_read_more(texts[above])), None)
    return frozenset() if at is None else prose.meaning(" ".join(texts[max(at - RECENT, 0) : at]))


def _lists(texts: Sequence[str]) -> tuple[bool, ...]:
    """Say of each line whether it is in a list: behind a colon, as long as no line ends as a sentence does.

    The last line of a list, when a paragraph follows that says the same, is the next headline instead.
    """
    made: list[bool] = []
    inside = bulleted = False
    for index, text in enumerate(texts):
        after = texts[index + 1][:LONGEST] if index + 1 < len(texts) else ""
        bullet = text_blocks.BULLET.match(text) is not None
        opened = index > 0 and texts[index - 1].endswith(":") and prose.count(texts[index - 1]) <= OPENING
        told = (
            inside and prose.is_paragraph(after) and (opened or is_told_after(LineContext(text, "", after)))
        )
        inside = inside and not prose.is_closed(text) and not told and bullet >= bulleted
        made.append(inside)
        bulleted = inside and bullet
        inside = inside or text.endswith((":", ";"))
    return tuple(made)


def _numbers(lines: Sequence[TextLine]) -> frozenset[int]:
    """Return the numbers of the lines that count `1.`, `2.`, `3.` over paragraphs of their own."""
    counted: list[TextLine] = []
    follows = 0
    for index, line in enumerate(lines):
        mark = text_blocks.NUMBER.match(line.text)
        if mark and int(mark["number"]) == len(counted) + 1 and not stamps.leading(line.text[mark.end() :]):
            counted.append(line)
            after = lines[index + 1] if index + 1 < len(lines) else None
            follows += after is not None and not text_blocks.NUMBER.match(after.text)
    return frozenset(line.number for line in counted) if 1 < len(counted) <= follows else frozenset()
