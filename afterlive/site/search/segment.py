"""A segment of the index: all words of one live blog, and what has changed in them between two builds."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.site.search.analysis import Analysis, analyse, dictionary_for, gather
from afterlive.site.search.numbering import IndexedLiveBlog

if TYPE_CHECKING:
    from afterlive.site.search.texts import TextsOfLiveBlog


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """The analysed texts of a live blog."""

    live_blog: IndexedLiveBlog
    texts: list[tuple[str, Analysis]]
    """A digest of each text, and its analysis."""


class SegmentChange(msgspec.Struct, frozen=True, kw_only=True):
    """What has changed in a segment."""

    live_blog: IndexedLiveBlog
    """As it is now."""
    before: str
    """The state that it was in, empty if there was none."""
    postings: msgspec.Raw
    """New postings by stem, null if the stem is gone: as JSON, to be sent to another process."""


def segment_of(live_blog: TextsOfLiveBlog, before: Segment | None = None) -> Segment:
    """Analyse the texts of a live blog, but for those that were analysed before."""
    dictionary, known = dictionary_for(live_blog.language), dict(before.texts if before else ())
    texts = []
    for text in live_blog.texts:
        key = digest(live_blog.language, text.title, text.body, text.key)
        texts.append((key, known.get(key) or analyse(text, dictionary)))
    return Segment(
        live_blog=IndexedLiveBlog(
            folder=live_blog.folder,
            title=live_blog.title,
            began=live_blog.began,
            language=live_blog.language,
            size=len(texts),
            state=digest(live_blog.title, live_blog.began, live_blog.language, [key for key, _ in texts]),
        ),
        texts=texts,
    )


def change_between(before: Segment | None, after: Segment) -> SegmentChange:
    """Return what has changed between two states of a live blog's segment."""
    stems: set[str] = set()
    nothing: tuple[str, Analysis] = ("", {})
    for old, new in zip_longest(before.texts if before else (), after.texts, fillvalue=nothing):
        if old[0] != new[0]:
            stems.update(old[1], new[1])
    postings = {**dict.fromkeys(sorted(stems)), **gather([text for _, text in after.texts], stems)}
    return SegmentChange(
        live_blog=after.live_blog,
        before=before.live_blog.state if before else "",
        postings=msgspec.Raw(msgspec.json.encode(postings)),
    )
