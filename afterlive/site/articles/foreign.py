"""Articles as Pelican's own readers read them, for plugins and other readers that take part in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pelican.contents import Article, SkipStub
from pelican.plugins import signals
from pelican.readers import MarkdownReader

from afterlive.cache.keys import digest
from afterlive.errors import DocumentError
from afterlive.site.articles.content import LiveBlogFolder, by_folder, known_article
from afterlive.site.articles.records import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pelican import ArticlesGenerator

    from afterlive.cache.scanning import Stamp
    from afterlive.site.articles.article_reader import ArticleReader
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


def is_asked_for(generator: ArticlesGenerator, files: Iterable[str]) -> bool:
    """Tell whether a plugin, a setting or another file format needs Pelican to read these articles."""
    return (
        any(signal.receivers for signal in _READING)
        or generator.readers.reader_classes["md"] is not MarkdownReader
        or bool(generator.settings["TYPOGRIFY"] or generator.settings["TEMPLATE_PAGES"])
        or not all(file.endswith(".md") for file in files)
    )


def read(
    generator: ArticlesGenerator, files: Mapping[str, Stamp], reader: ArticleReader
) -> list[LiveBlogFolder]:
    """Read articles by Pelican's readers, and put them where plugins and templates look for them.

    Raises DocumentError.
    """
    articles, records = [], {}
    for file in sorted(files):
        if isinstance(article := _article(generator, file), SkipStub):
            continue
        record = records[file] = reader.adopt(article)
        if isinstance(record, Lead):
            article.override_url = article.override_save_as = record.url
        articles.append(article)
    for article in articles:
        generator.add_source_path(article)
    _tell(generator, articles)
    return [
        _folder(name, {file: records[f"{name}/{file}"] for file in stamps})
        for name, stamps in by_folder({path: files[path] for path in records}).items()
    ]


def _folder(name: str, records: Mapping[str, Lead | PublishedUpdate | None]) -> LiveBlogFolder:
    published = [record for record in records.values() if record]
    known = {file: known_article(record, [], digest(record)) for file, record in records.items()}
    return LiveBlogFolder(name, known, lambda: published)


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
