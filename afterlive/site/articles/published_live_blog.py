"""The articles of a folder → a live blog: links resolved, times in its zone, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from afterlive.errors import DocumentError
from afterlive.site.articles.checks import check_folder
from afterlive.site.articles.records import Lead, PublishedLiveBlog, PublishedUpdate
from afterlive.site.articles.sanitising import plain, sanitise, text_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from afterlive.site.articles.links import Resolver


def live_blog_from(folder: str, articles: Iterable[Lead | PublishedUpdate]) -> PublishedLiveBlog:
    """Return the live blog that articles make, given at least one.

    Raises DocumentError if its lead is missing, or two of them claim the same place.
    """
    updates = [article for article in articles if isinstance(article, PublishedUpdate)]
    lead = _only_lead([article for article in articles if isinstance(article, Lead)], updates)
    _check_distinct("Position", ((update.path, update.position) for update in updates))
    slugs = ((update.path, slug.casefold()) for update in updates for slug in (update.slug, *update.formerly))
    _check_distinct("Slug", slugs)
    zone = ZoneInfo(lead.timezone) if lead.timezone else None
    ordered = sorted(updates, key=lambda update: update.position)
    return PublishedLiveBlog(
        folder=folder, lead=lead, updates=tuple(_in_zone(update, zone) for update in ordered)
    )


def resolved(article: Lead | PublishedUpdate, resolver: Resolver) -> Lead | PublishedUpdate:
    """Return an article with the links in its text resolved. Raises DocumentError for one that can't be."""
    if article.linked is None:
        return article
    links = text_links(article.text, article.path, resolver.context["PATH"])
    html = sanitise(article.text, article.path, resolver.resolved(links, article.path).get)
    return replace(article, text=html, plain=plain(html), linked=None)


def _only_lead(leads: Sequence[Lead], updates: Sequence[PublishedUpdate]) -> Lead:
    check_folder((*leads, *updates)[0].path)
    if not leads:
        raise DocumentError(
            f"{updates[0].path}: its folder has no lead; add a file 0000-lead.md with `Kind: lead`"
        )
    if len(leads) > 1:
        raise DocumentError(f"{leads[1].path}: a second lead beside {leads[0].path}; keep one of them")
    return leads[0]


def _check_distinct(name: str, values: Iterable[tuple[str, Any]]) -> None:
    paths: dict[Any, str] = {}
    for path, value in values:
        if other := paths.get(value):
            raise DocumentError(f"{path}: has the same {name} as {other}; change one of them")
        paths[value] = path


def _in_zone(update: PublishedUpdate, zone: ZoneInfo | None) -> PublishedUpdate:
    """Return an update with its times in the live blog's zone; a time without an offset stays as it is."""

    def moved(time: dt.datetime | None) -> dt.datetime | None:
        return time.astimezone(zone) if zone and time and time.tzinfo else time

    time = moved(update.time)
    return replace(
        update, time=time, date=time.date() if time else update.date, modified=moved(update.modified)
    )
