"""Time zones by what stands beside a time: `BST`, `heure de Paris`, `UTC+2`, `(+0200)`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale

from afterlive.errors import DocumentError
from afterlive.reading.languages import lexicon, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFSET = r"(?:(?:(?:UTC|GMT|UT)\s?)?[+−-](?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)|(?<=\d)Z\b)"
"""Hours from UTC in figures."""
SIGNED = re.compile(r"(?P<sign>[+−-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?$")
MAX_SHORT = 5
"""Letters of an abbreviation: these stand in capitals, or `et` and `est` would be zones."""
CONTINENTS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
"""What the names of zones begin with that end with a city."""
NEAR = 4
"""Characters that may stand between `all times are in` and the zone: an article."""


class NamedZone(NamedTuple):
    """What a word says of the clock that it stands beside."""

    name: str
    """IANA."""
    hours: float | None
    """From UTC; None where the word holds in summer and in winter."""


def zone(name: str) -> ZoneInfo:
    """Return a zone by its IANA name, or raise `DocumentError`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise DocumentError(f"{name} is no time zone: name one such as Europe/London") from None


@cache
def _names(language: str) -> Mapping[str, NamedZone]:
    """Return what every word says; where languages differ the document's own holds, then English."""
    known: dict[str, NamedZone] = {}
    own = language.partition("-")[0]
    for each in sorted(lexicon.languages(), key=lambda each: (each.tag != own, each.tag != "en")):
        for word, says in each.zones.names.items():
            name, _, hours = says.partition(" ")
            known.setdefault(_key(word), NamedZone(name, float(hours) if hours else None))
    for phrase in lexicon.words(lambda each: each.zones.of_place):
        for city, name in _cities(own):
            known.setdefault(_key(phrase.replace("{place}", city)), NamedZone(name, None))
    return known


@cache
def _cities(language: str) -> tuple[tuple[str, str], ...]:
    """Return the cities that zones are called by, in a language and in English, and the IANA names."""
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in CONTINENTS)
    cities = [(name.rpartition("/")[2].replace("_", " "), name) for name in names]
    if any(each.tag == language for each in lexicon.languages()):
        translated = Locale.parse(language).time_zones
        cities += [(says["city"], name) for name, says in translated.items() if "city" in says]
    return tuple(cities)


def _key(word: str) -> str:
    word = " ".join(word.replace("’", "'").split())
    return word if _is_short(word) else word.casefold()


def _is_short(word: str) -> bool:
    return len(word) <= MAX_SHORT and word.isupper()


@cache
def pattern() -> str:
    """Return a regular expression of what may stand beside a clock and tell its zone, or that it is local."""
    hour_words = {word.casefold() for word in lexicon.words(lambda language: language.clock.hour)}
    words = [
        word
        for word in lexicon.words(lambda language: language.zones.names)
        if word.casefold() not in hour_words
    ]
    short = lexicon.any_of(filter(_is_short, words))
    long = lexicon.any_of([*(word for word in words if not _is_short(word)), *local_words()])
    places = "|".join(
        lexicon.any_of([phrase]).replace(re.escape("{place}"), r"[^\W\d_a-z]\w+(?:\s[^\W\d_a-z]\w+)?")
        for phrase in lexicon.words(lambda language: language.zones.of_place)
    )
    return rf"(?:{OFFSET}|(?-i:{short})(?!\w)|(?:{long})(?!\w)|(?-i:{places})(?!\w))"


def local_words() -> tuple[str, ...]:
    """Return the words for a zone that isn't named."""
    return lexicon.words(lambda language: language.zones.local)


def named(word: str, language: str = "") -> str | None:
    """Return the IANA name of the zone that a word beside a time names; some words need the language, too."""
    if _key(word) == "Z":
        return "UTC"
    found = _names(language).get(_key(word))
    if found and found.hours is None and _is_hour_word(word):
        return found.name if language.partition("-")[0] in _tags_of(word) else None
    return found and found.name


def _is_hour_word(word: str) -> bool:
    return _key(word) in {_key(hour) for hour in lexicon.words(lambda language: language.clock.hour)}


def _tags_of(word: str) -> tuple[str, ...]:
    """Return the languages in which a word says which zone it is."""
    return tuple(
        each.tag for each in lexicon.languages() if _key(word) in {_key(name) for name in each.zones.names}
    )


def hours(word: str, language: str = "") -> float | None:
    """Return how many hours ahead of UTC the clocks are that a word names, if they are so all year."""
    if _key(word) == "Z":
        return 0
    signed = SIGNED.search(word)
    if signed:
        ahead = int(signed["hours"]) + int(signed["minutes"] or 0) / 60
        return ahead if signed["sign"] == "+" else -ahead
    found = _names(language).get(_key(word))
    return found and found.hours


@cache
def _stated() -> re.Pattern[str]:
    """Return what stands before the zone in sentences such as `All times are in CET`."""
    phrases = lexicon.words(lambda language: language.zones.stated)
    before = [wording.pattern(phrase.partition("{zone}")[0].strip()) for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(before)})(?!\w.)", re.IGNORECASE)


@cache
def _locally() -> re.Pattern[str]:
    """Return what says, before its name, that a zone is the place's own: `local time (`."""
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of(local_words())})(?!\w)", re.IGNORECASE)


@cache
def _stated_zone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern()}", re.IGNORECASE)


def stated(line: str, language: str = "") -> str | None:
    """Return the zone that a sentence such as `All times stated are UK` names."""
    for sentence in _stated().finditer(line):
        for found in _stated_zone().finditer(line, sentence.end()):
            between = _locally().sub("", line[sentence.end() : found.start()])
            if len(between.strip()) <= NEAR and (name := named(found[0], language)):
                return name
    return None
