"""An article as its file has it: metadata, and its text as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.site.articles.links import link_of
from afterlive.site.articles.records import Topic
from afterlive.site.articles.sanitising import plain, sanitise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.site.articles.links import ContentLink, Resolver


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An article, read and checked for what each has."""

    path: str
    """Where the file stands in content/."""
    url: str
    """Of its page, empty if it isn't published."""
    metadata: Mapping[str, str]
    """By names in lower case; a value of several lines has newlines."""
    topics: tuple[Topic, ...]
    html: str
    """Sanitised, unless it is linked."""
    plain: str
    """The words of the text in one line, unless it is linked."""
    linked: tuple[str, ...] | None = None
    """The files that the text brings along, if it has links within content/ that are still to be resolved."""

    def resolved_by(self, resolver: Resolver) -> Source:
        """Return the article with the links in its text resolved. Raises DocumentError."""
        links = links_in(self.html, self.path, resolver.context["PATH"])
        html = sanitise(self.html, self.path, resolver.resolved(links, self.path).get)
        return msgspec.structs.replace(self, html=html, plain=plain(html), linked=None)


def links_in(html: str, article: str, content: str) -> dict[str, ContentLink]:
    """Return the links within content/ that an article's HTML has, by how they are written.

    Raises DocumentError for one that it may not have.
    """
    if "{" not in html and "|" not in html:
        return {}
    addresses: dict[str, None] = {}
    sanitise(html, article, addresses.setdefault)
    return {address: link_of(address, article, content) for address in addresses}


def to_json(source: Source) -> dict[str, Any]:
    """Return an article as values of JSON."""
    return {
        **{name: getattr(source, name) for name in Source.__struct_fields__},
        "topics": [[topic.name, topic.slug] for topic in source.topics],
    }


def from_json(value: Mapping[str, Any]) -> Source:
    """Return the article that was made into values of JSON."""
    topics = tuple(Topic(name=name, slug=slug) for name, slug in value["topics"])
    linked = value["linked"]
    return Source(**{**value, "topics": topics, "linked": linked if linked is None else tuple(linked)})
