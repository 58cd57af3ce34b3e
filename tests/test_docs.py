"""The documents as a site: each is a page, and every link leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from links import faults

from afterlive.site.site_settings import as_markdown

ROOT = Path(__file__).parent.parent


def test_every_document_is_a_page_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "docs/build.py", str(tmp_path)], cwd=ROOT, check=True)  # noqa: S603 - ours
    assert faults(tmp_path) == []
    pages = {page.stem for page in tmp_path.glob("*.html")}
    assert {file.stem for file in ROOT.glob("docs/*.md")} | {"index", "contributing", "changelog"} == pages
    quick_start = (tmp_path / "index.html").read_text("utf-8")
    assert '<img alt="A live blog in the archive' in quick_start
    assert 'src="live-blog.png"' in quick_start
    assert 'href="publishing.html"' in quick_start
    assert "<h2" in (tmp_path / "settings.html").read_text("utf-8")


def test_the_document_of_settings_is_made_of_where_they_are_defined() -> None:
    assert (ROOT / "docs/settings.md").read_text("utf-8") == as_markdown()
