"""What tests of several rooms share: a small archive, the site that Pelican builds of it, and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import jinja2
import pytest
from forking import run_pelican
from waiting import PATIENCE, used_again

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, Page

    Articles = Mapping[str, str]
    Build = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent
SCREEN = {"width": 1280, "height": 900}
CHROMIUM = Path("/usr/bin/chromium")
OFF = (
    # What Playwright turns off,
    *("HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding", "RenderDocument", "Translate"),
    # and what is a page of its own in each window: a third of the time of each load.
    *("PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIReloadButton"),
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
)

# The same examples in every run, half as many as usual; `make torture` explores at random, ten times as many.
hypothesis.settings.register_profile("test", max_examples=50, derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile(
    "torture", max_examples=500, database=None, deadline=None, print_blob=True
)
hypothesis.settings.load_profile("torture" if "TORTURE" in os.environ else "test")

LIGHTHOUSE = {
    "0000-lead.md": """\
Title: The lighthouse at Norrvik goes dark
Date: 2031-05-01
Precision: day
Kind: lead
Lang: en
Tags: Norrvik
Publisher: The Norrvik Gazette
Source: https://gazette.example/live
Captured: 2031-05-02T09:00:00+00:00
Captured-By: SingleFile
Checksum: documents/lighthouse.html sha256:5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e

For the first time since 1888 no light was seen from the cape.

The keeper is back.
""",
    "0001-the-lamp-fails.md": """\
Title: The lamp fails
Date: 2031-05-01
Precision: day
Kind: update
Position: 1
Slug: the-lamp-fails
Key: yes
Tags: Norrvik, Shipping

Two bulbs burnt out within *an hour*.

> We have no third.
""",
    "0002-watch-the-cape.md": """\
Title: Watch: The cape at dusk
Date: 2031-05-01
Precision: day
Kind: update
Position: 2
Slug: watch-the-cape
""",
    "0003-withdrawn.md": """\
Title: A name
Date: 2031-05-01
Precision: day
Kind: update
Position: 3
Slug: withdrawn
Removed: the family asked for it
""",
    "0004-boats.md": """\
Title:
Date: 2031-05-01
Precision: day
Kind: update
Position: 4
Slug: boats
Authors: Ida Holm; Per Lund

Fishing boats put lanterns out & kept watch. See [the chart](https://chart.example/?a=1&b=2).
""",
}
"""A live blog without times: an update is a headline alone, one has no headline, one was taken down."""

REGATTA_LEAD = """\
Title: Die Regatta von Sandhaven
Date: 2031-07-12
Precision: day
Kind: lead
Lang: de
Timezone: Europe/Berlin
Publisher: Sandhavener Bote
Licence: CC BY-SA 4.0

Zwei Tage, elf Boote, ein Sieger.
"""


def _regatta() -> dict[str, str]:
    """Return a German live blog with times: 24 updates over two days."""
    files = {"0000-lead.md": REGATTA_LEAD}
    for position in range(1, 25):
        day, minutes = divmod(position * 75, 24 * 60)
        hour = f"2031-07-{12 + day}T{minutes // 60:02}"
        files[f"{position:04}-boje-{position}.md"] = f"""\
Title: Boje {position} ist umrundet
Date: {hour}:{minutes % 60:02}+02:00
Precision: minute
Kind: update
Position: {position}
Slug: boje-{position}
Key: {"yes" if position in {7, 20} else "no"}

Das Feld liegt dicht beisammen.
"""
    return files


def _write(folder: Path, articles: Articles) -> None:
    for name, text in articles.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Keep what Jinja compiles: half of the time that a small site takes, and the same for each."""
    compile_, compiled = jinja2.Environment.compile, {}

    def once(
        env: jinja2.Environment,
        source: str,
        name: str | None = None,
        file: str | None = None,
        **options: bool,
    ) -> object:
        written_for = env.autoescape, env.trim_blocks, env.lstrip_blocks, *env.extensions
        key = source, name, *options.items(), *written_for
        if key not in compiled:
            compiled[key] = compile_(env, source, name, file, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", once)
        yield


@pytest.fixture(scope="session")
def articles() -> Articles:
    """A small archive: each file of content/ with its text."""
    live_blogs = {"2031-05-01-lighthouse": LIGHTHOUSE, "2031-07-12-regatta": _regatta()}
    return {f"{folder}/{name}": text for folder, files in live_blogs.items() for name, text in files.items()}


@pytest.fixture(scope="session")
def few(articles: Articles) -> Articles:
    """The live blog of the small archive that is short."""
    return {name: text for name, text in articles.items() if "lighthouse" in name}


def _pelican(
    folder: Path, articles: Articles, conf: str, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    _write(folder, articles)
    places = (str(folder / "content"), "-s", conf, "-o", str(folder / "output"))
    return run_pelican([*places, "--fatal", "warnings"], ROOT, environment)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build a site into `tmp_path/output`, as `make html` and `make publish` do."""

    def run(
        articles: Articles, conf: str = "pelicanconf.py", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return _pelican(tmp_path, articles, conf, environment)

    return run


@pytest.fixture
def build_here(tmp_path: Path) -> Callable[[Articles], Path]:
    """Build a site in this very process: faster, and what is wrong with an article is raised."""
    from pelican.settings import read_settings  # noqa: PLC0415 - it sets up logging

    def run(articles: Articles) -> Path:
        _write(tmp_path, articles)
        places = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
        settings = read_settings(str(ROOT / "pelicanconf.py"), override=places)
        settings["PELICAN_CLASS"](settings).run()
        return tmp_path / "output"

    return run


@pytest.fixture(scope="session")
def output(articles: Articles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small archive."""
    folder = tmp_path_factory.mktemp("site")
    done = _pelican(folder, articles, "pelicanconf.py", {})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium: $CHROMIUM, the system's, or the one that Playwright installed."""
    from playwright.sync_api import Error, expect, sync_playwright  # noqa: PLC0415 - only these tests need it

    expect.set_options(timeout=PATIENCE * 1000)
    named = os.environ.get("CHROMIUM") or (str(CHROMIUM) if CHROMIUM.exists() else shutil.which("chromium"))
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=named, args=list(QUIET))
        except Error as error:
            reason = "no browser: install chromium, or name one by CHROMIUM=…"
            if os.environ.get("REQUIRE_BROWSER") == "1":
                pytest.fail(f"{reason} ({error})")
            pytest.skip(reason)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def without_network(browser: Browser) -> Iterator[BrowserContext]:
    """A context for all tests that need nothing else: a new one costs as much as six pages of the site."""
    context = browser.new_context(offline=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def _only_offline_page(without_network: BrowserContext) -> Page:
    return without_network.new_page()


@pytest.fixture
def offline_page(_only_offline_page: Page) -> Iterator[Page]:
    """A page without a network, where nothing is remembered of pages before it."""
    with used_again(_only_offline_page) as page:
        if page.viewport_size != SCREEN:
            page.set_viewport_size(SCREEN)
        yield page
        if page.url.startswith("file:"):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.mouse.move(0, 0)
        as_before = {"media": "null", "color_scheme": "null", "reduced_motion": "null"}
        type(page).emulate_media(page, **as_before)  # without waiting: nobody looks at it


@pytest.fixture(scope="session")
def _with_network(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def hosted_page(_with_network: BrowserContext) -> Iterator[Page]:
    """A page that shows what a server has; what that leaves in the browser goes with it."""
    pages = _with_network.pages or [_with_network.new_page()]
    with used_again(pages[0]) as page:
        yield page
        *others, last = _with_network.pages  # a test may have closed the first
        origin = "/".join(last.url.split("/")[:3])
        stored = {"origin": origin, "storageTypes": "all"}
        session = _with_network.new_cdp_session(last)
        session.send("Storage.clearDataForOrigin", stored)
        session.detach()
        for each in others:
            each.close()
