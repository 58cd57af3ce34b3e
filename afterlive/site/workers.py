"""Work shared among processes, one a processor."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.model import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Job = Callable[[], Any]

_NUMBER = 4
"""The bytes of a number in the queue."""


def share(jobs: Sequence[Job], *, pays: bool) -> list[Any]:
    """Do the jobs and return their results, which are values of JSON, in order.

    They are done here, one after the other, if sharing doesn't pay or can't be. Raises DocumentError, as the
    first job that does.
    """
    count = min(len(jobs), _processors()) if pays else 1
    if count < 2:  # noqa: PLR2004 - one process is this one
        return [job() for job in jobs]
    with _queue(len(jobs)) as queue:
        children = [_start(jobs, queue) for _ in range(count)]
        answers = sorted((answer for child in children for answer in _answers(*child)), key=itemgetter(0))
    for _, _, complaint in answers:
        if complaint:
            raise DocumentError(complaint)
    return [result for _, result, _ in answers]


@contextmanager
def _queue(count: int) -> Iterator[int]:
    """Return a file in memory that gives as many numbers to whoever reads it, each of them once."""
    with os.fdopen(os.memfd_create("queue"), "w+b", buffering=0) as file:
        file.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
        file.seek(0)  # the place in it is shared by all processes that have it open
        yield file.fileno()


def _processors() -> int:
    """Return how many processes may run at once; a system that can't fork has one."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _start(jobs: Sequence[Job], queue: int) -> tuple[int, int]:
    """Do jobs in a process of its own, as long as there are any; return that and the pipe where it answers.

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
        numbers = iter(lambda: os.read(queue, _NUMBER), b"")
        answers = [_answer(index, jobs[index]) for index in (int.from_bytes(n, "big") for n in numbers)]
        with os.fdopen(ask, "wb") as pipe:
            pipe.write(msgspec.json.encode(answers))
    finally:
        os._exit(0)


def _answer(index: int, job: Job) -> tuple[int, Any, str]:
    try:
        return index, job(), ""
    except DocumentError as error:
        return index, None, str(error)
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be seen
        return index, None, f"{type(error).__name__}: {error}"


def _answers(child: int, pipe: int) -> list[tuple[int, Any, str]]:
    with os.fdopen(pipe, "rb") as answers:
        data = answers.read()
    os.waitpid(child, 0)
    if not data:
        raise DocumentError("a process of the build was ended from outside; build again")
    return msgspec.json.decode(data, type=list[tuple[int, Any, str]])
