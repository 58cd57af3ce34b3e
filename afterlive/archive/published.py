"""The proof that what content/ holds is on the site that was built from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html

from afterlive.archive.folder import live_blogs, load
from afterlive.counting import counted
from afterlive.permalinks import page_of, recorded
from afterlive.reading.source.html_lines import CELL_MARK, INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from afterlive.archive.article_file import Article
    from afterlive.model import Block
    from afterlive.progress import Track


def unpublished(content: Path, output: Path, track: Track) -> Iterator[str]:
    """Say what of content/ is missing in output/: an update on its page, in its stream, in the search.

    Of pages that are older than their articles, only the number is said. Raises DocumentError, OSError.
    """
    for folder in track(live_blogs(content)):
        site = output / folder.name
        articles = load(folder)
        stream = [_page(path) for path in [site / "index.html", *sorted(site.glob("part-*.html"))]]
        anchors = {name for page in stream for name in page.xpath("//article/@id")}
        texts = (output / "search" / "texts" / folder.name).glob("*.js")
        searched = "".join(path.read_text("utf-8") for path in texts)
        waiting: set[str] = set()
        for file, article in articles.items():
            slug = article.metadata.get("Slug", "index")
            name = f"{folder.name}/{slug}.html"
            problems = []
            if not _shows(_page(output / name), article):
                problems.append("does not have all of the words of its article")
            if not article.is_lead and slug not in anchors:
                problems.append("is in no part of the stream")
            if f'"{name}"' not in searched:
                problems.append("is not in the index of the search")
            if problems and _is_older(output / name, folder / file):
                waiting.add(name)
            else:
                yield from (f"{name} {problem}" for problem in problems)
        pages = {page_of(entry, folder.name) for entry in recorded(folder)} - waiting
        lost = {page for page in pages if not (output / page).exists()}
        if not site.exists():
            waiting |= lost
        if waiting:
            yield f"{folder.name}: {counted(len(waiting), 'page')} changed since the site was built"
        yield from (f"{page} was a permalink and has no page any more" for page in sorted(lost - waiting))


def _is_older(page: Path, source: Path) -> bool:
    return not page.exists() or page.stat().st_mtime_ns < source.stat().st_mtime_ns


def _page(path: Path) -> HtmlElement:
    if not path.exists():
        return lxml.html.Element("html")
    return lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def _shows(page: HtmlElement, article: Article) -> bool:
    shown = _spaced(page.text_content())
    words = [article.title, *(text for block in article.blocks for text in _texts(block))]
    return all(_spaced(text) in shown for text in words)


def _texts(block: Block) -> list[str]:
    """Return what of a block stands on a page as it is: of a table each cell, of a picture nothing."""
    if block.kind == "table":
        return re.split(rf"[{CELL_MARK.strip()}\n]", block.text)
    return [] if block.kind == "image" else [block.text]


def _spaced(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())
