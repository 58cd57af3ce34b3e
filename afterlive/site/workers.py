"""Work shared among processes, one a processor."""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

from afterlive.model import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Job = Callable[[], Any]


def share(jobs: Sequence[Job], *, pays: bool) -> list[Any]:
    """Do the jobs and return their results, which are values of JSON, in order.

    They are done here, one after the other, if sharing doesn't pay or can't be. Raises DocumentError, as the
    first job that does.
    """
    count = min(len(jobs), _processors()) if pays else 1
    if count < 2:  # noqa: PLR2004 - one process is this one
        return [job() for job in jobs]
    shares = [range(start, len(jobs), count) for start in range(count)]
    children = [_start(jobs, share) for share in shares]
    answers = [answer for child in children for answer in _answers(*child)]
    answers.sort(key=lambda answer: answer[0])
    for _, _, complaint in answers:
        if complaint:
            raise DocumentError(complaint)
    return [result for _, result, _ in answers]


def _processors() -> int:
    """Return how many processes may run at once; a system that can't fork has one."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _start(jobs: Sequence[Job], share: Iterable[int]) -> tuple[int, int]:
    """Do a share in a process of its own; return that and the pipe through which it answers.

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
        with os.fdopen(ask, "w", encoding="utf-8") as pipe:
            json.dump([_answer(index, jobs[index]) for index in share], pipe)
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
    with os.fdopen(pipe, encoding="utf-8") as answers:
        text = answers.read()
    os.waitpid(child, 0)
    if not text:
        raise DocumentError("a process of the build was ended from outside; build again")
    return [tuple(answer) for answer in json.loads(text)]
