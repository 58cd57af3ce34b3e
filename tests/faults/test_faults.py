"""A full disk, a folder that can't be written, a file that vanishes, a clock set back, a memory gone bad."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pelican
import pytest
from forking import run_forked
from sites import ROOT, archive_in, build
from trials import in_child, tree

from afterlive import archive, packing
from afterlive.cli import main
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

IMPORT = ("afterlive", "import", "--into", "content")
HTML = ("pelican", "content", "-o", "output", "-s", str(ROOT / "pelicanconf.py"), "--fatal", "warnings")
PROGRAMS = {"afterlive": main, "pelican": pelican.main}
PACK = ("afterlive", "pack", "--format", "zip")
COMMANDS = {"import": IMPORT, "html": HTML, "pack": PACK}
MADE = {"import": "content", "html": "output", "pack": "dist"}
"""Where each command writes."""

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def run(
    house: Path, command: Sequence[str], prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of Python's in a folder, in a process prepared so."""
    return subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", *command],
        cwd=house,
        # Python would keep the half of what it compiles on a full disk, and trip over it ever after.
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "500", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=prepare,
        capture_output=True,
        text=True,
        check=False,
    )


def disk_is_full() -> None:
    """Let the system refuse to write more than 100 bytes into a file, which is what a full disk comes to."""
    import resource  # noqa: PLC0415 - not every system has it

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def rights_count() -> None:
    """Take from root, as which containers run tests, the right to write everywhere."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def with_a_full_disk(arguments: Sequence[str]) -> int | None:
    """Run a command where no file holds more than 100 bytes."""
    sys.dont_write_bytecode = True  # or Python keeps the half of it, and trips over that ever after
    disk_is_full()
    return program(arguments)


def program(arguments: Sequence[str]) -> int | None:
    """Run a command of Python's in this process, in lines as long as they are."""
    pelican.console.width = 500
    return PROGRAMS[arguments[0]](arguments[1:])


def lines_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, its site and a package of that."""
    folder = tmp_path_factory.mktemp("prepared")
    archive_in(folder)
    in_child(build, folder)
    list(packing.pack(folder / "output", folder / "dist", ["zip"], list))
    return folder


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return Path(shutil.copytree(prepared, tmp_path / "house"))


@pytest.fixture(params=COMMANDS)
def work(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def remove_made(house: Path, work: str) -> None:
    """Remove what a command has made."""
    for name in tree(house / MADE[work], set()):
        (house / MADE[work] / name).unlink()
    for folder in sorted((house / MADE[work]).rglob("*"), reverse=True):
        folder.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="limits are Unix's")
def test_a_full_disk_is_said_in_one_line_and_costs_nothing(house: Path, work: str) -> None:
    expected = tree(house / MADE[work], {".importing"})
    remove_made(house, work)
    done = run_forked(with_a_full_disk, COMMANDS[work], house, {})
    assert done.returncode != 0
    assert len(lines_of(done)) == 1, lines_of(done)
    assert "File too large" in lines_of(done)[0]
    assert run_forked(program, COMMANDS[work], house, {}).returncode == 0
    assert tree(house / MADE[work], {".importing"}) == expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="root's rights are taken as on Linux")
def test_a_folder_that_cant_be_written_is_named_in_one_line(house: Path, work: str) -> None:
    remove_made(house, work)
    (house / MADE[work]).chmod(0o555)
    done = run(house, COMMANDS[work], rights_count)
    assert done.returncode != 0
    assert len(lines_of(done)) == 1, lines_of(done)
    assert "Permission denied" in lines_of(done)[0]
    assert tree(house / MADE[work], set()) == {}


def test_a_document_that_vanishes_is_named_and_nothing_is_written(house: Path) -> None:
    def vanishing(steps: Sequence[Path]) -> Iterator[Path]:
        for step in steps:
            step.unlink()
            yield step

    before = tree(house / "content", set())
    with pytest.raises(DocumentError, match=r"lock\.txt: does not exist"):
        archive.import_folder(house / "content", vanishing)
    assert tree(house / "content", set()) == before


def test_a_page_that_vanishes_fails_the_package_and_the_old_one_stays(house: Path) -> None:
    def vanishing(steps: Sequence[str]) -> Iterator[str]:
        for step in steps:
            (house / "output" / step).unlink()
            yield step

    before = tree(house / "dist", set())
    with pytest.raises(FileNotFoundError):
        list(packing.pack(house / "output", house / "dist", ["zip"], vanishing))
    assert tree(house / "dist", set()) == before


def test_an_edit_is_seen_although_the_clock_was_set_back(house: Path) -> None:
    in_child(build, house)
    article = next((house / "content" / "lock").glob("*tug-7*.md"))
    article.write_text(article.read_text().replace("holds", "snaps"))
    os.utime(article, (0, 0))
    in_child(build, house)
    assert "snaps" in (house / "output" / "lock" / "tug-7-arrives.html").read_text()


DAMAGES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "empty": lambda files: [b"" for _ in files],
    "cut": lambda files: [data[: len(data) // 2] for data in files],
    "changed in one place": lambda files: [data.replace(b"T", b"U", 1) for data in files],
    "without their proof": lambda files: [data.partition(b"\n")[2] for data in files],
    "of another version": lambda files: [b"0" * 64 + b"\n" + data.partition(b"\n")[2] for data in files],
    "no text": lambda files: [bytes(range(256)) for _ in files],
    "in each other's place": lambda files: [*files[1:], files[0]],
}
"""What may become of the files in which builds remember."""


def test_a_damaged_memory_of_builds_is_made_anew(house: Path) -> None:
    in_child(build, house)
    expected = tree(house / "output", set())
    remembered = sorted(path for path in (house / ".cache").rglob("*") if path.is_file())
    assert remembered
    for damage in DAMAGES.values():
        contents = [path.read_bytes() for path in remembered]
        for path, content in zip(remembered, damage(contents), strict=True):
            path.write_bytes(content)
        in_child(build, house)
        assert tree(house / "output", set()) == expected
        assert all(map(Path.exists, remembered))
