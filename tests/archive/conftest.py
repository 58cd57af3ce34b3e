"""A keeper's folder, empty or with a live blog in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keeping import FIRE, House

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def fire(house: House) -> House:
    """A house in which the harbour fire was imported."""
    house.document(FIRE)
    house.run()
    return house
