"""Which way a language runs, by Unicode's CLDR."""

from __future__ import annotations

from functools import cache


@cache
def direction_of(language: str) -> str:
    """Return `ltr` or `rtl` for a BCP 47 tag; `ltr` for one that CLDR doesn't know."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow, and few builds need it

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-").text_direction
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"
