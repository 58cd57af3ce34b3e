"""A program of Python's run in a fork of this process, where all that it imports is there already."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

OF_ONE_ARCHIVE = ("pelicanconf", "publishconf", "afterlive.settings", "afterlive.hosted_settings")
"""What is read anew by each program: it depends on the folder and on the environment."""


def run_forked(
    main: Callable[[Sequence[str]], int | None],
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder as `python -m` does, with so much more in its environment."""
    (out, said), (err, complained) = os.pipe(), os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 on, where there are threads
        child = os.fork()
    if child == 0:
        os.dup2(said, 1)
        os.dup2(complained, 2)
        os._exit(_status(main, arguments, folder, environment))
    os.close(said)
    os.close(complained)
    with os.fdopen(out) as printed, os.fdopen(err) as problems, ThreadPoolExecutor(1) as other:
        later = other.submit(problems.read)
        texts = printed.read(), later.result()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return subprocess.CompletedProcess(list(arguments), status, *texts)


def _status(
    main: Callable[[Sequence[str]], int | None],
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
) -> int:
    """Run the program as if it were alone in this process, and return its status."""
    sys.stdin, sys.stdout, sys.stderr = open(os.devnull), open(1, "w"), open(2, "w")  # noqa: PTH123, SIM115 - the program's
    logging.getLogger().handlers.clear()
    warnings.simplefilter("ignore")
    for name in OF_ONE_ARCHIVE:
        sys.modules.pop(name, None)
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    status: int | str | None
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code
    except BaseException:  # noqa: BLE001 - the child ends here, whatever it is
        traceback.print_exc()
        status = 1
    if isinstance(status, str):
        sys.stderr.write(f"{status}\n")
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return status or 0


def run_pelican(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run Pelican in a folder, in lines as long as they are."""
    import pelican  # noqa: PLC0415 - not every test needs it

    def main(given: Sequence[str]) -> None:
        pelican.console.width = 500
        pelican.main(given)

    return run_forked(main, arguments, folder, environment)
