"""What saving a page did to its elements, undone: films, frames and pictures have their addresses again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.html import HtmlElement

FRAMES: Mapping[str, str] = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""Elements that show a file of its own, and the attribute that names it."""
VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*url\(\s*[\"']?(data:image/[^\"')\s]+)")
"""A picture that a tool writes once into a style, for all places that show it."""
USED = re.compile(r"background-image\s*:\s*var\(\s*(--[\w-]+)\s*\)")


def restored(root: HtmlElement) -> HtmlElement:
    """Return a page with the films and pictures that a tool wrote elsewhere where they were."""
    pictures = {
        name: address for style in root.iter("style") for name, address in VARIABLE.findall(style.text or "")
    }
    for element in list(root.iter("video", "audio")):
        _restore_player(element)
    for element in root.iter() if pictures else ():
        used = USED.search(element.get("style", ""))
        if used and used[1] in pictures:
            _restore_picture(element, pictures[used[1]])
    return root


def restore_frames(root: HtmlElement, origin: Callable[[str], str | None]) -> None:
    """Give frames the addresses that they had, as far as the files that were saved for them say so.

    `origin` returns the address on the web of what is saved with the page, by what the page calls it now;
    None if nothing says it.
    """
    for element in root.iter(*FRAMES):
        if address := origin(element.get(FRAMES[element.tag], "")):
            element.set(FRAMES[element.tag], address)


def _restore_player(element: HtmlElement) -> None:
    """Take the address of a film from the link that SingleFile puts behind a film without one."""
    link = element.getnext()
    if link is None or link.tag != "a" or link.get("target") != "_blank" or element.get("src"):
        return
    if any(source.get("src") for source in element.iter("source")) or "".join(link.itertext()).strip():
        return
    element.set("src", link.get("href", ""))
    link.drop_tree()


def _restore_picture(element: HtmlElement, address: str) -> None:
    """Show a picture where it is used: in place of the spacer of an image, or behind another element."""
    if element.tag == "img":
        element.set("src", address)
    else:
        element.set("style", f"background-image:url({address})")
