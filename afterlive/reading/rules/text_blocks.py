"""What a line of an update is: a paragraph, a caption, a card, a tweet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.markup import escape
from afterlive.model import Block
from afterlive.reading.rules import bylines, furniture

if TYPE_CHECKING:
    from afterlive.model import BlockKind
    from afterlive.reading.source.document import TextLine

LONGEST_CAPTION = 400
CREDIT = re.compile(
    r"""\b(?i:photo(?:graph)?|image|picture|foto|bild|crédits?|credits?|imagen|copyright)
      (?i:\s(?:caption|source|credit|by|via|courtesy(?:\sof)?))?\s?(?::|\.{3}).{0,120}$
    |(?:/|\bvia\s|\b)(?:Getty(?:\sImages(?:\sfor\s.{1,40})?)?|Shutterstock|AFP|EPA(?:-EFE)?|REUTERS|Reuters|PA\sWire|AP(?:\sPhoto)?|dpa|Alamy|WireImage)\)?$
    |^\((?:image|photo|photograph|picture|video|source|pic|[A-Z]{2,5}|Reuters|Supplied|Getty(?:\sImages)?|File)\b[^)]*\)$
    |^(?:©|photo\sby|photograph\s(?:of|by)|picture\sby|image\sby|video\sby)\s?\b.{1,120}$""",
    re.VERBOSE,
)
CREDIT_WORDS = re.compile(
    r"^(?:image|photo|photograph|picture|video|media|foto|bild|graphic)\s(?:caption|source|credit)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(rf"{bylines.NAMES}\s?/\s?{bylines.NAME}(?:\s{bylines.NAME}){{0,3}}")
HANDLE = re.compile(r"^@\w+$")
ADDRESS = re.compile(r"^(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+$", re.IGNORECASE)
TWEET = re.compile(r"\b(?:pic\.twitter\.com|t\.co|twitter\.com|x\.com|instagram\.com)/\S*$")
TWEET_AUTHOR = re.compile(r"^[—–-]{1,2}\s?.{1,100}\(@\w+\)")
BULLET = re.compile(r"^[•▪●◦‣·*–-]\s+(?=\S)")
NUMBER = re.compile(r"^(?P<number>\d{1,3})\.\s+(?=\S)")


def kind_of(text: str) -> BlockKind:
    """Return what kind of block a line is, by itself."""
    if ADDRESS.search(text) or TWEET_AUTHOR.search(text) or TWEET.search(text):
        return "embed"
    if len(text) <= LONGEST_CAPTION and is_caption(text):
        return "caption"
    if furniture.CARD.fullmatch(text) or furniture.READ_MORE.fullmatch(text):
        return "card"
    return "item" if BULLET.match(text) else "paragraph"


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or the credit of a picture."""
    return bool(AGENCY.fullmatch(text)) or any(form.search(text) for form in (CREDIT, CREDIT_WORDS, HANDLE))


def block(line: TextLine, kind: BlockKind, text: str | None = None) -> Block:
    """Return the block of a line, or of the part of it that is text."""
    words = BULLET.sub("", line.text if text is None else text) if kind == "item" else text or line.text
    return Block(kind=kind, text=words, markdown=escape(words), lines=(line.number, line.number))
