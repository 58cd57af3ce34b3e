"""What a browser loads to show a live blog, compressed as a server sends it: page, styles and scripts."""

from __future__ import annotations

import datetime as dt
import gzip
import random
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from lxml import html
from msgspec.structs import replace
from storm import SITE, THEME, live_blog, shown, theme_of, update

from afterlive.names import slug
from afterlive.site.articles.records import Topic
from afterlive.site.build.theme_files import LIGHT
from afterlive.site.pages.stream import live_blog_page
from afterlive.site.pages.tools import tools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from afterlive.site.articles.records import PublishedUpdate
    from afterlive.site.pages.archive import Archive

HOSTED = replace(SITE, url="https://kept.example/archive")
THEME_OF_PAGES = theme_of(HOSTED)
START = dt.datetime(2031, 5, 1, 6, tzinfo=dt.UTC)
TOPICS = [Topic(name=name, slug=name.lower()) for name in ("Ferries", "Power")]


def speech() -> Callable[[int], str]:
    """Return a function that makes up so many words, some of which are frequent, as in any language."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    vowels = [f"{onset}{vowel}" for onset in "bcdfghklmnprstvw" for vowel in "aeiou"]
    words = ["".join(chance.choices(vowels, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(8000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return lambda count: " ".join(chance.choices(words, weights, k=count))


def stories(count: int) -> Iterator[PublishedUpdate]:
    """Yield so many updates of 115 words with headlines, some with topics, some of them key events."""
    say = speech()
    for number in range(1, count + 1):
        title = say(7).capitalize()
        text = f"<p>{say(60)}.</p>\n<p>{say(55)}.</p>"
        topics = tuple(TOPICS[: number % 3])
        yield named(title, number, title=title, text=text, key=number % 25 == 0, topics=topics)


def ticker(count: int) -> Iterator[PublishedUpdate]:
    """Yield so many updates of ten words, without headlines."""
    say = speech()
    for number in range(1, count + 1):
        text = say(10).capitalize()
        yield named(" ".join(text.split()[:7]), number, title=None, text=f"<p>{text}.</p>")


def named(words: str, number: int, **facts: object) -> PublishedUpdate:
    """Return an update whose address is made of these words; there is one every four minutes."""
    name, time = slug(f"{words} {number}"), START + dt.timedelta(minutes=4 * number)
    return replace(update(number, time=time, **facts), slug=name, url=f"storm/{name}.html")


def first_page(updates: Iterator[PublishedUpdate]) -> str:
    """Return the page of a live blog."""
    view = shown(live_blog(updates, timezone="UTC"), HOSTED)
    return THEME_OF_PAGES.page(next(live_blog_page(view, HOSTED)))


def file_of_theme(path: str) -> bytes:
    """Return a file that the page loads, as a build writes it."""
    if path.startswith("../theme/tools/"):
        spoken = cast("Archive", SimpleNamespace(spoken={"en"}))
        return THEME_OF_PAGES.page(next(tools(spoken))).encode()
    file = THEME / "static" / path.removeprefix("../theme/")
    return LIGHT[file.suffix](file.read_text("utf-8")).encode()


@pytest.mark.parametrize(("updates", "kilobytes"), [(stories(500), 50), (ticker(65), 22)], ids=["500", "65"])
def test_the_first_view_of_a_live_blog_is_light(updates: Iterator[PublishedUpdate], kilobytes: int) -> None:
    page = first_page(updates)
    loaded = html.fromstring(page).xpath("//link[@rel='stylesheet']/@href | //script/@src")
    sizes = [len(gzip.compress(data)) for data in (page.encode(), *map(file_of_theme, loaded))]
    assert len(sizes) == len(("page", "style", "appearance", "place", "tools", "reading", "offline"))
    assert sum(sizes) <= kilobytes * 1000


def test_a_page_says_nothing_twice_in_one_place() -> None:
    page = first_page(stories(3))
    (address,) = html.fromstring(page).xpath("//article[1]/@id")
    assert "\n\n" not in page
    assert page.count(address) == len(
        ("@id", "timeline", "its table", "contents", "id", "permalink", "the other order")
    )


@pytest.mark.parametrize("script", sorted((THEME / "static").rglob("*.js")), ids=lambda script: script.name)
def test_no_string_of_a_script_has_several_lines(script: Path) -> None:
    assert [line for line in script.read_text("utf-8").split("\n") if line.count("`") % 2] == []
