"""The built site, as it stands in output/."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html

from afterlive.errors import DocumentError
from afterlive.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.progress import Track

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Python's own table alone: the system's differs from one machine to the next.
_TYPES = mimetypes.MimeTypes()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """What the built site says about itself."""

    folder: Path
    name: str
    description: str
    language: str
    """A BCP 47 tag."""
    licence: str
    """Empty if the site says none."""
    licence_url: str
    address: str
    """Where it is hosted, with a slash at its end; empty if it was built for reading from disk."""
    live_blogs: tuple[str, ...]
    """Their folders."""
    files: tuple[str, ...]
    """The path of every file, sorted."""

    @property
    def slug(self) -> str:
        """What packages of the site are called."""
        return slug(self.name) or "site"

    def read(self, path: str) -> bytes:
        """Return a file of the site; raises OSError."""
        return (self.folder / path).read_bytes()

    def page(self, path: str) -> html.HtmlElement:
        """Return a page of the site as a tree; raises OSError."""
        return parse(self.read(path))

    def whole_day(self, live_blog: str, day: str) -> html.HtmlElement:
        """Return the page that has all updates of a day, as a tree; raises OSError."""
        whole = f"{live_blog}/{day}-whole.html"
        return self.page(whole if whole in self.files else f"{live_blog}/{day}.html")

    def days(self, live_blog: str) -> list[str]:
        """Return the days that a live blog has a page of, the oldest first."""
        return sorted(file.stem for file in (self.folder / live_blog).iterdir() if _DAY.fullmatch(file.stem))


def open_site(output: Path) -> BuiltSite:
    """Look at a built site; raises DocumentError where there is none, OSError."""
    file = output / "index.html"
    if not file.is_file():
        raise DocumentError(f"there is no site in {output}: build it first, by `make html`")
    home = parse(file.read_bytes())
    try:
        (name,) = home.xpath("//meta[@property='og:site_name']/@content")
        (description,) = home.xpath("//meta[@name='description']/@content")
    except ValueError:
        raise DocumentError(f"{file} lacks a name or a description: its theme isn't ours") from None
    found = list(output.rglob("*"))
    if link := next(filter(Path.is_symlink, found), None):
        raise DocumentError(f"{link}: is a link, and a package takes in nothing through one; remove it")
    files = (path.relative_to(output).as_posix() for path in found if path.is_file())
    return BuiltSite(
        folder=output,
        name=name,
        description=description,
        language=home.get("lang", "en"),
        licence=home.xpath("string(//a[@rel='license'])"),
        licence_url=home.xpath("string(//a[@rel='license']/@href)"),
        address=home.xpath("string(//link[@rel='canonical']/@href)").removesuffix("index.html"),
        live_blogs=tuple(
            sorted(
                path.parent.name
                for path in output.glob("*/offline.json")
                if path.with_name("index.html").exists()
            )
        ),
        files=tuple(sorted(files)),
    )


def parse(page: bytes) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(page.decode("utf-8"))


def contents(site: BuiltSite, files: Iterable[str], track: Track) -> Iterator[tuple[str, bytes]]:
    """Return files of the site, each with its path; then the licence, and the checksums of them all."""
    sums = []
    for path in track(tuple(files)):
        data = site.read(path)
        sums.append(_sum(path, data))
        yield path, data
    licence = _licence(site).encode()
    yield "LICENCE.txt", licence
    yield "SHA256SUMS", "".join([*sums, _sum("LICENCE.txt", licence)]).encode()


def _sum(path: str, data: bytes) -> str:
    """Return a line as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(data).hexdigest()}  {path}\n"


def _licence(site: BuiltSite) -> str:
    whole = f"{site.licence}, {site.licence_url}" if site.licence else "no licence holds for the whole"
    return (
        f"{site.name}: {whole}\n"
        "The foot of a live blog's pages says whose its text is, and under which licence.\n\n"
        "The pages' design and script, in theme/ and sw.js, are part of Afterlive: AGPL-3.0-or-later,\n"
        "https://www.gnu.org/licenses/agpl-3.0.html\n"
    )


def media_type(path: str) -> str:
    """Return a file's media type, by its name."""
    return _TYPES.guess_type(path, strict=False)[0] or "application/octet-stream"
