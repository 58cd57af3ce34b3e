"""The JSON-LD of pages: schema.org's LiveBlogPosting and BlogPosting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.show.views import LiveBlogView, UpdateView

Thing = dict[str, Any]


def live_blog_posting(live_blog: LiveBlogView, shown: Iterable[UpdateView], path: str, site: Site) -> str:
    """Return the JSON-LD of a live blog, with the updates that the page at `path` shows.

    Only the live blog's own page says when coverage ended: a full part doesn't change as the live blog grows.
    """
    masthead = live_blog.masthead
    times = [update.time for update in live_blog.updates if update.time and update.time.tzinfo]
    known = bool(times) and len(times) == len(live_blog.updates)
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting",
            "@id": _address(site, path),
            "url": _address(site, path),
            "headline": masthead.title,
            "description": live_blog.summary,
            "inLanguage": masthead.language,
            "datePublished": live_blog.began.isoformat(),
            "coverageStartTime": min(times).isoformat() if known else None,
            "coverageEndTime": max(times).isoformat() if known and path == masthead.href else None,
            "publisher": {"@type": "Organization", "name": masthead.publisher}
            if masthead.publisher
            else None,
            "author": _authors(live_blog.author_names),
            "isBasedOn": masthead.source,
            "liveBlogUpdate": [_listed(update, site) for update in shown if not update.removed],
        }
    )


def blog_posting(update: UpdateView, live_blog: LiveBlogView, site: Site) -> str:
    """Return the JSON-LD of an update, for its own page."""
    return _script(
        {
            "@context": "https://schema.org",
            **_listed(update, site),
            "dateModified": update.updated_datetime,
            "author": _authors(update.author_names),
            "articleBody": update.plain,
            "isBasedOn": update.source,
            "isPartOf": {"@type": "LiveBlogPosting", "@id": _address(site, live_blog.masthead.href)},
        }
    )


def _listed(update: UpdateView, site: Site) -> Thing:
    """Return what lists say of an update: its own page says the rest, under the same `@id`."""
    address = _address(site, update.href)
    return {
        "@type": "BlogPosting",
        "@id": address,
        "url": address,
        "headline": update.title,
        "datePublished": update.datetime,
    }


def _authors(names: Sequence[str]) -> list[Thing]:
    return [{"@type": "Person", "name": name} for name in names]


def _address(site: Site, path: str) -> str:
    """Return the address of a page; without one for the site, relative to a page one folder deep."""
    return f"{site.url}/{path}" if site.url else f"../{path}"


def _script(thing: Thing) -> str:
    """Return JSON without empty values, and without characters that could end its script element."""
    text = json.dumps(_known(thing), ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _known(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _known(member) for key, member in value.items() if member not in (None, "", [])}
    if isinstance(value, list):
        return [_known(member) for member in value]
    return value
