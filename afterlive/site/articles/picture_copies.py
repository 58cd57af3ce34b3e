"""Smaller copies of heavy pictures, as WebP, of which a browser loads the one that fits its window.

The original stays, and is what a page names first: `quay.jpg` has copies `quay.jpg.480.webp` and others.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from afterlive.picture_kinds import kind_of
from afterlive.picture_size import MAX_PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

    from afterlive.cache.store import Store

HEAVY = 200_000
"""Bytes that a picture may have on a phone."""
WIDTHS = (480, 960, 1440)
"""Pixels: of a column of text at one, two and three to a point."""
SIZES = "(min-width: 46rem) 42rem, 100vw"
"""How broad a picture stands in the text, for a browser that has not laid out the page yet."""
_QUALITIES = (80, 65, 50, 35)
_SMALLER = 0.7
_HIGHEST = 16_383
"""Pixels: WebP knows no more."""
_KIND = "pictures"
_LAST = 1_000_000
"""Bytes at the beginning in which a picture says that it moves."""


class PictureCopy(NamedTuple):
    """A copy of a picture that is to be made."""

    path: str
    """From the site's root."""
    original: Path
    width: int


def widths_of(picture: Path, width: int) -> tuple[int, ...]:
    """Return how broad copies of a picture of this width are; none if it is light, drawn, or moves."""
    if picture.stat().st_size <= HEAVY:
        return ()
    with picture.open("rb") as opened:
        head = opened.read(_LAST)
    if kind_of(head) not in {"jpg", "png", "webp", "avif"} or _moves(head):
        return ()
    return (*(each for each in WIDTHS if each < width), *([width] if width <= WIDTHS[-1] else ()))


def _moves(head: bytes) -> bool:
    kind = kind_of(head)
    before_pixels = head.partition(b"IDAT")[0]
    return (
        (kind == "png" and b"acTL" in before_pixels)
        or (kind == "webp" and head[12:16] == b"VP8X" and bool(head[20] & 2))
        or head[4:12] == b"ftypavis"
    )


def copies_of(url: str, picture: Path, width: int) -> tuple[PictureCopy, ...]:
    """Return the copies of a picture that stands at `url` from the site's root."""
    return tuple(PictureCopy(f"{url}.{each}.webp", picture, each) for each in widths_of(picture, width))


def srcset(copies: tuple[PictureCopy, ...], root: str) -> str:
    """Return attributes of HTML that offer copies to a browser; empty if there are none."""
    offered = ", ".join(f"{quote(f'{root}{copy.path}')} {copy.width}w" for copy in copies)
    return f' srcset="{offered}" sizes="{SIZES}"' if copies else ""


def made(data: bytes, width: int, key: str, store: Store) -> bytes:
    """Return the bytes of a copy, which are made once; those of the original where it can't be decoded.

    `key` is a digest of data and width.
    """
    from PIL import __version__ as version  # noqa: PLC0415 - slow, and few builds need it

    name = f"{key} {version}"
    known = store.load(_KIND, name, bytes)
    if known is None:
        image = _decoded(data, width)
        known = next(each for each in _tries(image, width) if len(each) <= HEAVY) if image else b""
        store.save(_KIND, name, known)
    return known or data


def _decoded(data: bytes, width: int) -> Image.Image | None:
    """Return a picture that stands upright, as large as a copy of this width needs it at least."""
    from PIL import Image, ImageFile, ImageOps  # noqa: PLC0415 - likewise

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", (2 * width, 2 * width))
            opened.load()
            image = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    if image.mode in {"RGB", "RGBA"}:
        return image
    if image.mode != "P":
        image.info.pop("icc_profile", None)  # of colours that it has no more
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _tries(image: Image.Image, width: int) -> Iterator[bytes]:
    """Yield a picture as WebP, lighter each time."""
    from PIL import Image  # noqa: PLC0415 - likewise

    profile = image.info.get("icc_profile")
    scale = min(1, width / image.width, _HIGHEST / image.height)
    while True:
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        resized = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        for quality in _QUALITIES:
            written = io.BytesIO()
            resized.save(written, "WEBP", quality=quality, method=4, icc_profile=profile)
            yield written.getvalue()
        scale *= _SMALLER
