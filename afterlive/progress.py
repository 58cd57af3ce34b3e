"""How far a piece of work is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Step = TypeVar("Step")


class Track(Protocol):
    """Gives steps one by one, and may show how far it is."""

    def __call__(self, steps: Sequence[Step], /) -> Iterable[Step]: ...  # noqa: D102  # said above
