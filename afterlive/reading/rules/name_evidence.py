"""What says that a line beside a stamp is a name: more than its shape."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import bylines, prose
from afterlive.reading.rules.stamp_places import NEARLY_ALL, USUAL, accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from afterlive.reading.rules.stamp_places import TextLines

IN_PLACE = "it stands where other updates have their author"
MAX_NICKNAME = 2
"""Words."""
DASHES = ("—", "–", "-")
"""What stands before the name that an update is signed with."""


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


def over_accounts(lines: TextLines) -> Iterator[str]:
    """Yield what stands over an account's name over a stamp: `@kit@coast.example`."""
    yield from (lines.text(index - 1) for index in accounts(lines))


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


class NameEvidence(NamedTuple):
    """Something beside its shape that makes a name of a line."""

    says: str
    find: Callable[[TextLines], Iterator[str]]


NAMES = (
    NameEvidence("the same name is a line elsewhere", _repeated),
    NameEvidence("a byline elsewhere names the same people", _in_bylines),
    NameEvidence("what somebody is stands under it", _over_roles),
    NameEvidence("nearly every update has a name with a colon", _with_colons),
    NameEvidence("most updates end with a dash and a name", _signed),
    NameEvidence("an account's name stands under it", over_accounts),
    NameEvidence("nicknames come again beside every stamp", _nicknames),
    NameEvidence("a line beside it is the rest of a byline", _beside_byline_words),
)
