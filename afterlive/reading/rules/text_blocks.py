"""What a line of an update is: a paragraph, a caption, a card, a tweet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from afterlive.markup import escape
from afterlive.model import Block, BlockKind
from afterlive.reading.languages import lexicon
from afterlive.reading.rules import bylines, furniture

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.reading.languages.language import PictureWords
    from afterlive.reading.source.document import TextLine

LONGEST_CAPTION = 400
LONGEST_CREDIT = 170
"""Characters at the end of a line in which a credit stands."""
AGENCY_AT_END = re.compile(
    r"""(?:/|\bvia\s|\b)(?:Getty(?:\sImages(?:\sfor\s.{1,40})?)?|Shutterstock|AFP|EPA(?:-EFE)?|REUTERS|Reuters|PA\sWire|AP(?:\sPhoto)?|dpa|Alamy|WireImage)\)?$""",
    re.VERBOSE,
)
AGENCY_IN_BRACKETS = r"[A-Z]{2,5}|Reuters|Supplied|Getty(?:\sImages)?|File"
AGENCY = re.compile(rf"^{bylines.NAMES}\s?/\s?{bylines.NAME}(?:\s{bylines.NAME}){{0,3}}$")
HANDLE = re.compile(r"^@\w+$")
ADDRESS = re.compile(r"^(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+$", re.IGNORECASE)
TWEET = re.compile(r"\b(?:pic\.twitter\.com|t\.co|twitter\.com|x\.com|instagram\.com)/\S*$")
TWEET_AUTHOR = re.compile(r"^[—–-]{1,2}\s?.{1,100}\(@\w+\)")
BULLET = re.compile(r"^[•▪●◦‣·*–-]\s+(?=\S)")
SPEECH = "–"
"""What stands before a list's items, but before what somebody says, too: it stays."""
NUMBER = re.compile(r"^(?P<number>\d{1,3})\.\s+(?=\S)")


def _any_of(kind: Callable[[PictureWords], tuple[str, ...]]) -> str:
    return lexicon.any_of(lexicon.words(lambda language: kind(language.pictures)))


@cache
def _credit_with_colon() -> re.Pattern[str]:
    picture, credit = _any_of(lambda words: words.picture), _any_of(lambda words: words.credit)
    return re.compile(
        rf"(?:(?<!\w)(?:{picture})(?:\s(?:{credit}))?|(?<!\w)(?:{credit}))\s?(?:[:：]|\.{{3}}).{{0,120}}$",
        re.IGNORECASE,
    )


def _is_credit_with_colon(text: str) -> bool:
    end = text[-LONGEST_CREDIT:]
    return any(mark in end for mark in (":", "：", "...")) and _credit_with_colon().search(end) is not None


@cache
def _credit_in_brackets() -> re.Pattern[str]:
    words = _any_of(lambda words: (*words.picture, *words.film, *words.credit))
    return re.compile(rf"^[（(](?:(?i:{words})|{AGENCY_IN_BRACKETS})\b[^)）]*[)）]$")


@cache
def _credit_by() -> re.Pattern[str]:
    picture = _any_of(lambda words: (*words.picture, *words.film))
    by = lexicon.any_of(lexicon.words(lambda language: language.bylines.by))
    return re.compile(rf"^(?:©|(?i:{picture})\s(?i:{by}|of)\s(?=[^\W\d_a-z]))\s?\b.{{1,120}}$")


@cache
def _credit_words() -> re.Pattern[str]:
    picture = _any_of(lambda words: (*words.picture, *words.film))
    by = lexicon.words(lambda language: language.bylines.by)
    credit = _any_of(lambda words: tuple(word for word in words.credit if word not in by))
    return re.compile(rf"^(?:{picture})\s(?:{credit})\b", re.IGNORECASE)


def is_credit_heading(text: str) -> bool:
    """Say whether a line is nothing but `Image caption`, above the words of it."""
    return _credit_words().fullmatch(text.rstrip(",: ")) is not None


class KindRule(NamedTuple):
    """A form of line that is no paragraph."""

    says: str
    kind: BlockKind
    holds: Callable[[str], object]


KINDS = (
    # the first that holds for a line
    KindRule("an address alone", "embed", ADDRESS.match),
    KindRule("who wrote a tweet, behind a dash", "embed", TWEET_AUTHOR.match),
    KindRule("text that ends in the address of a tweet or a picture", "embed", TWEET.search),
    KindRule("a name and an agency, with a stroke between", "caption", AGENCY.match),
    KindRule("words such as `Photo:` with who took it", "caption", _is_credit_with_colon),
    KindRule("an agency at the end of a line", "caption", AGENCY_AT_END.search),
    KindRule("a credit in brackets", "caption", lambda text: _credit_in_brackets().match(text)),
    KindRule(
        "a copyright sign, or words such as `Photo by`", "caption", lambda text: _credit_by().match(text)
    ),
    KindRule("words such as `Image source`", "caption", lambda text: _credit_words().match(text)),
    KindRule("an account's name", "caption", HANDLE.match),
    KindRule("`Read more` with the title of a link", "card", furniture.is_card),
    KindRule("`Read more`", "card", furniture.is_read_more),
    KindRule("a bullet", "item", BULLET.match),
)


@lru_cache(maxsize=65_536)  # several rules ask of each line
def kind_of(text: str) -> BlockKind:
    """Return what kind of block a line is, by itself."""
    return next((rule.kind for rule in KINDS if _holds(text, rule)), "paragraph")


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or the credit of a picture."""
    return any(rule.kind == "caption" and _holds(text, rule) for rule in KINDS)


def _holds(text: str, rule: KindRule) -> bool:
    if rule.kind == "caption" and len(text) > LONGEST_CAPTION:
        return False
    return bool(rule.holds(text))


def block(line: TextLine, kind: BlockKind, text: str | None = None) -> Block:
    """Return the block of a line, or of the part of it that is text."""
    words = line.text if text is None else text
    if kind == "item" and not words.startswith(SPEECH):
        words = BULLET.sub("", words)
        return Block(kind=kind, text=words, markdown=f"- {escape(words)}", lines=(line.number, line.number))
    return Block(kind=kind, text=words, markdown=escape(words), lines=(line.number, line.number))
