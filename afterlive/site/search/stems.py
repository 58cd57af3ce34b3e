"""What the forms of a word have in common, by the Snowball stemmer of a live blog's language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer
from babel import Locale, UnknownLocaleError

from afterlive.site.search.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Callable


AT_HAND = 50_000
"""How many words are kept in memory: a large archive has millions, and most of them once."""


def stemmer_for(language: str) -> Callable[[str], str]:
    """Return the function from a word to its folded stem; without a stemmer that is the word itself."""
    name = _english_name(language)
    if name not in Stemmer.algorithms():
        return fold
    snowball = Stemmer.Stemmer(name).stemWord

    @lru_cache(AT_HAND)
    def stem(word: str) -> str:
        return fold(snowball(word)) or fold(word)

    return lambda word: stem(word.lower().replace("’", "'"))


def _english_name(language: str) -> str:
    """Return the name that Snowball has for a language: `norwegian` for `nb`, whatever its region."""
    try:
        name = Locale.parse(language.partition("-")[0].lower()).english_name or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name.partition(" ")[0].lower()
