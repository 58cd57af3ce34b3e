"""Work that is killed at any moment and done again ends as if it had never been interrupted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import kill_html
import kill_import
import kill_pack
import pytest
import trials

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


TIMES = int(os.environ.get("TORTURE", "1"))
KILLED = [
    *((kill_import, begin, TIMES) for begin in (kill_import.fresh, kill_import.changed)),
    *((kill_html, begin, TIMES) for begin in (kill_html.fresh, kill_html.changed)),
    *((kill_pack, begin, TIMES) for begin in (kill_pack.fresh, kill_pack.changed)),
    *([(kill_html, kill_html.shared, TIMES // 10)] if TIMES > 1 else []),
]
"""What does the work, what it begins with, and how often it is killed."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a child needs fork")
@pytest.mark.parametrize(
    ("module", "begin", "times"),
    KILLED,
    ids=[f"{each.__name__}, {begin.__name__}" for each, begin, _ in KILLED],
)
def test_killed_work_is_ended_by_doing_it_again(
    tmp_path: Path, module: ModuleType, begin: Callable[[Path], None], times: int
) -> None:
    begin(tmp_path)
    assert trials.run(tmp_path, module.work, module.IGNORED, times) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is shared on Linux alone")
def test_of_a_killed_build_nothing_is_left_running_and_the_next_is_right() -> None:
    program = Path(__file__).with_name("kill_processes.py")
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, program, str(TIMES)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
