"""Builds of one archive wait for each other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fcntl", reason="this system has no such locks")

from afterlive.cache.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

SECOND = """
import sys
from pathlib import Path
from afterlive.cache.lock import locked
with locked(Path(sys.argv[1])):
    pass
"""


def second(folder: Path) -> subprocess.Popen[str]:
    """Start another process that holds a folder for a moment."""
    command = [sys.executable, "-c", SECOND, str(folder)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program


def test_a_second_build_says_that_it_waits_and_goes_on(tmp_path: Path) -> None:
    with locked(tmp_path / "cache"):
        process = second(tmp_path / "cache")
        assert process.stderr
        assert process.stderr.readline() == "Waiting for another build of this archive to end.\n"
        assert process.poll() is None
    assert process.communicate(timeout=20) == (None, "")
    assert process.returncode == 0


def test_a_build_is_held_until_its_processes_have_ended(tmp_path: Path) -> None:
    with locked(tmp_path):
        child = os.fork()
        if not child:
            time.sleep(1)
            os._exit(0)
    process = second(tmp_path)
    assert process.communicate(timeout=20)[1].startswith("Waiting")
    assert os.waitpid(child, os.WNOHANG) != (0, 0)


def test_where_nothing_can_be_remembered_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    with locked(tmp_path / "cache"), pytest.raises(ZeroDivisionError):
        raise ZeroDivisionError
