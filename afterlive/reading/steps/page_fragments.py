"""Parts of a page that its script loaded later: HTML without a page around it, by itself or inside JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.model import LiveBlog

PAGE = re.compile(r"<(?:!doctype|html|head|body|title)\b", re.IGNORECASE)
OPENING = 5000
"""Characters in which a page says that it is one."""
MARKUP = re.compile(r"<(?:article|section|div|li|p|time|h[1-6])\b[^>]*>", re.IGNORECASE)
MIN_MARKUP = 3
"""Elements that make a text in JSON a part of a page."""


def is_fragment(html: str) -> bool:
    """Tell whether HTML is no page, but a part of one."""
    return PAGE.search(html[:OPENING]) is None


def html_in(text: str) -> str:
    """Return what JSON has of a page, empty if that is nothing."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ""
    return "\n".join(each for each in _texts(data) if len(MARKUP.findall(each)) >= MIN_MARKUP)


def _texts(data: object) -> Iterator[str]:
    """Yield the texts in JSON, in their order."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting.extend([*value.values()][::-1])
        elif isinstance(value, list):
            waiting.extend(value[::-1])


def is_stamped(live_blog: LiveBlog) -> bool:
    """Tell whether each update of a fragment has a stamp or a time, without which any text would be one."""
    return all(update.stamp or update.time for update in live_blog.updates)
