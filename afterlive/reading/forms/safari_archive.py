"""Pages saved by Safari, `.webarchive`: a property list of the page and what it loaded, by address."""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source.document import PLIST, clean, decode
from afterlive.reading.source.images import Images
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.provenance import Provenance
from afterlive.reading.source.web_archive import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import Document

MAIN = b"WebMainResource"
MAX_BYTES = 500_000_000
MAX_FRAMES = 100
AGAIN = "open the page in Safari and save it again"


class SafariPage(NamedTuple):
    """A page, where it was, and what it loaded by address."""

    html: str
    url: str | None
    parts: Mapping[str, bytes]


def recognises(document: Document) -> bool:
    """Tell whether a document is a page that Safari saved."""
    return document.data.startswith((PLIST, b"<?xml")) and MAIN in document.data


def lines(document: Document) -> tuple[str, ...]:
    """Return the page's visible blocks of text."""
    return page(_saved(document).html).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a page saved by Safari, or raise `DocumentError`."""
    saved = _saved(document)
    images = Images(lambda source: saved.parts.get(absolute(source, saved.url or "")))
    source = PageSource(document.path, facts, images, Provenance(saved.url))
    return saved_page.read_html(saved.html, source)


def _saved(document: Document) -> SafariPage:
    if len(document.data) > MAX_BYTES:
        raise DocumentError(f"larger than {MAX_BYTES // 1_000_000} MB: save the page as HTML")
    try:
        archive: Any = plistlib.loads(document.data)
    except (plistlib.InvalidFileException, ValueError, RecursionError, OverflowError) as error:
        raise DocumentError(f"a .webarchive that is damaged ({error}): {AGAIN}") from None
    except Exception as error:  # noqa: BLE001 - the library lets through whatever its XML parser raises
        raise DocumentError(f"a .webarchive that is damaged ({type(error).__name__}): {AGAIN}") from None
    main = _resource(archive, "WebMainResource")
    data = main.get("WebResourceData")
    if not isinstance(data, bytes):
        raise DocumentError(f"a .webarchive without a page: {AGAIN}")
    told, url = main.get("WebResourceTextEncodingName"), main.get("WebResourceURL")
    parts: dict[str, bytes] = {}
    archives = [archive]
    for each in archives:
        archives += _listed(each, "WebSubframeArchives")[: MAX_FRAMES - len(archives)]
        parts |= {
            absolute("", part["WebResourceURL"]): part["WebResourceData"]
            for part in _listed(each, "WebSubresources")
            if isinstance(part.get("WebResourceURL"), str) and isinstance(part.get("WebResourceData"), bytes)
        }
    is_web = isinstance(url, str) and url.startswith("http")
    html = clean(decode(data, told if isinstance(told, str) else None))
    return SafariPage(html, url if is_web else None, parts)


def _resource(archive: object, name: str) -> dict[str, Any]:
    found = archive.get(name) if isinstance(archive, dict) else None
    return found if isinstance(found, dict) else {}


def _listed(archive: object, name: str) -> list[dict[str, Any]]:
    found = archive.get(name) if isinstance(archive, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
