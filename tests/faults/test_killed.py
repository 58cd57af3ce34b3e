"""Work that is killed at any moment and done again ends as if it had never been interrupted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TIMES = os.environ.get("TORTURE", "1")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a child needs fork")
@pytest.mark.parametrize("work", ["kill_import", "kill_html", "kill_pack"])
def test_killed_work_is_ended_by_doing_it_again(work: str) -> None:
    program = Path(__file__).with_name(f"{work}.py")
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, program, TIMES], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="work is shared on Linux alone")
def test_of_a_killed_build_nothing_is_left_running_and_the_next_is_right() -> None:
    program = Path(__file__).with_name("kill_processes.py")
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, program, TIMES], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
