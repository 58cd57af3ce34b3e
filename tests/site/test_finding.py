"""How a reader finds an update: by its hour, its topic, or in the other order, from every page."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from lxml import html
from storm import SITE, live_blog, pages_of, shown, update

from afterlive.site.articles.records import PublishedUpdate, Topic
from afterlive.site.pages.hours_file import hours_file

SEA, BOATS = Topic(name="The sea", slug="the-sea"), Topic(name="Boats", slug="boats")
MORNING = dt.datetime(2031, 5, 1, 6, tzinfo=dt.UTC)


def storm(count: int, **facts: Any) -> list[PublishedUpdate]:  # noqa: ANN401 - whatever an update has
    """Return updates ten minutes apart."""
    return [
        update(n, time=MORNING + dt.timedelta(minutes=10 * (n - 1)), **facts) for n in range(1, count + 1)
    ]


def links(page: str, path: str) -> list[str]:
    return [str(link) for link in html.fromstring(page).xpath(f"{path}/@href")]


def test_every_update_leads_to_itself_in_the_other_order() -> None:
    pages = pages_of(live_blog(storm(130)))
    there = "//article[@id='boat-20']//a[@class='there']"
    assert links(pages["storm/part-1.html"], there) == ["2031-05-01.html#boat-20"]
    assert links(pages["storm/2031-05-01.html"], there) == ["part-1.html#boat-20"]
    (newest,) = links(pages["storm/2031-05-02.html"], "//article[@id='boat-130']//a[@class='there']")
    assert newest == "index.html#boat-130"


def test_the_live_blogs_page_has_all_hours_that_have_updates() -> None:
    page = pages_of(live_blog([*storm(7), update(8, time=MORNING.replace(hour=23))]))["storm/index.html"]
    hours = html.fromstring(page).xpath("//nav[@class='hours']//p/a")
    assert [(hour.text_content(), hour.get("href")) for hour in hours] == [
        ("06:00", "#boat-1"),
        ("07:00", "#boat-7"),
        ("23:00", "#boat-8"),
    ]


def test_a_live_blog_of_weeks_has_days_in_their_place_and_its_hours_in_the_file() -> None:
    updates = [update(n, time=MORNING + dt.timedelta(hours=n)) for n in range(1, 170)]
    page = pages_of(live_blog(updates))["storm/index.html"]
    assert links(page, "//nav[@class='hours']//a") == [f"2031-05-0{day}.html" for day in range(1, 9)]
    assert html.fromstring(page).xpath("//script[contains(@src, 'hours.js')]")


def test_other_pages_load_the_hours_from_a_file_that_knows_both_orders() -> None:
    (file,) = hours_file(shown(live_blog(storm(130))), SITE)
    assert file.path == "storm/hours.js"
    days = json.loads(file.text().removeprefix("globalThis.afterliveHours = ").removesuffix(";\n"))
    assert [day[:2] for day in days] == [["Thu 1 May", "2031-05-01.html"], ["Fri 2 May", "2031-05-02.html"]]
    assert days[0][2][1] == ["07:00", "2031-05-01T07:00+00:00", "boat-7", "part-1.html", "2031-05-01.html"]
    assert days[1][2][-1][2:] == ["boat-127", "index.html", "2031-05-02.html"]


def test_a_live_blog_without_times_has_no_hours() -> None:
    view = live_blog([update(1), update(2)])
    assert not list(hours_file(shown(view), SITE))
    assert not html.fromstring(pages_of(view)["storm/index.html"]).xpath("//nav[@class='hours']")


@pytest.mark.parametrize("page", ["storm/index.html", "storm/2031-05-01.html"])
def test_a_topic_is_chosen_by_the_class_that_its_updates_have(page: str) -> None:
    updates = [update(1, topics=(SEA,)), update(2, topics=(BOATS, SEA)), update(3)]
    tree = html.fromstring(pages_of(live_blog(updates))[page])
    choices = {label.text_content().strip(): label.xpath("input/@id") for label in tree.xpath("//label")[:3]}
    assert choices == {"All updates": [], "The sea": ["_t1"], "Boats": ["_t2"]}
    classes = {article.get("id"): article.get("class") for article in tree.xpath("//article")}
    assert classes == {"boat-1": "update t1", "boat-2": "update t2 t1", "boat-3": "update"}


def test_there_is_nothing_to_choose_where_all_updates_have_one_topic() -> None:
    page = pages_of(live_blog([update(1, topics=(SEA,)), update(2, topics=(SEA,))]))["storm/index.html"]
    assert not html.fromstring(page).xpath("//fieldset")


@pytest.mark.parametrize(
    ("minutes", "language", "when"),
    [
        (5, "en", "1 May 2031, 06:00\u2009–\u200910:05"),
        (5, "de", "1. Mai 2031, 06:00\u2009–\u200910:05"),
        (30, "en", "Thu 1 May, 06:00\u2009–\u2009Fri 2 May, 06:30"),
    ],
)
def test_a_part_says_which_hours_it_holds(minutes: int, language: str, when: str) -> None:
    updates = [update(n, time=MORNING + dt.timedelta(minutes=minutes * (n - 1))) for n in range(1, 102)]
    page = pages_of(live_blog(updates, language=language))["storm/part-1.html"]
    (facts,) = html.fromstring(page).xpath("//header[@class='title']/p[@class='facts']/span[1]")
    assert facts.text_content() == when


def test_a_part_without_times_says_its_days_alone() -> None:
    page = pages_of(live_blog([update(n) for n in range(1, 102)]))["storm/part-1.html"]
    assert "<span>1 May 2031</span>" in page


def test_the_source_of_an_update_stands_beside_its_time() -> None:
    page = pages_of(live_blog([update(1, source="https://gazette.example/live#1")]))["storm/index.html"]
    assert links(page, "//article/p[@class='rail']/a[@class='quiet']") == ["https://gazette.example/live#1"]
    assert not html.fromstring(page).xpath("//article/p[@class='facts']")
