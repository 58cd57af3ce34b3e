"""The language of a text, by the small words that every page of it is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from afterlive.reading.languages import lexicon

if TYPE_CHECKING:
    from afterlive.reading.languages.language import Language

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
"""So many characters tell."""
MIN_SHARE = 0.08
"""The share of a language's small words below which the text is in none of these languages."""
MIN_LEAD = 1.5
"""How many times as many as of the next language."""
MIN_LETTERS = 0.5
"""The share of the letters that are of the script of a language, or it isn't asked."""
FEW = 8
CLEAR_LEAD = 4
"""More words than these, and so many times those of the next language, are plain at a lower share, too."""
ENOUGH = 300
"""Characters."""
OTHER_TAGS = {"no": "nb"}
"""Tags of the library that stand for one of ours."""
SURE = 0.99
"""The probability above which the library that is asked in doubt is believed."""
SPACED = frozenset({"LATIN", "CYRILLIC", "ARABIC", "HEBREW", "GREEK", "DEVANAGARI", "HANGUL"})
"""Scripts that set spaces between words; in the others each letter is counted as one."""
TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}
"""Scripts that stand in one text with another."""


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the language, or None where it isn't plain."""
    sample = text[:SAMPLE].lower()
    script = script_of(sample)
    candidates = _by_script().get(script, ())
    if len(candidates) == 1:
        return candidates[0].tag
    words = Counter(WORD.findall(sample) if script in SPACED else filter(str.isalpha, sample))
    total = words.total() or 1
    best = sorted(candidates, key=lambda language: _count(words, language), reverse=True)[:2]
    if not best:
        return _asked(sample)
    shared = frozenset(best[0].small) & frozenset(best[1].small)
    most, next_most = (_count(words, language, shared) for language in best)
    if _count(words, best[0]) <= MIN_SHARE * total and most <= max(FEW, CLEAR_LEAD * next_most):
        return _asked(sample)
    return best[0].tag if most > MIN_LEAD * next_most else _asked(sample)


def _count(words: Counter[str], language: Language, but: frozenset[str] = frozenset()) -> int:
    """Return how many of the words are a small word of a language, or have a letter of its own."""
    letters, small = frozenset(language.letters), frozenset(language.small) - but
    return sum(n for word, n in words.items() if word in small or not letters.isdisjoint(word))


def script_of(text: str) -> str:
    """Return the script of most letters by its name in Unicode: `LATIN`, `ARABIC`; empty if there is none."""
    scripts = Counter(
        script for letter, number in Counter(text[:SAMPLE]).items() for script in [_script(letter)] * number
    )
    del scripts[""]
    script, most = next(iter(scripts.most_common(1)), ("", 0))
    return script if most > MIN_LETTERS * scripts.total() else ""


@cache
def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return TOGETHER.get(name, name)


@cache
def _by_script() -> dict[str, tuple[Language, ...]]:
    """Return the languages of each script."""
    scripts = {language.tag: script_of("".join(language.small)) for language in lexicon.languages()}
    return {
        script: tuple(language for language in lexicon.languages() if scripts[language.tag] == script)
        for script in scripts.values()
    }


def _asked(sample: str) -> str | None:
    """Return what py3langid says, if it is installed, has enough to go by, and is sure."""
    if len(sample) < ENOUGH or find_spec("py3langid") is None:
        return None
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 — takes a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    tag, probability = identifier.classify(sample)
    return OTHER_TAGS.get(tag, tag) if probability > SURE else None
