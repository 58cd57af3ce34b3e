"""Superdesk Live Blog: `posts.json`, or an answer of its API; its editors decide the order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys, opened
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, headed, picture, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document


class SuperdeskRendition(msgspec.Struct):
    """One size of a picture."""

    href: str | None = None


class SuperdeskMedia(msgspec.Struct):
    """A picture in its sizes."""

    renditions: dict[str, SuperdeskRendition] = {}


class SuperdeskMeta(msgspec.Struct):
    """What is known of a part."""

    caption: str | None = None
    credit: str | None = None
    media: SuperdeskMedia | None = None
    title: str | None = None
    original_url: str | None = None
    url: str | None = None


class SuperdeskItem(msgspec.Struct):
    """A part of an update: text, a picture, something embedded."""

    text: str | None = None
    headline: str | None = None
    item_type: str | None = None
    meta: SuperdeskMeta | str | None = None


class SuperdeskReference(msgspec.Struct):
    """Where a part stands."""

    item: SuperdeskItem | None = None


class SuperdeskGroup(msgspec.Struct):
    """A group of parts; the one that readers see is `main`."""

    id: str | None = None
    refs: list[SuperdeskReference] = []


class SuperdeskPost(msgspec.Struct):
    """An update."""

    id: str | None = msgspec.field(name="_id", default=None)
    created: str | None = msgspec.field(name="_created", default=None)
    published_date: str | None = None
    content_updated_date: str | None = None
    deleted: bool = False
    post_status: str | None = None
    headline: str | None = None
    byline: str | None = None
    publisher: dict[str, Any] | str | None = None
    order: float | None = None
    sticky: bool = False
    lb_highlight: bool = False
    highlight: bool = False
    tags: list[str] | None = None
    groups: list[SuperdeskGroup] = []


class SuperdeskPage(msgspec.Struct):
    """Which updates of how many there are."""

    total: int | None = None


class SuperdeskPosts(msgspec.Struct):
    """Updates."""

    items: list[SuperdeskPost] = msgspec.field(name="_items", default_factory=list)
    meta: SuperdeskPage | None = msgspec.field(name="_meta", default=None)


class SuperdeskBlog(msgspec.Struct):
    """What is known of the live blog."""

    title: str | None = None
    description: str | None = None
    public_url: str | None = None


class SuperdeskExport(msgspec.Struct):
    """The file `posts.json`."""

    posts: SuperdeskPosts
    blog: SuperdeskBlog | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON of Superdesk Live Blog."""
    found = keys(document)
    if not found & {"_items", "posts"}:
        return False
    data = opened(document)
    posts = data.get("_items", data.get("posts"))
    listed = posts.get("_items") if isinstance(posts, dict) else posts
    return isinstance(listed, list) and any(isinstance(each, dict) and "groups" in each for each in listed)


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog. Raises DocumentError."""
    what = "Superdesk Live Blog"
    blog = SuperdeskBlog()
    if "_items" in keys(document):
        posts = decoded(document, SuperdeskPosts, what)
    else:
        export = decoded(document, SuperdeskExport, what)
        posts, blog = export.posts, export.blog or blog
    total = posts.meta.total if posts.meta else None
    missing = total is not None and total > len(posts.items)
    return [
        DataBlog(
            title=plain(blog.title),
            lead=blog.description or "",
            url=blog.public_url,
            updates=tuple(map(_update, posts.items)),
            page=(0, 2) if missing else None,
            warnings=(f"These are {len(posts.items)} of {total} updates: capture the others, too.",)
            if missing
            else (),
        )
    ]


def _update(post: SuperdeskPost) -> DataUpdate | Skipped:
    label = f"Update {post.id}"
    if post.deleted:
        return Skipped(label=label, reason="deleted")
    if post.post_status not in {"open", None}:
        return Skipped(label=label, reason="not published")
    html = "".join(_html(post))
    title, body = (plain(post.headline), html) if post.headline else headed(html)
    time, modified = moment(post.published_date or post.created), moment(post.content_updated_date)
    name = post.publisher.get("display_name") if isinstance(post.publisher, dict) else None
    author = name or post.byline
    return DataUpdate(
        id=post.id,
        title=title,
        html=body,
        time=time,
        modified=modified if modified != time else None,
        authors=(str(author),) if author else (),
        tags=tuple(post.tags or ()),
        key=post.lb_highlight or post.highlight,
        pinned=post.sticky,
        order=post.order,
    )


def _html(post: SuperdeskPost) -> Iterator[str]:
    for group in post.groups:
        for reference in group.refs if group.id == "main" else []:
            item = reference.item or SuperdeskItem()
            meta = item.meta if isinstance(item.meta, SuperdeskMeta) else SuperdeskMeta()
            if item.text:
                yield item.text if "<" in item.text else f"<p>{item.text}</p>"
            elif item.item_type == "image" and meta.media:
                sizes = meta.media.renditions
                largest = sizes.get("original") or next(iter(sizes.values()), SuperdeskRendition())
                yield picture(largest.href or "", "", " ".join(filter(None, (meta.caption, meta.credit))))
            elif link := meta.original_url or meta.url:
                yield card(link, meta.title or "")
