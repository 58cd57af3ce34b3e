"""How large a picture is, by what stands at its beginning: no pixel of it is read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import imagesize

from afterlive.picture_kinds import HEAD, kind_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_PIXELS = 100_000_000
"""Of a picture that is shown: a browser takes four bytes for each."""


def size_of(picture: Path | bytes) -> tuple[int, int] | None:
    """Return width and height as a browser shows them, in pixels; None if the picture doesn't say."""
    with io.BytesIO(picture) if isinstance(picture, bytes) else picture.open("rb") as opened:
        head = opened.read(HEAD)
        opened.seek(0)
        try:
            if kind_of(head) == "avif":
                from PIL import Image  # noqa: PLC0415 - slow, and few pictures need it

                return Image.open(opened).size
            width, height = imagesize.get(opened)
        except (OSError, ValueError, Warning):
            return None
    return (round(width), round(height)) if width > 0 and height > 0 else None


def is_too_large(size: tuple[int, int] | None) -> bool:
    """Tell whether a picture has more pixels than one that is shown may have."""
    return size is not None and size[0] * size[1] > MAX_PIXELS
