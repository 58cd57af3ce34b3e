"""What a keeper's step in a review does to the facts that NAME.toml holds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.model import NamedLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.model import Facts, LineName
    from afterlive.reading.rules.line_names import LineNames

UNSAYS: Mapping[str, tuple[str, ...]] = {
    "starts": ("join",),
    "headlines": ("not_headlines", "join", "drop", "authors"),
    "not_headlines": ("headlines",),
    "join": ("starts", "headlines"),
    "keep": ("drop", "authors"),
    "drop": ("keep", "starts", "headlines", "authors"),
    "authors": ("keep", "drop", "headlines"),
    "key": (),
}
"""What a keeper can say of a line, and what that takes back of what was said before."""
TOGGLED = {"join", "key"}
"""What says nothing more once it has taken something back, or was said already."""
MANY_WORDS = re.compile(r"^([^:]{2,30}:)\s*\S.*$|\d+")


def told(facts: Facts, key: str, names: list[LineName], tag: str = "") -> Facts:
    """Return facts with one more thing said of lines. Raises DocumentError where that can't be said."""
    if key == "tags":
        return _tagged(facts, names, tag)
    if key not in UNSAYS:
        raise DocumentError(f"nothing is called {key}")
    said: dict[str, tuple[LineName, ...]] = {}
    for other in UNSAYS[key]:
        said[other] = tuple(name for name in getattr(facts, other) if name not in names)
    taken_back = {
        name for other in UNSAYS[key] for name in getattr(facts, other) if name in names and key in TOGGLED
    }
    before: tuple[LineName, ...] = getattr(facts, key)
    if key in TOGGLED and all(name in before for name in names):
        said[key] = tuple(name for name in before if name not in names)
    else:
        said[key] = tuple(dict.fromkeys([*before, *(name for name in names if name not in taken_back)]))
    return replace(facts, **said)  # type: ignore[arg-type]


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
    """Return what names all lines like one: those of the same words, else those that begin with its label."""
    if len(names.numbers(text)) > 1:
        return text
    pattern = MANY_WORDS.sub(lambda match: f"{match[1]} *" if match[1] else "*", text)
    found = names.numbers(NamedLine(pattern, like=True)) if pattern != text and pattern.strip("* ") else []
    return NamedLine(pattern, like=True) if number in found else names.name(number)
