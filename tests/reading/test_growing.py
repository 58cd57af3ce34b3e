"""What reading a document costs grows with its length, and no faster."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afterlive.reading import read
from afterlive.reading.rules import flat_structure, stamps

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

UPDATES = 60


def test_a_line_of_a_page_is_asked_for_its_stamp_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()

    def counting(text: str) -> bool:
        asked[text] += 1
        return stamps.leading(text) is not None

    monkeypatch.setattr(flat_structure, "begins_with_stamp", counting)
    updates = "".join(
        f'<article id="u{at}"><h2>Town {at}</h2><time datetime="2031-03-03T10:{at:02}:00Z"></time>'
        f"<p>It rains in town {at}, and the river is high.</p></article>"
        for at in range(UPDATES)
    )
    page = tmp_path / "page.html"
    page.write_text(
        f"<!doctype html><title>Rain</title><h1>Rain, live</h1><main>{updates}</main>", encoding="utf-8"
    )
    assert len(read(page).updates) == UPDATES
    assert max(asked.values()) < UPDATES / 6
