"""Work shared among processes is all done, each piece once, and none of them outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterlive.cache import workers
from afterlive.cache.workers import share
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _several_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("work is shared on Linux alone")
    monkeypatch.setattr(workers, "_processors", lambda: 4)


def shared(jobs: Sequence[Callable[[], object]]) -> list[object]:
    return share(jobs, [1] * len(jobs), pays=True)


def in_workers(job: Callable[[], object]) -> object:
    """Do a job, but not in the process of the tests, which does a part of the work as well."""
    return job() if os.getpid() != HERE else None


def mark(file: Path) -> str:
    """Make a file that isn't there yet."""
    file.touch(exist_ok=False)
    return file.name


def test_each_job_is_done_once_and_results_are_in_order(tmp_path: Path) -> None:
    jobs = [partial(mark, tmp_path / str(number)) for number in range(2000)]
    assert share(jobs, [number % 7 for number in range(2000)], pays=True) == [str(n) for n in range(2000)]


def test_one_large_job_is_not_followed_by_small_ones() -> None:
    large, *small = share([os.getpid] * 9, [100, *[1] * 8], pays=True)
    assert large not in small
    assert len(set(small)) == 3


def test_where_it_does_not_pay_all_is_done_here() -> None:
    assert share([os.getpid] * 9, [1] * 9, pays=False) == [os.getpid()] * 9


def test_the_first_complaint_is_raised() -> None:
    def complain(number: int) -> int:
        if number % 5 == 3:
            raise DocumentError(f"number {number} is wrong")
        return number

    with pytest.raises(DocumentError, match="number 3 is wrong") as raised:
        shared([partial(complain, number) for number in range(20)])
    assert "in _answer" in raised.value.__notes__[0]


class Last:
    """Ends the process that pickles it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        os._exit(1)


@pytest.mark.parametrize(
    "end",
    [
        partial(os._exit, 1),
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os.kill(os.getpid(), signal.SIGTERM),
        lambda: sys.exit(3),
        lambda: ["x" * 1_000_000, Last()],
    ],
    ids=["exit", "KILL", "TERM", "SystemExit", "half an answer"],
)
def test_a_worker_that_ends_early_is_said_and_none_is_left(
    end: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    fork = os.fork

    def remember() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", remember)
    with pytest.raises(DocumentError, match=r"ended from outside.*build again"):
        shared([partial(in_workers, end)] * 4)
    assert len(started) == 3
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, 0)


def test_any_result_comes_back_as_it_was() -> None:
    result = {"caf\udce9.html": ["x" * 1_000_000]}
    assert shared([lambda: result] * 2) == [result] * 2


def test_where_the_system_has_no_room_for_processes_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(os, "fork", refuse)
    assert shared([os.getpid] * 9) == [os.getpid()] * 9
    assert len([*Path("/proc/self/fd").iterdir()]) == before


FAMILY = """
import os, sys, time
from pathlib import Path
from afterlive.cache import workers
workers._processors = lambda: 4
def work(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    if os.getpid() != first or sys.argv[2] == "at work":
        {}
    return "x" * 10_000_000
first = os.getpid()
workers.share([lambda number=number: work(number) for number in range(4)], [1] * 4, pays=True)
time.sleep(120)
"""
STAGES = {"at work": "time.sleep(120)", "answering": "pass"}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["KILL", "TERM"])
@pytest.mark.parametrize("stage", STAGES)
def test_workers_end_with_their_parent(tmp_path: Path, stage: str, number: signal.Signals) -> None:
    program = [sys.executable, "-c", FAMILY.format(STAGES[stage]), str(tmp_path), stage]
    with subprocess.Popen(program) as parent:  # noqa: S603 - our own program
        until(lambda: len([*tmp_path.iterdir()]) == 4)
        parent.send_signal(number)
    family = [file.name for file in tmp_path.iterdir()]
    until(lambda: not any(runs(process) for process in family))


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def runs(process: str) -> bool:
    """Tell whether a process is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
