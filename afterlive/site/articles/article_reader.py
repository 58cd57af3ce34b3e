"""The file of an article → the record that is published."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from pelican.readers import ensure_metadata_list
from pelican.urlwrappers import Tag, URLWrapper

from afterlive.errors import DocumentError
from afterlive.markup import EXTENSIONS
from afterlive.metadata import parse
from afterlive.plain_markdown import plain_paragraphs, words_of
from afterlive.site.articles.checks import check, published, removed
from afterlive.site.articles.links import STATIC
from afterlive.site.articles.records import ArticleText, Topic
from afterlive.site.articles.sanitising import plain, sanitise, text_links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pelican.contents import Article

    from afterlive.site.articles.records import Lead, PublishedUpdate


class ArticleReader:
    """Reads articles as Pelican's reader of Markdown does, with one Markdown for all of them."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.extensions = [
            name for name in settings["MARKDOWN"]["extension_configs"] if name not in EXTENSIONS
        ]
        self.topics: dict[str, Topic] = {}

    def read(self, path: str, data: bytes) -> Lead | PublishedUpdate | None:
        """Read a file, given its path in content/; return None if it isn't published.

        Raises DocumentError with what the keeper has to mend.
        """
        try:
            metadata, text = parse(data.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            raise DocumentError(f"{path}: is not UTF-8; save it as UTF-8") from None
        except DocumentError as error:
            raise DocumentError(f"{path}: {error}") from None
        metadata = {key.lower(): value for key, value in metadata.items()}
        text = "" if removed(metadata) else text
        html = None if self.extensions else plain_paragraphs(text)
        if html is None:
            return self._published(path, metadata, self._text(path, self._markdown.reset().convert(text)))
        return self._published(path, metadata, ArticleText(html, words_of(html)))

    def adopt(self, article: Article) -> Lead | PublishedUpdate | None:
        """Return the record of an article that one of Pelican's readers has read. Raises DocumentError."""
        metadata = {key: _line(value) for key, value in article.metadata.items()}
        html = "" if removed(metadata) else article._content  # noqa: SLF001 - before links are resolved
        path = article.relative_source_path
        return self._published(path, metadata, self._text(path, html))

    def _text(self, path: str, html: str) -> ArticleText:
        if links := text_links(html, path, self.settings["PATH"]):
            files = {link.path for link in links.values() if link.kind == STATIC}
            return ArticleText(html, "", tuple(sorted(files)))
        html = sanitise(html, path)
        return ArticleText(html, plain(html))

    def _published(
        self, path: str, metadata: Mapping[str, str], text: ArticleText
    ) -> Lead | PublishedUpdate | None:
        check(path, metadata)
        topics = tuple(self._topic(name) for name in ensure_metadata_list(metadata.get("tags", "")))
        return published(path, metadata, text, topics)

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown(**{**self.settings["MARKDOWN"], "extensions": [*EXTENSIONS[1:], *self.extensions]})

    def _topic(self, name: str) -> Topic:
        if name not in self.topics:
            self.topics[name] = Topic(name=name, slug=Tag(name, self.settings).slug)
        return self.topics[name]


def _line(value: object) -> str:
    """Return a value of Pelican's metadata as a file would have it: names with semicolons between them."""
    if not isinstance(value, list):
        return str(value)
    names = [str(member) for member in value]
    return ("; " if isinstance(next(iter(value), None), URLWrapper) else "\n").join(names)
