"""What a service worker keeps is listed file by file, and an edition changes with its own files only."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rebuilding import build, two_live_blogs, update

from afterlive.site.articles.records import Site
from afterlive.site.build import service_worker
from afterlive.site.build.editions import Edition, edition_of, list_of
from afterlive.site.build.service_worker import manifest, shell_of, worker_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.html": "a1",
    "about.html": "a2",
    "topics/cape.html": "a3",
    "theme/css/style.css": "a4",
    "search/directory.js": "a5",
    "cape/index.html": "b1",
    "cape/lamp.html": "b2",
    "cape/images/lamp.jpg": "b3",
    "cape-two/index.html": "c1",
}
LIVE_BLOGS = ("cape", "cape-two")
SITE = Site(
    name="Lights & Lamps",
    subtitle="Kept",
    author="Ida",
    licence="CC0",
    licence_url="https://licence.example/",
    accent="red",
    language="sv",
    url="",
    indexed=True,
    feed="",
    live_blog_feed="",
)


def editions(files: dict[str, str]) -> dict[str, Edition]:
    """Return the editions of live blogs and of the index."""
    return {
        folder: edition_of({path: made for path, made in files.items() if path.startswith(f"{folder}/")})
        for folder in (*LIVE_BLOGS, "search")
    }


def listed(files: dict[str, str], folder: str) -> dict[str, str]:
    return json.loads(list_of(editions(files)[folder]))["files"]


def worker(files: dict[str, str]) -> str:
    names = {folder: edition.edition for folder, edition in editions(files).items()}
    return worker_of(names, shell_of(files), files, "// work")


def names(files: dict[str, str]) -> dict[str, str]:
    """Return the names of all editions, the shell's among them, as the worker has them."""
    script = worker(files)
    assert script.startswith('"use strict";\n')
    assert script.endswith("// work")
    constants = re.findall(r"^const \w+ = (.*);$", script, re.MULTILINE)
    shell, others, _ = map(json.loads, constants)
    return {"shell": shell["edition"], **others}


def test_a_live_blog_has_all_that_stands_in_its_folder() -> None:
    assert listed(FILES, "cape") == {
        "cape/images/lamp.jpg": "b3",
        "cape/index.html": "b1",
        "cape/lamp.html": "b2",
    }
    assert listed(FILES, "cape-two") == {"cape-two/index.html": "c1"}
    assert listed(FILES, "search") == {"search/directory.js": "a5"}


@pytest.mark.parametrize(
    ("changed", "edition"),
    [
        ("index.html", "shell"),
        ("theme/css/style.css", "shell"),
        ("search/directory.js", "search"),
        ("cape/lamp.html", "cape"),
        ("cape-two/index.html", "cape-two"),
        ("topics/cape.html", None),
    ],
)
def test_an_edition_changes_with_each_of_its_files_and_with_no_other(
    changed: str, edition: str | None
) -> None:
    before, after = names(FILES), names({**FILES, changed: "new"})
    assert {name for name in before if before[name] != after[name]} == ({edition} if edition else set())


def test_a_file_that_goes_changes_its_edition() -> None:
    fewer = {path: digest for path, digest in FILES.items() if path != "cape/lamp.html"}
    assert names(fewer)["cape"] != names(FILES)["cape"]


def test_the_order_in_which_files_are_met_changes_nothing() -> None:
    backwards = dict(reversed(FILES.items()))
    assert worker(backwards) == worker(FILES)


def test_the_worker_knows_the_places_of_the_site_and_no_others() -> None:
    (places,) = re.findall(r"^const PLACES = (.*);$", worker(FILES), re.MULTILINE)
    own = ["about.html", "index.html", "sitemap.xml", "sw.js", "theme", "topics"]
    assert json.loads(places) == own


def test_of_very_many_live_blogs_the_worker_knows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_worker, "MOST_KNOWN", 2)
    constants = re.findall(r"^const (?:EDITIONS|PLACES) = (.*);$", worker(FILES), re.MULTILINE)
    assert list(map(json.loads, constants)) == [{"search": editions(FILES)["search"].edition}, None]


def test_of_a_very_large_index_no_file_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    kept = json.loads(build(tmp_path)["search/offline.json"])["files"]
    assert {"search/directory.js", "search/texts/2031-05-01-cape/0.js"} <= kept.keys()
    monkeypatch.setattr(service_worker, "MOST_KEPT", len(kept) - 1)
    (tmp_path / "content/2031-05-01-cape/0008.md").write_text(update(8, "All are well."), "utf-8")
    assert json.loads(build(tmp_path)["search/offline.json"])["files"] == {}


def test_the_manifest_says_what_the_site_says() -> None:
    told = json.loads(manifest(SITE))
    assert (told["name"], told["description"], told["lang"]) == ("Lights & Lamps", "Kept", "sv")
    assert not any(value.startswith("/") for value in (told["start_url"], told["scope"]))
