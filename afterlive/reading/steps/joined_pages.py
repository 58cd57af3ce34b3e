"""Several pages of one live blog become one document: their lines stand one below the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Dropped
from afterlive.reading.rules import prose
from afterlive.weaving import weave

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from afterlive.model import Block, LiveBlog, Update


class ReadPage(NamedTuple):
    """One page, read."""

    live_blog: LiveBlog
    lines: tuple[str, ...]


class _Moment(NamedTuple):
    moment: float | None


def join(pages: Sequence[ReadPage]) -> ReadPage:
    """Return pages as one. If two pages say the same, the first one's is kept."""
    if len(pages) == 1:
        return pages[0]
    middle = len(pages) // 2  # by halves, since each step goes through all of both
    return _joined(join(pages[:middle]), join(pages[middle:]))


def pairs_of(known: Sequence[Update], new: Sequence[Update]) -> dict[int, int]:
    """Return for each new update that is a known one where that stands: {index in new: index in known}."""
    pairs: dict[int, int] = {}
    for trait in _TRAITS:
        taken = set(pairs.values())
        free = {
            found: index
            for index, update in reversed([*enumerate(known)])
            if index not in taken and (found := trait(update))
        }
        for index, update in enumerate(new):
            if index not in pairs and (found := trait(update)) in free:
                pairs[index] = free.pop(found)
    return pairs


def _id(update: Update) -> Hashable:
    return update.id


def _url(update: Update) -> Hashable:
    return update.url


def _words(update: Update) -> Hashable:
    return prose.plain(" ".join([update.title or "", *(block.text for block in update.blocks)]))


def _time_and_title(update: Update) -> Hashable:
    return (update.time, prose.plain(update.title)) if update.time and update.title else None


_TRAITS: tuple[Callable[[Update], Hashable], ...] = (_id, _url, _words, _time_and_title)


def _joined(known: ReadPage, page: ReadPage) -> ReadPage:
    ours, theirs = known.live_blog, _below(page.live_blog, len(known.lines))
    lines = (*known.lines, *page.lines)
    pairs = pairs_of(ours.updates, theirs.updates)
    repeated = [*_repeated(theirs.lead_lines, "the lead", lines)]
    for new, old in pairs.items():
        update = ours.updates[old]
        name = update.title or " ".join(" ".join(block.text for block in update.blocks).split()[:6])
        repeated += _repeated(theirs.updates[new].lines, f"“{name}”", lines)
    places = weave(
        [*map(_moment, ours.updates)],
        [*map(_moment, theirs.updates)],
        pairs,
        older=ours.order == "newest first",
        in_order=ours.in_order,
    )
    woven = [ours.updates[old] if old is not None else theirs.updates[new or 0] for old, new in places]
    assets = {asset.name: asset for asset in (*ours.assets, *theirs.assets)}
    live_blog = replace(
        ours,
        title=ours.title or theirs.title,
        updates=tuple(replace(update, position=number) for number, update in enumerate(woven, 1)),
        date=min(filter(None, (ours.date, theirs.date)), default=None),
        timezone=ours.timezone or theirs.timezone,
        language=ours.language or theirs.language,
        publisher=ours.publisher or theirs.publisher,
        start=ours.start or theirs.start,
        end=ours.end or theirs.end,
        authors=tuple(dict.fromkeys((*ours.authors, *theirs.authors))),
        dropped=tuple(sorted((*ours.dropped, *theirs.dropped, *repeated), key=lambda each: each.line)),
        warnings=tuple(dict.fromkeys((*ours.warnings, *theirs.warnings))),
        assets=tuple(assets[name] for name in sorted(assets)),
        unsure=(*ours.unsure, *theirs.unsure),
    )
    return ReadPage(live_blog, lines)


def _moment(update: Update) -> _Moment:
    time = update.time if update.precision != "day" else None
    return _Moment((time if time.tzinfo else time.replace(tzinfo=dt.UTC)).timestamp() if time else None)


def _repeated(numbers: Sequence[int], name: str, lines: Sequence[str]) -> Iterator[Dropped]:
    for number in numbers:
        yield Dropped(line=number, text=lines[number - 1], reason=f"another page has {name}")


def _below(live_blog: LiveBlog, above: int) -> LiveBlog:
    """Return a live blog whose lines stand below so many others."""
    return replace(
        live_blog,
        lead=tuple(_block(block, above) for block in live_blog.lead),
        lead_lines=tuple(number + above for number in live_blog.lead_lines),
        updates=tuple(
            replace(
                update,
                blocks=tuple(_block(block, above) for block in update.blocks),
                lines=tuple(number + above for number in update.lines),
                evidence=tuple(replace(each, line=each.line + above) for each in update.evidence),
            )
            for update in live_blog.updates
        ),
        dropped=tuple(replace(each, line=each.line + above) for each in live_blog.dropped),
        unsure=tuple(replace(each, line=each.line + above) for each in live_blog.unsure),
    )


def _block(block: Block, above: int) -> Block:
    return replace(block, lines=(block.lines[0] + above, block.lines[1] + above)) if block.lines else block
