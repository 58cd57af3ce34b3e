"""No page asks for anything outside the site, whatever the addresses in its texts look like."""

from __future__ import annotations

import datetime as dt
import os
import re
from html import escape
from typing import TYPE_CHECKING

import addresses
import pytest
from lxml import etree, html
from serving import serve
from watching import SETTLED

from afterlive import archive, packing
from afterlive.model import Block, LiveBlog, Update
from afterlive.reading.forms.json_lines import dump_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser, Page

FOLDER = "2031-05-01-by-hand"
WRITTEN = [
    address
    for address in (*addresses.NOWHERE, *addresses.WEB, *addresses.WITHIN, *addresses.MAIL)
    if "{" not in address
]
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
STREAM = re.compile(r"(?:index|part-\d+|\d{4}-\d\d-\d\d|update-1)\.html")
TORTURE = "TORTURE" in os.environ
POLICIES = (True, False) if TORTURE else (False,)
"""Whether pages have their policy, which would hold back what nothing else does."""
LINKS = "() => [...document.links].map((link) => link.href)"


def texts() -> Iterator[str]:
    """Yield texts of articles that have an address wherever there is room for one."""
    for address in WRITTEN:
        value = escape(address).replace("\n", "&#10;").replace("\x00", "")
        yield (
            f'<p><img src="{value}" srcset="{value} 2x" alt="It rains"> <a href="{value}">It</a></p>'
            f'<blockquote cite="{value}">It rains</blockquote><img alt=">" longdesc="{value}" src="{value}">'
            f'\n\n![It]({address}) ![It](<{address}> "it") [It]({address}) ![It][a]\n\n[a]: {address}\n'
        )


@pytest.fixture
def site(build: Callable[..., CompletedProcess[str]], tmp_path: Path) -> Path:
    """A hosted site of articles written by hand, and of an export whose Markdown is a stranger's."""
    lead = "Date: 2031-05-01\nKind: lead\nPublisher: Gazette\n"
    articles = {f"{FOLDER}/0000-lead.md": f"Title: By hand\n{lead}\n{next(texts())}"}
    for number, text in enumerate(texts(), 1):
        articles[f"{FOLDER}/{number:04}.md"] = (
            f"Title: Update {number}\nDate: 2031-05-01\nKind: update\nPosition: {number}\n\n{text}"
        )
    blocks = [Block(kind="paragraph", text="It rains", markdown=text) for text in texts()]
    updates = [Update(position=n, title=f"Update {n}", blocks=(block,)) for n, block in enumerate(blocks, 1)]
    export = LiveBlog(title="Storm", updates=tuple(updates), lead=(blocks[0],), date=dt.date(2031, 5, 1))
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/storm.jsonl").write_text(dump_jsonl(export), "utf-8")
    archive.import_folder(tmp_path / "content", list)
    done = build(articles, "publishconf.py", SITEURL="https://gazette.example/x")
    assert done.returncode == 0, done.stdout + done.stderr
    return tmp_path / "output"


@pytest.fixture
def asked() -> list[str]:
    """What the pages asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """A page that writes down what it asks for."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()


def streams(site: Path) -> list[Path]:
    return [file for file in sorted(site.rglob("*.html")) if STREAM.fullmatch(file.name)]


@pytest.mark.parametrize("policy", POLICIES)
def test_no_page_asks_for_anything_outside_the_site(
    page: Page, site: Path, tmp_path: Path, asked: list[str], *, policy: bool
) -> None:
    packed = list(packing.pack(site, tmp_path / "dist", ["html"], list))
    if not policy:
        for file in (*streams(site), *packed):
            file.write_bytes(POLICY.sub(b"", file.read_bytes()))
    own = tuple(f"{folder.as_uri()}/" for folder in (site, tmp_path / "dist"))
    linked = []
    with serve({"/x/": site}) as server:
        places = {file.as_uri(): own for file in (*streams(site), *packed)}
        hosted = f"{server.address}/x/"
        pages = streams(site) if TORTURE else streams(site)[::3]  # their HTML is the same
        places |= {hosted + file.relative_to(site).as_posix(): (hosted,) for file in pages}
        for place, within in places.items():
            asked.clear()
            page.goto(place)
            page.evaluate(SETTLED)
            assert [url for url in asked if not url.startswith((*within, "data:"))] == []
            linked += [
                (place, link)
                for link in page.evaluate(LINKS)
                if not link.startswith((*within, "http://", "https://", "mailto:"))
            ]
    assert linked == []
    assert len(places) > 8


def test_no_feed_and_no_quote_has_an_address_that_leads_elsewhere(site: Path) -> None:
    feeds = [*site.rglob("*.atom.xml")]
    texts = [text for feed in feeds for text in etree.parse(feed).xpath("//*[local-name()='content']/text()")]
    pages = [html.fromstring(file.read_bytes()) for file in streams(site)]
    fed = [html.fromstring(f"<main>{text}</main>") for text in texts]
    cited = {value for page in (*pages, *fed) for value in page.xpath("//@cite")}
    linked = {value for text in fed for value in text.xpath("//@href | //@src")}
    assert cited
    assert linked
    assert [
        value for value in cited if not re.match(r"https?://|mailto:|\.\./\w|\.\./\.?/?|[?#]", value)
    ] == []
    assert [value for value in linked if not re.match(r"https?://|mailto:|[?#]", value)] == []
