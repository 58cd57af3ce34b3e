"""A build loads what it uses: starting is most of what a small archive waits for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from rebuilding import ROOT, two_live_blogs

if TYPE_CHECKING:
    from pathlib import Path

MAKERS = ("afterlive.archive", "afterlive.reading", "afterlive.site.build.site_files", "babel", "lxml", "nh3")
BUILD = "import sys; from afterlive.cli import main; main(['build']); print(*sorted(sys.modules))"


def test_a_build_with_nothing_new_loads_no_reader_and_no_maker_of_pages(tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    (tmp_path / "pelicanconf.py").symlink_to(ROOT / "pelicanconf.py")
    first, again = (
        subprocess.run(  # noqa: S603 - nothing in it is from outside
            [sys.executable, "-c", BUILD], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    )
    assert "2 live blogs, 16 updates; 0 pages written" in again
    assert [name for name in MAKERS if name in first.split()] == [*MAKERS[2:4], "nh3"]
    assert [name for name in MAKERS if name in again.split()] == []
