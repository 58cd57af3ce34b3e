"""A page of the site: its path, its template, and the view that the template is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.site.show.views import Head


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. What stands in its file follows from its template and its view alone."""

    path: str
    """From the site's root."""
    template: str
    view: View
    more: Callable[[], Mapping[str, object]] = dict
    """Gives what else the template is given, which the view stands for; only a page to be rendered asks."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a template is given."""

    head: Head
