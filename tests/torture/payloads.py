"""Text that attacks whoever shows it, put wherever a document or an article has room for text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, NamedTuple

from brs_kb import get_all_payloads

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.model import LiveBlog, Update
from afterlive.reading.forms.json_lines import dump_jsonl

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

FOLDER = "2031-05-01-by-hand"

PELICANS = re.compile(r"""^[{|]|(?:href|src|poster|data|cite|action|content)\s*=\s*["'][{|]""")
"""What Pelican takes for a link of its own: by hand, one that leads nowhere fails the build."""


OF_PELICAN = [
    *("{static}images/x.png", "{static}images/../../.importing", "{static}images/../../../secret.png"),
    *("{static}/storm-html/permalinks.txt", "{filename}0000-lead.md", "|filename|0000-lead.md"),
    *("{attach}x.png", "|attach|x.png", "{tag}x", "{index}", "{author}x", "{category}x", "{odd}x"),
    *("![x]({static}images/../../../secret.png)", "![x][y]\n\n[y]: {static}images/x.png", "<{static}x>"),
    *("""<img src='{static}x.png' alt="src='{attach}y'">""", "<a href={filename}../x.md>x</a>"),
    *(
        "a ='{attach}x' href=\"{static}../../secret.png\" b",
        "&#123;static}x.png",
        "<blockquote cite='{index}'>x",
    ),
]
"""What Pelican would take for links of its own, or find in the middle of other text."""


class Place(NamedTuple):
    """A payload as it stands in a document: as markup, as text in markup, and in JSON."""

    raw: str
    text: str
    json: str


def payloads() -> list[str]:
    """Return all payloads of brs-kb, none twice."""
    return list(dict.fromkeys(payload["payload"] for payload in get_all_payloads().values()))


def text(payload: Place) -> str:
    return f"""\
A storm
1 May 2031
{payload.raw}
10:40 GMT
{payload.raw}
By {payload.raw}
{payload.raw}
https://storm.example/{payload.raw}
10:15 GMT {payload.raw}
It rains.
{payload.raw} 09:50 GMT
It still rains.
"""


def page(payload: Place) -> str:
    return f"""\
<!doctype html><html lang="{payload.text}"><head><title>{payload.text}</title>
<meta property="og:site_name" content="{payload.text}"><link rel="canonical" href="{payload.text}">
<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": {payload.json},
"liveBlogUpdate": [{{"headline": {payload.json}, "articleBody": {payload.json}, "url": {payload.json},
"author": {payload.json}}}]}}</script>
</head><body><main><h1>{payload.text}</h1>
<article id="{payload.text}"><time datetime="2031-05-01T10:40:00Z">10:40</time><h2>{payload.text}</h2>
<p class="byline">By {payload.text}</p><p>It rains. <a href="{payload.text}">{payload.text}</a></p>
<img src="{payload.text}" alt="{payload.text}"><iframe src="{payload.text}"></iframe></article>
<article id="u1"><time datetime="2031-05-01T10:15:00Z">10:15 {payload.text}</time><h2>Gusts</h2>
<p>It rains.</p>{payload.raw}<p>It rains on.</p></article></main></body></html>
"""


def markdown(payload: Place) -> str:
    return f"""\
---
title: {payload.json}
author: {payload.json}
date: 2031-05-01
---
{payload.raw}

## 10:40 {payload.raw}

It rains. [{payload.raw}]({payload.raw}) ![{payload.raw}](<{payload.raw}>) {payload.raw}

{payload.raw}

## 10:15 Gusts

It rains on.
"""


def atom(payload: Place) -> str:
    return f"""\
<feed xmlns="http://www.w3.org/2005/Atom"><title>{payload.text}</title><link href="{payload.text}"/>
<entry><title type="html">{payload.text}</title><id>{payload.text}</id><link href="{payload.text}"/>
<author><name>{payload.text}</name></author><updated>2031-05-01T10:40:00Z</updated>
<category term="{payload.text}"/>
<content type="html">&lt;p&gt;It rains.&lt;/p&gt;{payload.text}</content></entry>
<entry><title>Gusts</title><id>1</id><updated>2031-05-01T10:15:00Z</updated>
<content type="html">{escape(payload.text)}</content></entry></feed>
"""


def guardian(payload: Place) -> str:
    return f"""\
{{"webTitle": {payload.json}, "webUrl": {payload.json}, "standfirst": {payload.json}, "blocks": [
{{"id": {payload.json}, "title": {payload.json}, "bodyHtml": {payload.json}, "webUrl": {payload.json},
"contributors": [{payload.json}], "blockFirstPublishedDisplay": {payload.json}}},
{{"id": "b1", "title": "Gusts", "elements": [{{"html": "<p>It rains.</p>"}}, {{"url": {payload.json},
"text": {payload.json}}}, {{"media": {{"allImages": [{{"url": {payload.json}}}]}},
"data": {{"alt": {payload.json}, "caption": {payload.json}}}}}]}}]}}
"""


def mhtml(payload: Place) -> str:
    return f"""\
Snapshot-Content-Location: https://storm.example/live
MIME-Version: 1.0
Content-Type: multipart/related; boundary="cut"

--cut
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit
Content-Location: https://storm.example/live

{page(payload)}
--cut--
"""


DOCUMENTS: dict[str, Callable[[Place], str]] = {
    "storm.txt": text,
    "storm.html": page,
    "storm.mhtml": mhtml,
    "storm.md": markdown,
    "storm.atom": atom,
    "storm.json": guardian,
}


def read(payload: str, name: str, scratch: Path) -> LiveBlog | None:
    """Return what is read of a document that has a payload everywhere, None if it is refused."""
    place = Place(payload, escape(payload), json.dumps(payload))
    path = scratch / name
    path.write_text(DOCUMENTS[name](place), "utf-8", "replace")
    try:
        return reading.read(path)
    except DocumentError:
        return None


def collected(live_blogs: Iterable[LiveBlog], day: dt.date) -> str:
    """Return an export of one live blog that has the leads and updates of all."""
    each = list(live_blogs)
    updates = chain.from_iterable([_lead(live_blog), *live_blog.updates] for live_blog in each)
    whole = LiveBlog(
        title=each[0].title or "Storm",
        publisher=each[0].publisher,
        date=day,
        updates=tuple(
            replace(update, position=position, date=day, time=None, precision="day", tags=tags(update.title))
            for position, update in enumerate(updates, 1)
        ),
    )
    return dump_jsonl(whole)


def _lead(live_blog: LiveBlog) -> Update:
    return Update(position=0, title=live_blog.title, blocks=live_blog.lead, authors=live_blog.authors)


def tags(words: str | None) -> tuple[str, ...]:
    """Return a tag with these words, and with a letter to name its page by."""
    return ("t" + (words or "").replace(",", " ").replace(";", " ")[:150],)


def articles(some: Iterable[str]) -> dict[str, str]:
    """Return a live blog written by hand, with a payload in each update wherever there is room for one."""
    files = {f"{FOLDER}/0000-lead.md": "Title: By hand\nDate: 2031-05-01\nKind: lead\n\nIt rains.\n"}
    for number, payload in enumerate(filterfalse(PELICANS.search, some), 1):
        line = CONTROLS.sub("", " ".join(payload.split()))  # where there is any, the build says so
        files[f"{FOLDER}/{number:04}.md"] = f"""\
Title: {line}
Date: 2031-05-01
Kind: update
Position: {number}
Slug: update-{number}
Stamp: {line}
Authors: {line}
Tags: {", ".join(tags(line))}
Source: https://storm.example/{line.replace(" ", "+")}

{payload}

It rains. [{payload}]({payload}) ![{payload}](https://storm.example/{payload}) *{payload}*

    {payload}
"""
    return files
