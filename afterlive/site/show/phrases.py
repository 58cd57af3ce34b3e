"""The words of the interface, one file a language: theme/words/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from afterlive.site.show.habits import digits_of, in_digits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel import Locale

FALLBACK = "en"
_SAME = {"no": "nb", "nn": "nb", "iw": "he"}
"""Other codes of a language, or of one that its readers understand."""
_TRADITIONAL = {"hant", "tw", "hk", "mo"}
"""Parts of a tag that say that Chinese is written in traditional characters."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language; templates take them by name: `words.newest_first`."""

    language: str
    phrases: Mapping[str, Any]
    digits: str | None = None
    """From nought to nine; None if they are those of the language."""

    def __getitem__(self, name: str) -> str:
        """Return a phrase that has no number in it."""
        return str(self.phrases[name])

    def with_(self, name: str, /, **values: object) -> str:
        """Return a phrase with these values filled in."""
        return self[name].format(**values)

    def figures(self, text: object) -> str:
        """Return a number, or a text with numbers, in the digits of the language."""
        return in_digits(text, self.digits or digits_of(_locale(self.language)))

    def with_digits(self, digits: str) -> Words:
        """Return the same words, with numbers in these digits."""
        return replace(self, digits=digits)

    def count(self, name: str, number: int) -> str:
        """Return a phrase in the form that goes with a number, by the plural rules of Unicode's CLDR."""
        forms = self.phrases[name]
        form = _locale(self.language).plural_form(number)
        return str(forms.get(form, forms["other"])).format(n=self.figures(number))


class Phrasebook(Mapping[str, Words]):
    """The words of every language of the theme; each is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.files = {file.stem: file for file in sorted(folder.glob("*.toml"))}
        self.words: dict[str, Words] = {}

    def __getitem__(self, language: str) -> Words:
        if language not in self.words:
            phrases = tomllib.loads(self.files[language].read_text("utf-8"))
            self.words[language] = Words(language, phrases)
        return self.words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def words_for(language: str, spoken: Mapping[str, Words]) -> Words:
    """Return the words for a BCP 47 tag; English ones for a language that the theme doesn't have."""
    bare, *others = language.lower().split("-")
    name = "zh-Hant" if bare == "zh" and _TRADITIONAL.intersection(others) else _SAME.get(bare, bare)
    return spoken[name if name in spoken else FALLBACK]


def _locale(language: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - slow, and a build without changes has nothing to count

    return Locale.parse(language, sep="-")
