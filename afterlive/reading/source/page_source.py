"""Where a page comes from, and what the keeper says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from afterlive.reading.source.images import Images
from afterlive.reading.source.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afterlive.model import Facts


@dataclass(frozen=True, slots=True)
class PageSource:
    """Where a page comes from, and what the keeper says of it."""

    path: Path
    facts: Facts
    images: Images = field(default_factory=Images)
    provenance: Provenance = field(default_factory=Provenance)
    fetched: Callable[[str], bytes | None] | None = None
    """Returns a picture that was fetched for the page, by its address on the web."""
    origin: Callable[[str], str | None] = lambda _name: None
    """Returns the address on the web of what was saved with the page, by what the page calls it now."""
    base: str | None = None
    """The address that relative links start from."""
