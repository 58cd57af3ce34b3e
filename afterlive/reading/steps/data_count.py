"""How many elements the raw JSON of an export has, whatever its reader makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterlive.reading.source.json_source import ASSIGNMENT, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

PLACES = (
    "",  # Mastodon's API, X, ninjs: the document is the list
    "ancestors",  # Mastodon's API, of a thread
    "descendants",
    "orderedItems",  # Mastodon
    "messages",  # Telegram, Discord
    "chats/list/*/messages",
    "feed",  # Bluesky
    "items",  # JSON Feed
    "liveBlogUpdate",  # JSON-LD
    "_items",  # Superdesk
    "posts/_items",
    "Posts",  # ScribbleLive
    "elements",  # Storify
    "content/elements",
    "entries",  # WordPress
    "updates",
    "blocks",  # the Guardian
    "blocks/body",
    "response/content/blocks/body",
)
"""Where the lists of elements stand; `*` is each element of a list."""


def count(document: Document) -> int:
    """Return how many elements a document of JSON has; 0 for other documents."""
    if not ASSIGNMENT.sub("", document.text[:1000], count=1).lstrip().startswith(("{", "[")):
        return 0
    try:
        data = decode(ASSIGNMENT.sub("", document.text, count=1), Any)
    except (ValueError, RecursionError):
        return 0
    lists = (found for place in PLACES for found in _at(data, place.split("/") if place else []))
    thread = sum(1 for _ in _nodes(data.get("thread"))) if isinstance(data, dict) else 0
    return thread + sum(
        isinstance(each, dict) for found in lists if isinstance(found, list) for each in found
    )


def _at(data: object, place: list[str]) -> Iterator[object]:
    if not place:
        yield data
    elif place[0] == "*" and isinstance(data, list):
        for each in data:
            yield from _at(each, place[1:])
    elif isinstance(data, dict) and place[0] in data:
        yield from _at(data[place[0]], place[1:])


def _nodes(thread: object) -> Iterator[object]:
    """Yield the nodes of a thread of Bluesky that hold a text."""
    waiting = [thread]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "post" in node:
                yield node
            waiting += [
                node.get("parent"),
                *(replies if isinstance(replies := node.get("replies"), list) else []),
            ]
