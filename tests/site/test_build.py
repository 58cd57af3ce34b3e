"""Pelican makes the site of content/, or says in one line what has to be mended."""

from __future__ import annotations

import atexit
import logging
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from afterlive.errors import DocumentError
from afterlive.names import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

    Articles = Mapping[str, str]
    Build = Callable[..., CompletedProcess[str]]
    Here = Callable[[Articles], Path]

LIGHTHOUSE = "2031-05-01-lighthouse"
LAMP = f"{LIGHTHOUSE}/0001-the-lamp-fails.md"
LEAD = f"{LIGHTHOUSE}/0000-lead.md"
BOATS = f"{LIGHTHOUSE}/0004-boats.md"


def test_building_again_in_one_process_adds_nothing_to_it(
    build_here: Here, few: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_here(few)
    added: list[object] = []
    filters = [*logging.getLogger("pelican").filters]
    monkeypatch.setattr(atexit, "register", added.append)
    build_here(few)
    assert added == []
    assert logging.getLogger("pelican").filters == filters


def test_the_site_has_a_page_of_every_kind_and_nothing_else(output: Path) -> None:
    files = {path.relative_to(output).as_posix() for path in output.rglob("*.*")}
    regatta = {f"2031-07-12-regatta/boje-{position}.html" for position in range(1, 25)}
    assert {file for file in files if not file.startswith(("theme/", "search/"))} - regatta == {
        "404.html",
        "about.html",
        "index.html",
        "manifest.webmanifest",
        "offline.html",
        "sw.js",
        f"{LIGHTHOUSE}/2031-05-01.html",
        f"{LIGHTHOUSE}/boats.html",
        f"{LIGHTHOUSE}/index.html",
        f"{LIGHTHOUSE}/offline.json",
        f"{LIGHTHOUSE}/the-lamp-fails.html",
        f"{LIGHTHOUSE}/watch-the-cape.html",
        f"{LIGHTHOUSE}/withdrawn.html",
        "2031-07-12-regatta/2031-07-12.html",
        "2031-07-12-regatta/hours.js",
        "2031-07-12-regatta/2031-07-13.html",
        "2031-07-12-regatta/index.html",
        "2031-07-12-regatta/offline.json",
        "search.html",
        "topics/index.html",
        "topics/norrvik.html",
        "topics/shipping.html",
    }
    assert regatta <= files


def test_every_link_is_relative_and_names_a_file_that_is_there(output: Path) -> None:
    for file in output.rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        for link in page.xpath("//@href | //@src"):
            if re.match(r"https?:", link):
                continue
            path, _, fragment = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            assert target.is_file(), f"{file.name}: {link}"
            if fragment:
                ids = html.fromstring(target.read_bytes()).xpath("//@id")
                assert fragment in ids, f"{file.name}: {link}"
                assert len(ids) == len(set(ids)), f"{target.name} repeats an id"


def test_a_build_ends_with_what_the_site_has_and_how_much_of_it_is_new(
    build_here: Here, few: Articles, capsys: pytest.CaptureFixture[str]
) -> None:
    build_here(few)
    assert re.fullmatch(r"1 live blog, 4 updates; \d\d pages written\n", capsys.readouterr().out)
    build_here(few)
    assert capsys.readouterr().out == "1 live blog, 4 updates; 0 pages written\n"


def test_a_warning_that_ends_a_build_is_said_once(build: Build, few: Articles) -> None:
    done = build({**few, "pages/us.md": "Title: About us\nDate: 2031-05-01\n\n[Gone]({filename}gone.md)\n"})
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).strip().splitlines()
    assert "Unable to find 'gone.md'" in line


def test_building_again_gives_the_same_bytes(
    build_here: Here, output: Path, articles: Articles, tmp_path: Path
) -> None:
    build_here(articles)
    for file in output.rglob("*.*"):
        assert file.read_bytes() == (tmp_path / "output" / file.relative_to(output)).read_bytes()


@pytest.mark.parametrize(
    ("file", "change", "complaint"),
    [
        (LAMP, ("Title: The lamp fails\n", ""), "has no Title; add a line `Title:`"),
        (LAMP, ("Date: 2031-05-01\n", ""), "has no Date; add a line such as `Date: 2025-08-21`"),
        (LAMP, ("2031-05-01", "yesterday"), "'yesterday' is not a valid date"),
        (LAMP, ("Kind: update", "Kind: poem"), "needs a line `Kind: lead` or `Kind: update`, not 'poem'"),
        (LAMP, ("Kind: update\n", ""), "needs a line `Kind: lead` or `Kind: update`, not None"),
        (LAMP, ("Position: 1\n", ""), "needs a line `Position: 7` with its place in the live blog"),
        (LAMP, ("Position: 1", "Position: first"), "needs a line `Position: 7` with its place"),
        (LAMP, ("Position: 1", "Position: 2"), "has the same Position as"),
        (LAMP, ("Slug: the-lamp-fails", "Slug: Boats"), "has the same Slug as"),
        (LAMP, ("Slug: the-lamp-fails", "Slug: index"), "needs a line `Slug: some-words`"),
        (LAMP, ("Slug: the-lamp-fails", "Slug: part-3"), "needs a line `Slug: some-words`"),
        (LAMP, ("Slug: the-lamp-fails", "Slug: 2031-05-01"), "needs a line `Slug: some-words`"),
        (LAMP, ("Slug: the-lamp-fails", "Slug: ../../elsewhere"), "needs a line `Slug: some-words`"),
        (BOATS, ("Slug: boats\n", ""), "needs a line `Slug: some-words`"),
        (LAMP, ("Precision: day", "Precision: hour"), "the Precision 'hour' is none of day, minute, second"),
        (LAMP, ("Title: The lamp fails", "Title: The\1lamp"), "Title has a control character in it"),
        (LAMP, ("Tags: Norrvik", "Tags: Norr\1vik"), "Tags has a control character in it"),
        (LAMP, ("Slug: the-lamp-fails", f"Slug: {'a' * 300}"), "needs a line `Slug: some-words`"),
        (LAMP, ("Tags: Norrvik", f"Tags: {'a' * 300}"), "is too long for the name of a page; shorten it"),
        (LAMP, ("Key: yes", "Source: javascript:alert(1)"), "is no address; write it like https://"),
        (LEAD, ("Source: https:", "Source: data:"), "is no address; write it like https://"),
        (LEAD, ("Title: The lighthouse at Norrvik goes dark", "Title:"), "the lead has no title"),
        (LEAD, ("Kind: lead", "Kind: lead\nTimezone: Nowhere"), "Nowhere"),
    ],
)
def test_a_broken_article_fails_the_build(
    build_here: Here, few: Articles, file: str, change: tuple[str, str], complaint: str
) -> None:
    assert change[0] in few[file]
    with pytest.raises(DocumentError, match=re.escape(complaint)) as raised:
        build_here({**few, file: few[file].replace(*change)})
    assert str(raised.value).startswith(LIGHTHOUSE)
    assert "\n" not in str(raised.value)


def test_a_live_blog_of_drafts_alone_is_left_out(build_here: Here, few: Articles) -> None:
    drafts = {
        name.replace(LIGHTHOUSE, "2031-06-01-draft"): text.replace("Kind:", "Status: draft\nKind:")
        for name, text in few.items()
    }
    site = build_here({**few, **drafts})
    assert (site / LIGHTHOUSE / "index.html").exists()
    assert not (site / "2031-06-01-draft").exists()


def test_a_headline_names_the_page_where_no_slug_does(build_here: Here, few: Articles) -> None:
    site = build_here({**few, LAMP: few[LAMP].replace("Slug: the-lamp-fails\n", "")})
    assert (site / LIGHTHOUSE / f"{slug(re.findall('Title: (.*)', few[LAMP])[0])}.html").exists()


def test_what_is_wrong_with_an_article_is_said_in_one_line(build: Build, few: Articles) -> None:
    done = build({**few, LAMP: few[LAMP].replace("Position: 1", "Position: 2")})
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 1
    assert len(lines) == 1
    assert f"{LIGHTHOUSE}/0002-watch-the-cape.md: has the same Position as {LAMP}" in lines[0]


@pytest.mark.parametrize(
    ("without", "extra", "complaint"),
    [
        (LEAD, "", "its folder has no lead; add a file 0000-lead.md with `Kind: lead`"),
        ("", f"{LIGHTHOUSE}/0000-second.md", "a second lead beside"),
        ("", "0001-astray.md", "an article stands in the folder of its live blog; move it there"),
        ("", "topics/0000-lead.md", "the folder can't be called 'topics'"),
        ("", f"{LIGHTHOUSE.title()}/0000-lead.md", "macOS and Windows take it for the folder"),
    ],
)
def test_a_folder_that_is_no_live_blog_fails_the_build(
    build_here: Here, few: Articles, without: str, extra: str, complaint: str
) -> None:
    changed = {name: text for name, text in few.items() if name != without}
    if extra:
        changed[extra] = few[LEAD]
    with pytest.raises(DocumentError, match=re.escape(complaint)):
        build_here(changed)


def test_hosting_adds_only_what_needs_an_address(
    build: Build, output: Path, articles: Articles, tmp_path: Path
) -> None:
    done = build(articles, "publishconf.py", GITHUB_REPOSITORY="Norrvik/Archive", SITEURL="")
    assert done.returncode == 0, done.stdout
    hosted, home = tmp_path / "output", "https://norrvik.github.io/Archive"
    page = html.fromstring((hosted / LIGHTHOUSE / "boats.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{home}/{LIGHTHOUSE}/boats.html"]
    assert page.xpath("//main//a/@href") == html.fromstring(
        (output / LIGHTHOUSE / "boats.html").read_bytes()
    ).xpath("//main//a/@href")
    lost = html.fromstring((hosted / "404.html").read_bytes())
    assert "/Archive/theme/css/style.css" in lost.xpath("//link/@href")
    places = etree.parse(hosted / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert f"{home}/index.html" in places
    assert not any(place.endswith(("404.html", "offline.html")) for place in places)


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"GITHUB_REPOSITORY": "Norrvik/archive", "SITEURL": ""}, "https://norrvik.github.io/archive"),
        ({"GITHUB_REPOSITORY": "norrvik/norrvik.github.io", "SITEURL": ""}, "https://norrvik.github.io"),
        ({"GITHUB_REPOSITORY": "norrvik/archive", "SITEURL": "https://live.example"}, "https://live.example"),
    ],
)
def test_a_fork_publishes_with_nothing_edited(
    build: Build, few: Articles, tmp_path: Path, environment: dict[str, str], address: str
) -> None:
    done = build(few, "publishconf.py", **environment)
    assert done.returncode == 0, done.stdout
    feed = etree.parse(tmp_path / "output/all.atom.xml")
    entries = {entry.findtext("{*}title"): entry for entry in feed.iterfind("{*}entry")}
    boats = next(entry for title, entry in entries.items() if title.startswith("Fishing boats put"))
    assert boats.find("{*}link").get("href") == f"{address}/{LIGHTHOUSE}/boats.html"
    assert "lanterns out &amp; kept watch" in boats.findtext("{*}content")
    assert (tmp_path / "output" / LIGHTHOUSE / "feed.atom.xml").is_file()


def test_a_picture_has_the_size_of_its_file(build_here: Callable[[Articles], Path], few: Articles) -> None:
    def size(width: int) -> tuple[str, ...]:
        lamp = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='30'/>"
        output = build_here(
            {
                **few,
                LAMP: few[LAMP] + "\n![The lamp]({static}images/lamp.svg)\n",
                f"{LIGHTHOUSE}/images/lamp.svg": lamp,
            }
        )
        page = html.fromstring((output / LIGHTHOUSE / "the-lamp-fails.html").read_bytes())
        return tuple(page.xpath("//main//img/@width | //main//img/@height"))

    assert size(20) == ("20", "30")
    assert size(40) == ("40", "30"), "an update that is the same, with another picture"


def test_pages_and_files_of_the_keeper_go_pelicans_own_way(
    build: Build, few: Articles, tmp_path: Path
) -> None:
    pictured = few[LAMP] + "\n![The lamp]({static}images/lamp.svg)\n\n[The lead]({filename}0000-lead.md)\n"
    done = build(
        {
            **few,
            LAMP: pictured,
            f"{LIGHTHOUSE}/images/lamp.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "pages/about.md": "Title: Who we are\nSlug: about\n\nWe keep **light**.\n",
            "extra/CNAME": "live.example",
        },
    )
    assert done.returncode == 0, done.stdout
    made = tmp_path / "output"
    assert (made / LIGHTHOUSE / "images/lamp.svg").is_file()
    assert (made / "extra/CNAME").is_file()
    about = html.fromstring((made / "about.html").read_bytes())
    assert about.findtext(".//h1") == "Who we are"
    assert about.xpath("//main//strong/text()") == ["light"]
    lamp = html.fromstring((made / LIGHTHOUSE / "the-lamp-fails.html").read_bytes())
    assert lamp.xpath("//main//img/@src") == [f"../{LIGHTHOUSE}/images/lamp.svg"]
    assert f"../{LIGHTHOUSE}/index.html" in lamp.xpath("//div[@class='text']//a/@href")
