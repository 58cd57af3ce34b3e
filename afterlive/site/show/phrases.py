"""The words of the interface, one file a language: theme/words/*.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language, read once; templates take them by name: `words.newest_first`."""

    language: str
    phrases: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        """Return a phrase that has no number in it."""
        return str(self.phrases[name])

    def with_(self, name: str, /, **values: str) -> str:
        """Return a phrase with its blanks filled."""
        return self[name].format(**values)

    def count(self, name: str, number: int) -> str:
        """Return a phrase in the form that goes with a number, by the plural rules of Unicode's CLDR."""
        from babel import Locale  # noqa: PLC0415 - slow, and a build without changes has nothing to count

        forms = self.phrases[name]
        form = Locale.parse(self.language).plural_form(number)
        return str(forms.get(form, forms["other"])).format(n=number)


def read_words(folder: Path) -> dict[str, Words]:
    """Read the words of every language that the theme speaks."""
    return {
        file.stem: Words(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(folder.glob("*.toml"))
    }


def words_for(language: str, spoken: Mapping[str, Words]) -> Words:
    """Return the words for a BCP 47 tag, in English where the theme doesn't speak the language."""
    return spoken.get(language.partition("-")[0].lower(), spoken[FALLBACK])
