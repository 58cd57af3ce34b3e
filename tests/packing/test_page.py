"""A live blog as one page: every word of it, its pictures and script, and nothing that leads astray."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import expect
from waiting import eventually

from afterlive.packing.built_site import open_site
from afterlive.packing.single_page import single_page
from afterlive.site.show import day_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

LIGHTHOUSE = "2031-05-01-lighthouse"
REGATTA = "2031-07-12-regatta"
LAMP = f"{LIGHTHOUSE}/0001-the-lamp-fails.md"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"


@pytest.fixture(scope="module")
def regatta(output: Path) -> html.HtmlElement:
    """The page of a live blog of two days."""
    return html.document_fromstring(single_page(open_site(output), REGATTA))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_all_updates_are_there_from_the_oldest(
    regatta: html.HtmlElement, articles: Mapping[str, str]
) -> None:
    count = sum(name.startswith(REGATTA) for name in articles) - 1  # without the lead
    assert regatta.xpath("//article/@id") == [f"boje-{number}" for number in range(1, count + 1)]
    assert "Zwei Tage, elf Boote, ein Sieger." in words(regatta.body)
    assert regatta.xpath("//section/@id") == ["2031-07-12", "2031-07-13"]


def test_it_says_where_it_comes_from(output: Path) -> None:
    page = html.document_fromstring(single_page(open_site(output), LIGHTHOUSE))
    assert [words(line) for line in page.xpath("//footer/p[@class='provenance']")] == [
        "Captured 2 May 2031 from gazette.example/live SingleFile Checksum: 5e5e5e5e5e5e…"
    ]


def test_each_update_has_the_words_of_its_own_page(regatta: html.HtmlElement, output: Path) -> None:
    for article in regatta.xpath("//article[@id]"):
        own = html.parse(output / REGATTA / f"{article.get('id')}.html")
        (text,) = own.xpath("//article//div[@class='text']")
        assert words(text) in words(article)


def test_the_contents_name_every_day_in_that_order(regatta: html.HtmlElement) -> None:
    days = regatta.xpath("//nav[@class='contents']//h3/a/@href")
    assert days == ["#2031-07-12", "#2031-07-13"]
    lines = regatta.xpath("//nav[@class='contents']//li/a/@href")
    places = [regatta.xpath("//article/@id").index(line.removeprefix("#")) for line in lines]
    assert places == sorted(places)
    assert places


def test_every_link_leads_to_a_place_in_the_page_or_out_of_the_site(regatta: html.HtmlElement) -> None:
    ids = regatta.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = set(regatta.xpath("//@href[not(ancestor-or-self::link)]"))
    assert {link for link in links if link.startswith("#") and link[1:] not in ids} == set()
    assert {link for link in links if not link.startswith("#")} == {
        "https://creativecommons.org/licenses/by-sa/4.0/"
    }


def test_links_to_parts_of_a_long_live_blog_lead_to_the_update(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str]
) -> None:
    """The live blog's page shows 100 updates at most, and its key events lead to the parts for older ones."""
    update = few[LAMP]
    longer = {
        f"{LIGHTHOUSE}/{number:04}-more.md": update.replace("Position: 1", f"Position: {number}").replace(
            "the-lamp-fails", f"more-{number}"
        )
        for number in range(5, 106)
    }
    site = open_site(build_here({**few, **longer}))
    assert f"{LIGHTHOUSE}/part-1.html" in site.files
    page = html.document_fromstring(single_page(site, LIGHTHOUSE))
    assert len(page.xpath("//article[@id]")) == 105
    assert page.xpath("//nav[@class='keys']//a/@href")[-1] == "#the-lamp-fails"


def test_a_day_of_several_pages_is_whole(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_pages, "LARGEST", 1)
    site = open_site(build_here(few))
    assert f"{LIGHTHOUSE}/2031-05-01-part-4.html" in site.files
    page = html.document_fromstring(single_page(site, LIGHTHOUSE))
    assert page.xpath("//article/@id") == ["the-lamp-fails", "watch-the-cape", "withdrawn", "boats"]


def test_what_leads_to_other_pages_of_the_site_leads_nowhere_from_disk(output: Path) -> None:
    page = html.document_fromstring(single_page(open_site(output), LIGHTHOUSE))
    assert page.xpath("//span[text()='Shipping']")
    assert page.xpath("//a[text()='the chart']/@href") == ["https://chart.example/?a=1&b=2"]


def test_what_leads_to_other_pages_leads_to_where_the_site_is_hosted(
    build: Callable, few: Mapping[str, str], tmp_path: Path
) -> None:
    done = build(few, "publishconf.py", SITEURL="https://norrvik.example/archive")
    assert done.returncode == 0, done.stdout
    page = html.document_fromstring(single_page(open_site(tmp_path / "output"), LIGHTHOUSE))
    assert page.xpath("//a[text()='Shipping']/@href") == [
        "https://norrvik.example/archive/topics/shipping.html"
    ]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        f"https://norrvik.example/archive/{LIGHTHOUSE}/index.html"
    ]


def test_the_policy_allows_just_what_is_in_the_page(regatta: html.HtmlElement) -> None:
    (policy,) = regatta.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        hashes = [
            f"'sha256-{base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}'"
            for element in regatta.iter(tag)
        ]
        assert rules.pop(rule).split() == hashes
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert regatta.xpath("//link/@rel") == ["icon"]
    assert regatta.xpath("//script/@src | //@style") == []


def test_the_same_site_makes_the_same_bytes(output: Path) -> None:
    assert single_page(open_site(output), REGATTA) == single_page(open_site(output), REGATTA)


@pytest.mark.parametrize("astray", ["../../secret.png", "../%2E./secret.png"])
def test_no_file_from_outside_the_site_gets_into_a_page(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str], tmp_path: Path, astray: str
) -> None:
    (tmp_path / "secret.png").write_text("secret")
    site = open_site(build_here({**few, LAMP: few[LAMP] + f"\n![No]({astray})\n"}))
    page = html.document_fromstring(single_page(site, LIGHTHOUSE))
    assert [image.get("src") for image in page.iter("img")] == []
    assert "No" in words(page.get_element_by_id("the-lamp-fails")).split()


def test_it_works_alone_in_a_browser(
    offline_page: Page,
    build_here: Callable[[Mapping[str, str]], Path],
    few: Mapping[str, str],
    tmp_path: Path,
) -> None:
    pictured = {
        **few,
        LAMP: few[LAMP] + "\n![The lamp]({static}images/lamp.svg)\n",
        f"{LIGHTHOUSE}/images/lamp.svg": PICTURE,
    }
    page_file = tmp_path / "alone" / "page.html"
    page_file.parent.mkdir()
    page_file.write_bytes(single_page(open_site(build_here(pictured)), LIGHTHOUSE))

    page = offline_page
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith("data:") or complaints.append(request.url))
    page.goto(page_file.as_uri())
    eventually(lambda: page.evaluate("document.querySelector('main img').naturalWidth"), 10)
    eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('.update')).display"), "grid")

    page.get_by_role("searchbox").fill("LANTERNS kept")
    expect(page.locator("article:visible")).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 / 4")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("article:visible")).to_have_count(4)
    assert complaints == [page_file.as_uri()]
