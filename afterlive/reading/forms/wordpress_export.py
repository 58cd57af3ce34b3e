"""WordPress exports (WXR), as far as they hold live blogs of the plugins Liveblog and Easy Liveblogs.

Drafts, pages, e-mail and IP addresses stay in the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from afterlive.errors import DocumentError
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import beside, written
from afterlive.reading.source.text_html import headed, paragraphs, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element  # the class has no public name

    from afterlive.reading.source.document import Document

IS_EXPORT = re.compile(r"xmlns:wp=[\"']http://wordpress\.org/export/")
OPENING = 5000
"""Characters that tell whether a document is an export."""
SHORTCODE = re.compile(r"\[/?[a-z]*liveblog[^\]]*\]", re.IGNORECASE)
WRITER = re.compile(r'"([^"]+)"|i:(\d+);(?=i:|\})')
"""A contributor in a list as PHP writes it."""


def recognises(document: Document) -> bool:
    """Tell whether a document is an export of WordPress."""
    return IS_EXPORT.search(document.text[:OPENING]) is not None


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blogs of an export. Raises DocumentError that says what else is in it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", document.text).encode(), parser)
    channel = root.find("channel") if root is not None else None
    if channel is None:
        raise DocumentError("the export's XML is broken: export it again")
    posts = channel.findall("item")
    people = _people(channel)
    language = channel.findtext("language")
    publisher = channel.findtext("title")
    children: dict[str, list[Element]] = defaultdict(list)
    for post in posts:
        if parent := _meta(post).get("_elb_liveblog"):
            children[parent].append(post)
    found = []
    for post in posts:
        fields = _fields(post)
        entries = [
            *_entries(post, people),
            *(_post(each, people) for each in children[fields.get("wp:post_id", "")]),
        ]
        if not _is_public(fields) or not any(isinstance(each, DataUpdate) for each in entries):
            continue
        own = {id(post), *map(id, children[fields.get("wp:post_id", "")])}
        rest = Counter(_kind(each) for each in posts if id(each) not in own)
        entries += [
            Skipped(label=f"In the export: {number} × {kind}", reason="of another live blog, or of none")
            for kind, number in rest.items()
        ]
        found.append(
            DataBlog(
                id=fields.get("wp:post_id"),
                title=plain(fields.get("title")),
                lead=paragraphs(SHORTCODE.sub("", fields.get("content:encoded", ""))),
                url=fields.get("link"),
                language=language,
                publisher=plain(publisher),
                authors=_author(fields, people),
                published=_time(fields, "wp:post_date"),
                oldest_first=True,
                is_told=True,
                updates=tuple(entries),
            )
        )
    if not found:
        held = Counter(map(_kind, posts))
        told = ", ".join(f"{number} × {kind}" for kind, number in held.most_common()) or "nothing"
        raise DocumentError(
            f"a WordPress export without a live blog: it holds {told}; export the live blog, too"
        )
    return found


def _entries(post: Element, people: Mapping[str, str]) -> Iterable[DataUpdate | Skipped]:
    """Yield what the comments of a post are, the entries of Liveblog among them."""
    comments = [(_fields(comment), _meta(comment)) for comment in post.findall("{*}comment")]
    edited: dict[str, list[dt.datetime]] = defaultdict(list)
    emptied: set[str] = set()
    for fields, meta in comments:
        if replaced := meta.get("liveblog_replaces"):
            edited[replaced] += filter(None, [_time(fields, "wp:comment_date")])
            if not fields.get("wp:comment_content"):
                emptied.add(replaced)
    last = {name: max(times) for name, times in edited.items() if times}
    for fields, meta in comments:
        name = fields.get("wp:comment_id", "")
        html = fields.get("wp:comment_content", "")
        if fields.get("wp:comment_type") != "liveblog":
            yield Skipped(label=f"Comment {name}", reason="a reader's comment")
        elif meta.get("liveblog_replaces"):
            yield Skipped(label=f"Edit {name}", reason="an edit, which its update has")
        elif not html or name in emptied:
            yield Skipped(label=f"Update {name}", reason="deleted")
        elif fields.get("wp:comment_approved") in {"trash", "post-trashed", "spam", "0"}:
            yield Skipped(label=f"Update {name}", reason="not published")
        else:
            title, body = headed(paragraphs(html))
            yield DataUpdate(
                id=name,
                title=title,
                html=body,
                time=_time(fields, "wp:comment_date"),
                modified=last.get(name),
                authors=_writers(fields, meta, people),
                key=meta.get("liveblog_key_entry") in {"true", "1"},
            )


def _post(post: Element, people: Mapping[str, str]) -> DataUpdate | Skipped:
    """Return what a post of Easy Liveblogs is."""
    fields = _fields(post)
    name = fields.get("wp:post_id", "")
    if not _is_public(fields):
        return Skipped(label=f"Update {name}", reason="not published")
    time, modified = _time(fields, "wp:post_date"), _time(fields, "wp:post_modified")
    return DataUpdate(
        id=name,
        url=fields.get("link"),
        title=plain(fields.get("title")),
        html=paragraphs(fields.get("content:encoded", "")),
        time=time,
        modified=modified.astimezone(time.tzinfo) if modified and time and modified != time else None,
        authors=_author(fields, people),
    )


def _kind(post: Element) -> str:
    return _fields(post).get("wp:post_type") or "post"


def _is_public(fields: Mapping[str, str]) -> bool:
    return fields.get("wp:status", "publish") == "publish" and not fields.get("wp:post_password")


def _people(channel: Element) -> dict[str, str]:
    """Return the names of the site's authors by their logins and numbers."""
    found: dict[str, str] = {}
    for author in map(_fields, channel.findall("{*}author")):
        name = author.get("wp:author_display_name") or author.get("wp:author_login", "")
        found |= {author.get("wp:author_login", ""): name, author.get("wp:author_id", ""): name}
    return found


def _author(fields: Mapping[str, str], people: Mapping[str, str]) -> tuple[str, ...]:
    name = people.get(fields.get("dc:creator", ""))
    return (name,) if name else ()


def _writers(
    fields: Mapping[str, str], meta: Mapping[str, str], people: Mapping[str, str]
) -> tuple[str, ...]:
    """Return who wrote an entry of Liveblog."""
    if meta.get("liveblog_hide_authors") in {"true", "1"}:
        return ()
    more = (match[1] or match[2] for match in WRITER.finditer(meta.get("liveblog_contributors", "")))
    names = [fields.get("wp:comment_author", ""), *(people.get(name, "") for name in more)]
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _fields(element: Element) -> dict[str, str]:
    """Return the texts right inside an element, by their prefixed names."""
    return {
        f"{child.prefix}:{etree.QName(child).localname}" if child.prefix else child.tag: (
            child.text or ""
        ).strip()
        for child in element.iterchildren(etree.Element)
    }


def _meta(element: Element) -> dict[str, str]:
    """Return what plugins keep beside a post or a comment."""
    found = map(_fields, (*element.findall("{*}postmeta"), *element.findall("{*}commentmeta")))
    return {each.get("wp:meta_key", ""): each.get("wp:meta_value", "") for each in found}


def _time(fields: Mapping[str, str], name: str) -> dt.datetime | None:
    local, utc = (written(fields.get(each), "%Y-%m-%d %H:%M:%S") for each in (name, f"{name}_gmt"))
    return beside(utc.replace(tzinfo=dt.UTC) if utc else None, local)
