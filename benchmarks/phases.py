# ruff: noqa: INP001 — a script, not a package
"""Where the time of a cold build goes, for docs/speed.md: each part's share of one process's time.

python benchmarks/phases.py [UPDATES]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import updates
from pelican.settings import read_settings

from afterlive import atomic
from afterlive.cache import workers
from afterlive.cache.store import Store
from afterlive.site.articles.article_reader import ArticleReader
from afterlive.site.build import live_blog_build, search_index, site_files
from afterlive.site.build.output import Output
from afterlive.site.build.service_worker import SiteLists
from afterlive.site.show.page import Page
from afterlive.site.show.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
PARTS = {
    "parse articles": [(ArticleReader, "read")],
    "lay out live blogs": [(live_blog_build, "live_blog_from"), (live_blog_build, "show")],
    "lay out pages, feeds and texts": [(live_blog_build, "put"), (site_files, "put")],
    "know whether a page has changed": [(Page, "key")],
    "render pages": [(Theme, "render")],
    "write files": [(Output, "put"), (atomic, "write")],
    "index: read words": [(live_blog_build, "segment_of")],
    "index: join words of a live blog": [(live_blog_build, "change_between")],
    "index: join live blogs": [(search_index.SearchIndex, "files")],
    "remember": [(Store, "save"), (Store, "load")],
    "offline lists, sitemap": [(SiteLists, "files")],
}
"""What is done in each part, apart from what other parts do within it."""

spent: dict[str, float] = defaultdict(float)
within: list[float] = []


def timed(part: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, which adds the time that it takes to a part."""

    @wraps(run)
    def wrapper(*args: Any, **named: Any) -> Any:  # noqa: ANN401 — as the function has it
        begun = time.process_time()
        within.append(0.0)
        try:
            return run(*args, **named)
        finally:
            took = time.process_time() - begun
            spent[part] += took - within.pop()
            if within:
                within[-1] += took

    return wrapper


def main() -> None:
    """Build once, and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for part, places in PARTS.items():
        for owner, name in places:
            own = vars(owner)[name]
            setattr(owner, name, property(timed(part, own.fget)) if name == "key" else timed(part, own))
    workers._processors = lambda: 1  # noqa: SLF001 — all in one process, so that it can be seen
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.process_time()
        updates.write_all(count, {"afterlive": folder / "content"})
        written = time.process_time()
        places = {"PATH": f"{folder}/content", "OUTPUT_PATH": f"{folder}/output"}
        os.environ["SITEURL"] = "https://example.org"
        settings = read_settings(str(ROOT / "publishconf.py"), override=places)
        spent["start"] = started + time.process_time() - written
        timed("the rest", settings["PELICAN_CLASS"](settings).run)()
    total = sum(spent.values())
    sys.stdout.write(f"| {count:,} updates | share |\n|---|--:|\n")
    for part in ("start", *PARTS, "the rest"):
        sys.stdout.write(f"| {part} | {spent[part] / total:.0%} |\n")


if __name__ == "__main__":
    main()
