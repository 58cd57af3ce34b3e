"""Time zones by the words that stand beside a time: `BST`, `ET`, `Uhr`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFSETS: Mapping[str, tuple[str, float | None]] = {
    # word: (IANA name, hours from UTC, or None where the word holds in summer and in winter)
    "UTC": ("UTC", 0),
    "GMT": ("UTC", 0),
    "GREENWICH MEAN TIME": ("Europe/London", 0),
    "BST": ("Europe/London", 1),
    "BRITISH SUMMER TIME": ("Europe/London", 1),
    "WET": ("Europe/Lisbon", 0),
    "WEST": ("Europe/Lisbon", 1),
    "CET": ("Europe/Brussels", 1),
    "CEST": ("Europe/Brussels", 2),
    "MEZ": ("Europe/Berlin", 1),
    "MESZ": ("Europe/Berlin", 2),
    "EET": ("Europe/Athens", 2),
    "EEST": ("Europe/Athens", 3),
    "MSK": ("Europe/Moscow", 3),
    "TRT": ("Europe/Istanbul", 3),
    "ET": ("America/New_York", None),
    "EST": ("America/New_York", -5),
    "EDT": ("America/New_York", -4),
    "EASTERN": ("America/New_York", None),
    "EASTERN TIME": ("America/New_York", None),
    "CT": ("America/Chicago", None),
    "CST": ("America/Chicago", -6),
    "CDT": ("America/Chicago", -5),
    "MT": ("America/Denver", None),
    "MST": ("America/Denver", -7),
    "MDT": ("America/Denver", -6),
    "PT": ("America/Los_Angeles", None),
    "PST": ("America/Los_Angeles", -8),
    "PDT": ("America/Los_Angeles", -7),
    "BRT": ("America/Sao_Paulo", -3),
    "ART": ("America/Argentina/Buenos_Aires", -3),
    "SAST": ("Africa/Johannesburg", 2),
    "WAT": ("Africa/Lagos", 1),
    "EAT": ("Africa/Nairobi", 3),
    "GST": ("Asia/Dubai", 4),
    "PKT": ("Asia/Karachi", 5),
    "IST": ("Asia/Kolkata", 5.5),
    "HKT": ("Asia/Hong_Kong", 8),
    "SGT": ("Asia/Singapore", 8),
    "JST": ("Asia/Tokyo", 9),
    "AWST": ("Australia/Perth", 8),
    "ACST": ("Australia/Adelaide", 9.5),
    "ACDT": ("Australia/Adelaide", 10.5),
    "AEST": ("Australia/Sydney", 10),
    "AEDT": ("Australia/Sydney", 11),
    "NZST": ("Pacific/Auckland", 12),
    "NZDT": ("Pacific/Auckland", 13),
}
CENTRAL_EUROPE: Mapping[str, str] = {
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "es": "Europe/Madrid",
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",
}
MAX_SHORT = 4
"""Letters of an abbreviation: these stand in capitals, or `et` and `est` would be zones."""
STATED = re.compile(
    r"all times (?:stated )?(?:are )?(?:in )?(?:UK|London|(?P<word>[A-Z]{2,4}|[A-Z][a-z]+))\b", re.IGNORECASE
)
PATTERN = "|".join(
    (word if len(word) <= MAX_SHORT else word.title()).replace(" ", r"\s")
    for word in sorted(OFFSETS, key=len, reverse=True)
)
"""A regular expression that matches any of the words."""


def zone(name: str) -> ZoneInfo:
    """Return a zone by its IANA name, or raise `DocumentError`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise DocumentError(f"{name} is no time zone: name one such as Europe/London") from None


def named(word: str, language: str = "") -> str | None:
    """Return the IANA name of the zone that a word beside a time names; some words need the language, too."""
    if language in CENTRAL_EUROPE and word.upper() in {"CET", "CEST", "UHR"}:
        return CENTRAL_EUROPE[language]
    zone = OFFSETS.get(" ".join(word.upper().split()))
    return zone and zone[0]


def hours(word: str) -> float | None:
    """Return how many hours ahead of UTC the clocks are that a word names, if they are so all year."""
    zone = OFFSETS.get(" ".join(word.upper().split()))
    return zone and zone[1]


def stated(line: str) -> str | None:
    """Return the zone of a line such as `All times stated are UK`."""
    found = STATED.search(line)
    if found is None:
        return None
    return named(found["word"]) if found["word"] else "Europe/London"
