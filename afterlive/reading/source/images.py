"""The images that a document brings along: in a folder beside it, in its own parts, or written out in it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from unidecode import unidecode

from afterlive.model import Asset
from afterlive.picture_kinds import kind_of
from afterlive.picture_size import MAX_PIXELS, is_too_large, size_of
from afterlive.svg import is_svg, safe_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from afterlive.reading.source.document import Document

MAX_BYTES = 20_000_000
"""Of one image."""
MAX_TOTAL = 500_000_000
DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=.+-]+)*?(;base64)?,", re.IGNORECASE)
ENDINGS = ("_files", ".files", "-dateien", "_fichiers", "_archivos")
"""What browsers write behind a page's name for the folder of its images, in any case."""
END_OF_PATH = re.compile(r"[?#]")
HAS_WORDS = re.compile(rb"<text\b")
BLURRED = re.compile(rb"feGaussianBlur|<image\b")
SMALL = 1000
"""Bytes; smaller ones are spacers and icons."""


class Images(Mapping[str, str]):
    """The images that a document brings along: their names by their addresses, taken once asked for."""

    def __init__(self, load: Callable[[str], bytes | None] = lambda _source: None) -> None:
        self._load = load
        self._names: dict[str, str | None] = {}
        self._assets: dict[str, Asset] = {}
        self._captioned: frozenset[str] = frozenset()
        self.absent: set[str] = set()
        """The addresses at which nothing stands, of those that were asked for."""
        self.warnings: list[str] = []
        """Which images are too much to be kept, in sentences for the keeper."""

    def also(self, load: Callable[[str], bytes | None]) -> None:
        """Look there, too, for what isn't where images were looked for so far."""
        first = self._load
        self._load = lambda source: first(source) or load(source)

    def expect(self, sources: Iterable[str]) -> None:
        """Take what stands at these addresses although it is as small as a spacer."""
        self._captioned |= frozenset(sources)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The images that were asked for, by name."""
        return tuple(self._assets[name] for name in sorted(self._assets))

    def __getitem__(self, source: str) -> str:
        if source not in self._names:
            self._names[source] = self._taken(source)
        name = self._names[source]
        if name is None:
            raise KeyError(source)
        return name

    def __iter__(self) -> Iterator[str]:
        return (source for source, name in self._names.items() if name)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _taken(self, source: str) -> str | None:
        data = self._loaded(source)
        if data is None:
            self.absent.add(source)
            return None
        kind = kind_of(data)
        if kind is None and is_svg(data) and self._is_shown(source, data):
            data, kind = safe_svg(data) or b"", "svg"
        total = sum(len(asset.data) for asset in self._assets.values())
        is_small = len(data) < SMALL and source not in self._captioned and not HAS_WORDS.search(data)
        if kind is None or not data or is_small:
            return None
        if reason := _too_much(data, total):
            self.warnings.append(f"The picture {_slug(source)}.{kind} isn't kept, its words are: {reason}.")
            return None
        name = f"{_slug(source)}-{hashlib.sha256(data).hexdigest()[:8]}.{kind}"
        self._assets[name] = Asset(name=name, data=data)
        return name

    def _is_shown(self, source: str, data: bytes) -> bool:
        """Tell whether an SVG is more than what stands in for a picture until that is loaded."""
        return (
            not source.startswith("data:")
            or HAS_WORDS.search(data) is not None
            or (source in self._captioned and not BLURRED.search(data))
        )

    def _loaded(self, source: str) -> bytes | None:
        """Return what stands at an address; None where nothing does, and where it can be no address."""
        try:
            return _written_out(source) if source.startswith("data:") else self._load(source)
        except (OSError, ValueError):
            return None


def _too_much(data: bytes, total: int) -> str | None:
    """Return why an image isn't kept beside others that have so many bytes in total; None if it is."""
    if is_too_large(size_of(data)):
        return f"it has more than {MAX_PIXELS // 1_000_000} megapixels"
    if len(data) > MAX_BYTES:
        return f"it has more than {MAX_BYTES // 1_000_000} MB"
    if total + len(data) > MAX_TOTAL:
        return f"all have more than {MAX_TOTAL // 1_000_000} MB together"
    return None


def beside(path: Path) -> Callable[[str], bytes | None]:
    """Return what loads images from the folders that browsers save beside a page, `NAME_files`.

    Page and folder may have been renamed since: another such folder beside the page is searched, too.
    """

    def load(source: str) -> bytes | None:
        parts = urlsplit(source.replace("\\", "/"))
        if parts.scheme or parts.netloc:
            return None
        named = (path.parent / unquote(parts.path)).resolve()
        folders = sorted(folder for folder in path.parent.iterdir() if _is_saved(folder))
        first = [folder for folder in folders if named.is_relative_to(folder.resolve())]
        for folder in [*first, *(other for other in folders if other not in first)]:
            inside = named.relative_to(folder.resolve()) if folder in first else _inside(unquote(parts.path))
            file = _found(folder, inside) if inside else None
            if file:
                with file.open("rb") as opened:
                    return opened.read(MAX_BYTES + 1)  # enough to tell that it is too much
        return None

    return load


def _is_saved(folder: Path) -> bool:
    return folder.name.lower().endswith(ENDINGS) and folder.is_dir() and not folder.is_symlink()


def _inside(path: str) -> Path | None:
    """Return what an address names within a folder saved with a page; None if it names no such folder."""
    parts = [part for part in path.split("/") if part != "."]
    is_saved = len(parts) > 1 and parts[0].lower().endswith(ENDINGS) and ".." not in parts
    return Path(*parts[1:]) if is_saved else None


def _found(folder: Path, inside: Path) -> Path | None:
    """Return the file at a path within a folder, whatever the case and the form of its letters."""
    for part in inside.parts:
        beside = folder.iterdir() if folder.is_dir() else iter(())
        found = next((each for each in sorted(beside) if _same(each.name) == _same(part)), None)
        if found is None or found.is_symlink():
            return None
        folder = found
    return folder if folder.is_file() else None


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def kept_with(document: Document) -> Callable[[str], bytes | None]:
    """Return what loads the files of an export: those packed with it, or else in `NAME_files` beside it."""
    load, stem = beside(document.path), document.path.stem

    def found(source: str) -> bytes | None:
        path = source.lstrip("/")
        return load(quote(f"{stem}_files/{path}")) or load(quote(path))

    return document.load or found


def _written_out(source: str) -> bytes | None:
    match = DATA.match(source)
    if match is None or len(source) > 2 * MAX_BYTES:
        return None
    written = unquote_to_bytes(source[match.end() :])
    try:
        return base64.b64decode(written) if match[1] else written
    except binascii.Error:
        return None


def _slug(source: str) -> str:
    stem = (
        ""
        if source.startswith("data:")
        else unquote(END_OF_PATH.split(source)[0]).rpartition("/")[2].rpartition(".")[0]
    )
    return re.sub(r"[^a-z0-9]+", "-", unidecode(stem).lower()).strip("-")[:40].strip("-") or "image"
