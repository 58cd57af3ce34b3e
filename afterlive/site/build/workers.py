"""Work shared among processes, one a processor."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
import warnings
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Job = Callable[[], Any]

_NUMBER = 4
"""The bytes of a number in the queue."""
_MOST = 1000
"""How many numbers it has."""


def share(jobs: Sequence[Job], *, pays: bool) -> list[Any]:
    """Do the jobs and return their results in order.

    They are done here, one after the other, if sharing doesn't pay or can't be. Raises what the first job
    raises that fails, and DocumentError if a process is ended from outside.
    """
    count = min(len(jobs), _processors()) if pays else 1
    if count < 2:  # noqa: PLR2004 - one process is this one
        return [job() for job in jobs]
    with _queue(len(jobs)) as queue, ExitStack() as stack:
        children: list[_Child] = []
        with suppress(OSError):  # fewer do as well
            for _ in range(count):
                children.append(_Child(jobs, _numbers(queue, len(jobs))))
                stack.callback(children[-1].end)
        if not children:
            return [job() for job in jobs]
        return _results(answer for child in children for answer in child.answers())


@contextmanager
def begun(job: Job, *, pays: bool) -> Iterator[Job]:
    """Do a job in another process meanwhile; give what waits for its result, and raises as `share` does.

    The job is done only when it is asked for if another process doesn't pay or can't be.
    """
    child = None
    if pays and _processors() > 1:
        with suppress(OSError):
            child = _Child([job], [0])
    if child is None:
        yield job
        return
    try:
        yield lambda: _results(child.answers())[0]
    finally:
        child.end()


class _Answer(NamedTuple):
    """What came of a job."""

    number: int
    result: Any
    error: Exception | None


class _Child:
    """A process that does jobs of the numbers that it is given."""

    def __init__(self, jobs: Sequence[Job], numbers: Iterable[int]) -> None:
        """Start it. Raises OSError where the system has no room for another process.

        The process must not log or print: Pelican's spinner is a thread, and may hold a lock that is never
        released here. It ends at once for the same reason.
        """
        answer, ask = os.pipe()
        self.pipe = os.fdopen(answer, "rb")
        with os.fdopen(ask, "wb") as pipe:
            try:
                self.process = _fork()
            except OSError:
                self.pipe.close()
                raise
            if not self.process:
                try:
                    pickle.dump([_answer(number, jobs[number]) for number in numbers], pipe)
                    pipe.flush()
                    os._exit(0)
                finally:
                    os._exit(1)

    def answers(self) -> list[_Answer]:
        """Wait for what it answers, once. Raises DocumentError if it ended without."""
        with self.pipe:
            data = self.pipe.read()
        if self.end() or not data:
            raise DocumentError("a process of the build was ended from outside; build again")
        answers: list[_Answer] = pickle.loads(data)  # noqa: S301 - from a process of our own
        return answers

    def end(self) -> int:
        """Wait until it has ended; return its status, 0 if that was known before."""
        self.pipe.close()
        process, self.process = self.process, 0
        return os.waitpid(process, 0)[1] if process else 0


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 on, since there is a thread
        return os.fork()


def _answer(number: int, job: Job) -> _Answer:
    try:
        return _Answer(number, job(), None)
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be seen
        error.add_note(traceback.format_exc())
        return _Answer(number, None, error)


def _results(answers: Iterable[_Answer]) -> list[Any]:
    ordered = sorted(answers, key=lambda answer: answer.number)
    for answer in ordered:
        if answer.error:
            raise answer.error
    return [answer.result for answer in ordered]


@contextmanager
def _queue(count: int) -> Iterator[int]:
    """Return a pipe that gives the numbers of so many jobs to whoever reads it, each of them once.

    Of a pipe two processes never read the same bytes, which they may of a file that they share. As it may
    hold no more than 4 kB, a number stands for every so many jobs where there are more.
    """
    queue, feed = os.pipe()
    numbers = range(min(count, _MOST))
    with os.fdopen(queue, "rb"):
        with os.fdopen(feed, "wb") as pipe:
            pipe.write(b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
        yield queue


def _numbers(queue: int, count: int) -> Iterator[int]:
    """Return numbers of jobs, as long as the queue gives any."""
    for number in iter(partial(os.read, queue, _NUMBER), b""):
        yield from range(int.from_bytes(number, "big"), count, _MOST)


def _processors() -> int:
    """Return how many processes may run at once; a system that can't fork has one."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
