"""How the bytes of a document become text: as browsers decide it, and kinder where bytes are damaged."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"(?:^<\?xml\b[^>]*?\bencoding|<meta\b[^>]*?\bcharset)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
MARKUP = re.compile(rb"\s*<[!?a-z]", re.IGNORECASE)
TAGS = re.compile(rb"<script.*?</script>|<style.*?</style>|<[^>]*>", re.IGNORECASE | re.DOTALL)
"""What of a page is no text."""
OPENING = 4096
"""Bytes among which a page declares what it is in; browsers look at 1024."""
SAMPLE = 10_000
"""Bytes that tell UTF-16 without a mark."""
MAX_DAMAGE = 0.1
"""So many bytes for each good character of several bytes may be wrong in UTF-8; all of them, if declared."""
AS_BROWSERS: Mapping[str, str] = {
    # labels that stand for more than Python takes them for, by the WHATWG's standard
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
    "big5": "big5hkscs",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
}
MOSTLY_ASCII = 0.75
"""A page that declares nothing is in windows-1252 if so large a share of its letters is ASCII."""


def text_of(data: bytes, told: str | None = None) -> str | None:
    """Return the text of bytes; None if they are none.

    Their byte order mark decides, then what a server told; else they are UTF-8 if that is hardly damaged, or
    what a page declares.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data:
        return _utf_16(data)
    declared = _codec(told) or _label(data)
    if (text := _utf_8(data, declared)) is not None:
        return text
    if declared and declared != "utf-8":
        return data.decode(declared, errors="replace")
    return _likely(data)


def _utf_8(data: bytes, declared: str | None) -> str | None:
    """Return the text of UTF-8; None if too much of it is damaged."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data":
            return data[: error.start].decode()  # a file that was cut within its last character
    text = data.decode(errors="replace")
    whole = sum(character > "\x7f" and character != "\ufffd" for character in text)
    return text if text.count("\ufffd") <= whole * (1 if declared == "utf-8" else MAX_DAMAGE) else None


def _label(data: bytes) -> str | None:
    """Return the encoding that a page declares, as browsers understand the label."""
    match = DECLARED.search(data[:OPENING])
    return _codec(match[1].decode() if match else None)


def _codec(label: str | None) -> str | None:
    """Return the encoding that browsers use for a label."""
    try:
        encoding = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        return None
    return AS_BROWSERS.get(encoding or "", encoding)


def _likely(data: bytes) -> str | None:
    letters = [byte for byte in TAGS.sub(b"", data) if byte > ord("@")]
    if MARKUP.match(data) and sum(byte < ord("\x80") for byte in letters) >= MOSTLY_ASCII * len(letters):
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow, and most documents are UTF-8

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _utf_16(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark: every other byte of most of it is zero."""
    sample = data[:SAMPLE]
    halves = {"utf-16-le": sample[1::2], "utf-16-be": sample[::2]}
    for encoding, half in halves.items():
        if 2 * half.count(0) > len(half) and sample.count(0) - half.count(0) == 0:
            return data.decode(encoding, errors="replace")
    return None
