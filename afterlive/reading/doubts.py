"""What a reader is unsure of, as a sentence for the keeper; what the keeper has answered is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterlive.model import LiveBlog

_KINDS = {frozenset(["boundary"]): ("boundary", "boundaries"), frozenset(["time"]): ("time", "times")}
NAMED = 8
"""Lines that a warning names."""


def with_unsure(live_blog: LiveBlog) -> LiveBlog:
    """Return a live blog with a warning that names the places to look at, if there are any."""
    found = sorted({each.line for each in live_blog.unsure})
    if not found:
        return live_blog
    named = ", ".join(map(str, found[:NAMED])) + (", …" if len(found) > NAMED else "")
    one, many = _KINDS.get(frozenset(each.of for each in live_blog.unsure), ("place", "places"))
    look = f"{len(found)} {many} to look at: lines" if len(found) > 1 else f"1 {one} to look at: line"
    return replace(live_blog, warnings=(*live_blog.warnings, f"{look} {named}."))


def without_accepted(live_blog: LiveBlog, accepted: Collection[str]) -> LiveBlog:
    """Return a live blog without the warnings that the keeper has answered."""
    return replace(live_blog, warnings=tuple(each for each in live_blog.warnings if each not in accepted))
