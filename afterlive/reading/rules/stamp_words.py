"""Words and marks around a stamp, as expressions: `posted at`, `last updated`, and what joins two."""

from __future__ import annotations

import re
from functools import cache

from afterlive.reading.languages import lexicon

FLAGS = re.IGNORECASE | re.VERBOSE
SYMBOLS = "\u2300-\u23ff\u25a0-\u27bf\ufe0e\ufe0f\U0001f300-\U0001faff"
"""Clocks, dots, arrows and the like, as writers set them before a stamp."""
MARKS = rf"[\[(【（*_•>+–—{SYMBOLS}\s-]*"
"""What may stand before a stamp."""
WORD = re.compile(r"\w+")


def may_be_now(line: str) -> bool:
    """Say whether a line without figures has words of an age; of most lines the words alone say that."""
    if line.isascii() and _longest_words().isdisjoint(WORD.findall(line.lower())):
        return False
    return _now().search(line) is not None


def _words_of_age() -> tuple[str, ...]:
    return lexicon.words(lambda each: (*each.ages.now, *each.ages.after, *each.ages.before))


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of(_words_of_age())})(?!\w)", re.IGNORECASE)


@cache
def _longest_words() -> frozenset[str]:
    return frozenset(max(WORD.findall(words.lower()), key=len) for words in _words_of_age())


@cache
def _said() -> str:
    """Return the expression of the words before a clock: `posted at`, `Stand:`, `kl.`."""
    words = lexicon.words(
        lambda each: (
            *each.stamps.revised,
            *each.stamps.published,
            *each.stamps.update,
            *each.clock.before,
            *each.dates.today,
            *each.dates.inside,
        )
    )
    return rf"(?:{lexicon.any_of(words)})(?![^\W\d_])"


@cache
def _before() -> str:
    return lexicon.any_of(
        lexicon.words(lambda each: (*each.clock.before, *each.dates.today, *each.dates.inside))
    )


@cache
def leading() -> re.Pattern[str]:
    """Return what may stand before the time that a line begins with."""
    said = _said()
    return re.compile(rf"{MARKS}(?P<words>{said}(?:[\s:,]*{said}){{0,3}})?\s*[:,/–—-]?\s*", FLAGS)


@cache
def closing() -> re.Pattern[str]:
    """Return what may stand between that time and the text."""
    words = lexicon.any_of(lexicon.words(lambda each: (*each.stamps.update, *each.stamps.published)))
    return re.compile(
        rf"(?P<words>\s*(?<!\w)(?:{words})(?![^\W\d_]))?"
        r"[\s\])*_+]*(?P<mark>[:|•·–—-]+|[.,](?=\s|$))?[\s*_\])]*",
        FLAGS,
    )


@cache
def between() -> re.Pattern[str]:
    """Return what may stand between the date, the clock and the age of one stamp."""
    return re.compile(
        rf"[\s,•·|()–—/-]*(?:(?<![^\W\d_])(?:{_before()}|T)(?![^\W\d_T]))?[\s,:•·|(–—-]*", FLAGS
    )


@cache
def linking() -> re.Pattern[str]:
    """Return what leads to a stamp at the end of a text."""
    published = lexicon.any_of(lexicon.words(lambda each: (*each.stamps.published, *each.stamps.revised)))
    return re.compile(
        rf"(?:[\s,|·•–—(-]*(?:{published})(?:\s(?:{_before()}))?"
        rf"|[\s,|·•–—(-]*(?<!\w)(?:{_before()})|[\s,|·•–—(-]*)[\s:,|·•–—(-]*$",
        re.IGNORECASE,
    )


@cache
def revised() -> re.Pattern[str]:
    """Return the beginning of a text that says that it was changed."""
    return _beginning(lexicon.words(lambda each: each.stamps.revised))


@cache
def published() -> re.Pattern[str]:
    """Return the beginning of a text that says when it was first published."""
    return _beginning(lexicon.words(lambda each: each.stamps.published))


def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the beginning of a text that is one of these words, whatever marks stand before it."""
    return re.compile(rf"\W*(?:{lexicon.any_of(words)})(?![^\W\d_])", re.IGNORECASE)


@cache
def update() -> re.Pattern[str]:
    """Return the bare word `Update` at the beginning of a line, and its number."""
    words = lexicon.any_of(lexicon.words(lambda each: each.stamps.update))
    return re.compile(
        rf"{MARKS}(?P<words>(?:{words})(?:\s(?:\d{{1,2}}|[IVX]+))?)\s?[\])*_]*\s?(?P<mark>:)[\s*_]*", FLAGS
    )
