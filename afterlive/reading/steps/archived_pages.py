"""Which pages of an archive of the web are the live blog: those that hold the most updates."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading.source.document import clean, decode
from afterlive.reading.source.page_addresses import live_blog_of, number_of, without_number
from afterlive.reading.source.web_archive import EVER, absolute
from afterlive.reading.steps.joined_pages import ReadPage, join, pairs_of
from afterlive.reading.steps.page_fragments import html_in, is_fragment, is_stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from afterlive.model import LiveBlog
    from afterlive.reading.source.web_archive import Answer, WebArchive

    ReadAnswer = Callable[[Answer], ReadPage | None]

MAX_PAGES = 300
"""Pages of one live blog."""
MAX_DATA = 1000
"""Answers of data, and parts of pages."""
MAX_GROUPS = 8
"""So many live blogs of an archive are read: those that show the most signs of updates."""
SIGNS = re.compile(r"<time\b|\b\d{1,2}[:.h]\d\d\b|datePublished|\"(?:liveBlogUpdate|BlogPosting)\"")
"""What pages of updates have many of."""
MAX_SIGNS = 3_000_000
"""Characters of a page that are looked at from afar."""
CANONICAL = re.compile(
    r"<link\b(?=[^>]*\brel=[\"']?canonical\b)[^>]*\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE
)
IS_AMP = re.compile(r"<html\b[^>]*\s(?:amp|⚡)(?=[\s=>])", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>([^<]*)", re.IGNORECASE)
OPENING = 100_000
"""Characters among which a page names its address."""
PAGE_OF = re.compile(r"This is page \d+ of \d+ ")
NAMED = 5
"""Pages that an error names."""


class ArchivedPage(NamedTuple):
    """A page of an archive, looked at from afar."""

    answer: Answer
    name: str
    """What its address has in common with those of its live blog's other pages."""
    title: str
    signs: int
    is_amp: bool


class ArchivedLiveBlog(NamedTuple):
    """A live blog of an archive: its pages, read as one."""

    read: ReadPage
    name: str
    """What the addresses of its pages have in common."""
    urls: tuple[str, ...]
    """Of its pages, and of the data that they loaded."""

    @property
    def updates(self) -> int:
        """How many updates it has."""
        return len(self.read.live_blog.updates)


def text_of(answer: Answer) -> str:
    """Return the text of an answer, empty if it is none."""
    try:
        return clean(decode(answer.load(), answer.charset))
    except DocumentError:
        return ""


def live_blogs(archive: WebArchive, read: ReadAnswer, page: str | None = None) -> list[ArchivedLiveBlog]:
    """Return the live blogs of an archive, the one with the most updates first.

    `read` gives None for what has no update. `page` is the address of the one that the keeper chose; raises
    DocumentError where the archive doesn't have it.
    """
    pages, fragments = _pages(archive)
    groups = _groups(pages)
    chosen = archive.find(page) if page else None
    if page and chosen is None:
        there = ", ".join(group[0].answer.url for group in groups[:NAMED]) or "none"
        raise DocumentError(f"there is no page {page} in it; its pages are {there}")
    if chosen and chosen.is_page:
        groups = [group for group in groups if any(each.answer.url == chosen.url for each in group)]
    found = _of_groups(groups, archive.visited, read)
    loose: dict[str, ArchivedLiveBlog] = {}
    for data in _of_data(archive, read, fragments):
        place = next((place for place, known in enumerate(found) if _is_same(known, data)), None)
        if place is not None:
            found[place] = _joined(found[place], data)
        else:
            loose[data.name] = _joined(loose[data.name], data) if data.name in loose else data
    found = _with_fragments([*found, *loose.values()], fragments, read)
    if chosen and any(chosen.url in known.urls for known in found):
        return [known for known in found if chosen.url in known.urls]
    return _by_size(found)


def _by_size(found: Iterable[ArchivedLiveBlog]) -> list[ArchivedLiveBlog]:
    """Return live blogs, the largest first; what has one update is one only if nothing else is."""
    every = sorted(found, key=lambda known: known.updates, reverse=True)
    return [known for known in every if known.updates > 1] or every


def _pages(archive: WebArchive) -> tuple[list[ArchivedPage], list[Answer]]:
    """Return the pages of an archive, and the parts of pages, in its order; what came twice, once."""
    pages: dict[bytes, ArchivedPage] = {}
    fragments: dict[bytes, Answer] = {}
    for answer in archive.answers:
        if answer.is_page and (text := text_of(answer)):
            digest = blake2b(f"{answer.url}\n{text}".encode(), digest_size=16).digest()
            if is_fragment(text):
                fragments[digest] = answer
            else:
                pages[digest] = _seen(answer, text)
    return list(pages.values()), list(fragments.values())


def _of_groups(
    groups: Sequence[Sequence[ArchivedPage]],
    visited: Collection[str],
    read: ReadAnswer,
) -> list[ArchivedLiveBlog]:
    """Return the live blogs that pages are: of those that somebody visited, else of all."""
    first = [group for group in groups if any(page.answer.url in visited for page in group)]
    for several in (first, [group for group in groups if group not in first]):
        found = [made for group in several[:MAX_GROUPS] if (made := _of_pages(group, read))]
        if any(known.updates > 1 for known in found):
            return found
    return found


def _seen(answer: Answer, text: str) -> ArchivedPage:
    said = CANONICAL.search(text[:OPENING])
    own = live_blog_of(answer.url)
    name = live_blog_of(absolute(said[1], answer.url)) if said else own
    is_near = name.partition("/")[0] == own.partition("/")[0]
    signs = sum(1 for _ in SIGNS.finditer(text[:MAX_SIGNS]))
    title = TITLE.search(text[:OPENING])
    words = " ".join(title[1].split()) if title else ""
    return ArchivedPage(answer, name if is_near else own, words, signs, bool(IS_AMP.search(text[:OPENING])))


def _groups(pages: Sequence[ArchivedPage]) -> list[list[ArchivedPage]]:
    """Return pages by their live blogs, those with most signs of updates first, each in its order."""
    titles: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        titles[page.name].add(page.title)
    found: dict[str, list[ArchivedPage]] = defaultdict(list)
    for page in pages:
        found[_home(page, titles)].append(page)
    for group in found.values():
        group.sort(key=lambda page: (number_of(page.answer.url), -(page.answer.time or EVER).timestamp()))
    return sorted(found.values(), key=lambda group: sum(page.signs for page in group), reverse=True)


def _home(page: ArchivedPage, titles: Mapping[str, Collection[str]]) -> str:
    """Return the name of a page's live blog: without its number, or its query where titles agree."""
    numbered, path = without_number(page.name), page.name.partition("?")[0]
    if path != page.name and page.title and page.title in titles.get(path, ()):
        return path
    return numbered if numbered in titles else page.name


def _of_pages(group: Sequence[ArchivedPage], read: ReadAnswer) -> ArchivedLiveBlog | None:
    """Return the live blog that pages are; None if they have no update. AMP repeats what others have."""
    for is_amp in (False, True):
        pages = [page.answer for page in group if page.is_amp == is_amp][:MAX_PAGES]
        if found := [(answer.url, made) for answer in pages if (made := read(answer))]:
            urls = tuple(dict.fromkeys(url for url, _ in found))
            joined = join([made for _, made in found])
            said = [made.live_blog.page for _, made in found if made.live_blog.page]
            if said and len(urls) >= max(total for _, total in said):
                joined = joined._replace(live_blog=_whole(joined.live_blog))
            return ArchivedLiveBlog(joined, group[0].name, urls)
    return None


def _whole(live_blog: LiveBlog) -> LiveBlog:
    """Return a live blog whose pages are all there, without its warnings about missing pages."""
    warnings = tuple(said for said in live_blog.warnings if not PAGE_OF.match(said))
    return replace(live_blog, page=None, warnings=warnings)


def _of_data(archive: WebArchive, read: ReadAnswer, fragments: list[Answer]) -> Iterator[ArchivedLiveBlog]:
    """Yield the live blogs that JSON in the archive tells; where it has parts of a page, add those."""
    seen: set[bytes] = set()
    for answer in [answer for answer in archive.answers if answer.is_data][:MAX_DATA]:
        text = text_of(answer)
        digest = blake2b(f"{answer.url}\n{text}".encode(), digest_size=16).digest()
        if digest in seen:
            continue
        seen.add(digest)
        if made := read(answer):
            yield ArchivedLiveBlog(made, live_blog_of(made.live_blog.url or answer.url), (answer.url,))
        elif html := html_in(text):
            fragments.append(answer._replace(kind="text/html", charset="utf-8", load=html.encode))


def _with_fragments(
    found: list[ArchivedLiveBlog], fragments: Sequence[Answer], read: ReadAnswer
) -> list[ArchivedLiveBlog]:
    """Return live blogs with the parts of pages: each is of the only one, or of the one that it repeats."""
    several = _by_size(found)
    for answer, part in _parts(fragments[:MAX_DATA], read):
        name = live_blog_of(answer.url)
        data = ArchivedLiveBlog(part, name, (answer.url,))
        place = next((place for place, known in enumerate(several) if _is_same(known, data)), None)
        if place is None and len(several) == 1 and _site(several[0].name) == _site(name):
            place = 0
        if place is not None:
            several[place] = _joined(several[place], data)
        elif not several:
            several = [data]
    return several


def _parts(fragments: Sequence[Answer], read: ReadAnswer) -> Iterator[tuple[Answer, ReadPage]]:
    """Yield the parts of pages that have updates; those of a site that have too few to tell, as one."""
    unread: dict[str, list[Answer]] = defaultdict(list)
    for answer in fragments:
        part = read(answer)
        if part and is_stamped(part.live_blog):
            yield answer, part
        else:
            unread[_site(live_blog_of(answer.url))].append(answer)
    for several in unread.values():
        html = "\n".join(map(text_of, several)).encode()
        together = several[0]._replace(charset="utf-8", load=partial(bytes, html))
        if len(several) > 1 and (part := read(together)) and is_stamped(part.live_blog):
            yield together, part


def _site(name: str) -> str:
    """Return the last two labels of the host in a live blog's name."""
    return ".".join(name.partition("/")[0].partition(":")[0].split(".")[-2:])


def _is_same(known: ArchivedLiveBlog, data: ArchivedLiveBlog) -> bool:
    """Tell whether data is of a live blog: by its address, or because most of it is the same."""
    shared = pairs_of(known.read.live_blog.updates, data.read.live_blog.updates)
    return known.name == data.name or len(shared) * 2 >= min(known.updates, data.updates)


def _joined(known: ArchivedLiveBlog, data: ArchivedLiveBlog) -> ArchivedLiveBlog:
    return known._replace(read=join([known.read, data.read]), urls=(*known.urls, *data.urls))
