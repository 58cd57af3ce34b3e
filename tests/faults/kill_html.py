"""Kill builds: a first one, one over the site of what the archive was, one by several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sites import archive_in, build, change
from trials import in_child

if TYPE_CHECKING:
    from pathlib import Path

IGNORED = {".cache"}
work = build


def fresh(house: Path) -> None:
    archive_in(house)


def changed(house: Path) -> None:
    archive_in(house)
    in_child(build, house)
    change(house)


def shared(house: Path) -> None:
    archive_in(house, live_blogs=2, updates=120)
