"""Remove each rule for text in turn, and list those that no document misses: `make rules`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading import read
from afterlive.reading.rules import beside_stamps, bylines, furniture, headlines, text_blocks
from afterlive.reading.steps import placing, text_doubt

sys.path.append(str(Path(__file__).parents[1] / "reading"))
from outlines import CASES, Case, cases, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

HERE = Path(__file__).parent
GROUPS: Sequence[tuple[ModuleType, str, str]] = (
    # module, its list of rules, and what says which rule it is
    (headlines, "SIGNALS", "says"),
    (beside_stamps, "NAMES", "says"),
    (beside_stamps, "LABELS", "says"),
    (bylines, "BYLINES", "says"),
    (placing, "PLACINGS", "says"),
    (text_blocks, "KINDS", "says"),
    (text_doubt, "DOUBTS", "says"),
    (furniture, "RULES", "reason"),
)


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


def documents() -> list[Case]:
    """Return all documents with what is expected of them, those of `tests/rules/` first."""
    paths = (*sorted(HERE.glob("*.md")), *sorted(CASES.glob("*.md")))
    return [case for path in paths for case in cases(path)]


def as_read(case: Case, path: Path) -> str:
    """Return the outline of a document, or why it is refused."""
    path.write_text(case.document, encoding="utf-8")
    try:
        return outline(read(path))
    except DocumentError as error:
        return str(error).removeprefix(f"{path}: ")


def is_missed(rule: Removable, known: Sequence[Case], path: Path) -> bool:
    """Say whether some document comes out otherwise without a rule."""
    every = getattr(rule.module, rule.group)
    _hold(rule, tuple(other for at, other in enumerate(every) if at != rule.index))
    try:
        likely = sorted(known, key=lambda case: not case.name.startswith(rule.name))
        return any(as_read(case, path) != case.expected for case in likely)
    finally:
        _hold(rule, every)


def _hold(rule: Removable, every: tuple[object, ...]) -> None:
    """Let a list hold these rules, and nothing be remembered that others said of a line."""
    setattr(rule.module, rule.group, every)
    bylines.authors.cache_clear()
    text_blocks.kind_of.cache_clear()


def main() -> int:
    """Print the rules that no document misses."""
    known = documents()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        idle = [rule for rule in rules() if not is_missed(rule, known, path)]
    lines = [f"{rule.module.__name__}.{rule.group}: {rule.name}\n" for rule in idle]
    lines.append(f"{len(idle)} of {sum(1 for _ in rules())} rules are missed by no document.\n")
    sys.stdout.write("".join(lines))
    return 1 if idle else 0


if __name__ == "__main__":
    sys.exit(main())
