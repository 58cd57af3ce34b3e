# ruff: noqa: INP001 — a script, not a package
"""What searching costs: an index of 10,000 updates of 120 words, made here, and queries in Chromium.

    python benchmarks/search.py [UPDATES]

The page is read from disk. Words are drawn by Zipf's law from 60,000: some that are frequent in English, and
made ones with their forms. Words by chance compress worse than sentences: this is a hard case.
"""

from __future__ import annotations

import datetime as dt
import gzip
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from afterlive.site.search.index_files import files_from_nothing
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog

if TYPE_CHECKING:
    from playwright.sync_api import Browser

THEME = Path(__file__).parent.parent / "theme/static"
SEED = 1
BEGAN = dt.date(2031, 5, 1)
VOCABULARY = 60_000
FREQUENT = (
    *("the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on"),
    *(
        "not",
        "he",
        "his",
        "but",
        "at",
        "are",
        "this",
        "have",
        "from",
        "or",
        "had",
        "an",
        "they",
        "which",
        "one",
    ),
    *(
        "you",
        "were",
        "all",
        "her",
        "she",
        "there",
        "would",
        "their",
        "we",
        "him",
        "been",
        "has",
        "when",
        "who",
    ),
    *("will", "no", "more", "if", "out", "so", "up", "said", "what", "its", "about", "than", "into", "them"),
    *("can", "only", "other", "time", "new", "some", "could", "these", "two", "may", "first", "then", "do"),
    *(
        "president",
        "minister",
        "police",
        "officials",
        "attack",
        "forces",
        "city",
        "war",
        "government",
        "people",
    ),
)
STARTS = ("", "", "", "", "re", "un", "con", "in", "de", "pro", "ex", "dis", "com", "over")
ONSETS = (*"bcdfghjklmnprstvw", "st", "tr", "pr", "br", "cr", "gr", "pl", "cl", "ch", "sh", "th")
NUCLEI = (*"aeiou", "ea", "ai", "ou")
CODAS = ("", "", "", "", "n", "r", "t", "l", "s", "m", "d", "ck", "nd", "st", "ng")
ENDINGS = ("", "", "s", "ed", "ing", "er", "ly", "tion", "ment", "’s")
QUERIES = (
    "the",
    "president",
    "war minister",
    "the war and",
    "president minister attack",
    "of the and to",
    "preside",
    "attacks ",
    '"the war"',
    '"said that"',
    "nowhere",
)
PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title>
<script src="theme/js/search/folding.js"></script>
<script src="theme/js/search/files.js"></script>
<script src="theme/js/search/query.js"></script>"""
RUN = """async (query) => {
  const start = performance.now();
  const { numbers } = await search.find(query);
  await Promise.all(numbers.slice(0, 10).map(search.text));
  return [numbers.length, performance.now() - start];
}"""


def vocabulary(chance: random.Random) -> list[str]:
    """Return words in the order of their frequency."""
    words = dict.fromkeys(FREQUENT)
    while len(words) < VOCABULARY:
        syllables = (
            chance.choice(ONSETS) + chance.choice(NUCLEI) + chance.choice(CODAS)
            for _ in range(chance.choice((1, 2, 2, 2, 3, 3)))
        )
        word = chance.choice(STARTS) + "".join(syllables)
        for ending in chance.sample(ENDINGS, chance.choice((1, 1, 2, 4))):
            words[word + ending] = None
    return list(words)


def live_blog(count: int) -> TextsOfLiveBlog:
    """Make a live blog."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    words = vocabulary(chance)
    shares = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=shares, k=length)).capitalize()

    texts = tuple(
        SearchText(
            href=f"storm/{number}.html",
            title=sentence(9),
            when="Thursday, 1 May 2031, 12:50",
            body=" ".join(f"{sentence(15)}." for _ in range(8)),
            key=number % 40 == 0,
        )
        for number in range(count)
    )
    return TextsOfLiveBlog(folder="storm", title="The storm", began=BEGAN, language="en", texts=texts)


def compressed(content: str) -> int:
    """Return how many bytes a server sends."""
    return len(gzip.compress(content.encode(), 9))


def say(*cells: object) -> None:
    """Print a row of a table in Markdown."""
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")


def report_index(files: dict[str, str]) -> None:
    """Print what the index weighs."""
    say("files", "number", "kB", "kB gz", "largest, kB gz")
    say(*["---"] * 5)
    kinds: dict[str, list[str]] = {}
    for path, content in files.items():
        kinds.setdefault(path.partition("/")[0], []).append(content)
    for kind, contents in kinds.items():
        sizes = [compressed(content) for content in contents]
        raw = sum(len(content.encode()) for content in contents)
        row = (
            kind,
            len(contents),
            f"{raw / 1000:.0f}",
            f"{sum(sizes) / 1000:.0f}",
            f"{max(sizes) / 1000:.1f}",
        )
        say(*row)


def report_queries(browser: Browser, folder: Path, files: dict[str, str]) -> None:
    """Print what each query loads, and how long it takes with nothing loaded and with all."""
    say("query", "texts", "files", "kB gz", "of these shown", "cold, ms", "warm, ms")
    say(*["---"] * 7)
    for query in QUERIES:
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto((folder / "page.html").as_uri())
        loaded: list[str] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(request.url.partition("/search/")[2]))
        count, cold = page.evaluate(RUN, query)
        warm = statistics.median(page.evaluate(RUN, query)[1] for _ in range(9))
        sizes = Counter({path: compressed(files[path]) for path in loaded})
        shown = sum(size for path, size in sizes.items() if path.startswith("texts/"))
        weight = (f"{sizes.total() / 1000:.0f}", f"{shown / 1000:.0f}")
        say(query, count, len(loaded), *weight, f"{cold:.0f}", f"{warm:.1f}")
        context.close()


def main() -> None:
    """Measure, and print tables in Markdown."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    texts = live_blog(count)
    start, worked = time.perf_counter(), time.process_time()
    files = dict(files_from_nothing([texts]))
    took, worked = time.perf_counter() - start, time.process_time() - worked
    sys.stdout.write(f"{count} updates indexed in {took:.1f} s, {worked:.1f} s of them at work\n\n")
    report_index(files)
    sys.stdout.write("\n")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "page.html").write_text(PAGE, "utf-8")
        (folder / "theme").symlink_to(THEME)
        for path, content in files.items():
            file = folder / "search" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        report_queries(browser, folder, files)
        browser.close()


if __name__ == "__main__":
    main()
