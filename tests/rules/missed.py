"""Remove each rule for text and for pages in turn, and list those that no document misses: `make rules`."""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading import read
from afterlive.reading.rules import (
    beside_stamps,
    bylines,
    furniture,
    headlines,
    name_evidence,
    page_structure,
    text_blocks,
)
from afterlive.reading.steps import html_fields, placing, text_doubt

sys.path.append(str(Path(__file__).parents[1] / "reading"))
from outlines import CASES, Case, cases, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

HERE = Path(__file__).parent
OWN_PAGES, PAGES = HERE / "pages.md", HERE.parent / "reading/pages"
GROUPS: Sequence[tuple[ModuleType, str, str]] = (
    # module, its list of rules, and what says which rule it is
    (headlines, "SIGNALS", "says"),
    (name_evidence, "NAMES", "says"),
    (beside_stamps, "LABELS", "says"),
    (bylines, "BYLINES", "says"),
    (placing, "PLACINGS", "says"),
    (text_blocks, "KINDS", "says"),
    (text_doubt, "DOUBTS", "says"),
    (furniture, "RULES", "reason"),
    (page_structure, "RULES", "__name__"),
    (html_fields, "RULES", "__name__"),
)
OF_PAGES = (page_structure, html_fields)
"""The modules whose rules are about the elements of pages; those of the others are about lines of text."""


class Removable(NamedTuple):
    """A rule, and the list that it is in."""

    module: ModuleType
    group: str
    index: int
    name: str


def rules() -> Iterator[Removable]:
    """Yield every rule."""
    for module, group, said in GROUPS:
        for index, rule in enumerate(getattr(module, group)):
            yield Removable(module, group, index, getattr(rule, said))


@cache
def texts() -> list[Case]:
    """Return all texts with what is expected of them, those of `tests/rules/` first."""
    paths = (*sorted(set(HERE.glob("*.md")) - {OWN_PAGES}), *sorted(CASES.glob("*.md")))
    return [case for path in paths for case in cases(path)]


@cache
def pages() -> list[Case]:
    """Return all pages with what is expected of them, those of `tests/rules/` first."""
    return [
        *cases(OWN_PAGES),
        *(
            Case(
                page.stem,
                page.read_text("utf-8"),
                page.with_suffix(".expected").read_text("utf-8").rstrip("\n"),
            )
            for page in sorted(PAGES.glob("*.html"))
        ),
    ]


def as_read(case: Case, folder: Path) -> str:
    """Return the outline of a document, which is put into a folder, or why it is refused."""
    path = folder / ("document.html" if case.document.startswith("<!") else "document.txt")
    path.write_text(case.document, encoding="utf-8")
    try:
        return outline(read(path))
    except DocumentError as error:
        return str(error).removeprefix(f"{path}: ")


def is_missed(rule: Removable, folder: Path) -> bool:
    """Say whether some document comes out otherwise without a rule; each is read from the folder."""
    known = pages() if rule.module in OF_PAGES else texts()
    every = getattr(rule.module, rule.group)
    _hold(rule, tuple(other for at, other in enumerate(every) if at != rule.index))
    try:
        likely = sorted(known, key=lambda case: not case.name.startswith(rule.name))
        return any(as_read(case, folder) != case.expected for case in likely)
    finally:
        _hold(rule, every)


def _hold(rule: Removable, every: tuple[object, ...]) -> None:
    """Let a list hold these rules, and nothing be remembered that others said of a line."""
    setattr(rule.module, rule.group, every)
    bylines.authors.cache_clear()
    text_blocks.kind_of.cache_clear()


def main() -> int:
    """Print the rules that no document misses."""
    with tempfile.TemporaryDirectory() as folder:
        idle = [rule for rule in rules() if not is_missed(rule, Path(folder))]
    lines = [f"{rule.module.__name__}.{rule.group}: {rule.name}\n" for rule in idle]
    lines.append(f"{len(idle)} of {sum(1 for _ in rules())} rules are missed by no document.\n")
    sys.stdout.write("".join(lines))
    return 1 if idle else 0


if __name__ == "__main__":
    sys.exit(main())
