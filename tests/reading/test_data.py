"""Data is taken at its word: no rule for pages or text touches it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from afterlive import reading
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

MATCH = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Cup final</title>
<subtitle>Reds against Blues</subtitle>
<entry><id>urn:5</id><title/><published>2031-05-04T18:03:30+01:00</published><content type="html">
&lt;p&gt;Home&lt;/p&gt;&lt;p&gt;The fans go.&lt;/p&gt;</content></entry>
<entry><id>urn:4</id><title/><published>2031-05-04T17:40:00+01:00</published><content type="html">
&lt;p&gt;Goal!&lt;/p&gt;</content></entry>
<entry><id>urn:3</id><title/><published>2031-05-04T17:20:00+01:00</published><content type="html">
&lt;p&gt;Goal!&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title/><published>2031-05-04T17:05:12+01:00</published><content type="html">
&lt;p&gt;Petra Lundqvist.&lt;/p&gt;&lt;p&gt;She kicks off.&lt;/p&gt;</content></entry>
<entry><id>urn:1</id><title/><published>2031-05-04T16:55:00+01:00</published><content type="html"/></entry>
</feed>"""
RISING = """<rss version="2.0"><channel><title>Storm</title><link>https://courier.example/storm</link>
<item><guid isPermaLink="false">1</guid><title>One</title>
<pubDate>Tue, 05 Mar 2030 08:05:12 +0000</pubDate></item>
<item><guid isPermaLink="true">two</guid><title>Two &lt;em&gt;masts&lt;/em&gt; &amp;amp; a sail</title>
<pubDate>Tue, 05 Mar 2030 08:40:00 +0000</pubDate></item>
<item><guid>https://courier.example/storm/3</guid><title>Three</title></item>
<item><guid>https://courier.example/storm/4</guid><title>Four</title>
<pubDate>Tue, 05 Mar 2030 09:00:00 +0000</pubDate>
<enclosure url="https://courier.example/mast.jpg" type="image/jpeg" length="1"/></item>
</channel></rss>"""


def read(text: str, folder: Path, facts: Facts = Facts()) -> tuple[LiveBlog, tuple[str, ...]]:  # noqa: B008 — frozen
    path = folder / "data.xml"
    path.write_text(text, encoding="utf-8")
    return reading.read(path, facts), reading.lines_of(path, facts)


def test_words_that_look_like_controls_names_and_repeats_are_words(tmp_path: Path) -> None:
    live_blog, _ = read(MATCH, tmp_path)
    assert [[block.text for block in update.blocks] for update in live_blog.updates] == [
        ["Petra Lundqvist.", "She kicks off."],
        ["Goal!"],
        ["Goal!"],
        ["Home", "The fans go."],
    ]
    assert not any(update.authors for update in live_blog.updates)


def test_what_is_skipped_is_recorded_with_its_reason(tmp_path: Path) -> None:
    live_blog, lines = read(MATCH, tmp_path)
    assert [(each.text, each.reason) for each in live_blog.dropped] == [("Update urn:1", "without text")]
    assert lines[live_blog.dropped[0].line - 1] == "Update urn:1"


def test_what_a_feed_holds_beside_its_entries_is_counted_in_the_raw_file(tmp_path: Path) -> None:
    hidden = "<!-- <item><title>Taken out</title></item> -->"
    whole = (
        "<description>In short.</description><content:encoded><![CDATA[<p>At length.</p>]]></content:encoded>"
    )
    text = RISING.replace("<item>", f"{hidden}<item>{whole}", 1)
    text = text.replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    live_blog, _ = read(text, tmp_path)
    assert [block.text for block in live_blog.updates[0].blocks] == ["At length."]
    assert [(each.text, each.reason) for each in live_blog.dropped] == [
        ("In short.", "a summary beside the whole text"),
        (
            "Elements that look like entries and aren't read: 1",
            "inside a comment, a text or another element",
        ),
    ]


def test_each_line_is_in_one_place(tmp_path: Path) -> None:
    live_blog, lines = read(MATCH, tmp_path)
    owned = [number for update in live_blog.updates for number in update.lines]
    owned += [*live_blog.lead_lines, *(each.line for each in live_blog.dropped)]
    assert sorted(owned) == list(range(1, len(lines) + 1))
    assert [lines[number - 1] for number in live_blog.lead_lines] == ["Cup final", "Reds against Blues"]


def test_a_feed_from_its_beginning_stays_in_the_order_of_its_times(tmp_path: Path) -> None:
    live_blog, _ = read(RISING, tmp_path)
    assert live_blog.order == "oldest first"
    assert [update.title for update in live_blog.updates] == ["One", "Two masts & a sail", "Three", "Four"]


def test_a_guid_that_is_no_address_is_no_link(tmp_path: Path) -> None:
    live_blog, _ = read(RISING, tmp_path)
    assert [update.url for update in live_blog.updates] == [
        None,
        None,
        "https://courier.example/storm/3",
        "https://courier.example/storm/4",
    ]


def test_what_is_enclosed_with_an_entry_is_shown(tmp_path: Path) -> None:
    live_blog, _ = read(RISING, tmp_path)
    assert [block.markdown for block in live_blog.updates[3].blocks] == ["<https://courier.example/mast.jpg>"]


def test_a_date_alone_is_a_day_and_no_time(tmp_path: Path) -> None:
    text = RISING.replace("Tue, 05 Mar 2030 08:40:00 +0000", "2030-03-05")
    live_blog, _ = read(text, tmp_path)
    masts = live_blog.updates[1]
    assert (masts.time, masts.date, masts.precision) == (None, dt.date(2030, 3, 5), "day")


def test_the_zone_that_the_keeper_gives_shows_the_hour(tmp_path: Path) -> None:
    live_blog, _ = read(RISING, tmp_path, Facts(timezone="Europe/Oslo"))
    assert str(live_blog.updates[0].time) == "2030-03-05 09:05:12+01:00"


@pytest.mark.parametrize("title", ["Storm", "Storm over the cape"])
def test_the_keepers_title_takes_the_place_of_the_datas(title: str, tmp_path: Path) -> None:
    live_blog, _ = read(RISING, tmp_path, Facts(title=title))
    assert live_blog.title == title
    assert [each.text for each in live_blog.dropped] == ([] if title == "Storm" else ["Storm"])
