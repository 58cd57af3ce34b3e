"""A live blog on the web: visited page by page, and written to one archive in documents/."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from afterlive import archive, atomic, names, reading
from afterlive.archive import facts
from afterlive.archive.folder import LEAD, live_blogs, load
from afterlive.capturing.capture_file import CaptureFile
from afterlive.capturing.fetching import Fetcher, NotFetchedError, NotReachedError
from afterlive.capturing.further_pages import named
from afterlive.capturing.page_pictures import fetch_pictures
from afterlive.document_files import PACKED, stem_of, toml_of
from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.rules.html_page import page_of_tree
from afterlive.reading.source.document import clean, decode
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.page_addresses import live_blog_of
from afterlive.reading.source.web_archive import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.capturing.fetching import Options
    from afterlive.capturing.page_pictures import Pictures
    from afterlive.model import LiveBlog
    from afterlive.progress import Track

BY_SCRIPT = (
    "the page that the server sends has no update: they come by script alone, or it is no live blog. "
    "Open it in a browser, load all updates and save it (Ctrl+S), or capture it with ArchiveWeb.page or "
    "Browsertrix, and import that file"
)
BY_HAND = "open the page in a browser, load all updates, save it (Ctrl+S), and import that file"
SHORT = 4
"""Words of a line that may stand on every page."""


class Visit(NamedTuple):
    """What a capture brought."""

    file: Path
    pages: int
    updates: int
    pictures: int
    missing: tuple[str, ...]
    """Why something else wasn't fetched, in lines."""
    joins: str | None
    """The folder of the live blog that it is a further capture of."""


def capture_page(url: str, content: Path, track: Track, options: Options) -> Visit:
    """Capture a live blog into documents/ beside content/, under a name of its own.

    Raises DocumentError that says what to do instead, OSError; then nothing is written.
    """
    with TemporaryDirectory() as folder:
        draft = Path(folder) / f"capture{PACKED}"
        with draft.open("wb") as file, closing(Fetcher(CaptureFile(file), options)) as fetcher:
            visiting = _Visiting(fetcher, track)
            visiting.visit(url)
            pictures = visiting.complete(draft, file.flush)
        live_blog = reading.read(draft, Facts(anyway=True))
        documents = content.parent / archive.DOCUMENTS
        told = _joined(live_blog.url or url, documents, content)
        target = documents / f"{_name(live_blog, url, documents, content, told.live_blog)}{PACKED}"
        documents.mkdir(parents=True, exist_ok=True)
        if told.live_blog:
            atomic.write(toml_of(target), facts.as_toml(told).encode())
        with atomic.appearing(target) as temporary:
            shutil.copyfile(draft, temporary)
    missing = (*visiting.missing, *pictures.missing)
    return Visit(target, visiting.pages, len(live_blog.updates), pictures.fetched, missing, told.live_blog)


class _Visiting:
    """A visit to the pages of a live blog."""

    def __init__(self, fetcher: Fetcher, track: Track) -> None:
        self.fetcher, self.track = fetcher, track
        self.pages = 0
        self.missing: list[str] = []
        self._seen: set[str] = set()
        self._lines: set[str] = set()
        self._data: dict[str, None] = {}
        self._amp: str | None = None

    def visit(self, url: str) -> None:
        """Fetch a page and its further pages, as long as they say something new. Raises DocumentError."""
        found = [url]
        limit = self.fetcher.options.pages
        while found:
            if self.pages + len(found) > limit:
                self.missing.append(f"{url}: has more than {limit} pages: --max-pages fetches more")
                found = found[: limit - self.pages]
            self._seen.update(found)
            following = [each for address in self.track(found) for each in self._page(address)]
            found = [each for each in dict.fromkeys(following) if each not in self._seen]

    def complete(self, draft: Path, flush: Callable[[], None]) -> Pictures:
        """Fetch the data that pages name, and pictures. Raises DocumentError for a page by script alone."""
        for url in self.track(list(self._data)):
            self._fetched(url)
        flush()
        try:
            wanted = reading.wanted_pictures(draft)
        except DocumentError:
            if not self._amp or not self._fetched(self._amp):
                raise DocumentError(BY_SCRIPT) from None
            flush()
            wanted = self._of_amp(draft)
        return fetch_pictures(wanted, self.fetcher, self.track)

    def _of_amp(self, draft: Path) -> list[list[str]]:
        try:
            return reading.wanted_pictures(draft)
        except DocumentError:
            raise DocumentError(BY_SCRIPT) from None

    def _page(self, url: str) -> list[str]:
        """Fetch a page, and return the further ones that it names, unless it says nothing new."""
        try:
            found = self.fetcher.fetch(url)
        except NotFetchedError as error:
            if not self.pages:
                advice = "" if isinstance(error, NotReachedError) else f": {BY_HAND}"
                raise DocumentError(f"{error}{advice}") from None
            self.missing.append(str(error))
            return []
        self.pages += 1
        if found.kind not in PAGES:
            return []
        root = parse(clean(decode(found.data, found.charset)))
        told = named(root, found.url)
        lines = {line for line in page_of_tree(root).lines if len(line.split()) > SHORT}
        is_new = self.pages == 1 or not lines <= self._lines
        self._lines |= lines
        self._seen.add(found.url)
        self._amp = self._amp or told.amp
        if not is_new:
            return []
        self._data |= dict.fromkeys(told.data)
        return told.further

    def _fetched(self, url: str) -> bool:
        try:
            self.fetcher.fetch(url)
        except NotFetchedError as error:
            self.missing.append(str(error))
            return False
        return True


def _joined(url: str, documents: Path, content: Path) -> Facts:
    """Return what the keeper says of the live blog that was captured from an address before, and its folder.

    It is empty if nothing was captured from there.
    """
    name = live_blog_of(url)
    for folder in live_blogs(content):
        if (source := load(folder)[LEAD].metadata.get("Source")) and live_blog_of(source) == name:
            return _of_first(archive.documents_of(folder), folder.name)
    for path in archive.documents_in(documents):
        if path.name.endswith(PACKED):
            try:
                known = archive.read(path).url
            except DocumentError:
                continue
            if known and live_blog_of(known) == name:
                return _of_first([path], archive.home_of(path, content, Facts()))
    return Facts()


def _of_first(documents: Sequence[Path], home: str) -> Facts:
    """Return what a further capture has to say to be read like the first one, and to join it."""
    said = [facts.from_toml(toml_of(path)) for path in documents]
    first = next((each for each in said if not each.live_blog), Facts())
    return Facts(
        live_blog=home,
        date=first.date,
        timezone=first.timezone,
        language=first.language,
        order=first.order,
        anyway=first.anyway,
    )


def _name(live_blog: LiveBlog, url: str, documents: Path, content: Path, joins: str | None) -> str:
    """Return a name for a capture that nothing has yet, by the day and the title."""
    title = names.slug(live_blog.title or "") or names.slug(urlsplit(url).netloc) or "live-blog"
    name = f"{live_blog.date}-{title}" if live_blog.date else title
    taken = {stem_of(path) for path in archive.documents_in(documents)}
    taken |= {path.stem for path in documents.glob("*.toml")}
    taken |= {folder.name for folder in live_blogs(content)} if not joins else set()
    return names.distinct([name], taken)[0]
