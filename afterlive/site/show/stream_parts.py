"""The stream of a live blog in parts, and where in it each update stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from afterlive.site.show.day_pages import FRAME

if TYPE_CHECKING:
    from afterlive.site.show.views import LiveBlogView, UpdateView

PART = 50
"""How many updates a full part has, counted from the oldest."""
SHOWN = 2
"""How many parts the live blog's page shows, if they aren't too large together."""
FIRST = 110_000
"""How many bytes that is at most: it is the page that readers load first."""


@dataclass(frozen=True)
class StreamParts:
    """The parts of a live blog, counted from the oldest, so that a full one never changes."""

    live_blog: LiveBlogView

    @cached_property
    def parts(self) -> list[tuple[UpdateView, ...]]:
        """The updates of each part, in chronological order."""
        updates = self.live_blog.updates
        return [updates[at : at + PART] for at in range(0, len(updates), PART)]

    @property
    def have_pages(self) -> bool:
        """Whether there are more parts than the live blog's page shows."""
        return self.before_shown > 0

    @property
    def shown(self) -> tuple[UpdateView, ...]:
        """The updates on the live blog's page, newest first."""
        return tuple(
            update for part in reversed(self.parts[self.before_shown :]) for update in reversed(part)
        )

    @cached_property
    def before_shown(self) -> int:
        """The number of the newest part that the live blog's page doesn't show; 0 if it shows all."""
        size = sum(len(update.text.encode()) + FRAME for part in self.parts[-SHOWN:] for update in part)
        return max(0, len(self.parts) - (SHOWN if size <= FIRST else 1))

    def path(self, number: int) -> str:
        """Return the page of a part."""
        return f"{self.live_blog.folder}/part-{number}.html"

    def page(self, update: UpdateView) -> str:
        """Return the page that has an update now: a part, or the live blog's own."""
        number = self._numbers[update.slug]
        return self.path(number) if number <= self.before_shown else self.live_blog.masthead.href

    def place(self, update: UpdateView) -> str:
        """Return the place of an update in the stream, as any page links to it."""
        return f"{self.page(update)}#{update.slug}"

    def place_from_top(self, update: UpdateView) -> str:
        """Return the place of an update, as the live blog's page links to it."""
        return self.place(update).removeprefix(self.live_blog.masthead.href)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {update.slug: number for number, part in enumerate(self.parts, 1) for update in part}
