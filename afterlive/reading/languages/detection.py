"""The language of a text, by the small words that every page of it is full of."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset({"the", "and", "that", "is", "was", "with", "has", "have", "for", "they"}),
    "de": frozenset({"der", "die", "und", "das", "nicht", "ist", "mit", "dem", "sich", "auf"}),
    "fr": frozenset({"les", "des", "est", "dans", "une", "qui", "que", "pour", "du", "au"}),
    "es": frozenset({"los", "las", "del", "una", "que", "por", "con", "para", "el", "ha"}),
    "it": frozenset({"il", "che", "di", "per", "una", "della", "sono", "gli", "nel", "anche"}),
    "pt": frozenset({"os", "uma", "que", "não", "para", "com", "por", "do", "em", "foi"}),
    "nl": frozenset({"het", "een", "van", "dat", "niet", "zijn", "voor", "met", "aan", "ook"}),
    "sv": frozenset({"och", "att", "det", "som", "en", "på", "är", "för", "inte", "till"}),
}
SAMPLE = 20_000
"""So many characters tell."""
MIN_SHARE = 0.08
"""The share of a language's small words below which the text is in none of these languages."""
MIN_LEAD = 1.5
"""How many times as many as of the next language."""


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the language, or None where it isn't plain."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:SAMPLE].lower()))
    total = words.total()
    shares = sorted(
        ((sum(words[word] for word in small), tag) for tag, small in SMALL_WORDS.items()),
        reverse=True,
    )
    (most, tag), (next_most, _) = shares[:2]
    return tag if most > MIN_SHARE * total and most > MIN_LEAD * next_most else None
