"""The words of a text as search compares them; theme/static/js/search/folding.js does the same to a query."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby

ACCENTS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\ufe00-\ufe0f"
"""Marks that a reader leaves out, as ranges of a regular expression: accents, vowel points, variants.

Other scripts write vowels as marks; those stay.
"""

LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ",
    "ґ": "г", "ʼ": "", "ʾ": "", "ʿ": "",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ـ": "",
    **{figure: str(at % 10) for at, figure in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९")},
}  # fmt: skip
"""Letters and figures that fold to others, and that Unicode doesn't decompose."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that set no spaces between words, or join words to their particles: Thai to Khmer, and CJK."""

FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
EMOJI = "\u2600-\u27bf\u2b05-\u2b55\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
"""Signs that are words, each alone, but for two that make a flag. The tones of skin are left out."""

TAIL = 3
"""How many letters after an apostrophe make a word: `homme` in `l'homme` is one, `s` in `it's` is none.

The same is true after an Arabic article.
"""

_POINTS = "[\u064b-\u065f\u0670]*"
ARTICLE = (
    f"(?:[\u0648\u0641]{_POINTS})?"  # and, so
    f"(?:(?:[\u0628\u0643]{_POINTS})?[\u0627\u0671]{_POINTS}\u0644{_POINTS}"  # with the, like the
    f"|\u0644{_POINTS}\u0644{_POINTS})"  # for the
)
"""The Arabic article with the little words before it: all are written as one with the word that follows."""

_APOSTROPHES = "'’"
_JOINERS = "\u00ad\u200c\u200d\u2060"  # invisible, inside a word
_ACCENT = re.compile(f"[{ACCENTS}]+")
_LETTERS = str.maketrans(LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text: letters, marks and digits, with apostrophes in them (as in UAX 29).

    An emoji is a word.
    """
    text = unicodedata.normalize("NFC", text).replace("_", " ")
    marked = not text.isascii() and any(_kind(letter) == "M" for letter in set(text))
    marks = _marks() if marked else ""
    signs = f"|{FLAG}|[{EMOJI}]" if not text.isascii() and _is_sign().search(text) else ""
    return _pattern(rf"\w+(?:[{marks}{_JOINERS}{_APOSTROPHES}]+\w*)*{signs}").findall(text)


def places(word: str) -> list[list[str]]:
    """Return the strings by which a word of the text is found, for each place that it takes.

    Most words take one place: `Kyiv's`. A word after an apostrophe or an Arabic article shares it: `l'homme`
    and `homme`. Where no spaces are set each pair of letters takes one, and so does the last letter: `北京`,
    `京市`, `市`.
    """
    if not word.isascii() and (unspaced := _pattern(f"[{UNSPACED}]")).search(word):
        runs = _pattern(f"[{UNSPACED}]+|[^{UNSPACED}]+").findall(word)
        return [place for run in runs for place in (_pairs(run) if unspaced.match(run) else [[run]])]
    whole = word.strip(_APOSTROPHES)
    tail = whole.replace("’", "'").rpartition("'")[2]
    if not word.isascii() and (article := _pattern(ARTICLE).match(whole)):
        rest = whole[article.end() :]
        return [[whole, rest] if len(fold(rest)) >= TAIL else [whole]]
    return [[whole, tail] if TAIL <= len(tail) < len(whole) else [whole]]


def fold(word: str) -> str:
    """Return a word without case, accents and signs; it may become empty."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word).lower()).translate(_LETTERS)
    composed = unicodedata.normalize("NFC", plain)
    return "".join(letter for letter in composed if _kind(letter) in "LMN" or _is_sign().match(letter))


def _pairs(run: str) -> list[list[str]]:
    return [[run[at : at + 2]] for at in range(len(run))]


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    # Compiled when a text needs it: that of scripts without spaces takes as long as a page.
    return re.compile(pattern)


@cache
def _marks() -> str:
    # Python's \w has no marks. Those beyond U+FFFF belong to scripts that few write, and would make it slow.
    runs = groupby(map(chr, range(0x10000)), key=lambda letter: _kind(letter) == "M")
    return "".join(f"{run[0]}-{run[-1]}" for is_mark, members in runs if is_mark for run in [list(members)])


@cache
def _is_sign() -> re.Pattern[str]:
    return re.compile(f"[{EMOJI}]")


def _kind(letter: str) -> str:
    return unicodedata.category(letter)[0]
