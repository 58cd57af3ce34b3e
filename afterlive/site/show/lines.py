"""Updates as lines of lists: the table of contents, key events, neighbours, topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.site.show.date_formats import at, short_date

if TYPE_CHECKING:
    from afterlive.site.show.views import LiveBlogView, UpdateView


class UpdateLine(msgspec.Struct, frozen=True, kw_only=True):
    """An update as a line of a list."""

    href: str
    stamp: str
    datetime: str
    label: str
    headline: bool
    """Whether the label is a headline; else it is the first words."""
    key: bool
    dated: bool = False
    """Whether the stamp names the day."""
    extract: str = ""
    """The first words below a headline."""
    more: str | None = None
    """How many further updates of the hour there are, in words."""


def line_of(update: UpdateView, **changed: Any) -> UpdateLine:  # noqa: ANN401 - any field
    """Return the line of an update, with some fields changed."""
    fields = {"href": update.href, "stamp": update.stamp, "datetime": update.datetime, "key": update.key}
    return UpdateLine(label=update.label, headline=bool(update.title), **{**fields, **changed})


def dated_stamp(live_blog: LiveBlogView, update: UpdateView) -> str:
    """Return the time of an update, with its day if the live blog has several."""
    if len(live_blog.days) == 1:
        return update.stamp
    return at(short_date(update.date, live_blog.dates), update.stamp, live_blog.dates)
