"""The way a language runs."""

from __future__ import annotations

import pytest

from afterlive.direction import direction_of


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en-GB", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur-PK", "rtl"), ("pa-Arab", "rtl"),
     ("pa", "ltr"), ("ar-XX", "rtl"), ("no such", "ltr"), ("", "ltr")],
)  # fmt: skip
def test_each_language_runs_its_way(language: str, direction: str) -> None:
    assert direction_of(language) == direction
