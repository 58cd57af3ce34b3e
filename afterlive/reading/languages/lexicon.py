"""The words of all languages, read once from their files."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.languages.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@cache
def languages() -> tuple[Language, ...]:
    """Return every language that has a file, English first."""
    files = [file for file in resources.files(__package__).iterdir() if file.name.endswith(".toml")]
    read = [msgspec.toml.decode(file.read_bytes(), type=Language) for file in files]
    return tuple(sorted(read, key=lambda language: (language.tag != "en", language.tag)))


def words(kind: Callable[[Language], Iterable[str]], *, ambiguous: bool = False) -> tuple[str, ...]:
    """Return the words of a kind in all languages, without those that mean something else in others."""
    known = (
        word for each in languages() for word in kind(each) if ambiguous or word.lower() not in each.ambiguous
    )
    return tuple(dict.fromkeys(known))


def any_of(choices: Iterable[str]) -> str:
    """Return a regular expression for any of some words, the longest first; for none, one that never matches.

    Spaces may be of any kind, and an apostrophe may be straight or curly.
    """
    longest_first = sorted(dict.fromkeys(choices), key=len, reverse=True)
    return "|".join(map(_escaped, longest_first)) or r"(?!)"


def _escaped(word: str) -> str:
    return re.sub(r"['’]", "['’]", re.sub(r"(?:\\ )+", r"\\s?" if ". " in word else r"\\s", re.escape(word)))
