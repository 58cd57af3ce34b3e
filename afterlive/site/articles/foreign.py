"""Articles as Pelican's own readers read them, for plugins and other readers that take part in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pelican.contents import Article, SkipStub
from pelican.plugins import signals
from pelican.readers import MarkdownReader

from afterlive.cache.keys import digest
from afterlive.errors import DocumentError
from afterlive.site.articles.checks import check_folders
from afterlive.site.articles.content import folder_of, known_article
from afterlive.site.articles.records import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican import ArticlesGenerator

    from afterlive.site.articles.article_reader import ArticleReader
    from afterlive.site.articles.content import KnownArticles, LiveBlogFolder
    from afterlive.site.articles.records import PublishedUpdate

_READING = (
    signals.article_generator_preread,
    signals.article_generator_context,
    signals.article_generator_pretaxonomy,
    signals.article_generator_finalized,
    signals.article_writer_finalized,
    signals.all_generators_finalized,
    signals.content_object_init,
)


def is_asked_for(generator: ArticlesGenerator) -> bool:
    """Tell whether a plugin or a setting needs Pelican to read the articles."""
    return (
        any(signal.receivers for signal in _READING)
        or generator.readers.reader_classes["md"] is not MarkdownReader
        or bool(generator.settings["TYPOGRIFY"] or generator.settings["TEMPLATE_PAGES"])
    )


class ForeignContent:
    """The articles of all live blogs, as Pelican's readers read them."""

    def __init__(self, generator: ArticlesGenerator, files: Iterable[str], reader: ArticleReader) -> None:
        """Read articles, and put them where plugins and templates look for them. Raises DocumentError."""
        articles: list[Article] = []
        self._known: dict[str, KnownArticles] = defaultdict(dict)
        self._published: dict[str, list[Lead | PublishedUpdate]] = defaultdict(list)
        for file in files:
            if not isinstance(article := _article(generator, file), SkipStub):
                articles.append(article)
                self._take(file, article, reader.adopt(article))
        check_folders(self._known)
        for article in articles:
            generator.add_source_path(article)
        _tell(generator, articles)

    def _take(self, file: str, article: Article, record: Lead | PublishedUpdate | None) -> None:
        folder, _, name = file.partition("/")
        self._known[folder][name] = known_article(record, [], digest(record))
        if record:
            self._published[folder].append(record)
        if isinstance(record, Lead):
            article.override_url = article.override_save_as = record.url

    def folders(self, content: str) -> list[LiveBlogFolder]:
        """Return the folders of live blogs, given the path of content/. Raises DocumentError."""
        return [folder_of(name, known, self, content) for name, known in self._known.items()]

    def known(self, folder: str) -> KnownArticles:
        """Return what there is to know of a live blog's articles."""
        return self._known[folder]

    def published(self, folder: str) -> list[Lead | PublishedUpdate]:
        """Return the published articles of a live blog."""
        return self._published[folder]


def _article(generator: ArticlesGenerator, file: str) -> Article | SkipStub:
    try:
        return generator.readers.read_file(
            base_path=generator.path,
            path=file,
            content_class=Article,
            context=generator.context,
            preread_signal=signals.article_generator_preread,
            preread_sender=generator,
            context_signal=signals.article_generator_context,
            context_sender=generator,
        )
    except Exception as error:
        raise DocumentError(f"{file}: {error}") from error


def _tell(generator: ArticlesGenerator, articles: list[Article]) -> None:
    generator.articles = [article for article in articles if article.status == "published"]
    generator.drafts = [article for article in articles if article.status == "draft"]
    generator.hidden_articles = [article for article in articles if article.status == "hidden"]
    signals.article_generator_pretaxonomy.send(generator)
    categories = defaultdict(list)
    for article in generator.articles:
        categories[article.category].append(article)
        for tag in getattr(article, "tags", ()):
            generator.tags[tag].append(article)
    generator.categories = sorted(categories.items())
    generator.dates = sorted(generator.articles, key=lambda article: article.date)
    generator._update_context(("articles", "drafts", "hidden_articles", "dates", "tags", "categories"))  # noqa: SLF001 - it is a generator's own
    signals.article_generator_finalized.send(generator)
