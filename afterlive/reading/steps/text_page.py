"""A page of text: its lines, and what each of them is by itself and among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import (
    beside_stamps,
    bylines,
    furniture,
    headline_boxes,
    headlines,
    line_contexts,
    marks,
    prose,
    speakers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afterlive.reading.rules.beside_stamps import Beside
    from afterlive.reading.rules.headlines import Signal
    from afterlive.reading.rules.line_contexts import LineContext
    from afterlive.reading.rules.marks import Mark
    from afterlive.reading.source.document import TextLine


class Aside(NamedTuple):
    """What a line is that is no text of an update."""

    reason: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of a document that aren't blank. Whatever refers to a line gives its index among them."""

    lines: tuple[TextLine, ...]
    furniture: tuple[str | None, ...]
    """What kind of furniture each line is."""
    marks: tuple[Mark | None, ...]
    """The stamp that each line has."""
    places: tuple[LineContext, ...]
    """What stands around each line."""
    beside: Beside
    """Lines that are names, by more than their shape, and those that are labels."""
    announced: frozenset[str]
    """The bare words of the headlines that the document lists as its key events."""
    groups: tuple[int, ...]
    """For each line the first of those with no blank line between them."""
    _asides: dict[int, Aside | None] = field(init=False, default_factory=dict)
    _signals: dict[int, tuple[Signal, ...]] = field(init=False, default_factory=dict)

    def text(self, index: int) -> str:
        """Return the text of a line; of none beyond the last."""
        return self.lines[index].text if 0 <= index < len(self.lines) else ""

    def aside(self, index: int) -> Aside | None:
        """Return what a line is if it is no text: furniture, a byline, a time."""
        if index not in self._asides:
            self._asides[index] = self._aside(index)
        return self._asides[index]

    def _aside(self, index: int) -> Aside | None:
        text, kind, mark = self.lines[index].text, self.furniture[index], self.marks[index]
        if kind:
            return Aside(kind)
        if mark and not mark.text:
            return Aside("revised" if mark.form == "revised" else "time", mark.authors)
        names = bylines.authors(text)
        if names is None and text in self.beside.names:
            names = bylines.split(text)
        return None if names is None else Aside("byline", names)

    def score(self, index: int) -> float:
        """Return how much speaks for a headline; above zero it is one."""
        if len(self.lines[index].text) > line_contexts.LONGEST:
            return headlines.NEVER
        return sum(signal.weight for signal in self.signals(index))

    def signals(self, index: int) -> tuple[Signal, ...]:
        """Return what speaks for a headline, or against it."""
        if index not in self._signals:
            self._signals[index] = headlines.signals(self.places[index])
        return self._signals[index]

    def is_headline(self, index: int) -> bool:
        """Say whether a line is a headline, by its shape and its place."""
        return self.aside(index) is None and self.score(index) > 0


def page_of(lines: tuple[TextLine, ...]) -> TextPage:
    """Return the page that lines make."""
    texts = [line.text for line in lines]
    found = tuple(
        marks.mark(index, text, texts[index - 1] if index else "") for index, text in enumerate(texts)
    )
    found = speakers.with_speakers(marks.with_age_of_page(found, texts))
    usual = marks.usual(found)
    if any(mark.form == "count" for mark in usual):
        found = tuple(marks.with_moments(found, texts))
        usual = marks.usual(found)
    kinds = _kinds(texts)
    beside = beside_stamps.look(texts, found, usual)
    found = tuple(mark and marks.settled(mark, beside.names, beside.labels) for mark in found)
    for index in beside.labels:
        if not found[index]:
            kinds[index] = kinds[index] or "label"
    key_events = (*headline_boxes.key_events(texts, found), *headline_boxes.aged(texts, found))
    for index in key_events:
        kinds[index] = "key events"
    for index in headline_boxes.links(texts, found):
        kinds[index] = kinds[index] or "links"
    announced = frozenset(
        prose.plain(headline_boxes.without_stamp(texts[index], found[index])) for index in key_events
    )
    return TextPage(
        lines=lines,
        furniture=tuple(kinds),
        marks=found,
        places=line_contexts.places(lines, kinds),
        beside=beside,
        announced=announced,
        groups=tuple(_groups(lines)),
    )


def _groups(lines: Iterable[TextLine]) -> Iterator[int]:
    start = 0
    for index, line in enumerate(lines):
        start = index if line.gap else start
        yield start


def _kinds(texts: Sequence[str]) -> list[str | None]:
    """Return what kind of furniture each line is by itself; `Read more` over the title of a link is none."""
    kinds = [furniture.reason(text) for text in texts]
    for index in range(len(texts) - 1):
        if kinds[index] == "link" and kinds[index + 1] is None:
            kinds[index] = None
    return kinds
