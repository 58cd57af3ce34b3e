"""Live blogs in an existing Pelican site, with its theme, its articles and its plugins."""

from __future__ import annotations

import importlib.util
import posixpath
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from forking import run_pelican
from lxml import html
from rebuilding import files_of, lead, update

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

CAPE = "2031-05-01-cape"
FOUR_LINES = """\
PLUGINS = [*PLUGINS, "afterlive.site"]
LIVE_BLOGS = "live"
ACCENT = "blue"
LICENCE = "CC BY-SA 4.0"
"""
SITE = """\
SITENAME = "The harbour & its news"
SITEURL = "https://harbour.example"
TIMEZONE = "Europe/Oslo"
PATH = "content"
OUTPUT_PATH = "output"
PLUGIN_PATHS = ["plugins"]
"""

# Each does to articles and pages what plugins of its kind do.
PLUGINS = {
    "map_of_site": """
from pathlib import Path
from pelican import signals
def write(pelican):
    lines = [*seen, *(f"page {page}" for page in pages)]
    Path(pelican.output_path, "map.txt").write_text("\\n".join(lines), "utf-8")
seen, pages = [], []
def look(generator):
    seen[:] = [f"{article.url} {article.title} {article.date:%Y}" for article in generator.articles]
def look_at_pages(generator):
    pages[:] = [page.url for page in generator.context["pages"]]
def register():
    signals.article_generator_finalized.connect(look)
    signals.page_generator_finalized.connect(look_at_pages)
    signals.finalized.connect(write)
""",
    "next_to": """
from pelican import signals
def link(generator):
    articles = sorted(generator.articles, key=lambda article: article.date)
    for before, after in zip(articles, articles[1:]):
        before.next_article, after.prev_article = after, before
def register():
    signals.article_generator_finalized.connect(link)
""",
    "related": """
from pelican import signals
def relate(generator):
    for article in generator.articles:
        article.related = [other for other in generator.articles if set(other.tags) & set(article.tags)]
def register():
    signals.article_generator_finalized.connect(relate)
""",
    "rewriting": """
from pelican import signals
def mark(path, context):
    if path.endswith(".html"):
        page = context.get("article") or context.get("page")
        text = open(path, encoding="utf-8").read()
        mark = f"<!-- {page.title if page else context['output_file']} -->"
        open(path, "w", encoding="utf-8").write(text + mark)
def register():
    signals.content_written.connect(mark)
""",
    "summing": """
from pelican import signals
def count(generators):
    for generator in generators:
        for article in getattr(generator, "articles", []):
            assert article.title and article.slug and article.content
def register():
    signals.all_generators_finalized.connect(count)
""",
}
REAL = ("sitemap", "neighbors", "related_posts", "series", "seo")
"""Of those that many sites have; they are installed where CI runs this."""


def _real_ones_are_there() -> bool:
    return all(importlib.util.find_spec(f"pelican.plugins.{name}") for name in REAL)


def write_site(folder: Path) -> None:
    """Write a site with 20 articles, a draft, two pages, and then a live blog."""
    content = folder / "content"
    for name in ("pages", f"live/{CAPE}/images", "extra"):
        (content / name).mkdir(parents=True)
    for number in range(1, 21):
        more = f" The live blog is [here]({{filename}}live/{CAPE}/0000-lead.md)." if number == 1 else ""
        (content / f"a{number}.md").write_text(
            f"Title: Article {number}\nDate: 2031-01-{number:02}\n"
            f"Category: News\nTags: quay, t{number % 3}\n\n"
            f"Text {number} of the harbour.{more}\n",
            "utf-8",
        )
    (content / "draft.md").write_text(
        "Title: Draft\nDate: 2031-01-01\nStatus: draft\nCategory: News\n\nNot yet.\n", "utf-8"
    )
    for name in ("imprint", "about-us"):
        (content / f"pages/{name}.md").write_text(f"Title: {name}\n\nIda Holm.\n", "utf-8")
    live_blog = content / "live" / CAPE
    (live_blog / "images/lamp.png").write_bytes(b"png")
    (live_blog / "0000-lead.md").write_text(lead("Fog & <b>rain</b> at the cape"), "utf-8")
    for number in range(1, 111):
        text = f"Word{number} & more. ![The lamp]({{static}}images/lamp.png) [First]({{filename}}/a1.md)"
        (live_blog / f"{number:04}.md").write_text(
            update(number % 9 + 1, text, "Ice", f"boat-{number}").replace(
                f"Position: {number % 9 + 1}\n", f"Position: {number}\n"
            ),
            "utf-8",
        )
    (content / "documents").mkdir()
    (content / "documents/2031-05-01-cape.md").write_text("# A document\n\nNot an article.\n", "utf-8")
    for name, text in PLUGINS.items():
        (folder / f"plugins/{name}").mkdir(parents=True)
        (folder / f"plugins/{name}/__init__.py").write_text(text, "utf-8")
    (folder / "pelicanconf.py").write_text(f"{SITE}PLUGINS = {list(PLUGINS)!r}\n{FOUR_LINES}", "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a live blog beside its articles."""
    write_site(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site, built; tests only read it."""
    folder = tmp_path_factory.mktemp("company")
    write_site(folder)
    built(folder)
    return folder


def run(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run_pelican(["-s", "pelicanconf.py", "--fatal", "errors", *options], site, {})


def built(site: Path, *options: str) -> dict[str, bytes]:
    done = run(site, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(site / "output")


def links_of(path: str, page: html.HtmlElement) -> Iterator[str]:
    """Return where the links of a page within the site lead, as paths of files."""
    for address in page.xpath("//@href | //@src"):
        parts = urlsplit(address)
        if parts.netloc == "harbour.example":
            yield posixpath.normpath(unquote(parts.path).lstrip("/") or "index.html")
        elif not parts.netloc and not parts.scheme and parts.path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_every_page_of_both_stands_in_the_theme_of_the_site(as_it_is: Path, site: Path, theme: str) -> None:
    if theme == "simple":
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
            conf.write("RELATIVE_URLS = True\n")
        files = built(site, "-t", theme)
    else:
        files = files_of(as_it_is / "output")
    pages = {path: html.fromstring(data.decode()) for path, data in files.items() if path.endswith(".html")}
    ours = {path for path in pages if path.startswith("live/")}
    assert {f"live/{CAPE}/{name}.html" for name in ("index", "part-1", "2031-05-01", "boat-59")} <= ours
    assert {"live/index.html", "live/topics/ice.html", "live/search.html", "live/about.html"} <= ours
    assert {f"article-{number}.html" for number in range(1, 21)} | {
        "drafts/draft.html",
        "pages/imprint.html",
    } <= set(pages)
    for path, page in pages.items():
        text = page.text_content()
        assert "{{ " not in text, path
        assert "Undefined" not in text, path
        assert "Pelican" in text, path  # its foot
        assert "The harbour & its news" in " ".join(text.split()), path
        for target in links_of(path, page):
            found = target in files or f"{target}/index.html" in files or target in {".", "live"}
            known = target.startswith(("feeds/", "theme/")) or "feed" in target
            assert found or known, f"{path} leads to {target}"
    for path in ours:
        assert "<b>rain" not in files[path].decode(), path
        assert f"<!-- {path.removeprefix('live/')} -->" in files[path].decode()
    (title,) = pages[f"live/{CAPE}/index.html"].xpath("//h1[contains(., 'Fog')]")
    assert title.text_content() == "Fog & <b>rain</b> at the cape"
    assert 'rel="license">CC BY-SA 4.0</a>' in files[f"live/{CAPE}/index.html"].decode()


def test_plugins_find_the_articles_of_the_site_and_no_other(as_it_is: Path) -> None:
    with_live_blogs = files_of(as_it_is / "output")
    lines = with_live_blogs["map.txt"].decode().splitlines()
    assert min(lines) == "article-1.html Article 1 2031"
    assert len(lines) == 22
    assert "live" not in with_live_blogs["map.txt"].decode()
    for path in ("index.html", "archives.html", "category/news.html", "feeds/all.atom.xml"):
        assert b"Boat" not in with_live_blogs[path]


def test_links_lead_from_each_to_the_other_and_pictures_come_along(as_it_is: Path) -> None:
    files = files_of(as_it_is / "output")
    assert f'href="https://harbour.example/live/{CAPE}/index.html"' in files["article-1.html"].decode()
    boat = files[f"live/{CAPE}/boat-3.html"].decode()
    assert 'href="../../article-1.html"' in boat
    assert 'src="../2031-05-01-cape/images/lamp.png"' in boat
    assert files[f"live/{CAPE}/images/lamp.png"] == b"png"


def test_what_is_removed_is_gone_after_the_next_build(as_it_is: Path, tmp_path: Path) -> None:
    site = shutil.copytree(as_it_is, tmp_path / "site")
    first = files_of(site / "output")
    (site / "content/live" / CAPE / "0059.md").unlink()
    second = built(site)
    assert {path for path in first if path not in second and "search" not in path} == {
        f"live/{CAPE}/boat-59.html"
    }


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('LIVE_BLOGS = "."', "LIVE_BLOGS must be a folder of the content"),
        ('LIVE_BLOGS = "none"', "LIVE_BLOGS: there is no folder none in the content"),
        ('ACCENT = "pink"', "ACCENT must be red, blue, green or violet"),
    ],
)
def test_a_bad_setting_is_said_without_a_traceback(site: Path, setting: str, said: str) -> None:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"{setting}\n")
    done = run(site)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(
    not _real_ones_are_there(), reason="the plugins are not installed: requirements-plugins.txt"
)
def test_plugins_that_many_sites_have_stand_beside_it(site: Path) -> None:
    conf = (site / "pelicanconf.py").read_text("utf-8")
    (site / "pelicanconf.py").write_text(conf.replace(repr(list(PLUGINS)), repr(list(REAL))), "utf-8")
    files = built(site)
    assert f"live/{CAPE}/boat-59.html" in files
    assert b"article-20.html" in files["sitemap.xml"]


def test_an_archive_in_another_theme_says_how_to_have_it(site: Path) -> None:
    (site / "pelicanconf.py").write_text("from afterlive.settings import *\n", "utf-8")
    done = run(site, "-t", "simple")
    assert done.returncode == 1
    assert 'PLUGINS = ["afterlive.site"]' in done.stdout
    assert "Traceback" not in done.stdout
