# ruff: noqa: INP001 — a script, not a package
"""How long reading takes: a saved page of 1.3 MB and a text of 10,000 updates, both made here.

    python benchmarks/reading.py [RUNS]

Beside it trafilatura extracts the same page, if it is installed: it finds the article, not its updates.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import reading

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_BYTES = 1_300_000
PAGE_UPDATES = 60
TEXT_UPDATES = 10_000
PARAGRAPH = "Two more engines from across the bay are at the quay, and a third is near, the brigade said."


def page() -> str:
    """Return a page as publishers make them: 60 updates, and scripts that are most of its bytes."""
    updates = "".join(
        f'<article class="post" id="post-{number}"><header><time datetime="2024-03-03T{hour(number)}:00Z">'
        f"{hour(number)}</time><h2>Update number {number} from the quay</h2></header>"
        + f'<p>{PARAGRAPH} <a href="/quay">More</a></p>' * 6
        + '<div class="share-tools"><button>Share</button></div></article>'
        for number in range(PAGE_UPDATES, 0, -1)
    )
    start = "<!doctype html><html lang=en><title>Harbour fire</title><h1>Harbour fire</h1><main>"
    script = "<script>window.state={};" + 'push({"advert":"slot","sizes":[300,250]});' * 100 + "</script>"
    scripts = script * ((PAGE_BYTES - len(start) - len(updates)) // len(script))
    return f"{start}{updates}</main>{scripts}</body></html>"


def text() -> str:
    """Return a text of 10,000 updates over two months, each with a stamp and a headline."""
    updates = (
        f"{hour(number)}\nUpdate number {number} from the quay\n{PARAGRAPH}\n\n"
        for number in range(TEXT_UPDATES, 0, -1)
    )
    return "Harbour fire, live\n3 March 2024\n\n" + "".join(updates)


def hour(number: int) -> str:
    """Return the clock of an update, nine minutes after that of the one before."""
    minutes = number * 9 % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def measured(run: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the median of the seconds that it takes, and the peak of the megabytes that Python holds."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return statistics.median(seconds), peak / 1_000_000


def main() -> None:
    """Print a line for each document and reader."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        saved, pasted = Path(folder) / "page.html", Path(folder) / "text.txt"
        saved.write_text(page(), encoding="utf-8")
        pasted.write_text(text(), encoding="utf-8")
        found = len(reading.read(saved).updates), len(reading.read(pasted).updates)
        ours = measured(lambda: reading.read(saved), runs)
        show(f"page of {saved.stat().st_size:,} bytes, {found[0]} updates", ours)
        if other := extractor():
            html = saved.read_text(encoding="utf-8")
            theirs = measured(lambda: other(html), runs)
            show("the same page, trafilatura", theirs)
            sys.stdout.write(f"{'ours by theirs':50}{ours[0] / theirs[0]:8.2f} ×\n")
        show(
            f"text of {pasted.stat().st_size:,} bytes, {found[1]:,} updates",
            measured(lambda: reading.read(pasted), runs),
        )


def extractor() -> Callable[[str], object] | None:
    """Return trafilatura's extraction, if it is installed."""
    try:
        import trafilatura  # noqa: PLC0415 — optional
    except ImportError:
        return None
    extract: Callable[[str], object] = trafilatura.extract
    return extract


def show(name: str, figures: tuple[float, float]) -> None:
    """Print what was measured."""
    sys.stdout.write(f"{name:50}{figures[0] * 1000:8.0f} ms{figures[1]:8.1f} MB\n")


if __name__ == "__main__":
    main()
