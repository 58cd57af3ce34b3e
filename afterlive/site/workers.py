"""Work shared among processes, one a processor."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Job = Callable[[], Any]
    Answer = tuple[int, Any, str]

_NUMBER = 4
"""The bytes of a number in the queue."""
_MOST = 1000
"""How many numbers it has."""


def share(jobs: Sequence[Job], *, pays: bool) -> list[Any]:
    """Do the jobs and return their results, which are values of JSON, in order.

    They are done here, one after the other, if sharing doesn't pay or can't be. Raises DocumentError, as the
    first job that does.
    """
    count = min(len(jobs), _processors()) if pays else 1
    if count < 2:  # noqa: PLR2004 - one process is this one
        return [job() for job in jobs]
    with _queue(len(jobs)) as queue:
        children = [_start(jobs, _numbers(queue, len(jobs))) for _ in range(count)]
        return _results(answer for child in children for answer in _answers(*child))


@contextmanager
def begun(job: Job, *, pays: bool) -> Iterator[Job]:
    """Do a job in another process meanwhile; give what waits for its result, which is a value of JSON.

    The job is done only there and then if another process doesn't pay, can't be, or fails.
    """
    if not pays or _processors() < 2:  # noqa: PLR2004 - likewise
        yield job
        return
    answers = cache(partial(_answers, *_start([job], [0])))

    def result() -> Any:  # noqa: ANN401 - as the job's
        try:
            return _results(answers())[0]
        except DocumentError:
            return job()

    try:
        yield result
    finally:
        answers()  # no process is left behind


def _results(answers: Iterable[Answer]) -> list[Any]:
    ordered = sorted(answers, key=lambda answer: answer[0])
    for _, _, complaint in ordered:
        if complaint:
            raise DocumentError(complaint)
    return [result for _, result, _ in ordered]


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


def _start(jobs: Sequence[Job], numbers: Iterable[int]) -> tuple[int, int]:
    """Do jobs of these numbers in a process of its own; return that and the pipe where it answers.

    The process must not log or print: Pelican's spinner is a thread, and may hold a lock that is never
    released here. It ends at once for the same reason.
    """
    answer, ask = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 on, for the reason just given
        child = os.fork()
    if child:
        os.close(ask)
        return child, answer
    try:
        answers = [_answer(number, jobs[number]) for number in numbers]
        with os.fdopen(ask, "wb") as pipe:
            pipe.write(msgspec.json.encode(answers))
    finally:
        os._exit(0)


def _answer(number: int, job: Job) -> Answer:
    try:
        return number, job(), ""
    except DocumentError as error:
        return number, None, str(error)
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be seen
        return number, None, f"{type(error).__name__}: {error}"


def _answers(child: int, pipe: int) -> list[Answer]:
    with os.fdopen(pipe, "rb") as answers:
        data = answers.read()
    os.waitpid(child, 0)
    if not data:
        return [(0, None, "a process of the build was ended from outside; build again")]
    return msgspec.json.decode(data, type=list[tuple[int, Any, str]])
