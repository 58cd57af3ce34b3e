"""Where a live blog comes from, as its pages say it to readers and machines."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from lxml import html
from storm import live_blog, pages_of, update

from afterlive.site.articles.checks import published
from afterlive.site.articles.records import ArticleText, Lead
from afterlive.site.show.archived_copies import archived_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = dt.date(2024, 3, 3)
CAPTURED = dt.datetime(2024, 3, 3, 14, 3, 11, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SUMS = ("ab" * 32, "01" * 32)
SOURCE = "https://www.gazette.example/storm/live"


def foot_of(page: str) -> list[str]:
    """Return the lines at the foot of a page that say where it comes from."""
    return [
        " ".join(line.text_content().split())
        for line in html.fromstring(page).xpath("//footer/p[@class='provenance']")
    ]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"captured": CAPTURED, "captured_by": "SingleFile", "source": SOURCE, "checksums": SUMS[:1]},
            "Captured 3 March 2024 from gazette.example/storm/live SingleFile Checksum: abababababab…",
        ),
        ({"captured": CAPTURED}, "Captured 3 March 2024"),
        ({"source": SOURCE, "checksums": SUMS},
         "Source: gazette.example/storm/live Checksum: abababababab…, 010101010101…"),
        ({"captured": CAPTURED, "language": "ja", "source": SOURCE},
         "2024年3月3日にgazette.example/storm/liveから取得"),
        ({"captured": CAPTURED, "source": "https://x.example/?a=<b>&c={d}"},
         "Captured 3 March 2024 from x.example/?a=<b>&c={d}"),
    ],
)  # fmt: skip
def test_the_foot_of_each_page_says_when_and_from_where_it_was_captured(
    facts: dict[str, object], line: str
) -> None:
    shown = pages_of(live_blog([update(1)], **facts))
    for page in ("storm/index.html", "storm/boat-1.html", "storm/2031-05-01.html"):
        assert foot_of(shown[page]) == [line]
    assert foot_of(shown["index.html"]) == []


def test_what_was_made_from_no_document_says_nothing_of_one() -> None:
    assert foot_of(pages_of(live_blog([update(1)], source=SOURCE))["storm/index.html"]) == []


def test_machines_are_told_the_original_the_copy_and_the_checksums() -> None:
    facts = {"captured": CAPTURED, "source": SOURCE, "checksums": SUMS}
    shown = pages_of(live_blog([update(1, source="https://gazette.example/1")], **facts))
    data = json.loads(html.fromstring(shown["storm/index.html"]).findtext(".//script[@type]"))
    assert data["isBasedOn"] == [
        {"@type": "WebPage", "url": SOURCE, "archivedAt": "../storm/index.html"},
        {"@type": "MediaObject", "sha256": SUMS[0], "dateCreated": "2024-03-03T14:03:11+01:00"},
        {"@type": "MediaObject", "sha256": SUMS[1]},
    ]
    own = json.loads(html.fromstring(shown["storm/boat-1.html"]).findtext(".//script[@type]"))
    assert own["isBasedOn"] == {
        "@type": "WebPage", "url": "https://gazette.example/1", "archivedAt": "../storm/boat-1.html",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "copies"),
    [
        ('<p><a href="https://a.example/?x=1&amp;y=2">The <em>notice</em></a></p>', None,
         [("https://web.archive.org/web/20240303/https://a.example/?x=1&y=2", "The notice")]),
        ('<a href="http://a.example/">one</a> <a href="http://a.example/">again</a>', "http://b.example/",
         [("https://web.archive.org/web/20240303/http://a.example/", "one"),
          ("https://web.archive.org/web/20240303/http://b.example/", "Source")]),
        ('<a href="https://a.example/"><img src="../storm/wall.png" alt="wall"></a>', None,
         [("https://web.archive.org/web/20240303/https://a.example/", "https://a.example/")]),
        ('<a href="https://web.archive.org/web/2020/http://a.example/">kept</a>', "https://archive.ph/x", []),
        ('<a href="mailto:a@b.example">a</a> <a href="../storm/boat-2.html">b</a>', None, []),
    ],
)  # fmt: skip
def test_what_an_update_links_to_has_a_copy_in_a_web_archive(
    text: str, source: str | None, copies: Sequence[tuple[str, str]]
) -> None:
    found = archived_copies(text, source, "Source", DAY)
    assert [(copy.href, copy.text) for copy in found] == copies
    assert all(copy.href.endswith(copy.original) and copy.date == "2024-03-03" for copy in found)


def test_copies_stand_on_the_page_of_an_update_alone_with_the_day_of_the_capture_or_its_own() -> None:
    linking = update(1, text='<p><a href="https://a.example/">a</a></p>')
    for facts, day in (({"captured": CAPTURED}, "2024-03-03"), ({}, "2031-05-01")):
        shown = pages_of(live_blog([linking], **facts))
        (copy,) = html.fromstring(shown["storm/boat-1.html"]).xpath("//a[@data-originalurl]")
        assert (copy.get("data-originalurl"), copy.get("data-versiondate")) == ("https://a.example/", day)
        assert "data-originalurl" not in shown["storm/index.html"] + shown["storm/2031-05-01.html"]


def test_what_was_taken_down_has_no_copy() -> None:
    gone = update(1, text="", source="https://a.example/", removed="asked for")
    assert "data-originalurl" not in pages_of(live_blog([gone]))["storm/boat-1.html"]


def test_a_lead_has_its_capture_in_its_metadata() -> None:
    metadata = {
        "title": "The storm",
        "kind": "lead",
        "date": "2031-05-01",
        "captured": "2024-03-03T14:03:11+01:00",
        "captured-by": "SingleFile",
        "checksum": f"documents/a.html sha256:{SUMS[0]}\ndocuments/b.txt sha256:{SUMS[1]}",
    }
    lead = published("storm/0000-lead.md", metadata, ArticleText("", ""), ())
    assert isinstance(lead, Lead)
    assert (lead.captured, lead.captured_by, lead.checksums) == (CAPTURED, "SingleFile", SUMS)
