"""What stands beside the stamps of a document, again and again: names of authors, and labels of sections.

A line in the shape of a name is one only if something else says so. The same words beside every stamp are a
label (a section, a place, a zone), and neither name nor headline.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import bylines, prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from afterlive.reading.rules.marks import Mark

OFFSETS = (-4, -3, -2, -1, 0, 1, 2)
"""How many lines behind a stamp a place is; in place 0 is what stands in the stamp's own line."""
USUAL = 0.5
"""A place holds names if so large a share of updates has one there."""
IN_PLACE = "it stands where other updates have their author"
EVERY = 3
"""So many stamps or more, all with the same words beside them, have a label there."""
NEARLY_ALL = 0.8
MAX_LABEL = 4
"""Words."""
MAX_NICKNAME = 2
"""Words."""
ACCOUNT = re.compile(r"@[\w.-]+(?:@[\w.-]+)?")
MAX_KICKER = 3
"""Words of a label in capitals."""


DASHES = ("—", "–", "-")
"""What stands before the name that an update is signed with."""


class TextLines(NamedTuple):
    """The lines of a document, with what is known of them so far."""

    texts: Sequence[str]
    marks: Sequence[Mark]
    """The stamps of updates."""
    places: Mapping[int, tuple[int, ...]]
    """For every place beside stamps the lines there."""

    def text(self, index: int) -> str:
        """Return what a line has beside its stamp; of none beyond the last."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""


class Beside(NamedTuple):
    """What was found."""

    names: Mapping[str, str]
    """Lines that are names, and what says so."""
    labels: Mapping[int, str]
    """Lines that are labels, or whose words beside the stamp are, and what says so."""


def lines_of(texts: Sequence[str], found: Sequence[Mark | None], marks: Sequence[Mark]) -> TextLines:
    """Return lines with the places beside their stamps; a line with a stamp counts without the stamp."""
    own = {mark.index: mark.words for mark in (*filter(None, found), *marks)}
    beside = [own.get(index, text) for index, text in enumerate(texts)]
    places = {
        offset: tuple(
            index
            for mark in marks
            if 0 <= (index := mark.index + offset) < len(texts)
            and beside[index]
            and (offset == 0) == (index in own)
        )
        for offset in OFFSETS
    }
    return TextLines(beside, marks, places)


def look(texts: Sequence[str], found: Sequence[Mark | None], marks: Sequence[Mark]) -> Beside:
    """Return the names and the labels of a document by the stamps in its lines; `marks` are its updates'."""
    lines = lines_of(texts, found, marks)
    labels = {index: rule.says for rule in reversed(LABELS) for index in rule.find(lines)}
    names = {name: evidence.says for evidence in reversed(NAMES) for name in evidence.find(lines)}
    names = dict.fromkeys(in_places(lines, names.keys()), IN_PLACE) | names
    for index in labels:
        names.pop(lines.text(index), None)
    return Beside(names, labels)


def _repeated(lines: TextLines) -> Iterator[str]:
    numbers = Counter(text for text in lines.texts if bylines.is_name(text))
    yield from (name for name, number in numbers.items() if number > 1)


def _in_bylines(lines: TextLines) -> Iterator[str]:
    bylined = [bylines.authors(text) or () for text in lines.texts]
    listed = [bylines.split(text) for text in lines.texts[: _head(lines)] if bylines.is_names(text)]
    known = {name for names in (*bylined, *listed) for name in names}
    yield from (
        text for text in lines.texts if bylines.is_people(text) and known.issuperset(bylines.split(text))
    )


def _beside_byline_words(lines: TextLines) -> Iterator[str]:
    for index, text in enumerate(lines.texts):
        around = (lines.text(index - 1), lines.text(index + 1))
        if bylines.is_people(text) and (bylines.is_word(around[0]) or bylines.authors(around[1]) == ()):
            yield text


def _over_roles(lines: TextLines) -> Iterator[str]:
    for index, text in enumerate(lines.texts[:-1]):
        if bylines.is_people(text) and bylines.is_role(lines.text(index + 1)):
            yield text


def _over_accounts(lines: TextLines) -> Iterator[str]:
    """Yield what stands over an account's name over a stamp: `@kit@coast.example`."""
    yield from (lines.text(index - 1) for index in _accounts(lines))


def _accounts(lines: TextLines) -> Iterator[int]:
    """Yield the accounts between a name and a stamp, if most updates have one."""
    found = [
        index
        for index in lines.places[-1]
        if ACCOUNT.fullmatch(lines.text(index)) and lines.text(index - 1) and _is_label(lines.text(index - 1))
    ]
    yield from found if len(found) > USUAL * len(lines.marks) else ()


def _nicknames(lines: TextLines) -> Iterator[str]:
    """Yield the one or two words beside each stamp, if they come again and one begins as no label does."""
    beside = [mark.beside for mark in lines.marks]
    few = all(0 < prose.count(text) <= MAX_NICKNAME and not prose.is_closed(text) for text in beside)
    again = 1 < len(set(beside)) < len(beside)
    if few and again and any(text[0].islower() or set(text) & set("_0123456789") for text in beside):
        yield from beside


def _with_colons(lines: TextLines) -> Iterator[str]:
    """Yield the lines that are a name and a colon, if nearly every update has one, and one comes again."""
    found = [text for text in lines.texts if text.endswith((":", "：")) and bylines.is_people(text[:-1])]
    usual = NEARLY_ALL * len(lines.marks) <= len(found) <= len(lines.marks) / NEARLY_ALL
    yield from found if usual and len(set(found)) < len(found) else ()


def _signed(lines: TextLines) -> Iterator[str]:
    """Yield the names behind a dash that end most updates, if one comes again."""
    ends = [text for index in lines.places[-1] if _is_signature(text := lines.text(index))]
    if len(ends) >= max(2, USUAL * (len(lines.marks) - 1)) and len(set(ends)) < len(ends):
        yield from filter(_is_signature, (*ends, *lines.texts[-1:]))


def _is_signature(text: str) -> bool:
    return text.startswith(DASHES) and bylines.is_people(text.lstrip("".join(DASHES) + " "))


def _head(lines: TextLines) -> int:
    """Return how many lines stand above the first stamp, or above the first paragraph."""
    first = next(
        (index for index, text in enumerate(lines.texts) if prose.is_paragraph(text)), len(lines.texts)
    )
    return max(first, lines.marks[0].index if lines.marks else 0)


def in_places(lines: TextLines, names: AbstractSet[str]) -> Iterator[str]:
    """Yield the names of every place where most updates have one, if some of them are known to be names."""
    for indices in lines.places.values():
        people = [text for index in indices if bylines.is_people(text := lines.text(index))]
        if not names.isdisjoint(people) and len(people) >= USUAL * len(lines.marks):
            yield from people


def _same_everywhere(lines: TextLines) -> Iterator[int]:
    accounts = {*_over_accounts(lines)}
    for indices in lines.places.values():
        words = {lines.text(index) for index in indices}
        if (
            accounts.isdisjoint(words)
            and len(indices) == len(lines.marks) >= EVERY
            and len(words) == 1
            and _is_label(*words)
        ):
            yield from indices


def _over_headlines(lines: TextLines) -> Iterator[int]:
    """Yield lines right behind stamps that repeat, and stand over a line that is no paragraph."""
    indices = [*lines.places[1]]
    found = [lines.text(index) for index in indices]
    numbers = Counter(text for text in found if _is_label(text) and not bylines.is_name(text))
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


def _is_label(text: str) -> bool:
    return prose.count(text) <= MAX_LABEL and not prose.is_closed(text) and bylines.authors(text) is None


class NameEvidence(NamedTuple):
    """Something beside its shape that makes a name of a line."""

    says: str
    find: Callable[[TextLines], Iterator[str]]


class LabelRule(NamedTuple):
    """Something that makes a label of a line."""

    says: str
    find: Callable[[TextLines], Iterator[int]]


NAMES = (
    NameEvidence("the same name is a line elsewhere", _repeated),
    NameEvidence("a byline elsewhere names the same people", _in_bylines),
    NameEvidence("what somebody is stands under it", _over_roles),
    NameEvidence("nearly every update has a name with a colon", _with_colons),
    NameEvidence("most updates end with a dash and a name", _signed),
    NameEvidence("an account's name stands under it", _over_accounts),
    NameEvidence("nicknames come again beside every stamp", _nicknames),
    NameEvidence("a line beside it is the rest of a byline", _beside_byline_words),
)
LABELS = (
    LabelRule("the same words stand beside every stamp", _same_everywhere),
    LabelRule("words that repeat stand between stamp and headline", _over_headlines),
    LabelRule("most updates have words in capitals in this place", _capitals_in_a_place),
    LabelRule("capitals or a bullet over a headline", _kickers),
    LabelRule("a few words stand between stamp and headline", _short_over_headlines),
    LabelRule("an account stands under its name", _accounts),
    LabelRule("what somebody is stands under the name", _roles),
)
