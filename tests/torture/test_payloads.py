"""Nothing that strangers wrote runs or loads anything, even where no policy would hold it back."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING

import lxml.html
import payloads
import pytest

from afterlive import archive, packing
from afterlive.markup import render
from afterlive.packing.built_site import open_site
from afterlive.packing.single_page import single_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser, Page

    Build = Callable[..., CompletedProcess[str]]

SPREAD = 12
"""How many payloads there are in `make test`; in `make torture`, all."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
MISSING = "Failed to load resource: net::ERR_FILE_NOT_FOUND"
"""What a browser says of a picture beside the page that isn't there."""
QUERIES = ("script", "alert", "img", "svg onload", "javascript", "rains")

STREAM = re.compile(r"(?:index|part-\d+|\d{4}-\d\d-\d\d|search)\.html")
OTHERS = 1000 if "TORTURE" in os.environ else 10
"""How many of the pages that show one update or one topic are opened, too."""
LIGHTHOUSE = "2031-05-01-lighthouse"

ALL_HITS = """async () => {
  const more = document.querySelector(".more-hits");
  for (let turn = 0; turn < 30 && !more.hidden; turn++) {
    const shown = document.querySelectorAll(".hits li").length;
    more.click();
    while (document.querySelectorAll(".hits li").length === shown) await new Promise(requestAnimationFrame);
  }
}"""

CALLED = """
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "postMessage"]) {
  window[name] = (...values) => console.error("ran", name, ...values);
}
"""
"""What a page of ours never calls tells when it is called."""

ASTRAY = """(pages) => pages.flatMap(({ html, address, scripts }) => {
  const page = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const found = window.name ? [`window.name is ${window.name}`] : [];
  for (const element of page.querySelectorAll("*")) {
    const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "ping"]
      .map((name) => element.getAttribute(name))
      .filter((value) => value !== null);
    const odd = element.getAttributeNames().some((name) => /^on|^style$|^srcdoc$|^http-equiv$/.test(name))
      || addresses.some((value) => URL.canParse(value, address)  // what isn't an address leads nowhere
        && !/^(file|https?|mailto|data):$/.test(new URL(value, address).protocol))
      || /^(iframe|object|embed|base|frame|applet|audio|video|math)$/i.test(element.localName);
    if (odd) found.push(element.outerHTML.slice(0, 300));
  }
  const own = [...page.scripts].filter((script) => script.type !== "application/ld+json").length;
  if (own !== scripts) found.push(`${own} scripts in place of ${scripts}`);
  return found.map((what) => `${address}: ${what}`);
})"""
"""What in pages could run or load something, at once or when clicked; without HTML, in the page shown."""


def without_policy(file: Path) -> Path:
    """Take the policy off a page."""
    data, count = POLICY.subn(b"", file.read_bytes())
    assert count == 1, file
    file.write_bytes(data)
    return file


def scripts_in(html: str) -> int:
    """Count the scripts of a page that nobody attacked, but for its linked data."""
    return len(re.findall(r"<script(?! type=)", html))


@pytest.fixture(scope="module")
def some() -> list[str]:
    """Some payloads, or all."""
    every = payloads.payloads()
    return every if "TORTURE" in os.environ else every[:: len(every) // SPREAD]


@pytest.fixture
def site(some: list[str], build_here: Callable[[Mapping[str, str]], Path], tmp_path: Path) -> Path:
    """A site of what is read of documents of every form, and of articles written by hand."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in payloads.DOCUMENTS:
        read = [live_blog for payload in some if (live_blog := payloads.read(payload, name, tmp_path))]
        assert len(read) > 0.9 * len(some)
        export = payloads.collected(read, dt.date(2031, 5, 1))
        (documents / f"{name.replace('.', '-')}.jsonl").write_text(export, "utf-8")
    archive.import_folder(tmp_path / "content", list)
    return build_here(payloads.articles(some))


@pytest.fixture
def offences() -> list[str]:
    """What ran, or was asked of another host."""
    return []


@pytest.fixture
def page(browser: Browser, offences: list[str]) -> Iterator[Page]:
    """A page that writes down what runs and what it asks for."""
    context = browser.new_context(offline=True)
    context.add_init_script(CALLED)
    page = context.new_page()

    def tell(what: str) -> None:
        offences.append(f"{page.url}: {what}")

    page.on("console", lambda message: message.text.startswith(MISSING) or tell(message.text))
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("dialog", lambda dialog: (tell(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: re.match("file:|data:", request.url) or tell(request.url))
    context.on("page", lambda other: other is page or tell(f"opened {other.url}"))
    yield page
    context.close()


@pytest.mark.parametrize("name", payloads.DOCUMENTS)
def test_what_a_document_says_is_never_a_link_of_pelicans(build: Build, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.png").write_text("secret", "utf-8")
    read = [found for payload in payloads.OF_PELICAN if (found := payloads.read(payload, name, tmp_path))]
    assert len(read) > 0.8 * len(payloads.OF_PELICAN)
    updates = [update for live_blog in read for update in live_blog.updates]
    leads = [block for live_blog in read for block in live_blog.lead]
    for block in (*leads, *(block for update in updates for block in update.blocks)):
        shown = lxml.html.fromstring(f"<main>{render(block.markdown)}</main>")
        assert not [value for value in shown.xpath("//@*") if value[0] in "{|"], block
    (tmp_path / "documents").mkdir()
    export = payloads.collected(read, dt.date(2031, 5, 1))
    (tmp_path / "documents/storm.jsonl").write_text(export, "utf-8")
    archive.import_folder(tmp_path / "content", list)
    done = build({})
    assert done.returncode == 0, done.stdout + done.stderr
    copied = {file.name for file in (tmp_path / "output").rglob("*")}
    assert copied.isdisjoint({"secret.png", "permalinks.txt", ".importing"})


def test_no_payload_runs_or_loads_anything(
    page: Page, site: Path, output: Path, tmp_path: Path, offences: list[str]
) -> None:
    packed = list(packing.pack(site, tmp_path / "dist", ["html"], list))
    files = [without_policy(file) for file in [*sorted(site.rglob("*.html")), *packed]]
    streams = [file for file in files if STREAM.search(file.name) or file in packed]
    shown = {*streams, *files[:: len(files) // OTHERS + 1]}
    alone = scripts_in(single_page(open_site(output), LIGHTHOUSE).decode())
    searching, usual = (
        scripts_in((output / name).read_text("utf-8")) for name in ("search.html", "index.html")
    )
    for file in files:
        scripts = alone if file in packed else searching if file.name == "search.html" else usual
        as_parsed = {"address": file.as_uri(), "scripts": scripts, "html": file.read_text("utf-8")}
        offences += page.evaluate(ASTRAY, [as_parsed])
        if file in shown:
            page.goto(file.as_uri())
            offences += page.evaluate(ASTRAY, [as_parsed | {"html": None}])
            assert page.url == file.as_uri()
    for query in QUERIES:
        page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
        page.wait_for_selector("main [role=status]:not(:empty)", state="attached")
        page.evaluate(ALL_HITS)
        offences += page.evaluate(ASTRAY, [{"html": None, "address": page.url, "scripts": searching}])
    assert offences == []
