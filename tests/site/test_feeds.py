"""Feeds carry whole updates, the newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lxml import etree
from msgspec.structs import replace
from storm import SITE, live_blog, shown, update

from afterlive.site.show.feeds import MOST, live_blog_feed

if TYPE_CHECKING:
    from afterlive.site.articles.records import PublishedLiveBlog, PublishedUpdate

HOSTED = replace(
    SITE, url="https://kept.example/x", feed="all.atom.xml", live_blog_feed="{slug}/feed.atom.xml"
)
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(*updates: PublishedUpdate) -> list[etree._Element]:
    return list(feed_of(live_blog(updates)).iter(f"{ATOM}entry"))


def feed_of(storm: PublishedLiveBlog) -> etree._Element:
    (file,) = live_blog_feed(shown(storm, HOSTED), HOSTED)
    return etree.fromstring(file.text().encode())


def test_an_entry_is_a_whole_update_with_links_that_work_elsewhere() -> None:
    (entry,) = entries(
        update(
            1,
            text='<p>See <a href="../storm/images/chart.png">the chart</a>.</p>',
            time=dt.datetime(2031, 5, 1, 9, 5, tzinfo=dt.UTC),
            modified=dt.datetime(2031, 5, 1, 9, 9, tzinfo=dt.UTC),
            authors=("Ida Holm",),
        )
    )
    assert entry.findtext(f"{ATOM}title") == "Boat 1 is back"
    assert entry.findtext(f"{ATOM}id") == "https://kept.example/x/storm/boat-1.html"
    assert entry.findtext(f"{ATOM}published") == "2031-05-01T09:05:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2031-05-01T09:09:00+00:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ida Holm"
    assert entry.findtext(f"{ATOM}content") == (
        '<p>See <a href="https://kept.example/x/storm/images/chart.png">the chart</a>.</p>'
    )


def test_an_update_without_a_headline_goes_by_its_first_words() -> None:
    (entry,) = entries(update(1, title=None))
    assert entry.findtext(f"{ATOM}title") == "All are well."


def test_what_was_taken_down_says_why_and_nothing_else() -> None:
    (entry,) = entries(update(1, text="", removed="A name was wrong & is gone."))
    assert entry.findtext(f"{ATOM}content") == "A name was wrong &amp; is gone."


def test_a_feed_has_the_newest_and_not_more_than_a_reader_takes() -> None:
    many = [update(number) for number in range(1, MOST + 10)]
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(*many)]
    assert titles == [f"Boat {number} is back" for number in range(MOST + 9, 9, -1)]


def test_a_feed_goes_on_at_the_addresses_that_it_had() -> None:
    renamed = live_blog([update(1)])
    renamed = replace(renamed, lead=replace(renamed.lead, formerly=("gale/",)))
    files = list(live_blog_feed(shown(renamed, HOSTED), HOSTED))
    assert [file.path for file in files] == ["storm/feed.atom.xml", "gale/feed.atom.xml"]


def test_a_feed_says_in_which_language_it_is_and_whose_the_text_is() -> None:
    found = feed_of(live_blog([update(1)], language="de", rights="© The Courier", licence="CC BY 4.0"))
    rights = "© The Courier CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    for element in (found, *found.iter(f"{ATOM}entry")):
        assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
        assert element.findtext(f"{ATOM}rights") == rights


def test_the_licence_of_the_site_is_not_that_of_a_text_from_elsewhere() -> None:
    ours, theirs = feed_of(live_blog([update(1)])), feed_of(live_blog([update(1)], publisher="The Courier"))
    assert ours.findtext(f"{ATOM}rights") == "CC0 https://licence.example"
    assert theirs.find(f"{ATOM}rights") is None
