"""A link checker of a built tree: what of it would not work from disk, or under some path of a server."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a page names a file that the browser loads by itself; anything else with an address is a link.
LOADED = """
    //script/@src | //img/@src | //source/@src | //video/@src | //audio/@src | //iframe/@src
    | //link[@rel='stylesheet' or @rel='icon' or @rel='manifest' or @rel='preload']/@href
    | //*[local-name()='use' or local-name()='image']/@href
"""
LINKED = "//a/@href | //form/@action | //link[@rel='up' or @rel='prev' or @rel='next']/@href"
STYLED = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")


def faults(tree: Path, base: str = "/") -> list[str]:
    """Return what is wrong with the links of a tree, which is hosted under the path `base`.

    The page 404.html alone may begin its links with it, since a server shows it at any depth.
    """
    # Names as they are written, which a file system that knows no case would not tell.
    files = {file.relative_to(tree).as_posix() for file in tree.rglob("*") if file.is_file()}
    pages = {path: html.parse(tree / path) for path in sorted(files) if path.endswith(".html")}
    ids = {path: Counter(page.xpath("//@id")) for path, page in pages.items()}

    def judge(source: str, reference: str, *, loaded: bool) -> str | None:
        parts = urlsplit(reference)
        if parts.scheme == "data":
            return None
        if parts.scheme or parts.netloc:
            return "loads from elsewhere" if loaded else None
        path = unquote(parts.path)
        if path.startswith("/"):
            if source != "404.html" or not path.startswith(base):
                return "begins at the server's root"
            target = path.removeprefix(base)
        else:
            target = normpath(PurePosixPath(source).parent / path) if path else source
        if target not in files:
            return "leads to a folder" if (tree / target).is_dir() else "leads nowhere"
        fragment = unquote(parts.fragment)
        return "leads to no place in the page" if fragment and fragment not in ids.get(target, ()) else None

    misled = (
        f"{source}: {reference} {fault}"
        for source, reference, loaded in _references(tree, files, pages)
        if (fault := judge(source, reference, loaded=loaded))
    )
    doubled = (
        f"{path}: the id {name} comes twice"
        for path, names in ids.items()
        for name, count in names.items()
        if count > 1
    )
    return [*misled, *doubled]


def _references(
    tree: Path, files: set[str], pages: dict[str, html.HtmlElement]
) -> Iterator[tuple[str, str, bool]]:
    """Yield each file, what it refers to, and whether that is loaded."""
    for path, page in pages.items():
        yield from ((path, str(reference), True) for reference in page.xpath(LOADED))
        yield from ((path, str(reference), False) for reference in page.xpath(LINKED))
    for path in sorted(files):
        if path.endswith(".css"):
            style = (tree / path).read_text(encoding="utf-8")
            yield from ((path, reference, True) for reference in STYLED.findall(style))
