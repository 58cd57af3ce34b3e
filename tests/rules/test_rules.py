"""A rule exists because a document goes wrong without it; `make rules` lists the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from missed import HERE, as_read, is_missed, rules
from outlines import Case, cases

if TYPE_CHECKING:
    from pathlib import Path

    from missed import Removable

OWN = [case for path in sorted(HERE.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.name)
def test_a_document_that_a_rule_was_made_for_is_read_right(tmp_path: Path, case: Case) -> None:
    assert as_read(case, tmp_path) == case.expected


@pytest.mark.parametrize(
    "rule",
    list(rules()),
    ids=lambda rule: f"{rule.module.__name__.rpartition('.')[2]}.{rule.group}: {rule.name}",
)
def test_without_a_rule_some_document_comes_out_otherwise(tmp_path: Path, rule: Removable) -> None:
    assert is_missed(rule, tmp_path)
