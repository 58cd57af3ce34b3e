"""An article as its file has it: metadata, and its text as HTML."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from pelican.readers import ensure_metadata_list
from pelican.urlwrappers import Tag, URLWrapper

from afterlive.errors import DocumentError
from afterlive.markup import EXTENSIONS
from afterlive.metadata import parse
from afterlive.site.articles.checks import check, removed, url_of
from afterlive.site.articles.links import CONTENTS
from afterlive.site.articles.paragraphs import plain_paragraphs, words_of
from afterlive.site.articles.records import Topic
from afterlive.site.articles.sanitising import plain, sanitise
from afterlive.site.articles.source import Source, links_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pelican.contents import Article


class ArticleReader:
    """Reads articles as Pelican's reader of Markdown does, with one Markdown for all of them."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.extensions = [
            name for name in settings["MARKDOWN"]["extension_configs"] if name not in EXTENSIONS
        ]
        self.topics: dict[str, Topic] = {}

    def read(self, path: str, data: bytes) -> Source:
        """Read the file at a path of content/. Raises DocumentError with what has to be mended in it."""
        try:
            metadata, text = parse(data.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            raise DocumentError(f"{path}: is not UTF-8; save it as UTF-8") from None
        except DocumentError as error:
            raise DocumentError(f"{path}: {error}") from None
        metadata = {key.lower(): value for key, value in metadata.items()}
        text = "" if removed(metadata) else text
        html = None if self.extensions else plain_paragraphs(text)
        if html is not None:
            return self._source(path, metadata, html, words_of(html))
        return self._of_html(path, metadata, self._markdown.reset().convert(text))

    def read_by_pelican(self, article: Article) -> Source:
        """Take over an article that one of Pelican's readers has read."""
        metadata = {key: _line(value) for key, value in article.metadata.items()}
        html = "" if removed(metadata) else article._content  # noqa: SLF001 - before links are resolved
        return self._of_html(article.relative_source_path, metadata, html)

    def _of_html(self, path: str, metadata: Mapping[str, str], raw: str) -> Source:
        if links := links_in(raw, path, self.settings["PATH"]):
            linked = {link.path for link in links.values() if link.contents == CONTENTS["static"]}
            return self._source(path, metadata, raw, "", tuple(sorted(linked)))
        html = sanitise(raw, path)
        return self._source(path, metadata, html, plain(html))

    def _source(
        self,
        path: str,
        metadata: Mapping[str, str],
        html: str,
        words: str,
        linked: tuple[str, ...] | None = None,
    ) -> Source:
        check(path, metadata)
        return Source(
            path=path,
            url=url_of(path, metadata),
            metadata=metadata,
            topics=tuple(self._topic(name) for name in ensure_metadata_list(metadata.get("tags", ""))),
            html=html,
            plain=words,
            linked=linked,
        )

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown(**{**self.settings["MARKDOWN"], "extensions": [*EXTENSIONS[1:], *self.extensions]})

    def _topic(self, name: str) -> Topic:
        if name not in self.topics:
            self.topics[name] = Topic(name=name, slug=Tag(name, self.settings).slug)
        return self.topics[name]


def _line(value: object) -> str:
    """Return a value of Pelican's metadata as in a file: names with semicolons between them."""
    if not isinstance(value, list):
        return str(value)
    names = [str(member) for member in value]
    return ("; " if isinstance(next(iter(value), None), URLWrapper) else "\n").join(names)
