"""What kind of picture bytes are, whatever they are called."""

from __future__ import annotations

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
"""What files of pictures begin with."""
_BEHIND_SIZE = {b"ftypavif": "avif", b"ftypavis": "avif"}
_MARKUP = b"<"
_BEFORE_MARKUP = b"\xef\xbb\xbf \t\r\n\f\x00\xff\xfe"
"""What a browser reads over before markup: white space and byte order marks, in UTF-16 too."""
HEAD = 1000
"""Bytes that tell what a file is."""


def kind_of(data: bytes) -> str | None:
    """Return the kind of a picture, named as files of it end; None if it is none that is made of pixels."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return _BEHIND_SIZE.get(data[4:12]) or next(
        (kind for magic, kind in MAGIC if data.startswith(magic)), None
    )


def is_markup(data: bytes) -> bool:
    """Tell whether a file begins as HTML, SVG or XML do, which a browser could run."""
    return data[:HEAD].lstrip(_BEFORE_MARKUP).startswith(_MARKUP)
