"""A capture: one document of documents/, read with the facts that the keeper gives, as articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterlive import names, reading
from afterlive.archive import facts as facts_
from afterlive.archive.article_file import Article, span
from afterlive.cache.imports import DOCUMENTS
from afterlive.document_files import checksum_of, stem_of, toml_of
from afterlive.errors import DocumentError
from afterlive.model import Dropped, Facts
from afterlive.picture_metadata import without_metadata
from afterlive.reading.source.taken_down import REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from afterlive.model import Asset, Block, LiveBlog, Update
    from afterlive.reading.steps.data_choice import Choice


@dataclass(frozen=True)
class Capture:
    """A document as articles, the lead first, then the updates in chronological order."""

    name: str
    path: Path
    said: Facts
    """What the keeper says of it."""
    articles: tuple[Article, ...]
    newest_first: bool
    in_order: bool
    """Whether the updates stand as their makers put them, whatever their times say."""
    dropped: tuple[Dropped, ...]
    assets: tuple[Asset, ...]
    warnings: tuple[str, ...]


def read(path: Path, told: Facts = Facts()) -> LiveBlog:  # noqa: B008  # Facts are frozen
    """Read a document with what the keeper says on the command line, in NAME.toml and by the file's name.

    Raises DocumentError that names the document, OSError.
    """
    return read_as(path, facts_.first(told, facts_.from_toml(toml_of(path))))


def read_as(path: Path, said: Facts, read_with: Callable[[Facts], LiveBlog] | None = None) -> LiveBlog:
    """Read a document with what the keeper says and what the file's name says, whatever NAME.toml says.

    Who reads it again and again gives `reading.RepeatedRead(path)`.
    """
    read_with = read_with or reading.RepeatedRead(path)
    by_name = facts_.from_name(stem_of(path))
    liveblog = read_with(said)
    if liveblog.date is None and by_name.date:
        liveblog = read_with(replace(said, date=by_name.date))
    return replace(liveblog, title=liveblog.title or by_name.title)


def choices(path: Path, told: Facts = Facts()) -> list[Choice]:  # noqa: B008  # Facts are frozen
    """Return what a keeper can choose of a document. Raises DocumentError that names it, OSError."""
    return reading.choices(path, facts_.first(told, facts_.from_toml(toml_of(path))))


def explain(path: Path, told: Facts) -> Iterator[str]:
    """Yield what became of each line of a text, and why. Raises DocumentError that names it, OSError."""
    said = facts_.first(
        told, facts_.from_toml(toml_of(path)), Facts(date=facts_.from_name(stem_of(path)).date)
    )
    yield from reading.explain(path, said)


def capture(path: Path, told: Facts = Facts()) -> Capture:  # noqa: B008  # Facts are frozen
    """Read a document into the articles that it makes. Raises DocumentError that names it, OSError."""
    said = facts_.first(told, facts_.from_toml(toml_of(path)))
    liveblog = read(path, told)
    if liveblog.date is None:
        raise DocumentError(
            f"{path}: nothing says of which day this is: give --date 2025-08-21, or write date = 2025-08-21 "
            f"into {toml_of(path).name} beside it"
        )
    name = f"{DOCUMENTS}/{path.name}"
    checksum = f"{name} {checksum_of(path)}"
    taken = dict.fromkeys(each.reason for each in liveblog.dropped if each.reason.startswith(REASON))
    checksum = " ".join([checksum, *taken])
    return Capture(
        name=name,
        path=path,
        said=said,
        articles=(_lead(liveblog, said, name, checksum), *_updates(liveblog, name, liveblog.date)),
        newest_first=liveblog.order == "newest first",
        in_order=liveblog.in_order,
        dropped=liveblog.dropped,
        assets=tuple(liveblog.assets if said.picture_metadata else map(_without_metadata, liveblog.assets)),
        warnings=liveblog.warnings,
    )


def _without_metadata(asset: Asset) -> Asset:
    return replace(asset, data=without_metadata(asset.data))


def _lead(liveblog: LiveBlog, said: Facts, name: str, checksum: str) -> Article:
    return _article(
        liveblog.lead,
        Title=liveblog.title or "",
        Date=str(liveblog.date),
        Kind="lead",
        Authors=_people(liveblog.authors),
        Source=liveblog.url,
        Captured=liveblog.captured.isoformat(timespec="seconds") if liveblog.captured else None,
        Captured_By=liveblog.captured_by,
        Publisher=liveblog.publisher,
        Licence=said.licence,
        Rights=said.rights,
        Timezone=liveblog.timezone,
        Lang=liveblog.language,
        Order=liveblog.order,
        Page="{} of {}".format(*liveblog.page) if liveblog.page else None,
        Document=span(name, liveblog.lead_lines),
        Checksum=checksum,
    )


def _updates(liveblog: LiveBlog, name: str, day: dt.date) -> list[Article]:
    articles = [
        _article(
            update.blocks,
            Title=update.title or "",
            Date=_date(update, day),
            Modified=_modified(update),
            Kind="update",
            Position=str(update.position),
            Precision=update.precision,
            Stamp=update.stamp,
            Authors=_people(update.authors),
            Tags=_tags(update.tags),
            Tagged=_tags(update.told_tags),
            Key="yes" if update.key else None,
            Pinned="yes" if update.pinned else None,
            Source=update.url,
            Id=update.id,
            Document=span(name, update.lines),
        )
        for update in liveblog.updates
    ]
    slugs = names.distinct((article.stem for article in articles), ())
    return [article.having(Slug=slug) for article, slug in zip(articles, slugs, strict=True)]


def _article(blocks: Iterable[Block], **metadata: str | None) -> Article:
    fields = {
        key.replace("_", "-"): " ".join(value.split()) for key, value in metadata.items() if value is not None
    }
    fields = {key: value for key, value in fields.items() if value or key == "Title"}
    article = Article(fields, "\n\n".join(block.markdown for block in blocks))
    return article.having(Digest=article.digest)


def _date(update: Update, day: dt.date) -> str:
    if update.time is None:
        return str(update.date or day)
    return update.time.isoformat(timespec="minutes" if update.precision == "minute" else "seconds")


def _tags(tags: Iterable[str]) -> str:
    return ", ".join(tag.replace(",", " ") for tag in tags)


def _modified(update: Update) -> str | None:
    """Return when an update was last changed, unless that was before it was made."""
    if update.modified is None or (update.time and _clock(update.modified) < _clock(update.time)):
        return None
    return update.modified.isoformat(timespec="seconds")


def _clock(time: dt.datetime) -> float:
    return (time if time.tzinfo else time.replace(tzinfo=dt.UTC)).timestamp()


def _people(authors: Iterable[str]) -> str | None:
    people = "; ".join(author.replace(";", ",") for author in authors)
    # Pelican splits at commas where there is no semicolon.
    return people + ";" if "," in people and ";" not in people else people
