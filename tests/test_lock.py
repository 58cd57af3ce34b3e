"""Builds of one archive wait for each other, and imports don't run at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from afterlive.cache import lock
from afterlive.cache.lock import locked
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import os, signal, sys, time
from pathlib import Path
from afterlive.cache.lock import locked
with locked(Path(sys.argv[1]), "build", wait=True):
    {}
"""
SECOND = "pass"
FOR_EVER = "print('held', flush=True); time.sleep(60)"
KILLED = """
    if os.fork():
        os.kill(os.getpid(), signal.SIGKILL)
    while not Path(sys.argv[2]).exists():
        time.sleep(0.01)
"""


LONG = 60
"""Seconds after which a test fails, on however slow a machine."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "lock"


def ended(file: Path) -> Path:
    """Return the file at which a process that a killed build leaves running ends."""
    return file.with_name("ended")


def build(file: Path, what: str) -> subprocess.Popen[str]:
    """Start a process that does something while it holds a lock."""
    command = [sys.executable, "-c", BUILD.format(what), str(file), str(ended(file))]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program


def test_a_second_build_says_for_whom_it_waits_and_goes_on(file: Path) -> None:
    with locked(file, "build", wait=True):
        process = build(file, SECOND)
        assert process.stderr
        said = process.stderr.readline()
        assert said.startswith(f"Waiting for another build of this archive to end (process {os.getpid()} on ")
        assert ", since 20" in said
        assert process.poll() is None
    assert process.communicate(timeout=LONG) == ("", "")
    assert process.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_killed_build_leaves_running_is_waited_for(file: Path) -> None:
    with build(file, KILLED) as killed:
        assert killed.wait(timeout=LONG) == -signal.SIGKILL
        with build(file, SECOND) as second:
            assert second.stderr
            assert second.stderr.readline().startswith("Waiting")
            ended(file).touch()
            assert second.wait(timeout=LONG) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_killed_build_leaves_running_for_ever_is_not(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_LEFT_OVER", 0.2)
    with build(file, KILLED) as killed:
        assert killed.wait(timeout=LONG) == -signal.SIGKILL
        with pytest.raises(DocumentError, match=f"has ended .process {killed.pid}.* end that"):  # noqa: SIM117 - the lock
            with locked(file, "build", wait=True):
                pass
        ended(file).touch()


def test_a_build_that_does_not_end_is_named_in_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_LONGEST", 0.2)
    with build(file, FOR_EVER) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(DocumentError, match=f"let it end, or end it by `kill {other.pid}`") as raised:  # noqa: SIM117 - the lock
            with locked(file, "build", wait=True):
                pass
        assert "\n" not in str(raised.value)
        other.kill()
        other.wait()
        with locked(file, "build", wait=False):
            assert file.read_text("utf-8").startswith(f"{os.getpid()}\n")


def test_of_a_process_on_another_host_nothing_is_known() -> None:
    assert lock.Holder(2**22 + 1, "elsewhere.invalid", "").lives()


def test_where_nothing_can_be_remembered_nothing_waits(file: Path) -> None:
    file.parent.write_text("a file", "utf-8")
    with locked(file, "build", wait=True), pytest.raises(ZeroDivisionError):
        raise ZeroDivisionError
