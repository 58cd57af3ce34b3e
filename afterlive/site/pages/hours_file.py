"""The file with the hours of a live blog, which pages that never change load: it grows in their place."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from afterlive.site.show.date_formats import short_date
from afterlive.site.show.hours import first_by_hour, hour_label
from afterlive.site.show.page import TextFile
from afterlive.site.show.stream_parts import StreamParts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.show.views import LiveBlogView


def hours_path(folder: str) -> str:
    """Return the path of the file."""
    return f"{folder}/hours.js"


def hours_file(live_blog: LiveBlogView, _site: Site) -> Iterator[TextFile]:
    """Make the file, a script that also works from disk, if the live blog has times.

    It holds `[day, its page, hours]` for each day, and `[hour, datetime, slug, page in the stream, page in
    the order of time]` for each hour.
    """
    if not live_blog.timed:
        return
    stream = StreamParts(live_blog)
    days = [
        [
            short_date(date, live_blog.dates),
            f"{date}.html",
            [
                [
                    hour_label(update, live_blog),
                    hour,
                    update.slug,
                    PurePosixPath(stream.page(update)).name,
                    PurePosixPath(update.story).name.partition("#")[0],
                ]
                for hour, update in members
            ],
        ]
        for date, members in groupby(first_by_hour(live_blog).items(), key=lambda hour: hour[1].date)
    ]
    text = json.dumps(days, ensure_ascii=False, separators=(",", ":"))
    yield TextFile.of(hours_path(live_blog.folder), f"globalThis.afterliveHours = {text};\n")
