"""What a line of an update is: a paragraph, a caption, a card, a tweet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from afterlive.markup import escape
from afterlive.model import Block, BlockKind
from afterlive.reading.rules import bylines, furniture

if TYPE_CHECKING:
    from afterlive.reading.source.document import TextLine

LONGEST_CAPTION = 400
CREDIT_WITH_COLON = re.compile(
    r"""\b(?i:photo(?:graph)?|image|picture|foto|bild|crédits?|credits?|imagen|copyright)
      (?i:\s(?:caption|source|credit|by|via|courtesy(?:\sof)?))?\s?(?::|\.{3}).{0,120}$""",
    re.VERBOSE,
)
AGENCY_AT_END = re.compile(
    r"""(?:/|\bvia\s|\b)(?:Getty(?:\sImages(?:\sfor\s.{1,40})?)?|Shutterstock|AFP|EPA(?:-EFE)?|REUTERS|Reuters|PA\sWire|AP(?:\sPhoto)?|dpa|Alamy|WireImage)\)?$""",
    re.VERBOSE,
)
CREDIT_IN_BRACKETS = re.compile(
    r"""^\((?:image|photo|photograph|picture|video|source|pic|[A-Z]{2,5}|Reuters|Supplied|Getty(?:\sImages)?|File)\b[^)]*\)$""",
    re.VERBOSE,
)
CREDIT_BY = re.compile(
    r"""^(?:©|(?i:photo\sby|photograph\s(?:of|by)|picture\sby|image\sby|video\sby))\s?\b.{1,120}$""",
    re.VERBOSE,
)
CREDIT_WORDS = re.compile(
    r"^(?:image|photo|photograph|picture|video|media|foto|bild|graphic)\s(?:caption|source|credit)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(rf"^{bylines.NAMES}\s?/\s?{bylines.NAME}(?:\s{bylines.NAME}){{0,3}}$")
HANDLE = re.compile(r"^@\w+$")
ADDRESS = re.compile(r"^(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+$", re.IGNORECASE)
TWEET = re.compile(r"\b(?:pic\.twitter\.com|t\.co|twitter\.com|x\.com|instagram\.com)/\S*$")
TWEET_AUTHOR = re.compile(r"^[—–-]{1,2}\s?.{1,100}\(@\w+\)")
BULLET = re.compile(r"^[•▪●◦‣·*–-]\s+(?=\S)")
NUMBER = re.compile(r"^(?P<number>\d{1,3})\.\s+(?=\S)")


class KindRule(NamedTuple):
    """A form of line that is no paragraph."""

    says: str
    kind: BlockKind
    form: re.Pattern[str]


KINDS = (
    # the first whose form is found in a line holds
    KindRule("an address alone", "embed", ADDRESS),
    KindRule("who wrote a tweet, behind a dash", "embed", TWEET_AUTHOR),
    KindRule("text that ends in the address of a tweet or a picture", "embed", TWEET),
    KindRule("a name and an agency, with a stroke between", "caption", AGENCY),
    KindRule("words such as `Photo:` with who took it", "caption", CREDIT_WITH_COLON),
    KindRule("an agency at the end of a line", "caption", AGENCY_AT_END),
    KindRule("a credit in brackets", "caption", CREDIT_IN_BRACKETS),
    KindRule("a copyright sign, or words such as `Photo by`", "caption", CREDIT_BY),
    KindRule("words such as `Image source`", "caption", CREDIT_WORDS),
    KindRule("an account's name", "caption", HANDLE),
    KindRule("`Read more` with the title of a link", "card", furniture.CARD),
    KindRule("`Read more`", "card", furniture.READ_MORE),
    KindRule("a bullet", "item", BULLET),
)


def kind_of(text: str) -> BlockKind:
    """Return what kind of block a line is, by itself."""
    return next((rule.kind for rule in KINDS if _has_form(text, rule)), "paragraph")


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or the credit of a picture."""
    return any(rule.kind == "caption" and _has_form(text, rule) for rule in KINDS)


def _has_form(text: str, rule: KindRule) -> bool:
    if rule.kind == "caption" and len(text) > LONGEST_CAPTION:
        return False
    return (rule.form.fullmatch if rule.kind == "card" else rule.form.search)(text) is not None


def block(line: TextLine, kind: BlockKind, text: str | None = None) -> Block:
    """Return the block of a line, or of the part of it that is text."""
    words = BULLET.sub("", line.text if text is None else text) if kind == "item" else text or line.text
    return Block(kind=kind, text=words, markdown=escape(words), lines=(line.number, line.number))
