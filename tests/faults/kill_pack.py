"""Kill the packing of a site: for the first time, and over the packages of what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sites import archive_in, build, change
from trials import in_child

from afterlive import packing

if TYPE_CHECKING:
    from pathlib import Path

IGNORED = {".cache"}


def work(house: Path) -> None:
    list(packing.pack(house / "output", house / "dist", ["zip", "html"], list))


def fresh(house: Path) -> None:
    archive_in(house)
    in_child(build, house)


def changed(house: Path) -> None:
    fresh(house)
    work(house)
    change(house)
    in_child(build, house)
