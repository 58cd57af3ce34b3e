"""Two lists of updates become one in chronological order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = tuple[int | None, int | None]
"""Where an update stands in what is known, and where in what is new."""


class Timed(Protocol):
    """Something that has a time, or none."""

    @property
    def moment(self) -> float | None:
        """The time in seconds, to sort by."""


def weave(
    known: Sequence[Timed],
    new: Sequence[Timed],
    pairs: dict[int, int],
    *,
    older: bool,
    in_order: bool = False,
) -> list[Place]:
    """Return both lists as one in chronological order.

    What is new stands after the update that it follows in its own list. Where the two lists have
    nothing in common, times decide, and without times `older` says whether the new ones come first.
    `in_order` leaves the lists as they are, whatever times say.
    """
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    unplaced: list[int] = []
    anchor: int | None = None
    for index in range(len(new)):
        if index in pairs:
            anchor = pairs[index]
            before[anchor] += unplaced
            unplaced = []
        elif anchor is None:
            unplaced.append(index)
        else:
            after[anchor].append(index)
    found = {older_index: newer_index for newer_index, older_index in pairs.items()}
    woven: list[Place] = []
    for index in range(len(known)):
        woven += [(None, newer) for newer in before[index]]
        woven.append((index, found.get(index)))
        woven += [(None, newer) for newer in after[index]]
    loose: list[Place] = [(None, index) for index in unplaced]
    woven = loose + woven if older else woven + loose
    return woven if in_order else _by_time(woven, known, new)


def _by_time(woven: list[Place], known: Sequence[Timed], new: Sequence[Timed]) -> list[Place]:
    times = [(new[newer] if newer is not None else known[older or 0]).moment for older, newer in woven]
    if None in times:
        return woven
    return [place for _, place in sorted(zip(times, woven, strict=True), key=lambda timed: timed[0] or 0)]
