"""Work that runs in several processes, one for each processor; all end with this one."""

from __future__ import annotations

import gc
import heapq
import os
import pickle
import signal
import sys
import traceback
import warnings
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Job = Callable[[], Any]

_PR_SET_PDEATHSIG = 1
"""Linux's number for the request to end a process with its parent."""


def share(jobs: Sequence[Job], sizes: Sequence[int], *, pays: bool) -> list[Any]:
    """Do jobs and return their results in order; `sizes` says how long each may take beside the others.

    One part is done in this process, the others by workers; all in this process unless sharing `pays`.
    Raises the error of the first job that fails, and DocumentError if a worker was ended from outside.

    ProcessPoolExecutor isn't used: its workers outlive a killed parent, and where the system refuses a second
    worker, the first is waited for without end.
    """
    count = min(len(jobs), _processors()) if pays else 1
    gc.freeze()  # what each job leaves is collected, without a look at what was there before
    try:
        return _done_here(jobs) if count < 2 else _shared(jobs, sizes, count)  # noqa: PLR2004 - this process is one
    finally:
        gc.unfreeze()


def _done_here(jobs: Iterable[Job]) -> list[Any]:
    results = []
    for job in jobs:
        results.append(job())
        gc.collect()
    return results


def _shared(jobs: Sequence[Job], sizes: Sequence[int], count: int) -> list[Any]:
    own, *parts = _parts(sizes, count)
    with ExitStack() as stack:
        workers = []
        for part in parts:
            try:
                workers.append(_Worker(jobs, part))
            except OSError:  # there is no room for another process
                own = [*own, *part]
            else:
                stack.callback(workers[-1].end)
        answers = _answers(jobs, own)
        for worker in workers:
            answers += worker.answers()
    answers.sort(key=lambda answer: answer.number)
    for answer in answers:
        if answer.error:
            raise answer.error
    return [answer.result for answer in answers]


class _Answer(NamedTuple):
    """The result or the error of a job."""

    number: int
    result: Any
    error: Exception | None


class _Worker:
    """A process that does some of the jobs, and writes their answers into a file in memory.

    A pipe takes no more than 64 kB until somebody reads; a file takes all, even if nobody reads it.
    """

    def __init__(self, jobs: Sequence[Job], numbers: Iterable[int]) -> None:
        """Start the process. Raises OSError if the system has no room for another one.

        The process must not log or print: Pelican's spinner is a thread, and may hold a lock that is never
        released here. It ends at once for the same reason.
        """
        parent = os.getpid()
        self.file = os.fdopen(os.memfd_create("answers"), "w+b")
        try:
            self.process = _fork()
        except OSError:
            self.file.close()
            raise
        if not self.process:
            try:
                _end_with(parent)
                pickle.dump(_answers(jobs, numbers), self.file)
                self.file.flush()
                os._exit(0)
            finally:
                os._exit(1)

    def answers(self) -> list[_Answer]:
        """Wait for its answers; call this once. Raises DocumentError if it ended without them."""
        process, self.process = self.process, 0
        if os.waitpid(process, 0)[1]:
            raise DocumentError(
                "a process of the build was ended from outside, perhaps for want of memory; build again"
            )
        self.file.seek(0)
        answers: list[_Answer] = pickle.load(self.file)  # noqa: S301 - from a process of our own
        return answers

    def end(self) -> None:
        """End the process, unless its answers have been read."""
        self.file.close()
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 on, since there is a thread
        return os.fork()


def _end_with(parent: int) -> None:
    """Ask the system to end this process with its parent, whatever ends the parent."""
    import ctypes  # noqa: PLC0415 - few builds need it

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended before that was said
        os._exit(1)


def _answers(jobs: Sequence[Job], numbers: Iterable[int]) -> list[_Answer]:
    return [_answer(number, jobs[number]) for number in numbers]


def _answer(number: int, job: Job) -> _Answer:
    try:
        result = job()
        gc.collect()
        return _Answer(number, result, None)
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be seen
        error.add_note(traceback.format_exc())
        return _Answer(number, None, error)


def _parts(sizes: Sequence[int], count: int) -> list[list[int]]:
    """Divide the jobs into `count` parts of about the same size; return the numbers of the jobs in each."""
    parts: list[tuple[int, list[int]]] = [(0, []) for _ in range(count)]
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        size, numbers = parts[0]
        numbers.append(number)
        heapq.heapreplace(parts, (size + sizes[number], numbers))
    return [numbers for _, numbers in parts]


def _processors() -> int:
    """Return how many processes may run at once: one unless this is Linux, since only there we fork."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
