"""Builds of one archive wait for each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from afterlive.cache.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import os, signal, sys, time
from pathlib import Path
from afterlive.cache.lock import locked
with locked(Path(sys.argv[1])):
    {}
"""
SECOND = "pass"
KILLED = "time.sleep(1) if os.fork() == 0 else os.kill(os.getpid(), signal.SIGKILL)"


def build(folder: Path, what: str) -> subprocess.Popen[str]:
    """Start a process that does something while it holds a folder."""
    command = [sys.executable, "-c", BUILD.format(what), str(folder)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program


def test_a_second_build_says_that_it_waits_and_goes_on(tmp_path: Path) -> None:
    with locked(tmp_path / "cache"):
        process = build(tmp_path / "cache", SECOND)
        assert process.stderr
        assert process.stderr.readline() == "Waiting for another build of this archive to end.\n"
        assert process.poll() is None
    assert process.communicate(timeout=20) == (None, "")
    assert process.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_killed_build_leaves_running_is_waited_for(tmp_path: Path) -> None:
    with build(tmp_path, KILLED) as killed:
        assert killed.wait(timeout=20) == -signal.SIGKILL
        assert build(tmp_path, SECOND).communicate(timeout=20)[1].startswith("Waiting")


def test_where_nothing_can_be_remembered_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    with locked(tmp_path / "cache"), pytest.raises(ZeroDivisionError):
        raise ZeroDivisionError
