# ruff: noqa: INP001 — a script, not a package
"""What searching costs: indexes of up to 1,000,000 updates of 115 words, made here, and queries in Chromium.

    python benchmarks/search.py [--part] [UPDATES ...]

The page is read from disk. Live blogs have 1,000 updates each; the text of ten of them is repeated. Words
are drawn by Zipf's law from 300,000: some that are frequent in English, and made ones with their forms. Words
by chance go together less often than those of sentences: this is a hard case.

With `--part` the index has only words whose first two letters are those of a word of a query: queries load
the same then. TMPDIR says where files are written: some 5 GB for 1,000,000 in full.
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
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace
from playwright.sync_api import sync_playwright

from afterlive.cache.store import Store
from afterlive.site.search.index import Index, IndexState
from afterlive.site.search.index_files import files_of_index, text_files
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import change_between, segment_of
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser


THEME = Path(__file__).parent.parent / "theme/static"
SIZES = (10_000, 100_000, 1_000_000)
LIVE_BLOG = 1_000
DISTINCT = 10
"""Of so many live blogs the text differs."""
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
  const { numbers, count, atLeast } = await search.find(query);
  await Promise.all(numbers.slice(0, 10).map(search.text));
  return [`${count}${atLeast ? "+" : ""}`, performance.now() - start];
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


def distinct_live_blogs(count: int) -> list[TextsOfLiveBlog]:
    """Make live blogs whose text differs."""
    words = vocabulary(random.Random(1))  # noqa: S311 - nothing secret
    shares = list(accumulate(1 / (rank + 2.7) ** 1.2 for rank in range(len(words))))
    chance = random.Random(2)  # noqa: S311 - likewise

    def sentence(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=shares, k=length)).capitalize()

    return [
        TextsOfLiveBlog(
            folder="",
            title=sentence(8),
            began=FIRST_DAY,
            language="en",
            texts=tuple(
                SearchText(
                    href=f"{number}/{at}.html",
                    title=sentence(9),
                    when="Thursday, 1 May 2031, 12:50",
                    body=" ".join(f"{sentence(15)}." for _ in range(7)),
                    key=at % 40 == 0,
                )
                for at in range(LIVE_BLOG)
            ),
        )
        for number in range(count)
    ]


def placed(count: int, distinct: list[TextsOfLiveBlog]) -> list[TextsOfLiveBlog]:
    """Return live blogs with so many updates together, over 20 years."""
    blogs = count // LIVE_BLOG
    days = [FIRST_DAY + dt.timedelta(days=number * 7300 // blogs) for number in range(blogs)]
    return [
        replace(distinct[number % DISTINCT], folder=f"{began}-storm-{number}", began=began)
        for number, began in enumerate(days)
    ]


def index_files(
    live_blogs: list[TextsOfLiveBlog], folder: Path, beginnings: set[str]
) -> Iterator[tuple[str, str]]:
    """Make an index, remembered in a folder; return its files."""
    made = [change_between(None, segment_of(live_blog)) for live_blog in live_blogs[:DISTINCT]]
    if beginnings:
        made = [replace(change, postings=part_of(change.postings, beginnings)) for change in made]
    records = list(
        numbered(
            replace(made[number % DISTINCT].live_blog, folder=live_blog.folder, began=live_blog.began)
            for number, live_blog in enumerate(live_blogs)
        )
    )
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    index = Index(Store(folder, ""), IndexState(), records)
    index.update(replace(made[number % DISTINCT], live_blog=record) for number, record in enumerate(records))
    index.save()
    yield from files_of_index(index)
    took, most = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    sys.stdout.write(f"made in {took:.0f} s of work, {most / 1000:.0f} MB more than before, ")
    sys.stdout.write(f"remembered in {size / 1e6:.0f} MB\n\n")
    for live_blog in live_blogs:
        yield from text_files(live_blog)


def part_of(postings: msgspec.Raw, beginnings: set[str]) -> msgspec.Raw:
    """Return the postings of the stems that begin so."""
    found = msgspec.json.decode(postings, type=dict[str, msgspec.Raw])
    return msgspec.Raw(
        msgspec.json.encode({stem: raw for stem, raw in found.items() if stem[:2] in beginnings})
    )


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


def queries(distinct: list[TextsOfLiveBlog]) -> dict[str, str]:
    """Return the queries, filled with words that occur in the texts."""
    texts = [text for live_blog in distinct for text in live_blog.texts]
    counts = Counter(word for text in texts for word in text.body.replace(".", "").split())
    by_count = {count: word for word, count in counts.items() if word.isalpha() and word.islower()}
    known = {"rare": by_count[20], "rarest": by_count[1], "start": by_count[40][:5]}
    phrase = " ".join(texts[7].title.split()[2:5])
    return {query.format(**known, phrase=phrase): kind for query, kind in QUERIES.items()}


def report_queries(browser: Browser, folder: Path, asked: dict[str, str]) -> None:
    """Print what each query loads, and how long it takes with nothing loaded and with all."""
    say("query", "", "texts", "files", "kB", "kB gz", "first, ms", "again, ms")
    say("---", "---", *["--:"] * 6)
    for query, kind in asked.items():
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


def measure(browser: Browser, count: int, distinct: list[TextsOfLiveBlog], *, part: bool) -> None:
    """Print what an index of so many updates takes, and what queries take."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as remembered:
        folder = Path(name)
        (folder / "page.html").write_text(PAGE, "utf-8")
        (folder / "theme").symlink_to(THEME)
        sys.stdout.write(f"\n{count:,} updates\n\n")
        live_blogs = placed(count, distinct)
        asked = queries(distinct)
        words = {word.strip('"')[:2].lower() for query in asked for word in query.split()}
        write(index_files(live_blogs, Path(remembered), words if part else set()), folder / "search")
        sys.stdout.write("\n")
        report_queries(browser, folder, asked)


def main() -> None:
    """Measure each size."""
    named = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        distinct = distinct_live_blogs(DISTINCT)
        counts = [argument for argument in sys.argv[1:] if argument != "--part"]
        for count in map(int, counts or SIZES):
            measure(browser, count, distinct, part="--part" in sys.argv)
        browser.close()


if __name__ == "__main__":
    main()
