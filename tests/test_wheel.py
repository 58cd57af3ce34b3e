"""What a keeper has from the built wheel alone: a new archive, its site, an upgrade, and the workflow."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from forking import run_forked

from afterlive.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent
HARBOUR = """\
Fire at the harbour
Two warehouses are burning at the harbour.
10:40 GMT
The fire is out
The last flames were put out at twenty to eleven.
09:50 GMT
Smoke over the town
Residents should keep their windows closed.
"""
IMPRINT = "Title: من نحن\nSlug: imprint\n\nIda Holm, Quay 4, Norrvik.\n"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source tree, unpacked: what installing it does with its files.

    It is built elsewhere, so that nothing is found in the repository by chance.
    """
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("afterlive", "theme"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(  # noqa: S603 - hatchling is what builds it
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def environment_of(installed: Path) -> dict[str, str]:
    """Return the environment in which Python finds what is installed there, and keeps what it compiles."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**ours, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}


def afterlive(
    installed: Path, folder: Path, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the command of a wheel in a folder."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "afterlive", *arguments],
        cwd=folder,
        env={**environment_of(installed), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def made(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive with a document in it, made once."""
    folder = tmp_path_factory.mktemp("made")
    new = afterlive(installed, folder, "new", "kept", "--name", 'The "harbour", kept')
    assert new.returncode == 0, new.stderr
    (folder / "kept/documents/2031-05-01-harbour.txt").write_text(HARBOUR, "utf-8")
    return folder / "kept"


@pytest.fixture(scope="session")
def made_and_built(installed: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its site; tests only read it."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("built") / "kept")
    built = afterlive(installed, folder, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    """A new archive of a test's own."""
    return shutil.copytree(made, tmp_path / "kept")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_runs_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import afterlive; print(afterlive.__file__)"
    found = subprocess.run(  # noqa: S603 - the code stands above
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(installed)
    version = re.search(r'VERSION = "(.*)"', (ROOT / "afterlive/__init__.py").read_text("utf-8"))
    assert version
    assert afterlive(installed, tmp_path, "--version").stdout == f"afterlive {version[1]}\n"
    assert "afterlive new my-archive" in afterlive(installed, tmp_path).stdout


def test_the_site_is_the_one_that_the_repository_makes(made_and_built: Path, archive: Path) -> None:
    assert run_forked(main, ["build"], archive, {}).returncode == 0
    site = files_of(made_and_built / "output")
    assert site == files_of(archive / "output")
    assert "2031-05-01-harbour/the-fire-is-out.html" in site
    assert "The &#34;harbour&#34;, kept" in site["index.html"].decode()


def test_offline_packs_the_site_and_verify_agrees(installed: Path, archive: Path) -> None:
    assert afterlive(installed, archive, "offline").returncode == 0
    assert (archive / "dist/2031-05-01-harbour.html").is_file()
    assert afterlive(installed, archive, "verify").returncode == 0


def test_a_new_archive_has_nothing_of_ours_in_it(made_and_built: Path) -> None:
    home = (made_and_built / "output/index.html").read_text("utf-8")
    assert "The Afterlive authors" not in home
    assert 'rel="license"' not in home


def test_new_leaves_a_folder_that_is_not_empty_alone(installed: Path, archive: Path) -> None:
    before = files_of(archive)
    refused = afterlive(installed, archive.parent, "new", "kept")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert files_of(archive) == before


@pytest.fixture(scope="session")
def next_version(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a later version installs: other templates, another Makefile, another README, one file more."""
    folder = shutil.copytree(installed, tmp_path_factory.mktemp("next") / "installed")
    for name, old, new in (
        ("__init__.py", 'VERSION = "', 'VERSION = "9.'),
        ("theme/templates/_foot.html", "<footer", "<hr><footer"),
        ("starter/Makefile", "# What a keeper types.", "# What a keeper may type."),
        ("starter/README.md", "An archive of live blogs", "Live blogs"),
    ):
        text = (folder / "afterlive" / name).read_text("utf-8")
        assert old in text
        (folder / "afterlive" / name).write_text(text.replace(old, new, 1), "utf-8")
    (folder / "afterlive/starter/NOTES.md").write_text("New\n", "utf-8")
    return folder


def test_an_upgrade_changes_what_was_not_edited_and_shows_the_rest(
    next_version: Path, made_and_built: Path, tmp_path: Path
) -> None:
    archive = shutil.copytree(made_and_built, tmp_path / "kept")
    readme = (archive / "README.md").read_text("utf-8") + "\nMine.\n"
    (archive / "README.md").write_text(readme, "utf-8")
    conf = (archive / "pelicanconf.py").read_text("utf-8").replace('"red"', '"blue"')
    (archive / "pelicanconf.py").write_text(conf, "utf-8")
    (archive / "publishconf.py").unlink()
    kept = {
        name: data for name, data in files_of(archive).items() if name.startswith(("documents", "content"))
    }

    upgraded = afterlive(next_version, archive, "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    files = files_of(archive)
    assert b"# What a keeper may type." in files["Makefile"]
    assert files["requirements.txt"].startswith(b"afterlive==9.")
    assert files["NOTES.md"] == b"New\n"
    assert files["README.md"].decode() == readme
    assert "+Live blogs, kept by" in upgraded.stdout
    assert files["pelicanconf.py"].decode() == conf
    assert "pelicanconf.py" not in upgraded.stdout
    assert "publishconf.py" not in files
    assert {name: files[name] for name in kept} == kept

    assert afterlive(next_version, archive, "build").returncode == 0
    assert "<hr><footer" in (archive / "output/index.html").read_text("utf-8")
    assert "README.md" in afterlive(next_version, archive, "upgrade").stdout


def test_upgrade_says_where_there_is_nothing_to_upgrade(installed: Path, tmp_path: Path) -> None:
    refused = afterlive(installed, tmp_path, "upgrade")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("command", "new", "said"),
    [
        ("build", 'ACCENT = "pink"', "ACCENT must be red, blue, green or violet, not 'pink'"),
        ("publish", "ACCENT = red", "NameError: name 'red' is not defined"),
        ("publish", 'ACCENT = = "red"', "invalid syntax"),
    ],
)
def test_a_bad_setting_is_one_line_with_its_place_and_changes_nothing(
    installed: Path, archive: Path, command: str, new: str, said: str
) -> None:
    old = 'ACCENT = "red"'
    conf = (archive / "pelicanconf.py").read_text("utf-8")
    line = conf[: conf.index(old)].count("\n") + 1
    (archive / "pelicanconf.py").write_text(conf.replace(old, new), "utf-8")
    before = files_of(archive)
    refused = afterlive(installed, archive, command, SITEURL="https://kept.example")
    assert refused.returncode == 2
    assert refused.stderr == f"afterlive: pelicanconf.py, line {line}: {said}\n"
    assert {name: data for name, data in files_of(archive).items() if "__pycache__" not in name} == before


def test_a_folder_that_is_no_archive_is_said_to_be_none(installed: Path, tmp_path: Path) -> None:
    refused = afterlive(installed, tmp_path, "build")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "afterlive new" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_watching_shows_what_is_changed_and_leaves_no_process_behind(installed: Path, archive: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    watching = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "afterlive", "watch", "--port", str(port)],
        cwd=archive,
        env=environment_of(installed),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    page = f"http://127.0.0.1:{port}/2031-05-01-harbour/index.html"
    try:
        assert any(b"The fire is out" in fetched(page, b"The fire is out") for _ in range(10))
        article = archive / "content/2031-05-01-harbour/0002-the-fire-is-out.md"
        changed = article.read_text("utf-8").replace("The fire is out", "All is quiet")
        for _ in range(10):  # Pelican doesn't see what changes while it builds
            article.write_text(changed, "utf-8")
            if shown := b"All is quiet" in fetched(page, b"All is quiet"):
                break
        assert shown
    finally:
        watching.terminate()
        watching.wait(30)
    assert is_gone(watching.pid)


def is_gone(group: int) -> bool:
    """Tell whether all processes of a group end within a minute."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def fetched(page: str, awaited: bytes) -> bytes:
    """Return a page once it holds what is awaited, or else what it holds after some seconds."""
    found = b""
    for _ in range(40):
        with contextlib.suppress(OSError):
            found = urllib.request.urlopen(page, timeout=30).read()  # noqa: S310 - on this machine
            if awaited in found:
                break
        time.sleep(0.2)
    return found


@pytest.mark.skipif(not shutil.which("make"), reason="make is missing")
def test_the_workflow_of_an_arabic_keeper_builds_and_verifies(installed: Path, archive: Path) -> None:
    conf = (archive / "pelicanconf.py").read_text("utf-8")
    for old, new in (
        ('LANG = "en"', 'LANG = "ar"'),
        ('"red"', '"green"'),
        ('The \\"harbour\\", kept', "أرشيف المرفأ"),
    ):
        assert old in conf
        conf = conf.replace(old, new)
    (archive / "pelicanconf.py").write_text(conf, "utf-8")
    (archive / "content/pages").mkdir()
    (archive / "content/pages/imprint.md").write_text(IMPRINT, "utf-8")
    (archive / ".venv/bin").mkdir(parents=True)
    python = archive / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{installed}" exec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (archive / ".venv/complete").touch()

    workflow = yaml.safe_load((archive / ".github/workflows/pages.yml").read_text("utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    ours = "github.repository == 'afterlive/afterlive'"
    commands = [
        step["run"] for step in steps if step.get("run", "").startswith("make") and step.get("if") != ours
    ]
    assert commands == ["make import", "make publish", "make verify"]
    for command in commands:
        done = subprocess.run(  # noqa: S603 - the workflow's own
            command.split(),
            cwd=archive,
            env={**os.environ, "GITHUB_REPOSITORY": "Ida/harbour", "SITEURL": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    home = (archive / "output/index.html").read_text("utf-8")
    assert '<html lang="ar" dir="rtl" data-accent="green">' in home
    assert "أرشيف المرفأ" in home
    assert 'href="https://ida.github.io/harbour/index.html"' in home
    assert "Ida Holm" in (archive / "output/imprint.html").read_text("utf-8")
    assert '<a href="imprint.html">من نحن</a>' in home


def test_a_keepers_workflow_is_the_repositorys_own_and_runs_no_test_of_ours() -> None:
    ours = (ROOT / ".github/workflows/pages.yml").read_text("utf-8")
    assert (ROOT / "afterlive/starter/dot-github/workflows/pages.yml").read_text("utf-8") == ours
    assert "make test" not in ours
