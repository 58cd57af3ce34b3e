"""The files of a site are those that the list of kinds says, each kind at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rebuilding import HOSTED, build, files_of, two_live_blogs, update

from afterlive.site.build import sitemaps
from afterlive.site.build.file_kinds import ARCHIVE_FILES, LIVE_BLOG_FILES, OTHER_FILES
from afterlive.site.pages import home, topics
from afterlive.site.search import common_words, directory
from afterlive.site.show import day_pages, stream_parts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BLANKS = {
    "{CATEGORY_FEED_ATOM}": "{live_blog}/feed.atom.xml",
    "{FEED_ALL_ATOM}": "all.atom.xml",
    "{live_blog}": "2031-0[57]-[0-9]{2}-[a-z]+",
    "{number}": "[0-9]+",
    "{date}": "2031-05-0[0-9]",
    "{year}": "2031",
    "{month}": "05",
    "{word}": "[0-9a-f]+",
    "{block}": "[0-9a-f]+",
    "{slug}": "boat-[0-9]",
    "{former_slug}": "ship-8",
    "{topic}": "(?:ice|norrvik)",
    "{language}": "en",
    "{shard}": "[0-9a-f]+",
}
KINDS = [*(kind.path for kind in (*LIVE_BLOG_FILES, *ARCHIVE_FILES)), *OTHER_FILES]


def pattern(kind: str) -> str:
    """Return the regular expression of the paths of a kind."""
    for blank, filled in BLANKS.items():
        kind = kind.replace(blank, filled)
    return kind.replace(".", "[.]")


def places(sitemap: bytes) -> list[str]:
    """Return the paths that a sitemap names."""
    return re.findall(f"<loc>{HOSTED['SITEURL']}/(.*)</loc>", sitemap.decode())


def test_a_build_makes_files_of_every_kind_in_the_list_and_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = (
        (stream_parts, "PART", 3),
        (day_pages, "LARGEST", 2000),
        (home, "ALL", 1),
        (home, "LARGEST", 1),
        (common_words, "COMMON", 7),
        (directory, "MANY", 1),
        (directory, "NAMES", 1),
        (topics, "LARGEST", 3),
        (sitemaps, "LARGEST", 5),
    )
    for module, limit, few in limits:
        monkeypatch.setattr(module, limit, few)
    two_live_blogs(tmp_path)
    later = tmp_path / "content/2031-07-12-regatta/0000-lead.md"
    later.write_text(later.read_text("utf-8").replace("2031-05-01", "2031-05-02"), "utf-8")
    moved = update(8, "All are well.", "Ice").replace("Slug:", "Formerly: ship-8\nSlug:")
    (tmp_path / "content/2031-05-01-cape/0008.md").write_text(moved, "utf-8")
    copied = {f"theme/{path}" for path in files_of(tmp_path / "theme/static")}
    made = build(tmp_path, **HOSTED)
    files = [path for path in made if path not in copied]
    found = {path: [kind for kind in KINDS if re.fullmatch(pattern(kind), path)] for path in files}
    assert {path: kinds for path, kinds in found.items() if len(kinds) != 1} == {}
    assert {kind for kinds in found.values() for kind in kinds} == set(KINDS)

    indexed = places(made["sitemap.xml"])
    assert indexed == [path for path in sorted(files) if path.endswith("/sitemap.xml")] + [
        "sitemap-pages.xml"
    ]
    pages = [page for path in indexed for page in places(made[path])]
    others = {"404.html", "offline.html", "2031-05-01-cape/ship-8.html"}
    assert sorted(pages) == sorted({path for path in files if path.endswith(".html")} - others)


def test_the_sitemap_names_no_page_that_stands_in_place_of_another(tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    later = tmp_path / "content/2031-07-12-regatta/0000-lead.md"
    later.write_text(later.read_text("utf-8").replace("2031-05-01", "2031-05-02"), "utf-8")
    moved = update(8, "All are well.", "Ice").replace("Slug:", "Formerly: ship-8\nSlug:")
    (tmp_path / "content/2031-05-01-cape/0008.md").write_text(moved, "utf-8")
    files = build(tmp_path, **HOSTED)
    assert "2031-05-01-cape/ship-8.html" in files
    listed = files["sitemap.xml"].decode()
    assert "/boat-8.html" in listed
    assert not any(f"/{name}.html" in listed for name in ("ship-8", "404", "offline"))
