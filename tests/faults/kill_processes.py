"""Kill what builds by several processes: the first alone, a worker alone, all; or bound their memory.

Whatever is killed, nothing is left running, and the next build is right and prompt.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sites import ROOT, archive_in
from trials import broken, tree

BUILD = f"""
import fcntl, os, resource, sys
pipe = os.pipe
def narrow():
    reader, writer = pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    return reader, writer
os.pipe = narrow
memory = int(sys.argv[2])
if memory:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from sites import build
from afterlive.cache import workers
from afterlive.site.articles import content
from afterlive.site.build import site_files
workers._processors = lambda: 3
content.MANY = site_files.MANY = 1
build(Path(sys.argv[1]))
"""
"""A build by three processes; a pipe holds 4 kB, less than a worker has to tell of a small archive."""
SIGNALS = (signal.SIGKILL, signal.SIGTERM)
KINDS = ("parent", "worker", "group", "memory")
PROMPT = 60
"""Seconds that the next build may take, on a machine with much else to do."""
MEGABYTES = 1_000_000


def start(house: Path, memory: int = 0) -> subprocess.Popen[bytes]:
    """Begin to build, in a session of its own; with a limit of so many bytes, if any."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", BUILD, str(house), str(memory)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def family(session: int) -> list[int]:
    """Return the processes of a session that run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(state[3]) == session and state[0] != "Z":
            found.append(int(folder.name))
    return sorted(found)


def kill(build: subprocess.Popen[bytes], victim: str, number: signal.Signals, moment: float) -> None:
    """Kill a part of a build after some seconds; of a worker, once there is one."""
    time.sleep(moment)
    if victim == "group":
        os.killpg(build.pid, number)
        return
    while victim == "worker" and build.poll() is None:
        children = [process for process in family(build.pid) if process != build.pid]
        if children:
            try:
                os.kill(random.choice(children), number)  # noqa: S311 - any of them
            except ProcessLookupError:
                continue
            return
    build.send_signal(number)


def trial(house: Path, expected: dict[str, bytes], how: str, build: subprocess.Popen[bytes]) -> str | None:
    """Return what is wrong after a build that was killed, None if nothing is."""
    try:
        build.wait(PROMPT)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        return f"{how}: the build doesn't end"
    end = time.monotonic() + PROMPT
    while family(build.pid):
        if time.monotonic() > end:
            return f"{how}: {family(build.pid)} are left running"
        time.sleep(0.01)
    if halves := broken(house):
        return f"{how}: {halves} are there in part"
    with start(house) as again:
        try:
            again.wait(PROMPT)
        except subprocess.TimeoutExpired:
            os.killpg(again.pid, signal.SIGKILL)
            return f"{how}: the next build doesn't end"
    if again.returncode:
        return f"{how}: the next build fails"
    found = tree(house, {".cache"})
    differ = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    return f"{how}: {differ}" if differ else None


def run(prepared: Path, house: Path, times: int) -> str | None:
    """Return what went wrong in any of so many trials."""

    def anew() -> None:
        shutil.rmtree(house, ignore_errors=True)
        shutil.copytree(prepared, house)

    anew()
    begun = time.monotonic()
    if start(house).wait():
        return "a build that nobody kills fails"
    whole = time.monotonic() - begun
    expected = tree(house, {".cache"})
    moments = random.Random(times)  # noqa: S311 - the same trials each time
    for turn in range(times):
        anew()
        victim = KINDS[turn % len(KINDS)]
        if victim == "memory":
            memory = moments.randint(60, 400) * MEGABYTES
            build, how = start(house, memory), f"with {memory:,} bytes"
        else:
            number, moment = moments.choice(SIGNALS), moments.uniform(0.1, whole)
            build, how = start(house), f"{victim} ended by {number.name} after {moment:.2f} of {whole:.2f} s"
            kill(build, victim, number, moment)
        if problem := trial(house, expected, how, build):
            return problem
    return None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch, "prepared")
        prepared.mkdir()
        times = int(sys.argv[1])
        archive_in(prepared, live_blogs=3, updates=15 if times == 1 else 60)  # of which a worker tells 10 kB
        sys.exit(run(prepared, Path(scratch, "house"), times))
