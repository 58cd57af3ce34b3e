"""What stands on the pages of a live blog."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace
from storm import DAY, SITE, live_blog, pages_of, pages_of_live_blog, shown, update

from afterlive.site.articles.records import Topic
from afterlive.site.show import stream_parts

if TYPE_CHECKING:
    from afterlive.site.show.page import Page

KYIV = ZoneInfo("Europe/Kyiv")


def at(hour: int, minute: int = 0, day: int = 1) -> dt.datetime:
    return dt.datetime(2031, 5, day, hour, minute, tzinfo=KYIV)


def words(page: str, path: str) -> list[str]:
    """Return the words of each element of a page that a path leads to."""
    return [" ".join(element.text_content().split()) for element in html.fromstring(page).xpath(path)]


MISSING = "Earlier pages weren't captured. Source: gazette.example"


def test_a_live_blog_is_read_newest_first_and_a_day_from_its_start() -> None:
    shown = pages_of(live_blog([update(1), update(2), update(3)]))
    newest_first = ["Boat 3 is back", "Boat 2 is back", "Boat 1 is back"]
    assert words(shown["storm/index.html"], "//article/h3") == newest_first
    assert words(shown["storm/2031-05-01.html"], "//article/h3") == newest_first[::-1]


def test_an_update_without_a_time_shows_its_number_and_one_with_a_time_shows_that() -> None:
    shown = pages_of(live_blog([update(1), update(2, time=at(9, 5))], timezone="Europe/Kyiv"))
    assert words(shown["storm/index.html"], "//article/*[@class='rail']/a[@rel]") == ["09:05", "№ 1"]
    links = html.fromstring(shown["storm/index.html"]).xpath("//article/*[@class='rail']/a[@rel]")
    assert [link.get("href") for link in links] == ["boat-2.html", "boat-1.html"]
    assert [link[0].get("datetime") for link in links] == ["2031-05-01T09:05+03:00", "2031-05-01"]


def test_seconds_are_shown_where_they_are_known_and_there_is_room() -> None:
    exact = at(9, 5).replace(second=7)
    shown = pages_of(live_blog([update(1, time=exact, precision="second")], timezone="Europe/Kyiv"))
    assert words(shown["storm/index.html"], "//article/*[@class='rail']/a[@rel]") == ["09:05"]
    assert words(shown["storm/boat-1.html"], "//article//time[@data-long]") == [
        "Thursday, 1 May 2031, 09:05:07"
    ]


def test_an_update_without_a_headline_has_one_for_those_who_hear_the_page_alone() -> None:
    words_alone = {"title": None, "text": "<p>Nobody is missing.</p>"}
    shown = pages_of(live_blog([update(1, time=at(9)), update(2, time=at(9, 5), **words_alone)]))
    for page in ("storm/index.html", "storm/2031-05-01.html"):
        heard = "//article[@id='boat-2']/h3[@class='unseen']"
        assert words(shown[page], heard) == ["09:05: Nobody is missing."]


def test_lists_show_the_first_words_of_an_update_without_a_headline() -> None:
    shown = pages_of(live_blog([update(1), update(2, title=None, text="<p>Nobody is missing.</p>")]))
    assert words(shown["storm/index.html"], "//nav[@class='contents']//i") == ["Nobody is missing."]
    assert words(shown["storm/boat-1.html"], "//nav//i") == ["Nobody is missing."]


def test_an_update_that_is_a_picture_alone_is_listed_by_the_words_of_that() -> None:
    picture = '<p><img alt="The harbour &amp; the wall" src="../storm/wall.png"></p>'
    shown = pages_of(live_blog([update(1), update(2, title=None, text=picture, plain="")]))
    assert words(shown["storm/boat-1.html"], "//nav//i") == ["The harbour & the wall"]


def test_where_a_list_holds_several_days_it_names_them() -> None:
    sea = Topic(name="The sea", slug="the-sea")
    updates = [
        update(1, time=at(9), topics=(sea,)),
        update(2, time=at(8, day=2), topics=(sea,)),
        update(3, time=at(9, day=2)),
    ]
    shown = pages_of(live_blog(updates))
    assert words(shown["topics/the-sea.html"], "//li//time") == ["Thu 1 May, 09:00", "Fri 2 May, 08:00"]
    assert words(shown["storm/boat-2.html"], "//nav//a/time") == ["Thu 1 May, 09:00", "09:00"]


@pytest.mark.parametrize(("publisher", "credit"), [("The Gazette", "The Gazette"), (None, "gazette.example")])
def test_the_source_is_named_and_linked(publisher: str | None, credit: str) -> None:
    source = "https://gazette.example/live/2031/storm"
    shown = pages_of(
        live_blog([update(1, source=f"{source}#1"), update(2)], source=source, publisher=publisher)
    )
    for page, address in (("index", source), ("boat-1", f"{source}#1"), ("boat-2", source)):
        (link,) = html.fromstring(shown[f"storm/{page}.html"]).xpath("//p[@class='facts']/span/a")
        assert (link.text, link.get("href")) == (credit, address)


def test_an_update_that_was_taken_down_keeps_its_place_and_says_why() -> None:
    shown = pages_of(live_blog([update(1), update(2, text="", removed="A name was wrong.")]))
    for page in ("storm/index.html", "storm/2031-05-01.html", "storm/boat-2.html"):
        assert words(shown[page], "//article//p[@class='removed']") == ["Taken down: A name was wrong."]


def test_a_change_shows_when_it_was_made() -> None:
    shown = pages_of(
        live_blog(
            [
                update(1, time=at(9), modified=at(9, 20)),
                update(2, time=at(10), modified=at(8, 0, day=2)),
                update(3, modified=dt.datetime(2031, 5, 3)),  # noqa: DTZ001 - a day alone
            ]
        )
    )
    assert words(shown["storm/2031-05-01.html"], "//article/p[@class='facts']/span") == [
        "Updated 09:20",
        "Updated Friday, 2 May 2031, 08:00",
        "Updated Saturday, 3 May 2031",
    ]


def test_the_language_of_a_live_blog_is_that_of_its_page() -> None:
    shown = pages_of(live_blog([update(1, authors=("Ida Holm",))], language="de"))
    page = html.fromstring(shown["storm/index.html"])
    assert page.get("lang") == "de"
    assert words(shown["storm/index.html"], "//article/p[@class='rail']/a[@rel]") == ["Nr. 1"]
    assert words(shown["storm/index.html"], "//article/p[@class='facts']/span") == ["Von Ida Holm"]
    assert words(shown["storm/index.html"], "//header[@class='bar']/h2") == ["Donnerstag, 1. Mai 2031"]


def test_a_language_that_runs_from_right_to_left_turns_the_page() -> None:
    page = html.fromstring(pages_of(live_blog([update(1)], language="ar"))["storm/index.html"])
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//header[@class='mast']/@lang") == []
    assert page.xpath("//a[@class='name']/@lang") == ["en-GB"]


def test_the_pages_of_the_whole_archive_run_as_the_language_of_the_site_does() -> None:
    pages = pages_of(live_blog([update(1)]), site=replace(SITE, language="ar"))
    whole = [path for path in pages if not path.startswith("storm/")]
    assert {path: html.fromstring(pages[path]).get("dir") for path in whole} == dict.fromkeys(whole, "rtl")
    assert html.fromstring(pages["index.html"]).xpath("//article/@dir") == ["ltr"]
    assert html.fromstring(pages["storm/index.html"]).xpath("//a[@class='name']/@dir") == ["rtl"]


def test_a_frame_in_english_is_marked_where_the_theme_does_not_speak_the_language() -> None:
    page = html.fromstring(pages_of(live_blog([update(1)], language="ur"))["storm/index.html"])
    assert (page.get("lang"), page.get("dir")) == ("ur", "rtl")
    assert page.xpath("//header[@class='mast']/@lang") == ["en"]
    assert page.xpath("//*[text()='The live blog began here.']/@dir") == ["ltr"]


@pytest.mark.parametrize(("begins", "words_there"), [(True, "The live blog began here."), (False, MISSING)])
def test_a_live_blog_began_here_only_where_its_first_page_is_there(
    monkeypatch: pytest.MonkeyPatch, *, begins: bool, words_there: str
) -> None:
    monkeypatch.setattr(stream_parts, "PART", 1)
    source = "https://gazette.example/a"
    many = live_blog([update(number) for number in (1, 2, 3)], begins=begins, source=source)
    (on_part,) = words(pages_of(many)["storm/part-1.html"], "//nav[@class='further']/p")
    one = replace(many, updates=many.updates[:1])
    (on_its_page,) = words(pages_of(one)["storm/index.html"], "//div[@class='further']/p")
    assert on_part == on_its_page == words_there


def test_a_topic_is_marked_with_the_language_of_its_live_blog() -> None:
    shown = pages_of(live_blog([update(1, topics=(Topic(name="Das Meer", slug="das-meer"),))], language="de"))
    for page in ("topics/index.html", "topics/das-meer.html"):
        marked = html.fromstring(shown[page]).xpath("//main//*[@lang][text()='Das Meer']/@lang")
        assert marked == ["de"], page


def test_key_events_are_listed_and_marked_wherever_they_show() -> None:
    shown = pages_of(live_blog([update(1, key=True), update(2)]))
    assert words(shown["storm/index.html"], "//nav[@class='keys']//li") == ["№ 1 Boat 1 is back"]
    assert words(shown["storm/index.html"], "//article[contains(@class, 'key')]/h3") == ["Boat 1 is back"]
    for page in ("storm/index.html", "storm/2031-05-01.html", "storm/boat-1.html"):
        assert words(shown[page], "//article//*[@class='kicker']") == ["Key event"]


def test_what_the_source_had_pinned_is_listed_and_says_so() -> None:
    shown = pages_of(live_blog([update(1, pinned=True), update(2)]))
    assert words(shown["storm/index.html"], "//nav[@class='pinned']//li") == ["№ 1 Boat 1 is back"]
    assert words(shown["storm/index.html"], "//article//p[@class='facts']") == ["Pinned"]
    assert html.fromstring(shown["storm/index.html"]).xpath("//*[@id='boat-1']/@class") == ["update"]


def test_a_topic_lists_its_updates_by_live_blog_and_counts_them() -> None:
    sea, boats = Topic(name="The sea", slug="the-sea"), Topic(name="Boats", slug="boats")
    shown = pages_of(
        live_blog([update(1, topics=(sea,)), update(2), update(3, topics=(sea,))], topics=(boats,))
    )
    assert words(shown["topics/the-sea.html"], "//section//h2") == ["The storm"]
    assert words(shown["topics/the-sea.html"], "//section//li/p/a") == ["Boat 1 is back", "Boat 3 is back"]
    assert words(shown["topics/index.html"], "//main//li") == ["Boats 1 live blog", "The sea 2 updates"]
    assert words(shown["topics/boats.html"], "//section//h2") == ["The storm"]


def test_neighbours_are_one_step_away() -> None:
    page = html.fromstring(pages_of(live_blog([update(1), update(2), update(3)]))["storm/boat-2.html"])
    assert page.xpath("//nav[@class='neighbours']/a[@rel='prev']/@href") == ["boat-1.html"]
    assert page.xpath("//nav[@class='neighbours']/a[@rel='next']/@href") == ["boat-3.html"]
    assert page.xpath("/html/head/link[@rel='up']/@href") == ["index.html"]


def test_the_document_cannot_speak_html_where_it_has_words() -> None:
    bad = "</script><script>alert(1)</script> & \"'"
    shown = pages_of(
        live_blog(
            [update(1, title=bad, authors=(bad,), removed=None)],
            title=bad,
            publisher=bad,
            source="https://a.example/\"'",
        )
    )
    for path, page in shown.items():
        scripts = html.fromstring(page).xpath("//script[not(@src)]")
        assert all(script.get("type") == "application/ld+json" for script in scripts), path
        assert "alert(1)</script>" not in page


def test_machines_read_what_the_page_shows() -> None:
    shown = pages_of(
        live_blog(
            [update(1, time=at(9), authors=("Ida Holm",)), update(2, time=at(10), title=None)],
            timezone="Europe/Kyiv",
            publisher="The Gazette",
        )
    )
    data = json.loads(html.fromstring(shown["storm/index.html"]).findtext(".//script[@type]"))
    assert data["@type"] == "LiveBlogPosting"
    assert data["headline"] == "The storm"
    assert data["coverageStartTime"] == "2031-05-01T09:00:00+03:00"
    assert data["coverageEndTime"] == "2031-05-01T10:00:00+03:00"
    assert data["liveBlogUpdate"] == [
        {
            "@type": "BlogPosting",
            "@id": "../storm/boat-2.html",
            "datePublished": "2031-05-01T10:00+03:00",
        },
        {
            "@type": "BlogPosting",
            "@id": "../storm/boat-1.html",
            "headline": "Boat 1 is back",
            "datePublished": "2031-05-01T09:00+03:00",
        },
    ]
    own = json.loads(html.fromstring(shown["storm/boat-1.html"]).findtext(".//script[@type]"))
    assert {**own, **data["liveBlogUpdate"][1]} == own
    assert own["articleBody"] == "All are well."
    assert own["author"] == [{"@type": "Person", "name": "Ida Holm"}]
    assert own["isPartOf"]["@id"] == data["@id"] == "../storm/index.html"


@settings(max_examples=12, deadline=None)
@given(st.integers(90, 210), st.integers(1, 60))
def test_more_updates_change_no_full_part_and_no_page_of_an_update_but_the_last(
    before: int, more: int
) -> None:
    def storm(count: int) -> dict[str, Page]:
        updates = [update(n, time=at(0) + dt.timedelta(minutes=9 * n)) for n in range(1, count + 1)]
        return {page.path: page for page in pages_of_live_blog(shown(live_blog(updates)), SITE)}

    first, second = storm(before), storm(before + more)
    full = [f"storm/part-{number}.html" for number in range(1, (before - 1) // 50 + 1)]
    done = [f"storm/boat-{number}.html" for number in range(1, before)]
    assert all(first[path] == second[path] for path in (*full, *done) if path in first)


@pytest.mark.parametrize(
    ("count", "ends", "parts"), [(50, (50, 1), 0), (51, (51, 1), 0), (100, (100, 1), 0), (101, (101, 51), 3)]
)
def test_the_live_blogs_page_shows_the_newest_part_and_the_full_one_before_it(
    count: int, ends: tuple[int, int], parts: int
) -> None:
    shown = pages_of(live_blog([update(number) for number in range(1, count + 1)]))
    ids = html.fromstring(shown["storm/index.html"]).xpath("//article/@id")
    assert (ids[0], ids[-1]) == tuple(f"boat-{number}" for number in ends)
    assert len([path for path in shown if "part-" in path]) == parts


def test_every_part_is_reached_from_the_newest() -> None:
    shown = pages_of(live_blog([update(number) for number in range(1, 202)]))
    path, seen = "storm/index.html", []
    while older := html.fromstring(shown[path]).xpath("//nav[@class='further']/a[@rel='next']/@href"):
        path = f"storm/{older[0]}"
        seen.append(path)
    assert seen == ["storm/part-3.html", "storm/part-2.html", "storm/part-1.html"]
    while newer := html.fromstring(shown[path]).xpath("//nav[@class='further']/a[@rel='prev']/@href"):
        path = f"storm/{newer[0]}"
    assert path == "storm/part-5.html"


def test_a_live_blog_that_has_only_a_lead_has_a_page() -> None:
    shown = pages_of(live_blog([]))
    assert words(shown["storm/index.html"], "//h1") == ["The storm"]
    assert [path for path in shown if path.startswith("storm/")] == ["storm/index.html"]


def test_a_day_is_that_of_the_updates_and_not_of_the_part() -> None:
    updates = [
        update(1),
        update(2, date=DAY + dt.timedelta(days=1)),
        update(3, date=DAY + dt.timedelta(days=1)),
    ]
    shown = pages_of(live_blog(updates))
    assert words(shown["storm/index.html"], "//header[@class='bar']/h2") == [
        "Friday, 2 May 2031",
        "Thursday, 1 May 2031",
    ]
    assert words(shown["storm/2031-05-02.html"], "//article/h3") == ["Boat 2 is back", "Boat 3 is back"]


def test_a_shared_page_has_its_first_picture_its_time_and_its_authors() -> None:
    picture = '<p><img alt="The harbour &amp; the wall" src="../storm/images/a%20b.png"></p>'
    told = update(1, time=at(9, 5), text=picture, authors=("Ida Holm",))
    hosted = replace(SITE, url="https://kept.example/x")
    shown = pages_of(live_blog([told], timezone="Europe/Kyiv"), site=hosted)
    for path in ("storm/index.html", "storm/2031-05-01.html", "storm/boat-1.html"):
        head = html.fromstring(shown[path]).find("head")
        assert head.xpath("//meta[@property='og:image']/@content") == [
            "https://kept.example/x/storm/images/a%20b.png"
        ]
        assert head.xpath("//meta[@property='og:image:alt']/@content") == ["The harbour & the wall"]
    head = html.fromstring(shown["storm/boat-1.html"]).find("head")
    times = head.xpath("//meta[@property='article:published_time']/@content")
    assert times == ["2031-05-01T09:05+03:00"]
    assert head.xpath("//meta[@name='author']/@content") == ["Ida Holm"]


def test_a_site_on_a_disk_names_no_address_of_a_picture() -> None:
    picture = '<p><img alt="" src="../storm/images/wall.png"></p>'
    assert "og:image" not in pages_of(live_blog([update(1, text=picture)]))["storm/boat-1.html"]


def test_where_there_is_no_lead_the_first_words_say_what_a_live_blog_is_about() -> None:
    updates = [update(1, title="Headline alone", text=""), update(2, text="<p>All are safe.</p>")]
    page = html.fromstring(pages_of(live_blog(updates, text="", plain=""))["storm/index.html"])
    assert page.xpath("//meta[@name='description']/@content") == ["All are safe."]


def test_what_is_printed_says_whose_it_is_and_where_it_stands() -> None:
    told = live_blog([update(1)], rights="© The Courier", licence="CC BY 4.0")
    hosted = pages_of(told, site=replace(SITE, url="https://kept.example/x"))
    for path in ("storm/index.html", "storm/2031-05-01.html", "storm/boat-1.html"):
        assert words(hosted[path], "//p[@class='printed']") == [
            f"Kept · © The Courier · Licence: CC BY 4.0 · https://kept.example/x/{path}"
        ]
    assert words(pages_of(told)["storm/boat-1.html"], "//p[@class='printed']") == [
        "Kept · © The Courier · Licence: CC BY 4.0"
    ]
    assert words(hosted["about.html"], "//p[@class='printed']") == []


def test_every_page_has_a_description_though_the_site_has_no_subtitle() -> None:
    found = pages_of(live_blog([update(1), update(2, title="", text="")]), site=replace(SITE, subtitle=""))
    said = {
        path: html.fromstring(page).xpath("//meta[@name='description']/@content")
        for path, page in found.items()
    }
    assert [path for path, words in said.items() if words in ([], [""])] == []
    assert said["index.html"] == ["What Kept is, where its text comes from, and how to read it"]
