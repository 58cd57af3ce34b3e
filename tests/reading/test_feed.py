"""Feeds: an entry is an update, or the one entry is a live blog."""

import datetime as dt
from pathlib import Path

import pytest

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.model import LiveBlog

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour fire</title><link href="https://courier.example/fire"/>
<entry><title>Smoke warning lifted</title><id>tag:courier.example,2024:3</id>
<link href="https://courier.example/fire/3"/><author><name>Barney Dole</name></author>
<published>2024-03-03T09:12:00Z</published><updated>2024-03-03T09:20:00Z</updated>
<content type="html">&lt;p&gt;Open your &lt;a href="/w"&gt;windows&lt;/a&gt;.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</content></entry>
<entry><title/><id>tag:courier.example,2024:2</id><published>2024-03-03T08:40:00Z</published>
<content type="html">&lt;p&gt;Two more engines.&lt;/p&gt;</content></entry>
</feed>"""

RSS = """<rss version="2.0"><channel><title>Harbour fire</title><language>en</language>
<item><title>More engines</title><guid>2</guid><pubDate>Sun, 03 Mar 2024 08:40:00 +0100</pubDate>
<description>Two more engines.</description></item>
<item><title>Good morning</title><guid>1</guid><pubDate>Sun, 03 Mar 2024 07:55:00 +0100</pubDate>
<description>Welcome.</description></item></channel></rss>"""

WHOLE = """<rss version="2.0"><channel><title>Courier</title><item><title>Keynote</title>
<description><![CDATA[
<h3>10:04 Questions</h3><p>Somebody asks about the price.</p><h3>9:37 Lights</h3><p>They go down.</p>
]]></description></item></channel></rss>"""

BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>Fire</title>
<item><title>One &b; &c;</title><guid>1</guid></item><item><title>Two</title><guid>2</guid></item>
</channel></rss>"""


def read(text: str, folder: Path) -> tuple[LiveBlog, tuple[str, ...]]:
    path = folder / "fire.xml"
    path.write_text(text, encoding="utf-8")
    return reading.read(path), reading.lines_of(path)


def test_an_atom_entry_is_an_update(tmp_path: Path) -> None:
    live_blog, lines = read(ATOM, tmp_path)
    engines, smoke = live_blog.updates
    assert (live_blog.title, live_blog.url, live_blog.order) == (
        "Harbour fire",
        "https://courier.example/fire",
        "newest first",
    )
    assert (smoke.title, smoke.id, smoke.url, smoke.authors) == (
        "Smoke warning lifted",
        "tag:courier.example,2024:3",
        "https://courier.example/fire/3",
        ("Barney Dole",),
    )
    assert smoke.time == dt.datetime(2024, 3, 3, 9, 12, tzinfo=dt.UTC)
    assert smoke.modified == dt.datetime(2024, 3, 3, 9, 20, tzinfo=dt.UTC)
    assert [block.markdown for block in smoke.blocks] == ["Open your [windows](https://courier.example/w)."]
    assert (engines.title, engines.stamp, engines.origin) == (None, None, "data")
    assert lines == ("Harbour fire", "Smoke warning lifted", "Open your windows.", "Two more engines.")


def test_an_rss_item_keeps_the_offset_of_its_date(tmp_path: Path) -> None:
    live_blog, _ = read(RSS, tmp_path)
    assert [update.title for update in live_blog.updates] == ["Good morning", "More engines"]
    assert [str(update.time) for update in live_blog.updates] == [
        "2024-03-03 07:55:00+01:00",
        "2024-03-03 08:40:00+01:00",
    ]


def test_a_live_blog_inside_one_entry_is_split(tmp_path: Path) -> None:
    live_blog, _ = read(WHOLE, tmp_path)
    assert [(update.stamp, update.title) for update in live_blog.updates] == [
        ("9:37", "Lights"),
        ("10:04", "Questions"),
    ]


def test_entities_of_a_documents_own_are_not_resolved(tmp_path: Path) -> None:
    live_blog, _ = read(BOMB, tmp_path)
    text = " ".join(update.title or "" for update in live_blog.updates)
    assert "aaaa" not in text
    assert "root:" not in text


@pytest.mark.parametrize(
    "text", ["<rss><channel/></rss>", '<feed xmlns="http://www.w3.org/2005/Atom"/>', "<rss"]
)
def test_a_feed_without_entries_says_so(text: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="has no entries"):
        read(text, tmp_path)
