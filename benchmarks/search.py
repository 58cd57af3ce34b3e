# ruff: noqa: INP001 — a script, not a package
"""What searching costs: indexes of up to 1,000,000 updates of 120 words, made here, and queries in Chromium.

    python benchmarks/search.py [UPDATES ...]

The page is read from disk. Live blogs have 100 updates each. Words are drawn by Zipf's law from 300,000: some
that are frequent in English, and made ones with their forms. Words by chance compress worse than sentences,
and go together less often: this is a hard case. TMPDIR says where files are written: 7 GB for 1,000,000.
"""

from __future__ import annotations

import datetime as dt
import gzip
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from afterlive.site.search.index_files import files_from_nothing
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser

THEME = Path(__file__).parent.parent / "theme/static"
SIZES = (10_000, 100_000, 1_000_000)
LIVE_BLOG = 100
FIRST_DAY = dt.date(2011, 5, 1)
VOCABULARY = 300_000
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
QUERIES = {
    "the ": "in nearly every text",
    "president ": "common",
    "attacks ": "common, by its forms",
    "{rare} ": "rare",
    "{rarest} ": "very rare",
    "war minister ": "two common",
    "the war and ": "common, between what is in every text",
    "president minister attack ": "three common",
    "{rare} president ": "rare, and common",
    "the {rare} ": "rare, and in every text",
    "of the and to ": "all in nearly every text",
    '"the war" ': "a phrase of common words",
    '"said that" ': "a phrase of very common words",
    '"{phrase}" ': "a phrase of rarer words",
    "preside": "a beginning",
    "{start}": "a beginning of rarer words",
    "nowhere ": "no hit",
}
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


def live_blogs(count: int) -> Iterator[TextsOfLiveBlog]:
    """Make live blogs with so many updates together."""
    words = vocabulary(random.Random(1))  # noqa: S311 - nothing secret
    shares = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for first in range(0, count, LIVE_BLOG):
        number = first // LIVE_BLOG
        chance = random.Random(number)  # noqa: S311 - likewise
        began = FIRST_DAY + dt.timedelta(days=number * 7300 // (count // LIVE_BLOG))
        folder = f"{began}-storm-{number}"

        def sentence(length: int, chance: random.Random = chance) -> str:
            return " ".join(chance.choices(words, cum_weights=shares, k=length)).capitalize()

        texts = tuple(
            SearchText(
                href=f"{folder}/{at}.html",
                title=sentence(9),
                when=f"{began:%A, %d %B %Y}, 12:50",
                body=" ".join(f"{sentence(15)}." for _ in range(8)),
                key=at % 40 == 0,
            )
            for at in range(LIVE_BLOG)
        )
        yield TextsOfLiveBlog(folder=folder, title=sentence(8), began=began, language="en", texts=texts)


def say(*cells: object) -> None:
    """Print a row of a table in Markdown."""
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


def write(files: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the files of an index, and print what they are."""
    kinds: dict[str, list[int]] = {}
    for path, content in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        kinds.setdefault(path.partition("/")[0], []).append(file.write_bytes(content.encode()))
    say("files", "number", "MB", "largest, kB")
    say("---", "--:", "--:", "--:")
    for kind, sizes in kinds.items():
        say(kind, f"{len(sizes):,}", f"{sum(sizes) / 1e6:.1f}", f"{max(sizes) / 1000:.1f}")


def queries(count: int) -> dict[str, str]:
    """Return the queries, filled with words that occur in so many updates."""
    first = next(live_blogs(count)).texts[0]
    words = vocabulary(random.Random(1))  # noqa: S311 - nothing secret
    at = [words[rank] for rank in (5_000, 60_000, 800)]
    known = {"rare": at[0], "rarest": at[1], "start": at[2][:5], "phrase": " ".join(first.title.split()[2:5])}
    return {query.format(**known): kind for query, kind in QUERIES.items()}


def report_queries(browser: Browser, folder: Path, count: int) -> None:
    """Print what each query loads, and how long it takes with nothing loaded and with all."""
    say("query", "", "texts", "files", "kB", "kB gz", "first, ms", "again, ms")
    say("---", "---", *["--:"] * 6)
    for query, kind in queries(count).items():
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto((folder / "page.html").as_uri())
        loaded: list[Path] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(Path(request.url[len("file://") :])))
        hits, first = page.evaluate(RUN, query)
        again = statistics.median(page.evaluate(RUN, query)[1] for _ in range(5))
        contents = [path.read_bytes() for path in loaded if path.is_file()]
        say(
            f"`{query}`",
            kind,
            hits,
            len(contents),
            f"{sum(map(len, contents)) / 1000:.0f}",
            f"{sum(len(gzip.compress(content)) for content in contents) / 1000:.0f}",
            f"{first:.0f}",
            f"{again:.0f}",
        )
        context.close()


def measure(browser: Browser, count: int) -> None:
    """Print what an index of so many updates takes, and what queries take."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(PAGE, "utf-8")
        (folder / "theme").symlink_to(THEME)
        start = time.process_time()
        sys.stdout.write(f"\n{count:,} updates\n\n")
        write(files_from_nothing(live_blogs(count)), folder / "search")
        took = time.process_time() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        sys.stdout.write(f"\nmade in {took:.0f} s of work, {most:.0f} MB at most\n\n")
        report_queries(browser, folder, count)


def main() -> None:
    """Measure each size."""
    named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        for count in map(int, sys.argv[1:] or SIZES):
            measure(browser, count)
        browser.close()


if __name__ == "__main__":
    main()
