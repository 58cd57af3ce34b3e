"""What an archive of the web holds: what servers answered, by address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_HOPS = 10
"""Redirects that are followed within an archive."""
SAFE = "%/:=&?~#+!$,;'@()*[]"
"""Marks of an address that are written as they are."""
PAGES = frozenset({"text/html", "application/xhtml+xml"})
EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


class Answer(NamedTuple):
    """What a server answered."""

    url: str
    time: dt.datetime | None
    kind: str
    """The media type, in small letters."""
    charset: str | None
    load: Callable[[], bytes]
    """Returns the bytes without what packed them on the way, cut where they are too many."""

    @property
    def is_page(self) -> bool:
        """Tell whether it is a web page."""
        return self.kind in PAGES

    @property
    def is_data(self) -> bool:
        """Tell whether it is JSON."""
        return self.kind.endswith(("/json", "+json"))


@dataclass(frozen=True)
class WebArchive:
    """An archive of the web."""

    answers: tuple[Answer, ...]
    """In the order of the archive."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where an address redirects to, or under which other one the same was captured."""
    tool: str | None = None
    """What captured it."""
    visited: frozenset[str] = frozenset()
    """The addresses of its pages, where the archive names them."""
    warnings: tuple[str, ...] = ()

    @cached_property
    def _by_address(self) -> dict[str, Answer]:
        return {_plain(answer.url): answer for answer in self.answers}

    @cached_property
    def _moves(self) -> dict[str, str]:
        return {_plain(url): _plain(to) for url, to in self.moved.items()}

    def find(self, url: str) -> Answer | None:
        """Return the answer under an address, the last of several; None where nothing was answered."""
        address = _plain(url)
        for _ in range(MAX_HOPS):
            if address in self._by_address:
                return self._by_address[address]
            if address not in self._moves:
                return None
            address = self._moves[address]
        return None


def absolute(address: str, base: str) -> str:
    """Return the address that a page at `base` means, without its fragment; empty if it is none."""
    try:
        found = urldefrag(urljoin(base, address.strip())).url
        _ = urlsplit(found).port  # which looks at the host, too
    except ValueError:
        return ""
    return found


def _plain(url: str) -> str:
    """Return an address in the one form that it is looked for by, whatever the scheme."""
    return quote(urldefrag(url).url, safe=SAFE).partition(":")[2]
