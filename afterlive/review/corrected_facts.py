"""What a keeper's step in a review does to the facts that NAME.toml holds."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.model import NamedLine
from afterlive.reading.steps.corrections import UNSAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.model import Facts, LineName
    from afterlive.reading.rules.line_names import LineNames

TOGGLED = {"join", "key", "not_key"}
"""What says nothing more once it has taken something back, or was said already."""
LABEL = re.compile(r"([^:\d]{2,30}:\s).*")
"""What lines such as `Photo: Ida Holm` begin with."""
OPENING = re.compile(r"(\w+)\s[^:\d]+:\s.*")
"""What lines such as `UPDATE FULL TIME: The end` begin with, of which `UPDATE 76 MINS: Try!` is another."""
BEHIND_NUMBERS = re.compile(r"(.{,20}?#(?:\W*#)*\s?(?:[^\W\d_]{1,4}\b)?\W*).*?")
"""What lines such as `92:00 – Goal` begin with, their numbers as `#`."""


def told(facts: Facts, key: str, names: list[LineName], words: str = "") -> Facts:
    """Return facts with one more thing said of lines: with a tag, or a reason to drop them.

    Raises DocumentError where that can't be said.
    """
    if key == "tags":
        return _tagged(facts, names, words)
    if key not in UNSAYS:
        raise DocumentError(f"nothing is called {key}")
    said: dict[str, tuple[LineName, ...]] = {}
    for other in UNSAYS[key]:
        said[other] = _but(getattr(facts, other), names)
    against = {name for other in UNSAYS[key] for name in getattr(facts, other)} if key in TOGGLED else set()
    before: tuple[LineName, ...] = getattr(facts, key)
    if key in TOGGLED and all(name in before for name in names):
        said[key] = _but(before, names)
    else:
        more = [
            _because(name, words) if key == "drop" else name
            for name in names
            if name not in against and (key == "drop" or not _is_picture(name))
        ]
        said[key] = (*_but(before, more), *more)
    return replace(facts, **said)  # type: ignore[arg-type]


def _but(before: tuple[LineName, ...], names: list[LineName]) -> tuple[LineName, ...]:
    """Return names without others, whatever the reasons."""
    gone = [_because(name, "") for name in names]
    return tuple(name for name in before if _because(name, "") not in gone)


def _because(name: LineName, why: str) -> LineName:
    """Return a name with a reason; with none, as it would stand without."""
    if isinstance(name, NamedLine) and (name.like or name.picture or name.after is not None or why):
        return replace(name, why=why or None)
    text = name if isinstance(name, str) else name.text
    return NamedLine(text, why=why) if why else text


def _is_picture(name: LineName) -> bool:
    """Tell whether a name is of a picture, of which nothing can be said but that it is left out."""
    return isinstance(name, NamedLine) and name.picture


def _tagged(facts: Facts, names: list[LineName], tag: str) -> Facts:
    tag = " ".join(tag.replace(",", " ").split())
    if not tag:
        raise DocumentError("a tag has a name")
    tags = dict(facts.tags)
    before = tags.pop(tag, ())
    if all(name in before for name in names):
        left = tuple(name for name in before if name not in names)
        return replace(facts, tags=tuple((tags | ({tag: left} if left else {})).items()))
    return replace(facts, tags=tuple((tags | {tag: tuple(dict.fromkeys([*before, *names]))}).items()))


def alike(names: LineNames, number: int, text: str) -> LineName:
    """Return what names all lines like one: the first of these that means more than the line itself.

    Lines of the same words; of the same words but for numbers; that begin with its label, or with a label of
    the same first word; that begin with its numbers, or with a word that they are glued to.
    """
    if len(names.numbers(text)) > 1:
        return text
    for pattern in _patterns(text):
        named = NamedLine(pattern, like=True)
        found = names.numbers(named)
        if number in found and len(found) > 1:
            return named
    return names.name(number)


def _patterns(text: str) -> Iterator[str]:
    numbered = re.sub(r"\d+", "#", text.replace("*", "#"))
    if "#" in numbered:
        yield numbered
    if label := LABEL.fullmatch(text):
        yield f"{label[1]}*"
    if opening := OPENING.fullmatch(text):
        yield f"{opening[1]} *: *"
    begin = BEHIND_NUMBERS.fullmatch(numbered)
    if begin and re.search(r"[^\w\s#]", begin[1]):
        yield f"{begin[1]}*"
        yield f"*{begin[1].lstrip(string.ascii_letters)}*"
