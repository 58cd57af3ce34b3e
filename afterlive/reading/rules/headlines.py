"""Headlines, told from paragraphs where nothing but their shape and their place marks them.

Each signal looks at one line among its neighbours; the weights of those that hold are added up, and above
zero the line is a headline. The weights say how live blogs are written, in whatever language: a headline is
short, has no full stop, stands alone, and the paragraph behind it says the same at length.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import lexicon
from afterlive.reading.rules import bylines, furniture, prose, stamps, text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.reading.source.document import TextLine

QUESTION = re.compile(r"[QAFR][:.]\s")
"""What a question or an answer of an interview begins with."""
SAID = re.compile(r"[\"“„«‘'][^\"”“»]+,[\"”“»’']\s|[\"“„«][^\"”“»]+[\"”“»],\s")
"""A quotation within a sentence: `“We stand by you,” she said`."""
ADDRESS = re.compile(r"\S@\S+\.\S|https?://|\bwww\.")
LONGEST = 300
"""Characters; what is longer is a paragraph, and nothing else is asked."""
NEVER = -100.0
FEW = 3
"""Words of an item in a list."""
SHORT = 12
LABEL = 4
FEW_WORDS = 5
MIN_HEADLINES = 3
MIN_BYLINES = 3
MOSTLY = 0.7
OPENING = 8
"""Words of a line such as `Watch the moment:`, which opens no list of text."""
RETOLD = 0.75
TOLD = 3
"""So many words of a headline, or more, come again in the paragraph below."""
RECALLED = 0.5
RECENT = 6
LINK = 2


class LineContext(NamedTuple):
    """A line and what stands around it, furniture aside."""

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


class Signal(NamedTuple):
    """Something that speaks for a headline, or against it."""

    says: str
    weight: float
    holds: Callable[[LineContext], bool]


def _ends_bare(at: LineContext) -> bool:
    return prose.last_mark(at.text) not in prose.FULL_STOPS + "!?…:;,-–"


def _is_short_call(at: LineContext) -> bool:
    return prose.last_mark(at.text) in "?!…" and prose.count(at.text) <= SHORT


def _is_quotation(at: LineContext) -> bool:
    """Say whether the line is a quotation: one opens it, and runs on or ends the line."""
    opening = at.text[0]
    if opening not in prose.OPENERS + "'":
        return False
    closing = {"“": "”", "„": "“", "«": "»", "‘": "’"}.get(opening, opening)
    inside = at.text[1:].rstrip(" .,!?…")
    return closing not in inside or inside.endswith(closing)


def _is_told_after(at: LineContext) -> bool:
    """Say whether the line after takes up the words of this one, at length."""
    own = prose.meaning(at.text)
    shared = own & prose.meaning(at.after)
    return len(at.after) > len(at.text) and (len(shared) > 1 or (bool(shared) and len(own) <= LABEL // 2))


def _tells_before(at: LineContext) -> bool:
    """Say whether this line takes up all that the short line before it says."""
    label = prose.meaning(at.before)
    if not label or prose.is_paragraph(at.before) or prose.count(at.before) > LABEL:
        return False
    return len(at.text) > 2 * len(at.before) and len(label & prose.meaning(at.text)) >= RETOLD * len(label)


def _is_recalled(at: LineContext) -> bool:
    """Say whether the line is the headline of another update, shown under the headline of this one."""
    return (
        at.repeated and bool(at.before) and not prose.is_paragraph(at.before) and at.before[-1] not in ":;,"
    )


def is_link(at: LineContext) -> bool:
    """Say whether the line is the title or the teaser of a link, whose words the lines before have used."""
    own = prose.meaning(at.text)
    return bool(at.recent) and len(own & at.recent) >= RECALLED * len(own)


def _stands_in_short_lines(at: LineContext) -> bool:
    """Say whether the line is one of several of a few words, as a list has them."""
    return _is_few(at.text) and (_is_few(at.before) or _is_few(at.after))


def _is_few(text: str) -> bool:
    bare = not prose.is_closed(text) and not any(map(str.isdigit, text)) and bylines.authors(text) is None
    return bare and 0 < prose.count(text) <= FEW


@cache
def _speech() -> re.Pattern[str]:
    """Return how a line begins that names a speaker: `Lea Brandt says: `."""
    words = lexicon.any_of(lexicon.words(lambda language: language.headlines.says))
    return re.compile(rf"(?:[^\W\d_]\S*\s){{0,4}}(?:{words})(?:\s\S+)?[:.,]\s", re.IGNORECASE)


def _is_speech(text: str) -> bool:
    return (QUESTION.match(text) or _speech().match(text) or SAID.match(text)) is not None


def _is_bare_name(at: LineContext) -> bool:
    return bylines.is_name(at.text) and (
        at.text[:-1].find(".") > 0 or not prose.meaning(at.text) & prose.meaning(at.after)
    )


def _is_note_under_headline(at: LineContext) -> bool:
    """Say whether the line is a few words between a headline and its paragraph, as credits are."""
    few = prose.count(at.text) <= FEW_WORDS and prose.count(at.text) < prose.count(at.before)
    headline = at._replace(text=at.before or ".", before="")
    told = len(prose.meaning(at.before) & prose.meaning(at.after)) > 1 and prose.is_paragraph(at.after)
    return (
        few
        and told
        and _ends_bare(headline)
        and not _is_said(at.before)
        and not prose.is_paragraph(at.before)
    )


def _is_second_headline(at: LineContext) -> bool:
    """Say whether a headline stands right above, and the paragraph below tells that one rather than this."""
    if not prose.is_paragraph(at.after) or prose.count(at.before) < FEW or not _is_bare(at.before):
        return False
    told = prose.meaning(at.after)
    return len(prose.meaning(at.text) & told) <= 1 and len(prose.meaning(at.before) & told) >= TOLD


def _is_first_headline(at: LineContext) -> bool:
    """Say whether the line below is a second headline, over a paragraph that tells this one."""
    return _is_second_headline(LineContext(at.after, at.text, at.then)) and _is_bare(at.after)


def _is_bare(text: str) -> bool:
    """Say whether a line may be a headline: no mark ends it, and nothing says what else it is."""
    return (
        bool(text)
        and prose.last_mark(text).isalnum()
        and prose.count(text) < prose.MANY
        and not _is_said(text)
    )


def _is_said(text: str) -> bool:
    return _is_speech(text) or text_blocks.kind_of(text) != "paragraph"


def _names_a_role(at: LineContext) -> bool:
    """Say whether the line gives a role and who has it: `Speaker: Ann Bell`."""
    role, colon, people = at.text.partition(": ")
    return bool(colon) and prose.count(role) <= 2 and bylines.is_people(people)  # noqa: PLR2004 — `Chair`, `Live host`


SIGNALS = (
    Signal("ends without a mark", 1.5, _ends_bare),
    Signal("ends with a full stop", -4, lambda at: prose.is_closed(at.text)),
    Signal("ends with a colon or a comma", -5, lambda at: at.text[-1] in ":;,"),
    Signal("is a short question or call", 1, _is_short_call),
    Signal("has several sentences", -1.5, lambda at: prose.sentences(at.text) > 1),
    Signal(
        "begins small, or with a mark", -3, lambda at: at.text[0].islower() or at.text[0] in "•…-–—*.,)]#@>"
    ),
    Signal("is in title case", 1.5, lambda at: prose.is_title_case(at.text)),
    Signal("stands in square brackets", -4, lambda at: at.text[0] == "[" and at.text[-1] == "]"),
    Signal("is a quotation, or opens one", -2, _is_quotation),
    Signal("is a line of speech", -3, lambda at: _is_speech(at.text)),
    Signal("has an address", -3, lambda at: ADDRESS.search(at.text) is not None),
    Signal("is in a list", -3, lambda at: at.in_list and not at.numbered),
    Signal("stands beside a line as short", -2, _stands_in_short_lines),
    Signal("repeats the line before", -5, lambda at: prose.plain(at.text) == prose.plain(at.before)),
    Signal("tells what a short line before it names", -2, _tells_before),
    Signal("was a headline before, or will be", -2, _is_recalled),
    Signal("is a name alone", -3.5, _is_bare_name),
    Signal("names a role and who has it", -4, _names_a_role),
    Signal("is a few words under a headline", -5, _is_note_under_headline),
    Signal("stands under a headline that the line after tells", -4, _is_second_headline),
    Signal("stands over a second headline", 1, _is_first_headline),
    Signal("has no blank line before it, as headlines here have", -4, lambda at: at.joined),
    Signal("has a byline behind it, as headlines here have", 9, lambda at: at.bylined is True),
    Signal("has no byline behind it, where headlines have", -5, lambda at: at.bylined is False),
    Signal("is a caption, a card or a tweet", -6, lambda at: text_blocks.kind_of(at.text) != "paragraph"),
    Signal("stands behind `Read more`", -6, is_link),
    Signal("is followed by a paragraph", 0.5, lambda at: prose.is_paragraph(at.after)),
    Signal("is told again by the line after", 1, _is_told_after),
    Signal("has a number, as headlines here have", 2.5, lambda at: at.numbered is True),
    Signal("has none, where headlines have", -4, lambda at: at.numbered is False),
)


def signals(place: LineContext) -> tuple[Signal, ...]:
    """Return what speaks for a headline, or against it."""
    return tuple(signal for signal in SIGNALS if signal.holds(place))


def places(lines: Sequence[TextLine], kinds: Sequence[str | None]) -> tuple[LineContext, ...]:
    """Return lines with what stands around them; `kinds` says which of them are furniture."""
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
    """Say whether blank lines stand before headlines alone: most lines behind them are bare."""
    apart = [(line, after) for line, after in pairwise(lines) if line.gap]
    bare = [
        line
        for line, after in apart
        if not after.gap and not prose.is_paragraph(line.text[:LONGEST]) and not stamps.find(line.text)
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
            inside and prose.is_paragraph(after) and (opened or _is_told_after(LineContext(text, "", after)))
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
