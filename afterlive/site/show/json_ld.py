"""The JSON-LD of pages: schema.org's LiveBlogPosting and BlogPosting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

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
            "isBasedOn": [_original(masthead.source, _address(site, path)), *_documents(live_blog)],
            "liveBlogUpdate": [_listed(update, site) for update in shown if not update.removed],
        }
    )


def blog_posting(update: UpdateView, live_blog: LiveBlogView, site: Site) -> str:
    """Return the JSON-LD of an update, for its own page."""
    return _script(
        {
            "@context": "https://schema.org",
            **_listed(update, site),
            "url": _address(site, update.href),
            "dateModified": update.updated_datetime,
            "author": _authors(update.author_names),
            "articleBody": update.plain,
            "isBasedOn": _original(update.source, _address(site, update.href)),
            "isPartOf": {"@type": "LiveBlogPosting", "@id": _address(site, live_blog.masthead.href)},
        }
    )


def _listed(update: UpdateView, site: Site) -> Thing:
    """Return what lists say of an update: its own page says the rest, under the same `@id`."""
    return {
        "@type": "BlogPosting",
        "@id": _address(site, update.href),
        "headline": update.title,
        "datePublished": update.datetime,
    }


def _original(source: str | None, copy: str) -> Thing | None:
    """Return the page that a text comes from, of which the page at `copy` is what is kept."""
    return {"@type": "WebPage", "url": source, "archivedAt": copy} if source else None


def _documents(live_blog: LiveBlogView) -> list[Thing]:
    """Return the captures that a live blog was made from."""
    capture = live_blog.masthead.capture
    if capture is None:
        return []
    times = (capture.datetime, *(None for _ in capture.checksums))  # the lead has that of the first
    return [
        {"@type": "MediaObject", "sha256": checksum, "dateCreated": time}
        for checksum, time in zip(capture.checksums, times, strict=False)
    ]


def _authors(names: Sequence[str]) -> list[Thing]:
    return [{"@type": "Person", "name": name} for name in names]


def _address(site: Site, path: str) -> str:
    """Return the address of a page; without one for the site, relative to a page one folder deep."""
    return f"{site.url}/{path}" if site.url else f"../{path}"


def _script(thing: Thing) -> str:
    """Return JSON without empty values, and without characters that could end its script element."""
    text = msgspec.json.encode(_known(thing)).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _known(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _known(member) for key, member in value.items() if member not in (None, "", [])}
    if isinstance(value, list):
        return [_known(member) for member in value if member is not None]
    return value
