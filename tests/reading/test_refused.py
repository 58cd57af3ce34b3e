"""Forms that aren't read: each is told in one line of its own, and never read as text by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from afterlive import reading
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

MAIL = b"From: a@fjord.example\nTo: b@fjord.example\nSubject: Fog\nDate: Sun, 4 May 2031\n\n10:00 Fog\n"
REFUSED = {
    "fog.rtf": (rb"{\rtf1\ansi 10:00\par Fog\par}", "an RTF"),
    "fog.pdf": (b"%PDF-1.7\n", "a PDF"),
    "fog.epub": (b"PK\x03\x04....mimetypeapplication/epub+zip", "a book"),
    "fog.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old document"),
    "fog.ods": (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument"),
    "fog.pptx": (b"PK\x03\x04....ppt/presentation.xml", "slides"),
    "fog.zip": (b"PK\x03\x04....", "a packed file"),
    "fog.tar.gz": (b"\x1f\x8b....", "a packed file"),
    "fog.eml": (MAIL, "a mail"),
    "fog.ics": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fog\nEND:VEVENT\nEND:VCALENDAR\n", "a calendar"),
    "fog.srt": (b"1\n00:00:01,000 --> 00:00:04,000\nFog.\n", "subtitles"),
    "fog.vtt": (b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nFog.\n", "subtitles"),
    "fog.sql": (b"-- MySQL dump\nINSERT INTO `wp_comments` VALUES (1,'Fog');\n", "a dump of a database"),
    "tweets.js": (b'window.TWEETS = [{"text": "Fog", "created_at": "Sun May 04"}]', "a script"),
    "direct-messages.js": (b'window.YTD.direct_messages.part0 = [{"dmConversation": {}}]', "a part of an X"),
    "fog.xml": (
        b'<?xml version="1.0"?><?xml-stylesheet?><feed><id>tag:blogger.com,1999:blog-7.archive</id></feed>',
        "an export of Blogger",
    ),
    "arena.json": (b'{"eventInfo": {"name": "Fog"}, "posts": [{"message": {}}]}', "JSON of Arena"),
    "channels.json": (b'[{"id": "C1", "name": "fog"}]', "a part of an export of Slack"),
    "fog.json": (b'{"anything": [1, 2]}', "JSON of a form"),
    "list.json": (b'[{"kind": 1, "content": "Fog"}]', "JSON of a form"),
    "fog.csv": (b"time,author,text\n10:00,Ida,Fog\n10:10,Per,No boat\n", "a table"),
    "fog.tsv": (b"time\tauthor\ttext\n10:00\tIda\tFog\n", "a table"),
    "fog.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "a picture"),
    "fog.wikitext": (
        b"'''Fog''' is near.\n\n== 4 May ==\n* '''10:00''' [[Boats]] wait.\n",
        "the source of a wiki",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_is_not_read_says_what_to_do(name: str, tmp_path: Path) -> None:
    data, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as refused:
        reading.read(path)
    assert str(refused.value).startswith(f"{path}: {said}")
    assert "\n" not in str(refused.value)
    assert (
        len(
            set(str(refused.value).split())
            & {"save", "copy", "open", "write", "type", "take", "unpack", "pack"}
        )
        > 0
    )


@pytest.mark.parametrize(
    "text",
    [
        "Oslo, Bergen, Tromso\n10:00 In Oslo, Bergen and Tromso, boats wait.\n10:10 They go, late, slow.\n",
        "From our desk: the fog\n10:00 Boats wait.\n10:10 They leave.\n",
        "1\n10:00 Boats wait.\n10:10 They leave.\n",
    ],
)
def test_prose_that_looks_a_little_like_it_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "fog.txt"
    path.write_text(text)
    assert len(reading.read(path).updates) == 2
