"""The sections of all topics: a few bytes each, since an archive may have hundreds of thousands."""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

from afterlive.site.pages.topic_sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afterlive.site.pages.outline import Outline

_ROW = Struct("<IH16s")
"""The number of the live blog, how many updates there are, and the key."""


class TopicTable:
    """The sections of each topic, as rows."""

    def __init__(self, live_blogs: Sequence[Outline], sections: Iterable[Iterable[Section]]) -> None:
        """Take the sections of each live blog, the newest first."""
        self.live_blogs = live_blogs
        self._rows: dict[str, bytearray] = {}
        self._names: dict[str, str] = {}
        for number, found in enumerate(sections):
            for section in found:
                row = _ROW.pack(number, section.updates, bytes.fromhex(section.key))
                self._rows.setdefault(section.href, bytearray()).extend(row)
                self._names.setdefault(section.href, section.topic)

    def by_topic(self) -> Iterator[list[Section]]:
        """Yield the sections of each topic, by the alphabet; the newest live blog comes first."""
        for href in sorted(self._rows, key=lambda href: (self._names[href].casefold(), href)):
            yield [
                self._section(href, number, updates, key)
                for number, updates, key in _ROW.iter_unpack(self._rows[href])
            ]

    def _section(self, href: str, number: int, updates: int, key: bytes) -> Section:
        outline = self.live_blogs[number]
        return Section(
            folder=outline.folder,
            href=href,
            topic=self._names[href],
            language=outline.masthead.language,
            direction=outline.masthead.direction,
            updates=updates,
            key=key.hex(),
        )
