"""Names in content/ and in the site's addresses: lower-case ASCII, and no page's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from unidecode import unidecode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST = 60

_PAGES = r"index|part-\d+|\d{4}-\d\d-\d\d(?:-part-\d+|-whole)?"
"""Pages of a live blog, beside those of its updates."""
_FOLDERS = "theme|topics|search|about|pages|404|index"
"""What stands at the top of the site, beside the folders of live blogs."""
_RESERVED = re.compile(rf"{_PAGES}|{_FOLDERS}|images|feed|all", re.IGNORECASE)
# Names that Windows gives to devices, whatever the extension.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")


def slug(text: str) -> str:
    """Return a name for a text, cut at a word: a to z, digits, single hyphens; empty if it has none.

    Letters of other scripts are transliterated; a currency's sign is left out: `£22m` is `22m`.
    """
    spoken = "".join(" " if category(sign) == "Sc" else sign for sign in text)
    words = re.findall(r"[a-z0-9]+", unidecode(spoken).replace("'", "").lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    return f"{name}-0" if is_reserved(name) else name


def is_reserved(name: str) -> bool:
    """Tell whether a name belongs to a page of the site or to the system."""
    return bool(_RESERVED.fullmatch(name) or _DEVICES.fullmatch(name))


def is_page(slug: str) -> bool:
    """Tell whether a live blog has a page of its own by this name, so that no update can have it."""
    return bool(re.fullmatch(_PAGES, slug, re.IGNORECASE))


def is_folder(name: str) -> bool:
    """Tell whether the site keeps this name for itself, so that no live blog can have it."""
    return bool(re.fullmatch(_FOLDERS, name, re.IGNORECASE))


def distinct(names: Iterable[str], taken: Collection[str]) -> list[str]:
    """Return the names, with a number behind each that is taken or comes again: name-2, name-3 and so on."""
    used = set(taken)
    numbers: dict[str, int] = {}
    result = []
    for name in names:
        candidate = name
        while candidate in used:
            numbers[name] = numbers.get(name, 1) + 1
            candidate = f"{name}-{numbers[name]}"
        used.add(candidate)
        result.append(candidate)
    return result
