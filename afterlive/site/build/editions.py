"""Editions: files that a service worker keeps together, under a name that changes with each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from afterlive.cache.keys import digest
from afterlive.site.articles.picture_copies import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Edition(NamedTuple):
    """Files that are kept together."""

    edition: str
    """A name that changes with each of them."""
    files: dict[str, str]
    """Their digests by path."""


def edition_of(digests: Mapping[str, str]) -> Edition:
    """Return the edition of files, given their digests by path; of a heavy picture its copies are enough."""
    files = {path: digests[path] for path in sorted(digests) if f"{path}.{WIDTHS[0]}.webp" not in digests}
    return Edition(digest(files), files)


def list_of(edition: Edition) -> str:
    """Return the list of an edition's files."""
    return json.dumps(edition._asdict(), separators=(",\n", ": "))
