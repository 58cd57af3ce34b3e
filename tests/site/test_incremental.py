"""A build on top of others leaves the same bytes as one from nothing, and touches what has changed alone."""

from __future__ import annotations

import os
import random
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from pelican.plugins import signals
from rebuilding import HOSTED, ROOT, build, files_of, from_nothing, lead, two_live_blogs, update

from afterlive.errors import DocumentError
from afterlive.site.articles import content
from afterlive.site.build import site_build
from afterlive.site.pages import home, topics
from afterlive.site.search import common_words, directory
from afterlive.site.show import day_pages, stream_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDERS = st.sampled_from(["2031-05-01-cape", "2031-07-12-regatta", "2032-01-01-ice"])
NUMBERS = st.integers(1, 9)
TEXTS = st.sampled_from(
    [
        "All are well.",
        "The *second* boat & its crew.\n\nSee [the chart](https://chart.example/7).",
        "> Nobody is missing.\n\n- one\n- two",
        "![The lamp]({static}images/lamp.svg)",
        "As [the lead]({filename}0000-lead.md) says.",
        "",
    ]
)
TAGS = st.sampled_from(["", "Norrvik", "Norrvik, Shipping", "Ice"])

TEMPLATES = ["_update.html", "home.html", "base.html", "_group.html"]


def change(template: Path) -> None:
    """Change what a template shows: in the first element that it ends."""
    text = template.read_text("utf-8")
    template.write_text(text.replace("</", "<!-- changed --></", 1), "utf-8")


class Changes(RuleBasedStateMachine):
    """Whatever a keeper does between two builds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.content, self.output = self.folder / "content", self.folder / "output"
        self.settings: dict[str, Any] = dict(HOSTED)
        self.patch = pytest.MonkeyPatch()

    @initialize(shared=st.booleans())
    def start(self, shared: bool) -> None:  # noqa: FBT001 - hypothesis gives it by name
        for module in (content, site_build):
            self.patch.setattr(module, "MANY", 1 if shared else 1000)
        self.patch.setattr(common_words, "COMMON", 6 if shared else 1000)
        self.patch.setattr(directory, "MANY", 1 if shared else 1000)
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        for name in ("2031-05-01-cape", "2031-07-12-regatta"):
            self.begin(name, "As it was")
            for number in range(1, 9):
                self.write(name, number, "All are well.", "Norrvik", "")
        self.build()

    @rule(folder=FOLDERS, title=st.sampled_from(["As it was", "As it is"]))
    def begin(self, folder: str, title: str) -> None:
        images = self.content / folder / "images"
        images.mkdir(parents=True, exist_ok=True)
        (images / "lamp.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
        (self.content / folder / "0000-lead.md").write_text(lead(title), "utf-8")

    @rule(folder=FOLDERS, number=NUMBERS, text=TEXTS, tags=TAGS, slug=st.sampled_from(["", "renamed"]))
    def write(self, folder: str, number: int, text: str, tags: str, slug: str) -> None:
        if (self.content / folder).exists():
            slug = slug and f"{slug}-{number}"
            (self.content / folder / f"{number:04}.md").write_text(update(number, text, tags, slug), "utf-8")

    @rule(folder=FOLDERS, number=NUMBERS)
    def remove(self, folder: str, number: int) -> None:
        (self.content / folder / f"{number:04}.md").unlink(missing_ok=True)

    @rule(folder=FOLDERS)
    def remove_live_blog(self, folder: str) -> None:
        shutil.rmtree(self.content / folder, ignore_errors=True)

    @rule(own=st.booleans())
    def write_a_page(self, own: bool) -> None:  # noqa: FBT001 - likewise
        page = self.content / "pages/about.md"
        page.parent.mkdir(exist_ok=True)
        page.unlink(missing_ok=True)
        if own:
            page.write_text("Title: Who we are\nSlug: about\n\nWe keep **light**.\n", "utf-8")

    @rule(template=st.sampled_from(TEMPLATES))
    def change_the_theme(self, template: str) -> None:
        change(self.folder / "theme/templates" / template)

    @rule(name=st.sampled_from(["Kept", "Kept again"]), hosted=st.booleans())
    def change_the_settings(self, name: str, hosted: bool) -> None:  # noqa: FBT001 - likewise
        self.settings = {**(HOSTED if hosted else {}), "SITENAME": name}

    @rule(seed=st.integers(0, 99))
    def damage_what_is_remembered(self, seed: int) -> None:
        remembered = sorted(
            file for file in (self.folder / ".cache").rglob("*") if file.is_file() and file.name != "lock"
        )
        file = random.Random(seed).choice(remembered)  # noqa: S311 - nothing secret
        data = bytearray(file.read_bytes())
        data[seed * len(data) // 100] ^= 1
        file.write_bytes(data[: len(data) - seed % 3])

    @rule(seed=st.integers(0, 99), how=st.sampled_from(["gone", "changed"]))
    def meddle_with_the_output(self, seed: int, how: str) -> None:
        file = random.Random(seed).choice(sorted(self.output.rglob("*.html")))  # noqa: S311 - likewise
        if how == "gone":
            file.unlink()
        else:
            file.write_text("meddled with", "utf-8")

    @rule()
    def leave_something_in_the_output(self) -> None:
        (self.output / "stray").mkdir(exist_ok=True)
        (self.output / "stray/index.html").write_text("astray", "utf-8")

    @rule()
    def build(self) -> None:
        try:
            expected = from_nothing(self.folder, **self.settings)
        except DocumentError:
            with pytest.raises(DocumentError):
                build(self.folder, **self.settings)
            return
        assert build(self.folder, **self.settings) == expected

    def teardown(self) -> None:
        self.build()
        self.patch.undo()
        shutil.rmtree(self.folder)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_changed_template_changes_pages(tmp_path: Path, template: str) -> None:
    two_live_blogs(tmp_path)
    before = build(tmp_path)
    change(tmp_path / "theme/templates" / template)
    after = build(tmp_path)
    assert [path for path in before if path.endswith(".html") and after[path] != before[path]]


@pytest.fixture
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_parts, "PART", 3)


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch, _short_parts: None) -> None:
    for module, limit, few in ((day_pages, "LARGEST", 2000), (home, "ALL", 1), (topics, "LARGEST", 5)):
        monkeypatch.setattr(module, limit, few)


@pytest.mark.usefixtures("_small_pages")
class TestChanges(Changes.TestCase):  # type: ignore[name-defined,misc]  # it is made by hypothesis
    settings = settings(max_examples=20 if "TORTURE" in os.environ else 2, stateful_step_count=10)


def test_a_plugin_that_takes_part_in_reading_gets_pelicans_articles_and_changes_no_page(
    build_here: Callable[[Mapping[str, str]], Path], articles: Mapping[str, str], output: Path
) -> None:
    told = []

    def listen(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
        told.extend(article.title for article in generator.articles)

    signals.article_generator_finalized.connect(listen)
    try:
        made = build_here(articles)
    finally:
        signals.article_generator_finalized.disconnect(listen)
    assert "The lamp fails" in told
    assert len(told) == len(articles)
    assert files_of(made) == files_of(output)


def test_the_way_to_topics_comes_with_the_first_and_goes_with_the_last(tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    articles = sorted((tmp_path / "content").rglob("*.md"))
    for article in articles:
        article.write_text(re.sub("Tags: .*", "Tags:", article.read_text("utf-8")), "utf-8")
    for tags in ("", "Ice", ""):
        articles[-1].write_text(update(8, "All are well.", tags), "utf-8")
        made = build(tmp_path)
        assert made == from_nothing(tmp_path)
        pages = [page for path, page in made.items() if path.endswith(".html")]
        assert {b"topics/index.html" in page for page in pages} == {bool(tags)}
        assert ("topics/index.html" in made) == bool(tags)


@pytest.mark.usefixtures("_short_parts")
def test_one_more_update_touches_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    before = build(tmp_path, **HOSTED)
    stamps = {path: (tmp_path / "output" / path).stat().st_mtime_ns for path in before}
    new = tmp_path / "content/2031-07-12-regatta/0009.md"
    new.write_text(update(9, "The last boat, zealously.", "Ice"), "utf-8")
    after = build(tmp_path, **HOSTED)
    written = {path for path in after if stamps.get(path) != (tmp_path / "output" / path).stat().st_mtime_ns}
    own = {path for path in written if not path.startswith(("search/", "theme/"))}
    assert own == {
        "2031-07-12-regatta/boat-9.html",  # its page
        "2031-07-12-regatta/boat-8.html",  # its neighbour's
        "2031-07-12-regatta/index.html",
        "2031-07-12-regatta/part-3.html",  # the last part
        "2031-07-12-regatta/hours.js",  # what parts show that grows
        "2031-07-12-regatta/2031-05-02.html",  # its day
        "2031-07-12-regatta/feed.atom.xml",
        "2031-07-12-regatta/offline.json",
        "topics/ice.html",
        "topics/index.html",
        "index.html",
        "all.atom.xml",
        "sitemap.xml",
        "sw.js",
    }
    assert {path for path in after if after[path] != before.get(path)} >= own
