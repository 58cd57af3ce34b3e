"""Text that attacks whoever shows it, put wherever a document or an article has room for text."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from functools import cache
from html import escape
from itertools import chain, filterfalse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from brs_kb import get_all_payloads
from forms import DATA, document, places, records, replaced, write

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.model import LiveBlog, Update
from afterlive.reading.forms.json_lines import dump_jsonl

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

FOLDER = "2031-05-01-by-hand"

PELICANS = re.compile(r"""^[{|]|(?:href|src|poster|data|cite|action|content)\s*=\s*["'][{|]""")
"""What Pelican takes for a link of its own: by hand, one that leads nowhere fails the build."""

ADDRESS = re.compile(r"https?://[^\s\"<>|)]+")

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
    """Return all payloads of brs-kb, or of the lists in the folder that `PAYLOADS` names; none twice.

    A list is a text with one a line, or JSON: texts, or objects that have each a `payload`.
    """
    if folder := os.environ.get("PAYLOADS"):
        return list(dict.fromkeys(chain.from_iterable(map(_listed, sorted(Path(folder).iterdir())))))
    return list(dict.fromkeys(payload["payload"] for payload in get_all_payloads().values()))


def _listed(file: Path) -> list[str]:
    text = file.read_text("utf-8", "replace")
    if file.suffix != ".json":
        return list(filter(None, text.splitlines()))
    return [each if isinstance(each, str) else each["payload"] for each in json.loads(text)]


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


def rss(payload: Place) -> str:
    return f"""\
<rss version="2.0"><channel><title>{payload.text}</title><link>{payload.text}</link>
<language>{payload.text}</language><description>{payload.text}</description><item><title>{payload.text}</title><link>{payload.text}</link>
<author>{payload.text}</author><category>{payload.text}</category>
<source url="{payload.text}">{payload.text}</source>
<enclosure url="{payload.text}" type="image/png"/><pubDate>Thu, 01 May 2031 10:40:00 GMT</pubDate>
<description>{escape(payload.text)}</description></item><item><title>Gusts</title><guid>{payload.text}</guid>
<pubDate>Thu, 01 May 2031 10:15:00 GMT</pubDate><description>It rains on.</description></item></channel></rss>
"""


def wordpress(payload: Place) -> str:
    return f"""\
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>{payload.text}</title><wp:author><wp:author_login>a
</wp:author_login><wp:author_display_name>{payload.text}</wp:author_display_name></wp:author><item>
<title>{payload.text}</title><link>{payload.text}</link><dc:creator>a</dc:creator><wp:post_id>1</wp:post_id>
<content:encoded>{payload.text}</content:encoded><wp:status>publish</wp:status>
<wp:comment><wp:comment_id>{payload.text}</wp:comment_id><wp:comment_author>{payload.text}</wp:comment_author>
<wp:comment_content>&lt;h4&gt;{payload.text}&lt;/h4&gt;

{payload.text}</wp:comment_content><wp:comment_type>liveblog</wp:comment_type></wp:comment>
<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_content>It rains. {payload.text}</wp:comment_content>
<wp:comment_type>liveblog</wp:comment_type></wp:comment></item></channel></rss>
"""


def telegram_page(payload: Place) -> str:
    return f"""\
<!DOCTYPE html><html><body><div class="page_header"><div class="text bold">{payload.text}</div></div>
<div class="history"><div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="01.05.2031 10:40:00 UTC+00:00">10:40</div>
<div class="from_name">{payload.text}</div><div class="text"><strong>{payload.text}</strong><br><br>It rains.
<a href="{payload.text}">{payload.text}</a></div><a class="photo_wrap" href="{payload.text}"></a>
<div class="signature details">{payload.text}</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="text">It rains on. {payload.raw}</div></div></div></div></body></html>
"""


def whatsapp(payload: Place) -> str:
    line = " ".join(payload.raw.split())
    return f"""\
01/05/2031, 10:15 - Ida created group "{line}"
01/05/2031, 10:20 - Ida: It rains. {payload.raw}
01/05/2031, 10:30 - {line.replace(":", "")[:70]}: {payload.raw}
01/05/2031, 10:40 - Ida: x.jpg (file attached)
{payload.raw}
"""


def irc(payload: Place) -> str:
    line = " ".join(payload.raw.split())
    return f"""\
--- Log opened Thu May 01 10:00:00 2031
10:00 -!- Topic for #storm: {line}
10:15 <@ida> It rains. {line}
10:40 <{line.replace(" ", "").replace(">", "") or "x"}> {line}
10:50  * per {line}
"""


DOCUMENTS: dict[str, Callable[[Place], str]] = {
    "text": text,
    "page": page,
    "mhtml": mhtml,
    "markdown": markdown,
    "atom": atom,
    "rss": rss,
    "wordpress-export": wordpress,
    "telegram-page": telegram_page,
    "whatsapp": whatsapp,
    "irc": irc,
}
"""The document of a form that isn't JSON, with a payload wherever there is room for text."""
ALL = (*DOCUMENTS, *DATA)


@cache
def _open_to_text(form: str) -> frozenset[tuple[int, tuple[str | int, ...]]]:
    """Return the texts of a form of data, each by its record and place, that may say anything.

    Another text in the stead of all of them leaves all updates and their blocks where they are.
    """
    text = document(form)
    found = set()
    with TemporaryDirectory() as folder:

        def blocks(text: str) -> list[int]:
            """Return how many blocks each update of a document has."""
            try:
                return [
                    len(update.blocks) for update in reading.read(write(Path(folder), form, text)).updates
                ]
            except DocumentError:
                return []

        usual = blocks(text)
        for number in range(len(list(records(form, text)))):
            before, record, after = list(records(form, text))[number]
            value = json.loads(record)
            for at in list(places(value)):
                other = replaced(value, at, "Gusts")
                if isinstance(_value(value, at), str) and blocks(before + json.dumps(other) + after) == usual:
                    found.add((number, at))
                    value = other
            text = before + json.dumps(value) + after
    return frozenset(found)


def _value(value: Any, at: tuple[str | int, ...]) -> object:  # noqa: ANN401 - JSON is anything
    for key in at:
        value = value[key]
    return value


def _data(form: str, payload: str) -> str:
    """Return the document of a form of data with a payload in each text that may say anything."""
    text = document(form)
    for number in range(len(list(records(form, text)))):
        before, record, after = list(records(form, text))[number]
        value = json.loads(record)
        for at in [at for at in places(value) if (number, at) in _open_to_text(form)]:
            value = replaced(value, at, _attacked(str(_value(value, at)), payload))
        text = before + json.dumps(value) + after
    return text


def _attacked(text: str, payload: str) -> str:
    """Return a text with a payload in place of each address in it and behind its markup, or of all of it."""
    if "<" in text or " http" in text:
        return ADDRESS.sub(lambda _: payload, text) + payload
    return payload


def read(payload: str, form: str, scratch: Path) -> LiveBlog | None:
    """Return what is read of a document that has a payload everywhere, None if it is refused."""
    place = Place(payload, escape(payload), json.dumps(payload))
    made = DOCUMENTS[form](place) if form in DOCUMENTS else _data(form, payload)
    try:
        return reading.read(write(scratch, form, made.encode("utf-8", "replace")))
    except DocumentError:
        return None


def collected(live_blogs: Iterable[LiveBlog], day: dt.date) -> str:
    """Return an export of one live blog that has the leads and updates of all, and nothing of them twice."""
    each = list(live_blogs)
    updates = chain.from_iterable([_lead(live_blog), *live_blog.updates] for live_blog in each)
    seen: set[object] = set()
    whole = LiveBlog(
        title=each[0].title or "Storm",
        publisher=each[0].publisher,
        date=day,
        updates=tuple(
            replace(update, position=position, date=day, time=None, precision="day", tags=tags(update))
            for position, update in enumerate(filter(None, (_new(update, seen) for update in updates)), 1)
        ),
    )
    return dump_jsonl(whole)


def _new(update: Update, seen: set[object]) -> Update | None:
    """Return an update without what was seen before; None if that is all."""
    said = {update.title, update.authors, update.url, update.tags}
    blocks = tuple(
        block for block in dict.fromkeys(update.blocks) if (block.kind, block.markdown) not in seen
    )
    if not blocks and said <= seen:
        return None
    seen |= said | {(block.kind, block.markdown) for block in blocks}
    return replace(update, blocks=blocks)


def _lead(live_blog: LiveBlog) -> Update:
    authors = (*live_blog.authors, *filter(None, [live_blog.publisher, live_blog.language]))
    return Update(
        position=0, title=live_blog.title, url=live_blog.url, blocks=live_blog.lead, authors=authors
    )


def tags(update: Update) -> tuple[str, ...]:
    """Return the tags of an update, one with its headline too, with a letter to name their pages by."""
    return tuple(map(tag, dict.fromkeys([update.title or "", *update.tags])))


def tag(words: str) -> str:
    return "t" + words.replace(",", " ").replace(";", " ")[:150]


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
Tags: {tag(line)}
Source: https://storm.example/{line.replace(" ", "+")}

{payload}

It rains. [{payload}]({payload}) ![{payload}](https://storm.example/{payload}) *{payload}*

    {payload}
"""
    return files
