"""An update of a page in the making: what the rules have taken of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Dropped
from afterlive.reading.rules import furniture
from afterlive.reading.rules.html_page import around
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    import datetime as dt

    from lxml.html import HtmlElement

    from afterlive.reading.rules.dates import PrintedDate
    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.rules.stamps import Stamp


class PageNames(NamedTuple):
    """The lines of a page that are authors anywhere in it."""

    above: frozenset[str] = frozenset()
    """What they say, above the text of an update."""
    at_end: frozenset[int] = frozenset()
    """Their numbers, at the end of an update."""


@dataclass(slots=True, eq=False)
class HtmlDraft:
    """An update in the making."""

    page: HtmlPage
    region: Region
    names: PageNames
    title: str | None = None
    stamp: Stamp | None = None
    stamped: int = 0
    """The line that the stamp is in."""
    day: PrintedDate | None = None
    """The day in a heading above it."""
    machine: list[dt.datetime] = field(default_factory=list)
    """The times that elements bear for machines, those of the printed stamp first."""
    href: str | None = None
    """Where the printed stamp links to."""
    authors: tuple[str, ...] = ()
    key: bool = False
    pinned: bool = False
    body: list[HtmlLine | HtmlElement] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """The lines of title and stamp."""
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text of the update."""
        return " ".join(thing.text for thing in self.body if isinstance(thing, HtmlLine))

    @property
    def in_head(self) -> bool:
        """Tell whether no text has come yet."""
        return not any(isinstance(thing, HtmlLine) and not _is_caption(thing) for thing in self.body)

    def drop(self, line: HtmlLine, text: str, reason: str) -> bool:
        """Leave out a line, or the words of it that are in `text`."""
        self.dropped.append(Dropped(line=line.number, text=text.replace("\n", " "), reason=reason))
        return True

    def label(self, line: HtmlLine, text: str) -> bool:
        """Take words such as `Key event`."""
        label = furniture.label(text)
        if label is None:
            return False
        self.key = self.key or label == "key"
        self.pinned = self.pinned or label == "pinned"
        return self.drop(line, text, "label")


def _is_caption(line: HtmlLine) -> bool:
    return any(element.tag in {"figure", "figcaption"} for element in around(line))
