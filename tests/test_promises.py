"""Every promise of docs/promises.md stands beside a test that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROMISES = re.findall(
    r"^\| (?!promise )([^|]+) \| ([^|]+) \|$", (ROOT / "docs/promises.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(
    "named", [named for _, named in PROMISES], ids=[promise[:60] for promise, _ in PROMISES]
)
def test_every_promise_has_a_test_that_is_there(named: str) -> None:
    tests = re.findall(r"`(tests/[\w/]+\.py)::([Tt]est\w+)`", named)
    assert tests
    for file, test in tests:
        assert re.search(rf"^(def|class) {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)
