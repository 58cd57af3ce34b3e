"""What stands beside the stamps of a document, again and again: names of authors, and labels of sections.

A line in the shape of a name is one only if something else says so. The same words beside every stamp are a
label (a section, a place, a zone), and neither name nor headline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import bylines, name_evidence, prose
from afterlive.reading.rules.stamp_places import NEARLY_ALL, USUAL, accounts, is_label, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from afterlive.reading.rules.marks import Mark
    from afterlive.reading.rules.stamp_places import TextLines

EVERY = 3
"""So many stamps or more, all with the same words beside them, have a label there."""
MAX_KICKER = 3
"""Words of a label in capitals."""


class Beside(NamedTuple):
    """What was found."""

    names: Mapping[str, str]
    """Lines that are names, and what says so."""
    labels: Mapping[int, str]
    """Lines that are labels, or whose words beside the stamp are, and what says so."""


def look(texts: Sequence[str], found: Sequence[Mark | None], marks: Sequence[Mark]) -> Beside:
    """Return the names and the labels of a document by the stamps in its lines; `marks` are its updates'."""
    lines = lines_of(texts, found, marks)
    labels = {index: rule.says for rule in reversed(LABELS) for index in rule.find(lines)}
    names = {
        name: evidence.says for evidence in reversed(name_evidence.NAMES) for name in evidence.find(lines)
    }
    names = dict.fromkeys(name_evidence.in_places(lines, names.keys()), name_evidence.IN_PLACE) | names
    for index in labels:
        names.pop(lines.text(index), None)
    return Beside(names, labels)


def _same_everywhere(lines: TextLines) -> Iterator[int]:
    known = {*name_evidence.over_accounts(lines)}
    for indices in lines.places.values():
        words = {lines.text(index) for index in indices}
        if (
            known.isdisjoint(words)
            and len(indices) == len(lines.marks) >= EVERY
            and len(words) == 1
            and is_label(*words)
        ):
            yield from indices


def _over_headlines(lines: TextLines) -> Iterator[int]:
    """Yield lines right behind stamps that repeat, and stand over a line that is no paragraph."""
    indices = [*lines.places[1]]
    found = [lines.text(index) for index in indices]
    numbers = Counter(text for text in found if is_label(text) and not bylines.is_name(text))
    repeated = {
        text
        for text, number in numbers.items()
        if number > 1
        and all(_leads_to_headline(lines, index) for index in indices if lines.text(index) == text)
    }
    if 2 * sum(lines.text(index) in repeated for index in indices) <= len(lines.marks):
        return
    for index in indices:
        alike = _leads_to_headline(lines, index) and prose.count(lines.text(index)) <= MAX_KICKER
        if lines.text(index) in repeated or alike:
            yield index


def _capitals_in_a_place(lines: TextLines) -> Iterator[int]:
    """Yield short lines in capitals where most updates have one; if all differ, those over a headline."""
    for offset, indices in lines.places.items():
        found = [index for index in indices if is_kicker(lines.text(index))]
        if not offset or len(found) < max(2, USUAL * len(lines.marks)):
            continue
        differ = len({lines.text(index) for index in found}) == len(found)
        for index in found:
            if not prose.is_closed(lines.text(index)) and not (
                differ and not _leads_to_headline(lines, index)
            ):
                yield index


def _kickers(lines: TextLines) -> Iterator[int]:
    """Yield short lines in capitals, or behind a bullet, each over a headline in small letters."""
    found = [
        index
        for index, text in enumerate(lines.texts)
        if is_kicker(text) and _leads_to_headline(lines, index) and not lines.text(index + 1).isupper()
    ]
    yield from found if len(found) > 1 else ()


def _short_over_headlines(lines: TextLines) -> Iterator[int]:
    """Yield the few words behind a stamp, where a longer line and a paragraph follow in most updates."""
    found = [index for index in lines.places[1] if _is_over_longer(lines, index)]
    names = sum(bylines.is_people(lines.text(index)) for index in found)
    yield from (
        found if EVERY <= len(found) >= NEARLY_ALL * len(lines.marks) and 2 * names <= len(found) else ()
    )


def _is_over_longer(lines: TextLines, index: int) -> bool:
    text, headline, paragraph = (lines.text(index + offset) for offset in range(3))
    bare = all(prose.last_mark(line).isalnum() for line in (text, headline))
    few = prose.count(text) <= MAX_KICKER and prose.count(text) <= prose.count(headline)
    return bare and few and prose.is_paragraph(paragraph) and not prose.is_paragraph(headline)


def _roles(lines: TextLines) -> Iterator[int]:
    """Yield what people are, under their names: `Transport reporter`."""
    for index, text in enumerate(lines.texts):
        if bylines.is_role(text) and bylines.people(lines.text(index - 1)):
            yield index


def is_kicker(text: str) -> bool:
    """Say whether a line has the shape of a label: a few words in capitals, or two behind a bullet."""
    bare = text.lstrip("•▪●· ")
    few = 0 < prose.count(bare) <= (MAX_KICKER if bare == text else 2)
    shouted = bare.isupper() and not any(map(str.isdigit, bare)) and bare[-1].isalpha()
    return few and (shouted or (bare != text and bare[-1:].isalpha()))


def _leads_to_headline(lines: TextLines, index: int) -> bool:
    """Say whether a line longer than this, and no paragraph, follows with text of its own."""
    after, then = lines.text(index + 1), lines.text(index + 2)
    return (
        bool(after and then)
        and not prose.is_paragraph(after)
        and after[-1] not in ":;,"
        and after[0] not in "•▪●"
    )


class LabelRule(NamedTuple):
    """Something that makes a label of a line."""

    says: str
    find: Callable[[TextLines], Iterator[int]]


LABELS = (
    LabelRule("the same words stand beside every stamp", _same_everywhere),
    LabelRule("words that repeat stand between stamp and headline", _over_headlines),
    LabelRule("most updates have words in capitals in this place", _capitals_in_a_place),
    LabelRule("capitals or a bullet over a headline", _kickers),
    LabelRule("a few words stand between stamp and headline", _short_over_headlines),
    LabelRule("an account stands under its name", accounts),
    LabelRule("what somebody is stands under the name", _roles),
)
