"""The clock of a match: its minutes, overs, laps and quarters, which are no times of day."""

from __future__ import annotations

import re
from functools import cache

from afterlive.reading.languages import lexicon

LAST_HOUR = 24
MINUTES = r"\d{1,3}(?:\s?\+\s?\d{1,2})?"


@cache
def pattern() -> re.Pattern[str]:
    """Return the regular expression of a match's clock, before text or alone in its line."""
    minute = lexicon.any_of(lexicon.words(lambda language: language.match.minute))
    over = lexicon.any_of(lexicon.words(lambda language: language.match.over))
    lap = lexicon.any_of(lexicon.words(lambda language: language.match.lap))
    period = lexicon.any_of(lexicon.words(lambda language: language.match.period))
    moments = lexicon.any_of(lexicon.words(lambda language: language.match.moments))
    ordinals = lexicon.words(lambda language: language.dates.ordinals)
    ordinal = rf"(?:\.|{lexicon.any_of(ordinals)})?"
    spelt = lexicon.any_of(word for word in ordinals if word.isalpha())
    set_off = r"(?=[\s*\])_]*(?:[:.–—|-]|$))"
    ends = r"(?=\s*[:.–—-]|\s*$|\s+(?-i:[^\W\d_a-z]))"
    return re.compile(
        rf"""(?:{MINUTES}{ordinal}\s?(?:(?:{minute})(?!\w)\.?|['’′])(?:\s?\+\s?\d{{1,2}}\b['’′]?)?{ends}
        | (?:{minute})\s{MINUTES}{set_off}
        | \d{{1,3}}(?:{spelt})(?:\s?\+\s?\d{{1,2}})?(?=[.:]\s)
        | (?:over|{over})\s\d{{1,3}}(?:\.\d)?\b{ends}
        | \d{{1,3}}(?:\.\d)?{ordinal}\s?(?:{over})(?!\w){ends}
        | (?:{lap})\s\d{{1,3}}(?:\s?/\s?\d{{1,3}})?\b{ends}
        | \d{{1,2}}{ordinal}\s(?:{period})(?:,?\s\d{{1,3}}[.:][0-5]\d)?{set_off}
        | (?:{period})\s\d(?:,?\s\d{{1,3}}[.:][0-5]\d)?{set_off}
        | Q[1-4],?\s\d{{1,2}}:[0-5]\d{set_off}
        | (?:2[5-9]|[3-9]\d|1[0-3]\d):[0-5]\d(?=[\s*\])_]*(?:[:–—|-]\s|$))
        | (?:{moments})(?=\s?[:–—]\s)
        | \d{{1,3}}\.?\s?\+\s?\d{{1,2}}\.?\s*$
        | (?:[1-9]|[1-9]\d|1[0-2]\d)\.\s*$
        | \d{{1,3}}\.[1-6]\s*$)""",
        re.IGNORECASE | re.VERBOSE,
    )


def is_moment(text: str) -> bool:
    """Say whether a line is nothing but a moment of a match: `Abpfiff`, `Full-time!`."""
    return _moment().fullmatch(text) is not None


@cache
def _moment() -> re.Pattern[str]:
    moments = lexicon.any_of(lexicon.words(lambda language: language.match.moments))
    return re.compile(rf"(?:{moments})\s?[.!:]*", re.IGNORECASE)


def is_long(text: str) -> bool:
    """Say whether minutes and seconds of a match are printed that could not be hours and minutes."""
    figures = re.fullmatch(r"(\d+):\d\d", text)
    return figures is not None and int(figures[1]) > LAST_HOUR
