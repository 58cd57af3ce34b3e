"""Word's documents (.docx) as HTML, without what was deleted, hidden or said in comments."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element  # the class has no public name
    from mammoth.documents import Image

    from afterlive.reading.source.packed import Packed

MAIN = re.compile(r"word/document\d*\.xml")
NEEDED = re.compile(
    r"\[Content_Types\]\.xml|(?:_rels/\.rels|word/(?!comments)[^/]+\.xml|word/_rels/[^/]+\.rels|word/media/.+)"
)
"""The files that text and pictures stand in."""
DELETED, COMMENTS, HIDDEN = "deletions", "comments", "hidden pieces of text"
LEFT: Mapping[str, str] = {
    "del": DELETED,
    "moveFrom": DELETED,
    "commentReference": COMMENTS,
}
"""What isn't text for readers, by the names of elements; mammoth leaves it out."""
OPAQUE = frozenset({"fldSimple", "dir", "bdo"})
"""Elements that mammoth doesn't look into."""
OPEN = "smartTag"
"""One that it does, and that says nothing of what stands in it."""


class OfficeText(NamedTuple):
    """What a word processor wrote, as a page."""

    html: str
    pictures: Mapping[str, bytes]
    """By their addresses in the page."""
    left: Counter[str]
    """How much of what isn't text for readers."""


def read(packed: Packed) -> OfficeText:
    """Return the text of a document of Word, or raise `DocumentError`."""
    import mammoth  # noqa: PLC0415 - slow, and few documents are Word's

    left: Counter[str] = Counter()
    pictures: dict[str, bytes] = {}

    def kept(image: Image) -> dict[str, str]:
        address = f"media/picture-{len(pictures) + 1}"
        with image.open() as file:
            pictures[address] = file.read()
        return {"src": address}

    try:
        told = mammoth.convert_to_html(
            io.BytesIO(_cleaned(packed, left)),
            convert_image=mammoth.images.img_element(kept),
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh",
            external_file_access=False,
        )
    except DocumentError:
        raise
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OSError, RecursionError) as error:
        kind = type(error).__name__
        raise DocumentError(f"a Word document that is broken ({kind}): save it again in Word") from None
    lost = sum("external image" in message.message for message in told.messages)
    left += Counter({"pictures that stand elsewhere": lost})
    return OfficeText(f"<html><body>{told.value}</body></html>", pictures, left)


def _cleaned(packed: Packed, left: Counter[str]) -> bytes:
    """Return a document with nothing in it that loads, expands or hides anything; count what was left."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as copy:
        for name in packed.names:
            if not NEEDED.fullmatch(name):
                continue
            if not name.endswith((".xml", ".rels")):
                copy.writestr(name, packed.read(name))
                continue
            root = packed.xml(name)
            if MAIN.fullmatch(name):
                _clean(root, left)
            copy.writestr(name, etree.tostring(root, encoding="utf-8", xml_declaration=True))
    return held.getvalue()


def _clean(root: Element, left: Counter[str]) -> None:
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        parent = element.getparent()
        if what := LEFT.get(name):
            left[what] += 1
        elif parent is None:
            continue
        elif name == "r" and _is_hidden(element):
            left[HIDDEN] += 1
            parent.remove(element)
        elif name in OPAQUE:
            element.tag = f"{{{etree.QName(element).namespace}}}{OPEN}"


def _is_hidden(run: Element) -> bool:
    hidden = run.find("{*}rPr/{*}vanish")
    return hidden is not None and not any(value in {"0", "false", "off"} for value in hidden.attrib.values())
