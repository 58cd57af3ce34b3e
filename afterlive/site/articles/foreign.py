"""Articles as Pelican's own readers read them, where plugins or other readers have a part in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.contents import Article, SkipStub
from pelican.plugins import signals
from pelican.readers import MarkdownReader

from afterlive.cache.keys import digest
from afterlive.errors import DocumentError
from afterlive.site.articles.content import Folder, KnownArticle, by_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pelican import ArticlesGenerator

    from afterlive.cache.scanning import Stamp
    from afterlive.site.articles.source import Source

_READING = (
    signals.article_generator_preread,
    signals.article_generator_context,
    signals.article_generator_pretaxonomy,
    signals.article_generator_finalized,
    signals.all_generators_finalized,
    signals.content_object_init,
)


def is_asked_for(generator: ArticlesGenerator, files: Iterable[str]) -> bool:
    """Tell whether anything but this package has to do with reading these articles, or shows them."""
    return (
        any(signal.receivers for signal in _READING)
        or generator.readers.reader_classes["md"] is not MarkdownReader
        or bool(generator.settings["TYPOGRIFY"] or generator.settings["TEMPLATE_PAGES"])
        or not all(file.endswith(".md") for file in files)
    )


@dataclass(frozen=True, slots=True)
class OrdinaryContent:
    """The articles that Pelican read."""

    read: Mapping[str, Source]

    def folders(self, files: Mapping[str, Stamp]) -> list[Folder]:
        """Return the live blogs that articles make."""
        read = {path: files[path] for path in self.read}
        return [
            Folder(folder, {name: _entry(self.read[f"{folder}/{name}"]) for name in names})
            for folder, names in by_folder(read).items()
        ]

    def sources(self, folder: Folder) -> list[Source]:
        """Return the published articles of a live blog."""
        return [self.read[f"{folder.name}/{name}"] for name, entry in folder.entries.items() if entry.url]


def _entry(source: Source) -> KnownArticle:
    return KnownArticle(
        stamp=[],
        digest=digest(source),
        url=source.url,
        linked=source.linked,
    )


def read(generator: ArticlesGenerator, files: Iterable[str]) -> OrdinaryContent:
    """Read articles, and put them where plugins and templates look for them. Raises DocumentError."""
    from afterlive.site.articles.article_reader import ArticleReader  # noqa: PLC0415 - slow, and few builds need it

    reader = ArticleReader(generator.settings)
    articles, sources = [], {}
    for file in sorted(files):
        if isinstance(article := _article(generator, file), SkipStub):
            continue
        sources[file] = reader.read_by_pelican(article)
        if sources[file].metadata["kind"] == "lead":
            article.override_url = article.override_save_as = sources[file].url
        articles.append(article)
    for article in articles:
        generator.add_source_path(article)
    _tell(generator, articles)
    return OrdinaryContent(sources)


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
