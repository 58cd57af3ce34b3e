"""Work that is shared among processes is all done, each piece of it once."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterlive.errors import DocumentError
from afterlive.site.build import workers
from afterlive.site.build.workers import begun, share

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def _several_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    if workers._processors() < 2:  # noqa: SLF001 - to have processes wherever there can be any
        pytest.skip("this system has one processor, or can't fork")
    monkeypatch.setattr(workers, "_processors", lambda: 4)


def mark(file: Path) -> str:
    """Make a file that isn't there yet."""
    file.touch(exist_ok=False)
    return file.name


@pytest.mark.parametrize("most", [1000, 7])
def test_each_job_is_done_once_and_results_are_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(workers, "_MOST", most)
    for run in range(5):
        (tmp_path / str(run)).mkdir()
        jobs = [partial(mark, tmp_path / str(run) / str(number)) for number in range(2000)]
        assert share(jobs, pays=True) == [str(number) for number in range(2000)]


def test_the_first_complaint_is_raised() -> None:
    def complain(number: int) -> int:
        if number % 5 == 3:
            raise DocumentError(f"number {number} is wrong")
        return number

    with pytest.raises(DocumentError, match="number 3 is wrong"):
        share([partial(complain, number) for number in range(20)], pays=True)


def test_a_process_that_ends_early_is_said() -> None:
    with pytest.raises(DocumentError, match="ended from outside; build again"):
        share([partial(os._exit, 1), partial(os._exit, 1)], pays=True)


def test_a_job_that_was_begun_is_done_by_another_process() -> None:
    with begun(os.getpid, pays=True) as result:
        assert result() != os.getpid()
    with begun(os.getpid, pays=False) as result:
        assert result() == os.getpid()


def test_a_job_that_was_begun_raises_what_it_raises() -> None:
    with begun(partial(int, "one"), pays=True) as result, pytest.raises(ValueError, match="'one'") as raised:
        result()
    assert "in _answer" in raised.value.__notes__[0]


@pytest.mark.parametrize(
    "end", [partial(os._exit, 1), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: sys.exit(3)]
)
def test_a_process_that_was_begun_and_ends_early_is_said(end: Callable[[], object]) -> None:
    with begun(end, pays=True) as result, pytest.raises(DocumentError, match="ended from outside"):
        result()


def test_half_an_answer_is_none() -> None:
    class Last:
        def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
            os._exit(1)

    with begun(lambda: ["x" * 1_000_000, Last()], pays=True) as result:  # noqa: SIM117 - the one waits
        with pytest.raises(DocumentError, match="ended from outside"):
            result()


def test_any_result_comes_back_as_it_was() -> None:
    with begun(lambda: {"caf\udce9.html": [1, 2]}, pays=True) as result:
        assert result() == {"caf\udce9.html": [1, 2]}


def test_where_the_system_has_no_room_for_processes_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(os, "fork", refuse)
    assert share([os.getpid] * 9, pays=True) == [os.getpid()] * 9
    with begun(os.getpid, pays=True) as result:
        assert result() == os.getpid()
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_no_process_is_left_behind_where_nobody_asks_for_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    fork = os.fork

    def remember() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", remember)
    with begun(os.getpid, pays=True):
        pass
    [process] = started
    with pytest.raises(ChildProcessError):
        os.waitpid(process, 0)
