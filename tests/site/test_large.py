"""Pages stay small, however much there is: days and topics have several pages, a large archive one a year."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from lxml import html
from msgspec.structs import replace
from storm import live_blog, pages_of, update

from afterlive.site.articles.records import Topic
from afterlive.site.pages import about, home, search_page, topics

if TYPE_CHECKING:
    from afterlive.site.articles.records import PublishedLiveBlog

MIDNIGHT = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
WORDS = f"<p>{'The sea is calm again. ' * 25}</p>"
SEA = Topic(name="The sea", slug="the-sea")


def texts(page: str, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in html.fromstring(page).xpath(path)]


@pytest.fixture(scope="module")
def long_day() -> dict[str, str]:
    """The pages of a live blog with 700 updates in a day."""
    times = (MIDNIGHT + dt.timedelta(minutes=2 * number) for number in itertools.count())
    return pages_of(live_blog([update(n, time=next(times), text=WORDS) for n in range(1, 701)]))


def test_no_page_is_larger_than_200_kb_but_the_one_to_print(long_day: dict[str, str]) -> None:
    large = [path for path, page in long_day.items() if len(page.encode()) > 200_000]
    assert large == ["storm/2031-05-01-whole.html"]


def test_a_long_day_is_pages_one_after_the_other(long_day: dict[str, str]) -> None:
    path, shown = "storm/2031-05-01.html", []
    while path:
        shown += html.fromstring(long_day[path]).xpath("//article/@id")
        later = html.fromstring(long_day[path]).xpath("//nav[@class='further']/a[@rel='next']/@href")
        path = f"storm/{later[0]}" if later else ""
    assert shown == [f"boat-{n}" for n in range(1, 701)]


def test_a_page_of_a_long_day_says_its_hours_and_leads_to_the_whole(long_day: dict[str, str]) -> None:
    facts = texts(long_day["storm/2031-05-01.html"], "//p[@class='facts']/*")
    assert facts[0].startswith("1 May 2031, 00:00 – ")
    assert facts[1] == "The whole day on one page, to print"
    whole = html.fromstring(long_day["storm/2031-05-01-whole.html"])
    assert len(whole.xpath("//article")) == 700
    assert html.fromstring(long_day["storm/2031-05-01.html"]).xpath("//a[@href='2031-05-01-whole.html']")


def test_an_update_leads_to_its_page_of_the_day(long_day: dict[str, str]) -> None:
    (story,) = html.fromstring(long_day["storm/boat-700.html"]).xpath("//p[@class='on']/a[1]/@href")
    path, _, slug = story.partition("#")
    assert "-part-" in path
    assert html.fromstring(long_day[f"storm/{path}"]).xpath(f"//article[@id='{slug}']")


def test_further_updates_change_no_page_of_a_day_that_is_full() -> None:
    def days(count: int) -> dict[str, str]:
        pages = pages_of(live_blog([update(n, text=WORDS, time=MIDNIGHT) for n in range(1, count + 1)]))
        return {path: page for path, page in pages.items() if path.startswith("storm/2031-05-01.")}

    assert days(320) == days(330)


def test_of_very_many_key_events_a_page_lists_those_that_it_shows() -> None:
    made = [update(number, key=True) for number in range(1, 601)]
    pages = pages_of(live_blog(made))
    listed = {path: len(texts(page, "//*[@id='_list-keys']//li")) for path, page in pages.items()}
    assert listed["storm/index.html"] == 100
    assert sum(listed[f"storm/part-{number}.html"] for number in range(1, 11)) == 500
    assert len(pages["storm/index.html"].encode()) < 200_000


def live_blogs(count: int) -> list[PublishedLiveBlog]:
    """Return live blogs that began 20 days apart, the newest first."""
    made = []
    for number in range(count):
        date = dt.date(2031, 5, 1) - dt.timedelta(days=20 * number)
        only = live_blog([update(1, date=date, topics=(SEA,))], title=f"Storm {number}", date=date)
        made.append(replace(only, folder=f"storm-{number}"))
    return made


def test_home_has_cards_for_what_is_new_and_lines_for_the_rest_by_month(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(home, "CARDS", 2)
    page = pages_of(*live_blogs(4))["index.html"]
    assert texts(page, "//section/h2") == ["May 2031", "Apr 2031", "Mar 2031"]
    assert texts(page, "//article/h3") == ["Storm 0", "Storm 1"]
    assert texts(page, "//section/p[@class='line']") == [
        "Storm 2 22 Mar 2031 · 1 update",
        "Storm 3 2 Mar 2031 · 1 update",
    ]


def test_a_large_archive_has_a_page_for_each_year(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in (("ALL", 20), ("NEWEST", 10), ("CARDS", 3)):
        monkeypatch.setattr(home, name, few)
    pages = pages_of(*live_blogs(30))
    assert len(texts(pages["index.html"], "//section/*[self::article or self::p]")) == 10
    assert texts(pages["index.html"], "//nav[@class='years']/a") == ["2031", "2030", "2029"]
    shown = [texts(pages[f"{year}.html"], "//section/p/a") for year in (2031, 2030, 2029)]
    assert [title for year in shown for title in year] == [f"Storm {number}" for number in range(30)]


def test_a_year_with_very_many_live_blogs_has_pages_for_its_months_counted_from_the_oldest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, few in (("ALL", 20), ("NEWEST", 10), ("LARGEST", 2)):
        monkeypatch.setattr(home, name, few)
    made = [replace(each, folder=f"{at}-{each.folder}") for each in live_blogs(10) for at in range(3)]
    pages = pages_of(*made)
    lines = html.fromstring(pages["2030.html"]).xpath("//section/p/a/@href")
    assert lines[:3] == ["2030-12.html", "2030-12.1.html", "2030-11.html"]
    assert texts(pages["2030.html"], "//section/p")[:2] == [
        "12 Dec 2030 1 live blog",
        "12 Dec 2030 2 live blogs",
    ]
    listed = [link for path in lines for link in html.fromstring(pages[path]).xpath("//section/p/a/@href")]
    assert len(listed) == len(set(listed)) == 9


def test_of_a_large_archive_no_list_weighs_more_than_200_kilobytes() -> None:
    title = f"Storm {'of the year ' * 9}"
    days = [dt.date(2031, 12, 31) - dt.timedelta(days=number * 364 // 900) for number in range(900)]
    made = [live_blog([update(1, date=day)], title=title, date=day) for day in days]
    pages = pages_of(*(replace(each, folder=f"storm-{number}") for number, each in enumerate(made)))
    lists = {path: page for path, page in pages.items() if "/" not in path}
    assert {"index.html", "2031.html", "2031-12.html"} <= lists.keys()
    assert max(len(page.encode()) for page in lists.values()) < 200_000


def test_the_box_that_filters_comes_with_the_twelfth_live_blog() -> None:
    box = "//p[@class='filter']/input"
    shown = [pages_of(*live_blogs(count))["index.html"] for count in (11, 12)]
    assert [len(html.fromstring(page).xpath(box)) for page in shown] == [0, 1]


def test_a_card_has_the_first_picture_if_there_is_one() -> None:
    picture = '<p><img alt="The quay" src="../storm/images/quay.png"></p>'
    page = pages_of(live_blog([update(1), update(2, text=picture), update(3, text=picture)]))["index.html"]
    assert html.fromstring(page).xpath("//article/img/@src") == ["storm/images/quay.png"]
    heavy = picture.replace("src=", 'srcset="../storm/images/quay.480.webp 480w" src=')
    page = pages_of(live_blog([update(1, text=heavy)]))["index.html"]
    assert html.fromstring(page).xpath("//article/img/@src") == ["storm/images/quay.480.webp"]
    assert not html.fromstring(pages_of(live_blog([update(1)]))["index.html"]).xpath("//article/img")


def test_of_many_live_blogs_the_search_lists_none_and_the_page_about_the_site_each_source_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (about, search_page):
        monkeypatch.setattr(module, "MANY", 2)
    gazette, bote = ({"publisher": name} for name in ("The Gazette", "Der Bote"))
    made = [live_blog([update(1)], title=str(n), **facts) for n, facts in enumerate((gazette, bote, gazette))]
    pages = pages_of(*(replace(each, folder=f"storm-{number}") for number, each in enumerate(made)))
    assert texts(pages["search.html"], "//section//a") == ["Every live blog"]
    assert html.fromstring(pages["search.html"]).xpath("//select/@data-many") == [""]
    assert sorted(texts(pages["about.html"], "//ul/li")) == ["0: The Gazette", "1: Der Bote"]


def test_an_empty_site_says_what_to_do_first() -> None:
    page = pages_of()["index.html"]
    assert texts(page, "//main/p") == [
        "There is no live blog yet. Put what is left of one into documents/, and build the site again."
    ]


def test_a_topic_with_much_has_pages_of_which_the_newest_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "LARGEST", 8)
    pages = pages_of(*live_blogs(10))
    own, older, oldest = (pages[f"topics/the-sea{part}.html"] for part in ("", ".2", ".1"))
    assert texts(own, "//section//h2") == ["Storm 0", "Storm 1"]
    assert texts(older, "//section//h2") == [f"Storm {number}" for number in range(2, 6)]
    assert texts(oldest, "//section//h2") == [f"Storm {number}" for number in range(6, 10)]
    ways = [html.fromstring(page).xpath("//nav[@class='further']/a/@href") for page in (own, older, oldest)]
    assert ways == [
        ["the-sea.2.html"],
        ["the-sea.html", "the-sea.1.html"],
        ["the-sea.2.html"],
    ]


def test_a_live_blog_with_much_under_a_topic_is_on_several_pages_in_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(topics, "LARGEST", 150)
    pages = pages_of(live_blog([update(n, topics=(SEA,)) for n in range(1, 251)]))
    shown = [texts(pages[f"topics/the-sea{part}.html"], "//li/p/a") for part in (".1", ".2", "")]
    assert [len(lines) for lines in shown] == [100, 100, 50]
    assert [line for lines in shown for line in lines] == [f"Boat {n} is back" for n in range(1, 251)]
