"""A build on top of others leaves the same bytes as one from nothing, and touches what has changed alone."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from pelican.plugins import signals
from pelican.settings import read_settings

from afterlive.cache.store import Store
from afterlive.errors import DocumentError
from afterlive.site import content, making
from afterlive.site.pages import stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent.parent
HOSTED = {
    "SITEURL": "https://kept.example/x",
    "FEED_ALL_ATOM": "all.atom.xml",
    "CATEGORY_FEED_ATOM": "{slug}/feed.atom.xml",
}

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


def lead(title: str) -> str:
    return f"Title: {title}\nDate: 2031-05-01\nKind: lead\nLang: en\nTags: Norrvik\n\nNo light was seen.\n"


def update(number: int, text: str, tags: str = "", slug: str = "") -> str:
    return (
        f"Title: Boat {number}\nDate: 2031-05-0{1 + number // 5}T{number:02}:00+00:00\nKind: update\n"
        f"Position: {number}\nSlug: {slug or f'boat-{number}'}\nTags: {tags}\n\n{text}\n"
    )


def build(folder: Path, **changed: Any) -> dict[str, bytes]:  # noqa: ANN401 - settings are anything
    """Build the site of `folder/content`, and return its files."""
    places = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "THEME": str(folder / "theme"),
    }
    configuration = read_settings(str(ROOT / "pelicanconf.py"), override={**places, **changed})
    configuration["PELICAN_CLASS"](configuration).run()
    return files_of(folder / "output")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


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
        for module in (content, making):
            self.patch.setattr(module, "MANY", 1 if shared else 1000)
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

    @rule(template=st.sampled_from(["_update.html", "home.html", "base.html", "_group.html"]))
    def change_the_theme(self, template: str) -> None:
        with (self.folder / "theme/templates" / template).open("a", encoding="utf-8") as file:
            file.write("<!-- changed -->\n")

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
        with tempfile.TemporaryDirectory() as name:
            cold = Path(name)
            for part in ("content", "theme"):
                shutil.copytree(self.folder / part, cold / part)
            try:
                expected = build(cold, **self.settings)
            except DocumentError:
                with pytest.raises(DocumentError):
                    build(self.folder, **self.settings)
                return
        assert build(self.folder, **self.settings) == expected

    def teardown(self) -> None:
        self.build()
        self.patch.undo()
        shutil.rmtree(self.folder)


@pytest.fixture
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PART", 3)


@pytest.mark.usefixtures("_short_parts")
class TestChanges(Changes.TestCase):  # type: ignore[name-defined,misc]  # it is made by hypothesis
    settings = settings(max_examples=3, stateful_step_count=10, deadline=None)


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


@pytest.mark.usefixtures("_short_parts")
def test_one_more_update_touches_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    for folder, live_blog in (("2031-05-01-cape", 8), ("2031-07-12-regatta", 8)):
        (tmp_path / "content" / folder).mkdir(parents=True)
        (tmp_path / "content" / folder / "0000-lead.md").write_text(lead(folder), "utf-8")
        for number in range(1, live_blog + 1):
            text = update(number, f"Word{number} of {folder}.", "Norrvik" if number % 2 else "Ice")
            (tmp_path / "content" / folder / f"{number:04}.md").write_text(text, "utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
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


def test_what_pelican_adds_to_a_site_that_was_left_alone_is_kept_offline(tmp_path: Path) -> None:
    folder = tmp_path / "content/2031-05-01-cape"
    (folder / "images").mkdir(parents=True)
    (folder / "0000-lead.md").write_text(lead("The cape"), "utf-8")
    (folder / "images/lamp.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    build(tmp_path, **HOSTED)
    for made in filter(Path.is_dir, (tmp_path / "output").rglob("*")):
        os.utime(made, (1_000_000_000, 1_000_000_000))
    (folder / "0001.md").write_text(update(1, "![The lamp]({static}images/lamp.svg)"), "utf-8")
    after = build(tmp_path, **HOSTED)
    kept = json.loads(after["2031-05-01-cape/offline.json"])["files"]
    assert {path for path in after if path.startswith("2031-05-01-cape/")} == {
        *kept,
        "2031-05-01-cape/offline.json",
    }
    assert "2031-05-01-cape/images/lamp.svg" in kept


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the articles of two live blogs, and the site that was built of them."""
    for folder in ("2031-05-01-cape", "2031-07-12-regatta"):
        (tmp_path / "content" / folder).mkdir(parents=True)
        (tmp_path / "content" / folder / "0000-lead.md").write_text(lead(folder), "utf-8")
        for number in range(1, 9):
            text = update(number, f"Word{number} of {folder}.", "Norrvik" if number % 2 else "Ice")
            (tmp_path / "content" / folder / f"{number:04}.md").write_text(text, "utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    build(tmp_path)
    return tmp_path


def from_nothing(site: Path) -> dict[str, bytes]:
    """Build the same site without anything remembered."""
    with tempfile.TemporaryDirectory() as name:
        for part in ("content", "theme"):
            shutil.copytree(site / part, Path(name) / part)
        return build(Path(name))


def test_a_word_that_is_gone_is_found_no_more(site: Path) -> None:
    article = site / "content/2031-05-01-cape/0003.md"
    # No other word begins with a digit.
    before = update(3, "All of us are well.").replace("Boat 3", "The boat")
    article.write_text(f"{before.rstrip()} It was 1888.\n", "utf-8")
    assert any(b"1888" in content for path, content in build(site).items() if path.startswith("search/"))
    article.write_text(before, "utf-8")
    assert build(site) == from_nothing(site)


def test_a_live_blog_that_is_removed_together_with_the_output_is_gone(site: Path) -> None:
    shutil.rmtree(site / "content/2031-05-01-cape")
    shutil.rmtree(site / "output")
    assert build(site) == from_nothing(site)


def test_a_file_in_the_place_of_a_folder_is_copied(site: Path) -> None:
    extra = site / "content/extra/fonts"
    extra.mkdir(parents=True)
    (extra / "one.txt").write_text("one", "utf-8")
    build(site)
    shutil.rmtree(extra)
    extra.write_text("none", "utf-8")
    assert build(site) == from_nothing(site)


@pytest.mark.parametrize("kind", ["texts", "entries", "made", "outlines", "words", "sections"])
def test_what_could_not_be_remembered_is_not_taken_for_what_is(
    site: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    save = Store.save

    def fail(self: Store, name: str, value: object) -> bool:
        if self.folder.name != kind:
            return save(self, name, value)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", _no_room)
            return save(self, name, value)

    monkeypatch.setattr(Store, "save", fail)
    (site / "content/2031-07-12-regatta/0009.md").write_text(update(9, "A zealous boat."), "utf-8")
    assert build(site) == from_nothing(site)
    monkeypatch.undo()
    (site / "content/2031-05-01-cape/0009.md").write_text(update(9, "Another boat.", "Ice"), "utf-8")
    assert build(site) == from_nothing(site)


def _no_room(_file: Path, _data: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")
