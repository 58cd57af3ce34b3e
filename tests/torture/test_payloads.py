"""Nothing that strangers wrote runs or loads anything, even where no policy would hold it back."""

from __future__ import annotations

import datetime as dt
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import lxml.html
import payloads
import pytest
from serving import serve

from afterlive import archive, packing
from afterlive.markup import render
from afterlive.packing.built_site import open_site
from afterlive.packing.single_page import single_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser, Page

    from afterlive.model import LiveBlog

    Build = Callable[..., CompletedProcess[str]]

EVERY = payloads.payloads()
SPREAD = 6
"""How many payloads there are in `make test`; in `make torture`, all, so many at a time:"""
CHUNK = 500
CHUNKS = (
    [EVERY[begin : begin + CHUNK] for begin in range(0, len(EVERY), CHUNK)]
    if "TORTURE" in os.environ
    else [EVERY[:: len(EVERY) // SPREAD]]
)
ROUNDS = range(1 if "TORTURE" in os.environ else 4)
"""Of the texts that Pelican would take for its own, a form has all in so many rounds."""
POLICIES = (True, False) if "TORTURE" in os.environ else (False,)
"""Whether pages have their policy, which would hold back what nothing else does."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
MISSING = (
    "Failed to load resource: net::ERR_FILE_NOT_FOUND",
    "Failed to load resource: the server responded with a status of 404",
)
"""What a browser says of a picture beside the page that isn't there."""
QUERIES = ("script", "alert", "img", "svg onload", "javascript", "rains")

STREAM = re.compile(r"(?:index|part-\d+|\d{4}-\d\d-\d\d|search)\.html")
OTHERS = 100 if "TORTURE" in os.environ else 10
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
    const own = element.httpEquiv === "Content-Security-Policy" && element.parentNode === page.head;
    if (odd && !own) found.push(element.outerHTML.slice(0, 300));
  }
  const run = [...page.scripts].filter((script) => script.type !== "application/ld+json").length;
  if (run !== scripts) found.push(`${run} scripts in place of ${scripts}`);
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


@pytest.fixture
def site(some: list[str], build_here: Callable[[Mapping[str, str]], Path], tmp_path: Path) -> Path:
    """A site of what is read of documents of every form, and of articles written by hand."""
    documents = tmp_path / "documents"
    documents.mkdir()
    read: list[LiveBlog] = []
    for form in payloads.ALL:
        of_form = [live_blog for payload in some if (live_blog := payloads.read(payload, form, tmp_path))]
        assert len(of_form) > 0.6 * len(some), form
        read += of_form
    (documents / "storm.jsonl").write_text(payloads.collected(read, dt.date(2031, 5, 1)), "utf-8")
    archive.import_folder(tmp_path / "content", list)
    return build_here(payloads.articles(some))


@contextmanager
def watched(browser: Browser, own: tuple[str, ...], offences: list[str]) -> Iterator[Page]:
    """Yield a page of a browser that writes down what runs, and what it asks for but of its own."""
    context = browser.new_context()
    context.add_init_script(CALLED)
    page = context.new_page()

    def tell(what: str) -> None:
        offences.append(f"{page.url}: {what}")

    page.on("console", lambda message: message.text.startswith(MISSING) or tell(message.text))
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("dialog", lambda dialog: (tell(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: request.url.startswith((*own, "data:")) or tell(request.url))
    context.on("page", lambda other: other is page or tell(f"opened {other.url}"))
    yield page
    context.close()


def test_other_peoples_lists_are_taken_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("<b>\n\n<i>\n<b>\n", "utf-8")
    (tmp_path / "b.json").write_text('["<b>", "<u>\\n", {"payload": "<s>"}]', "utf-8")
    monkeypatch.setenv("PAYLOADS", str(tmp_path))
    assert payloads.payloads() == ["<b>", "<i>", "<u>\n", "<s>"]


def test_what_a_document_says_is_never_a_link_of_pelicans(build: Build, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("secret", "utf-8")
    read: list[LiveBlog] = []
    for number, form in enumerate(payloads.ALL):
        some = payloads.OF_PELICAN[number % len(ROUNDS) :: len(ROUNDS)]
        of_form = [found for payload in some if (found := payloads.read(payload, form, tmp_path))]
        assert len(of_form) > 0.8 * len(some) - 1, form
        read += of_form
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


@pytest.mark.parametrize("some", CHUNKS, ids=lambda some: f"{len(some)} payloads")
def test_no_payload_runs_or_loads_anything(
    browser: Browser, some: list[str], site: Path, output: Path, tmp_path: Path
) -> None:
    assert some
    packed = list(packing.pack(site, tmp_path / "dist", ["html"], list))
    files = [*sorted(site.rglob("*.html")), *packed]
    streams = [file for file in files if STREAM.search(file.name) or file in packed]
    shown = sorted({*streams, *files[:: len(files) // OTHERS + 1]})
    alone = scripts_in(single_page(open_site(output), LIGHTHOUSE).decode())
    usual = scripts_in((output / "index.html").read_text("utf-8"))
    live_blog = scripts_in(next(output.glob("*lighthouse/index.html")).read_text("utf-8"))
    scripts = {
        file: live_blog if STREAM.search(file.name) and file.parent.name != "topics" else usual
        for file in files
    }
    scripts |= dict.fromkeys(packed, alone)
    scripts |= {site / own.name: scripts_in(own.read_text("utf-8")) for own in output.glob("*.html")}
    searching = scripts[site / "search.html"]
    offences: list[str] = []
    from_disk = (f"{site.as_uri()}/", f"{(tmp_path / 'dist').as_uri()}/")
    with watched(browser, from_disk, offences) as page:
        for file in files:
            as_parsed = {"address": file.as_uri(), "html": file.read_text("utf-8")}
            offences += page.evaluate(ASTRAY, [as_parsed | {"scripts": scripts[file]}])
    with serve({"/x/": site}) as server:
        hosted = f"{server.address}/x/"
        addresses = {file.as_uri(): scripts[file] for file in shown}
        addresses |= {
            hosted + quote(file.relative_to(site).as_posix()): scripts[file]
            for file in shown
            if file not in packed
        }
        for policy in POLICIES:
            if not policy:
                for file in files:
                    without_policy(file)
            with watched(browser, (*from_disk, hosted), offences) as page:
                for address, own in addresses.items():
                    open_whole(page, address)
                    offences += page.evaluate(ASTRAY, [{"html": None, "address": address, "scripts": own}])
                for query in QUERIES:
                    page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
                    page.wait_for_selector("main [role=status]:not(:empty)", state="attached")
                    page.evaluate(ALL_HITS)
                    offences += page.evaluate(
                        ASTRAY, [{"html": None, "address": page.url, "scripts": searching}]
                    )
    assert offences == []


def open_whole(page: Page, address: str) -> None:
    """Show a page with all its pictures."""
    page.goto(address)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    assert page.url == address
