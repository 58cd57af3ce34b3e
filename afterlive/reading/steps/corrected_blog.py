"""A live blog in the making, as the keeper corrects it: its parts, and what is left out of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules.prose import squeezed
from afterlive.reading.steps.corrected_parts import AROUND, own_lines, stamp_line
from afterlive.reading.steps.pictures_shown import address_of, is_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.model import LiveBlog, Order, Update


@dataclass
class Corrected:
    """A live blog in the order of its document: the lead, then the updates."""

    parts: list[Update]
    """To be changed by `put` alone."""
    dropped: list[Dropped]
    texts: Sequence[str]
    """All lines of the document."""
    zone: str | None
    order: Order
    pictures: Sequence[str] = ()
    """The addresses of what stands in no line, in the order of the document."""
    _parts: dict[int, Update] = field(default_factory=dict)
    """The part that has words of each line."""

    @classmethod
    def of(
        cls, live_blog: LiveBlog, texts: Sequence[str], lead: Update, pictures: Sequence[str]
    ) -> Corrected:
        """Return a live blog with its lead as a part."""
        updates = live_blog.updates
        parts = [lead, *(updates if live_blog.order == "oldest first" else reversed(updates))]
        made = cls([], list(live_blog.dropped), texts, live_blog.timezone, live_blog.order, pictures)
        made.put(0, *parts, many=0)
        return made

    def put(self, index: int, *made: Update, many: int = 1) -> None:
        """Put parts in the place of so many others."""
        for part in self.parts[index : index + many]:
            for line in own_lines(part):
                self._parts.pop(line, None)
        self.parts[index : index + many] = made
        for part in made:
            self._parts.update(dict.fromkeys(own_lines(part), part))

    def owner(self, number: int) -> int | None:
        """Return the index of the part that a line stands in; None if all of it is left out."""
        if number in self._parts:
            return self._index(self._parts[number])
        return None if self._is_whole(number) else self._of_rest(number)

    def _index(self, part: Update) -> int:
        return next(index for index, other in enumerate(self.parts) if other is part)

    def _is_whole(self, number: int) -> bool:
        """Tell whether all words of a line are left out."""
        text = squeezed(self.texts[number - 1])
        return all(squeezed(each.text) == text for each in self.dropped if each.line == number)

    def _of_rest(self, number: int) -> int:
        near = (self._parts.get(line) for line in range(number - AROUND, number + AROUND + 1))
        stamped = (part for part in near if part and stamp_line(part, self.texts) == number)
        found = next(stamped, None)
        return self.nearest(number) if found is None else self._index(found)

    def nearest(self, number: int) -> int:
        """Return the index of the part with the last line before this one; the lead if there is none."""
        before = next((line for line in range(number - 1, 0, -1) if line in self._parts), None)
        return 0 if before is None else self._index(self._parts[before])

    def change(self, number: int, made: Callable[[Update], Update]) -> None:
        """Change the part that a line stands in."""
        index = self.owner(number)
        if index is not None:
            self.put(index, made(self.parts[index]))

    def leave_out(self, address: str, reason: str) -> None:
        """Leave out what is shown from an address without a line, and an update that is nothing else."""
        for index, part in reversed([*enumerate(self.parts)]):
            gone = [block for block in part.blocks if is_shown(block) and address_of(block) == address]
            if gone:
                self.dropped += [Dropped(line=0, text=address, reason=reason)] * len(gone)
                blocks = tuple(block for block in part.blocks if block not in gone)
                is_empty = index and not (part.title or part.lines or blocks)
                self.put(index, *([] if is_empty else [replace(part, blocks=blocks)]))

    def older(self, index: int) -> Update | None:
        """Return the next older update that has a time, else a day."""
        parts = self.parts[index - 1 : 0 : -1] if self.order == "oldest first" else self.parts[index + 1 :]
        return next((part for part in parts if part.time), next((part for part in parts if part.date), None))
