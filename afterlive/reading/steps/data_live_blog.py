"""A live blog made of data, which is taken at its word: no rule for pages or text touches it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS, escape
from afterlive.model import Block, Dropped, LiveBlog, Update
from afterlive.reading.languages import detection
from afterlive.reading.source.data_blog import DataUpdate
from afterlive.reading.source.document import check_length
from afterlive.reading.source.html_blocks import address, blocks_of
from afterlive.reading.source.html_lines import HtmlLine, walk
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.images import Images
from afterlive.reading.source.people import without_mail
from afterlive.reading.source.plain_html import paragraphs_of
from afterlive.reading.steps import page_evidence
from afterlive.reading.steps.data_choice import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.model import Facts, Order
    from afterlive.reading.source.data_blog import DataBlog, Skipped


def read(blogs: Sequence[DataBlog], facts: Facts) -> LiveBlog:
    """Return the live blog of data that the keeper chose. Raises DocumentError."""
    blog = chosen(blogs, facts)
    check_length(len(blog.lead) + sum(len(each.html) for each in blog.updates))
    zone = ZoneInfo(facts.timezone) if facts.timezone else None
    images = Images(blog.load) if blog.load else Images()
    sheet = _DataSheet(facts.source or blog.url, images, is_folder=blog.load is not None)
    title = _text(blog.title)
    lead_lines = sheet.write(title)
    if title and facts.title and title != facts.title:
        sheet.drop(lead_lines[0], "the keeper gives another title")
        lead_lines = ()
    lead = sheet.blocks(blog.lead)
    updates = [update for each in blog.updates if (update := sheet.element(each, zone))]
    if not updates:
        raise DocumentError("holds no update: export it again, or save the page")
    order = facts.order or _order([update for _, update in updates], blog)
    in_order = all(place is not None for place, _ in updates)
    if order == "newest first":
        updates.reverse()
    ordered = _by_place(updates) if in_order else chronological([update for _, update in updates])
    first = next((update.date for update in ordered if update.date), None)
    began = blog.start or blog.published
    live_blog = LiveBlog(
        title=facts.title or title,
        updates=tuple(replace(update, position=number) for number, update in enumerate(ordered, 1)),
        lead=lead,
        lead_lines=(*lead_lines, *(block.lines[0] for block in lead if block.lines)),
        date=facts.date or first or (began.date() if began else None),
        timezone=facts.timezone,
        start=blog.start,
        end=blog.end,
        order=order,
        in_order=in_order,
        language=facts.language or _text(blog.language) or sheet.language,
        publisher=facts.publisher or _text(blog.publisher),
        url=facts.source or address(blog.url),
        authors=without_mail(_texts(blog.authors)),
        dropped=tuple(sheet.dropped),
        page=blog.page,
        warnings=(*blog.warnings, *sheet.warnings),
        assets=sheet.images.assets,
    )
    return page_evidence.of_data(live_blog)


def lines(blogs: Sequence[DataBlog], facts: Facts) -> tuple[str, ...]:
    """Return the lines of data: title, lead, and of each element the headline and the blocks of text."""
    blog = chosen(blogs, facts)
    sheet = _DataSheet(None, Images())
    sheet.write(_text(blog.title))
    sheet.blocks(blog.lead)
    for each in blog.updates:
        sheet.element(each, None)
    return tuple(sheet.lines)


def chronological(updates: Sequence[Update]) -> list[Update]:
    """Return updates by their times, each that has none behind the one that it follows already."""
    last = dt.datetime.min.replace(tzinfo=dt.UTC)
    keyed = []
    for update in updates:
        if update.time:
            last = _comparable(update.time)
        elif update.date:
            midnight = dt.datetime.combine(update.date, dt.time(), dt.UTC)
            last = min(max(last, midnight), midnight + dt.timedelta(days=1))
        keyed.append((last, update))
    return [update for _, update in sorted(keyed, key=lambda each: each[0])]


@dataclass
class _DataSheet:
    """The lines of data, written down one after another, and what they become."""

    base: str | None
    images: Images
    is_folder: bool = False
    """Whether relative addresses name files that come along, and nothing on the web."""
    lines: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """The addresses of pictures that are neither brought along nor on the web."""

    def write(self, text: str | None) -> tuple[int, ...]:
        """Write a line and return its number, if there is anything to write."""
        line = _text(text)
        if not line:
            return ()
        self.lines.append(line)
        return (len(self.lines),)

    def blocks(self, html: str, base: str | None = None) -> tuple[Block, ...]:
        """Write the lines of HTML, and return its blocks."""
        if not html.strip():
            return ()
        if (plain := paragraphs_of(html)) is not None:
            return tuple(map(self._paragraph, plain))
        shown = tuple(walk(parse(f"<body>{html}")))
        base = None if self.is_folder else base or self.base
        above = len(self.lines)
        for thing in shown:
            if isinstance(thing, HtmlLine):
                self.lines.append(thing.text.replace("\n", " "))
            else:
                source = thing.get("src") or ""
                found = source in self.images or address(source, base)
                if source and not found and not source.startswith("data:"):
                    self.lost.add(source)
        return tuple(
            replace(block, lines=(block.lines[0] + above, block.lines[1] + above)) if block.lines else block
            for block in blocks_of(shown, base, images=self.images.get)
        )

    def _paragraph(self, text: str) -> Block:
        self.lines.append(text)
        return Block(kind="paragraph", text=text, markdown=escape(text), lines=(len(self.lines),) * 2)

    def element(
        self, element: DataUpdate | Skipped, zone: ZoneInfo | None
    ) -> tuple[float | None, Update] | None:
        """Write an element of the data, and return its place and its update; None where it is none."""
        begin = len(self.lines)
        if not isinstance(element, DataUpdate):
            if not self.blocks(element.html):
                self.write(element.label)
            for number in range(begin + 1, len(self.lines) + 1):
                self.drop(number, element.reason)
            return None
        url = address(element.url)
        lost = len(self.lost)
        stamp, title = _text(element.stamp), _text(element.title)
        self.write(stamp)
        self.write(title)
        blocks = self.blocks(element.html, url)
        if not title and not blocks:
            del self.lines[begin:]
            reason = "its picture doesn't come along" if len(self.lost) > lost else "without text"
            self.drop(self.write(f"Update {_text(element.id) or begin + 1}")[0], reason)
            return None
        time = _shown(element.time, zone)
        return element.order, Update(
            position=0,
            title=title,
            blocks=blocks,
            id=_text(element.id),
            url=url,
            stamp=stamp,
            time=time,
            date=time.date() if time else element.day,
            precision="day" if time is None else "second" if time.second else "minute",
            origin="data" if time else None,
            modified=_shown(element.modified, zone) if element.modified != element.time else None,
            authors=without_mail(_texts(element.authors)),
            tags=_texts(element.tags),
            key=element.key,
            pinned=element.pinned,
            lines=tuple(range(begin + 1, len(self.lines) + 1)),
        )

    def drop(self, number: int, reason: str) -> None:
        """Leave out a line that is written."""
        self.dropped.append(Dropped(line=number, text=self.lines[number - 1], reason=reason))

    @property
    def language(self) -> str | None:
        """The language of the lines, of which the first tell."""
        return detection.language_of(" ".join(self.lines[: detection.SAMPLE]))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a keeper should know of pictures."""
        if not self.lost:
            return tuple(self.images.warnings)
        some = f"{len(self.lost)} pictures, such as {min(self.lost)}, don't come along: "
        lost = f"{some}put them, with their folders, into NAME_files/ beside the document."
        return (lost, *self.images.warnings)


def _by_place(updates: Sequence[tuple[float | None, Update]]) -> list[Update]:
    """Return updates in the order in which readers saw them; where places are the same, times decide."""
    timed = {id(update): rank for rank, update in enumerate(chronological([update for _, update in updates]))}
    return [update for _, update in sorted(updates, key=lambda each: (each[0] or 0, timed[id(each[1])]))]


def _order(updates: Sequence[Update], blog: DataBlog) -> Order:
    """Return how a document has its updates, by their own times."""
    times = [_comparable(update.time) for update in updates if update.time]
    rising = sum((one < other) - (one > other) for one, other in pairwise(times))
    return "oldest first" if rising > 0 or (rising == 0 and blog.oldest_first) else "newest first"


def _comparable(time: dt.datetime) -> dt.datetime:
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def _shown(time: dt.datetime | None, zone: ZoneInfo | None) -> dt.datetime | None:
    """Return a time as the clocks of the live blog show it."""
    if time is None or zone is None:
        return time
    return time.astimezone(zone) if time.tzinfo else time.replace(tzinfo=zone)


def _text(text: str | None) -> str | None:
    return " ".join(CONTROLS.sub("", text).split()) or None if text else None


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in map(_text, texts) if text)
