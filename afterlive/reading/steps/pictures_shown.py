"""What a document shows that stands in none of its lines: pictures, cards and embeds without words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from afterlive.reading.rules.line_names import file_name
from afterlive.reading.source.html_blocks import STATIC
from afterlive.reading.steps.corrected_parts import own_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.model import Block, LiveBlog

KINDS = {"image": "picture", "card": "card", "embed": "embed"}
ADDRESS = re.compile(r".*\]\((\S+)\)|<(\S+)>", re.DOTALL)
"""The Markdown of a picture or a link."""


class ShownPicture(NamedTuple):
    """A picture, card or embed that stands in no line of the document."""

    address: str
    """Of a picture that the document brings along, the name of its file in content/."""
    words: str
    kind: str
    position: int
    """Of its update; 0 is the lead."""
    above: int
    """The line that it stands below."""


def of_live_blog(live_blog: LiveBlog) -> list[ShownPicture]:
    """Return what stands in no line, in the order of the document."""
    updates = live_blog.updates if live_blog.order == "oldest first" else live_blog.updates[::-1]
    last = max(live_blog.lead_lines, default=0)
    found = list(_shown(0, live_blog.lead, last))
    for update in updates:
        last = max(own_lines(update), default=last)
        found += _shown(update.position, update.blocks, last)
    return found


def is_shown(block: Block) -> bool:
    """Tell whether a block shows something that stands in no line."""
    return block.kind in KINDS and block.lines is None


def address_of(block: Block) -> str:
    """Return the address of what a block shows, or the name of its file."""
    found = ADDRESS.fullmatch(block.markdown)
    address = (found[1] or found[2]) if found else block.text
    return unquote(address.removeprefix(STATIC)) if address.startswith(STATIC) else address


def _shown(position: int, blocks: Sequence[Block], last: int) -> Iterator[ShownPicture]:
    """Yield what blocks show: below the text before it, else above the first text, else behind `last`."""
    above = next((block.lines[0] - 1 for block in blocks if block.lines), last)
    for block in blocks:
        if block.lines:
            above = block.lines[1]
        elif is_shown(block):
            yield ShownPicture(address_of(block), _words(block), KINDS[block.kind], position, above)


def _words(block: Block) -> str:
    address = address_of(block)
    if block.text and block.text != address:
        return block.text
    name = file_name(address)
    return name if "." in name else address
