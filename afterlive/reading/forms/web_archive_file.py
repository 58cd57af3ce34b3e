"""Archives of the web, `.warc`, `.warc.gz` and `.wacz`: the live blog is chosen of all that was captured."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source import page_data, wacz, warc
from afterlive.reading.source.document import Document
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.images import MAX_TOTAL, Images
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.provenance import Provenance
from afterlive.reading.source.web_archive import absolute
from afterlive.reading.steps import archived_pages, data_live_blog
from afterlive.reading.steps.archived_pages import text_of
from afterlive.reading.steps.data_choice import Choice
from afterlive.reading.steps.joined_pages import ReadPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from afterlive.model import LiveBlog
    from afterlive.reading.source.data_blog import DataBlog

    BlogsOf = Callable[[Document], Sequence[DataBlog]]
    from afterlive.reading.source.web_archive import Answer, WebArchive
    from afterlive.reading.steps.archived_pages import ArchivedLiveBlog

NAMED = 5
"""Other live blogs that a warning names."""
WORTH = 0.5
"""The share of the chosen live blog's updates from which another one is named."""
TO_SAVE = (
    "its updates may come by script alone: open the page in a browser, load all updates and save it (Ctrl+S)"
)


def recognises(document: Document) -> bool:
    """Tell whether a document is an archive of the web."""
    return warc.is_warc(document.data) or wacz.is_wacz(document.path, document.data)


def read(document: Document, facts: Facts, blogs_of: BlogsOf) -> LiveBlog:
    """Read the live blog of an archive; `blogs_of` reads JSON that a page loaded. Raises `DocumentError`."""
    chosen, *others = _read(document, facts, blogs_of)
    others = [other for other in others if other.updates >= max(2, WORTH * chosen.updates)]
    live_blog = chosen.read.live_blog
    if not others:
        return live_blog
    named = ", ".join(f"{other.urls[0]} ({other.updates})" for other in others[:NAMED])
    warning = f'Other pages in the archive have updates, too: {named}; page = "…" chooses one.'
    return replace(live_blog, warnings=(*live_blog.warnings, warning))


def lines(document: Document, facts: Facts, blogs_of: BlogsOf) -> tuple[str, ...]:
    """Return the lines of the live blog's pages, one below the other."""
    return _read(document, facts, blogs_of)[0].read.lines


def choices(document: Document, facts: Facts, blogs_of: BlogsOf) -> list[Choice]:
    """Return the live blogs of an archive that holds several."""
    found = _read(document, replace(facts, page=None), blogs_of)
    if len(found) == 1:
        return []
    return [
        Choice(
            "--page",
            each.urls[0],
            each.updates,
            str(each.read.live_blog.date or ""),
            each.read.live_blog.title or "",
        )
        for each in found
    ]


def wanted(document: Document, blogs_of: BlogsOf) -> list[list[str]]:
    """Return for each picture that the live blog's pages show, and that the archive lacks, its addresses."""
    facts = Facts(anyway=True)
    urls = _read(document, facts, blogs_of)[0].urls
    with opened(document.path) as archive:
        reading = _ArchiveReading(document.path, facts, archive, blogs_of)
        answers = [answer for url in urls if (answer := archive.find(url))]
        found = [group for answer in answers for group in reading.wanted(answer)]
    return list({group[0]: group for group in found}.values())


def _read(document: Document, facts: Facts, blogs_of: BlogsOf) -> list[ArchivedLiveBlog]:
    """Return the live blogs of an archive, the chosen one first. Raises DocumentError."""
    stamp = document.path.stat()
    return _remembered(document.path, (stamp.st_mtime_ns, stamp.st_size, stamp.st_ino), facts, blogs_of)


@lru_cache(maxsize=1)
def _remembered(
    path: Path,
    _stamp: tuple[int, ...],
    facts: Facts,
    blogs_of: BlogsOf,
) -> list[ArchivedLiveBlog]:
    """Read an archive once for what it says and for its lines."""
    with opened(path) as archive:
        reading = _ArchiveReading(path, facts, archive, blogs_of)
        found = archived_pages.live_blogs(archive, reading.read, facts.page)
        if not found:
            raise DocumentError(reading.problem)
        first = reading.completed(found[0].read.live_blog)
        return [found[0]._replace(read=found[0].read._replace(live_blog=first)), *found[1:]]


@contextmanager
def opened(path: Path) -> Iterator[WebArchive]:
    """Give what an archive holds, as long as it is open. Raises DocumentError, OSError."""
    with path.open("rb") as file:
        form = wacz if wacz.is_wacz(path, file.read(warc.OPENING)) else warc
        with form.opened(file) as archive:
            yield archive


class _ArchiveReading:
    """How what an archive holds is read."""

    def __init__(
        self,
        path: Path,
        facts: Facts,
        archive: WebArchive,
        blogs_of: BlogsOf,
    ) -> None:
        self.path, self.facts, self.archive, self.blogs_of = path, facts, archive, blogs_of
        self.sizes: dict[str, int] = {}
        self.refused: set[str] = set()
        self.missing: list[str] = []
        """The addresses of pictures that the archive doesn't have."""
        self.problems: dict[str, str] = {}
        """Why pages can't be read, by their addresses."""
        self.shell: Answer | None = None
        """The first page that has no update."""

    def read(self, answer: Answer) -> ReadPage | None:
        """Return what a page or data tells; None if it has no update."""
        try:
            return self._page(answer) if answer.is_page else self._data(answer)
        except DocumentError as error:
            self.problems[answer.url] = str(error)
            return None

    @property
    def problem(self) -> str:
        """What is wrong with an archive that has no update, and what to do."""
        if not any(answer.is_page or answer.is_data for answer in self.archive.answers):
            return "no page in it: if it has the pictures of a saved page, give both the same name"
        url, why = next(iter(self.problems.items()), ("", "its pages hold no text"))
        return " ".join([f"no page in it has an update ({url}: {why}): {TO_SAVE}", *self.archive.warnings])

    def _page(self, answer: Answer) -> ReadPage:
        html = text_of(answer)
        self.shell = self.shell or answer
        told = Provenance(answer.url, answer.time, self.archive.tool)
        source = PageSource(self.path, self.facts, Images(self._load_beside(answer)), told)
        return ReadPage(saved_page.read_html(html, source), page(html).lines)

    def _data(self, answer: Answer) -> ReadPage | None:
        document = Document(self.path, b"", text_of(answer))
        load = self._load_beside(answer)
        blogs = [replace(blog, load=load) for blog in self.blogs_of(document)]
        if not blogs:
            return None
        live_blog = replace(
            data_live_blog.read(blogs, self.facts), captured=answer.time, captured_by=self.archive.tool
        )
        return ReadPage(live_blog, data_live_blog.lines(blogs, self.facts))

    def wanted(self, answer: Answer) -> list[list[str]]:
        """Return the addresses of each picture that a page or data shows, and that the archive lacks."""
        if not answer.is_page:
            before = set(self.missing)
            self.read(answer)
            return [[url] for url in self.missing if url not in before]
        load = self._load_beside(answer)
        told = Provenance(answer.url, answer.time, self.archive.tool)
        return saved_page.wanted_of(text_of(answer), PageSource(self.path, self.facts, Images(load), told))

    def completed(self, live_blog: LiveBlog) -> LiveBlog:
        """Return the live blog with what the page says that loaded its data, and what is wrong with all."""
        if self.shell and (live_blog.title is None or live_blog.url is None):
            data = page_data.read(parse(text_of(self.shell)))
            live_blog = replace(
                live_blog,
                title=live_blog.title or data.title,
                url=live_blog.url or self.shell.url,
                publisher=live_blog.publisher or data.publisher,
                language=live_blog.language or data.language,
            )
        warnings = list(self.archive.warnings)
        if self.refused:
            warnings.append(f"{len(self.refused)} pictures are left out: all together they are too large.")
        return replace(live_blog, warnings=(*live_blog.warnings, *warnings))

    def _load_beside(self, answer: Answer) -> Callable[[str], bytes | None]:
        """Return what loads pictures by the addresses that a page has for them."""

        def load(source: str) -> bytes | None:
            found = self.archive.find(absolute(source, answer.url))
            if found is None:
                self.missing.append(absolute(source, answer.url))
                return None
            url, data = found.url, found.load()
            self.sizes[url] = len(data)
            if sum(self.sizes.values()) > MAX_TOTAL:
                del self.sizes[url]
                self.refused.add(url)
                return None
            return data

        return load
