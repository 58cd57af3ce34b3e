"""A document of each form with a payload wherever the form has room for text."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from forms import DATA, document, in_line, places, records, replaced, write
from web_archives import BLOG, Captured, wacz, warc

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from afterlive.model import LiveBlog

ADDRESS = re.compile(r"https?://[^\s\"<>|)]+")


class Place(NamedTuple):
    """A payload as it stands in a document: as markup, as text in markup, and in JSON."""

    raw: str
    text: str
    json: str


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


def thread_reader(payload: Place) -> str:
    line = " ".join(payload.raw.split()) or "x"
    return f"""\
Thread by @ida on Thread Reader App – Thread Reader App
{line}
@ida
May 1, 2031 • 2 tweets • 1 min read
It rains. {line}
{line}
• • •
"""


def timeline(payload: Place) -> str:
    written = io.StringIO(newline="")
    header, *rows = csv.reader(document("timeline").splitlines())
    texts = range(header.index("Headline"), len(header))
    for row in rows[:3]:
        for column in filter(row.__getitem__, texts):
            row[column] = payload.raw if header[column] != "Type" else row[column]
    csv.writer(written).writerows([header, *rows])
    return written.getvalue()


def _of_page(file: str) -> Callable[[Place], str]:
    """Return what makes the lines of a zip of a page, a chat or another text from what makes that text."""
    return lambda payload: f"{file}\t{in_line(INSIDE[file](payload))}\n"


INSIDE: dict[str, Callable[[Place], str]] = {
    "Storm.html": page,
    "ChatExport_2031-05-01/messages.html": telegram_page,
    "WhatsApp Chat with Storm.txt": whatsapp,
    "storm.wordpress.2031-05-01.000.xml": wordpress,
}


def _in_place(form: str, *texts: str) -> Callable[[Place], str]:
    """Return what puts a payload in the stead of texts of a form's document, as its XML has it."""

    def made(payload: Place) -> str:
        whole = document(form)
        for text in texts:
            whole = whole.replace(text, in_line(payload.text))
        return whole

    return made


SAID = ("The ferry that would not leave", "The ferry sails", "A ferry lies at the quay", "It left, with ")
MORE = ("https://gazette.example/aboard", "aboard", "https://gazette.example/quay.png", "The quay", "Hurt")


def _archived(payload: Place) -> bytes:
    return warc([Captured(BLOG, page(payload).encode("utf-8", "replace"))], packed=False)


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
    "thread-reader": thread_reader,
    "timeline": timeline,
    "timeline-sheet": _in_place("timeline-sheet", "The ferry", " lies at the quay", "A &lt;b&gt;pump", *MORE),
    "word": _in_place("word", *SAID, *MORE, "A pump was ", "Two divers looked."),
    "opendocument": _in_place("opendocument", *SAID, *MORE, "A pump was changed."),
    "safari-page": page,
    "zipped-page": _of_page("Storm.html"),
    "packed-telegram-page": _of_page("ChatExport_2031-05-01/messages.html"),
    "packed-whatsapp": _of_page("WhatsApp Chat with Storm.txt"),
    "packed-wordpress": _of_page("storm.wordpress.2031-05-01.000.xml"),
}
"""The document of a form that isn't JSON, with a payload wherever there is room for text."""
ARCHIVES: dict[str, Callable[[Place], bytes]] = {
    "warc": _archived,
    "wacz": lambda payload: wacz({"data.warc": _archived(payload)}, [BLOG]),
}
"""Likewise of archives of the web, whose lengths must be right."""
ALL = (*DOCUMENTS, *ARCHIVES, *DATA)


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


def _value(value: Any, at: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - JSON is anything
    for key in at:
        value = value[key]
    return value


def _data(form: str, payload: str) -> str:
    """Return the document of a form of data with a payload in each text that may say anything."""
    text = document(form)
    for number in range(len(list(records(form, text)))):
        before, record, after = list(records(form, text))[number]
        value = json.loads(record)
        for at in [at for of, at in _open_to_text(form) if of == number]:
            around = _value(value, at[:-1])
            around[at[-1]] = _attacked(around[at[-1]], payload)
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
    if form in ARCHIVES:
        path = scratch / f"storm.{form}"
        path.write_bytes(ARCHIVES[form](place))
    else:
        made = DOCUMENTS[form](place) if form in DOCUMENTS else _data(form, payload)
        path = write(scratch, form, made.encode("utf-8", "replace"))
    try:
        return reading.read(path)
    except DocumentError:
        return None


def of_many(some: Iterable[str], form: str, folder: Path) -> Path:
    """Write a document with an update for each payload, which stands in all its texts: one of `OF_MANY`."""
    told = [
        (f"{number // 60 % 24:02}:{number % 60:02}", CONTROLS.sub("", " ".join(payload.split())))
        for number, payload in enumerate(some)  # a document with a NUL in it is refused
    ]
    return write(folder, form, OF_MANY[form](told).encode("utf-8", "replace"))


def _text_of_many(told: list[tuple[str, str]]) -> str:
    updates = (f"{time} GMT\n{line}\nIt rains. {line}\nBy {line}\n" for time, line in told)
    return f"A storm\n1 May 2031\n{''.join(updates)}"


def _page_of_many(told: list[tuple[str, str]]) -> str:
    articles = (
        f'<article><time datetime="2031-05-01T{time}:00Z">{time}</time><h2>{words}</h2>'
        f'<p class="byline">By {words}</p><p class="{words}">It rains. <a href="{words}">{words}</a></p>'
        f'<figure><img src="{words}" alt="{words}"><figcaption>{words}</figcaption></figure></article>'
        for time, words in ((time, escape(line)) for time, line in told)
    )
    title = escape(told[0][1])
    return f"<!doctype html><title>{title}</title><main><h1>{title}</h1>{''.join(articles)}</main>"


def _feed_of_many(told: list[tuple[str, str]]) -> str:
    items = [
        {
            "id": line,
            "url": f"https://storm.example/{line}",
            "title": line,
            "tags": [line],
            "image": line,
            "content_html": f"<p>It rains. {escape(line)}</p>{line}<h2>{escape(line)}</h2>",
            "date_published": f"2031-05-01T{time}:00Z",
            "authors": [{"name": line}],
            "attachments": [{"url": line, "mime_type": "image/png", "title": line}],
        }
        for time, line in told
    ]
    of_all = {"title": told[0][1], "description": told[0][1], "authors": [{"name": told[0][1]}]}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", **of_all, "items": items})


OF_MANY: dict[str, Callable[[list[tuple[str, str]]], str]] = {
    "text": _text_of_many,
    "page": _page_of_many,
    "json-feed": _feed_of_many,
}
"""What makes a document of times and payloads."""
