"""The Makefile lists its commands, sets up .venv with what is there, and removes nothing that git lacks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^([a-z]+):(?! export)", MAKEFILE, re.MULTILINE)
MAKE = shutil.which("make") or ""
GIT = shutil.which("git") or ""

pytestmark = pytest.mark.skipif(not (MAKE and GIT), reason="make or git is missing")

# Stand-ins for programs: each writes down how it was called, and makes of a .venv only what is looked at.
CALLED = 'echo "$(basename "$0") $*" >> calls\n'
VENV = (
    'case "$*" in *venv*) mkdir -p .venv/bin && cp "$(dirname "$0")/venv-python" .venv/bin/python ;; esac\n'
)
UV = CALLED + "echo uv 1.0\n" + VENV
PYTHON = CALLED + VENV
BROKEN = CALLED + "exit 1\n"


def run(
    folder: Path, *arguments: str, path: str | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run make in the folder, with the programs on `path` alone if one is given."""
    ours = ("MAKE", "MFLAGS", "PYTHON", "FORCE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    if path is not None:
        environment["PATH"] = path
    return subprocess.run(  # noqa: S603 - make is what is tested
        [MAKE, *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Make a folder as a keeper has it at first, its name with a space in it."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "pelicanconf.py"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Make a folder of programs for PATH: what a bare system has, and no Python."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "rm", "mkdir", "cp", "touch", "basename", "dirname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    add(folder, "venv-python", CALLED)
    return folder


def add(programs: Path, name: str, script: str) -> None:
    program = programs / name
    program.write_text("#!/bin/sh\n" + script)
    program.chmod(0o755)


def set_up(clone: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    return run(clone, ".venv/complete", path=str(programs))


def calls(clone: Path) -> list[str]:
    return (clone / "calls").read_text().splitlines()


def test_help_lists_every_command() -> None:
    listed = re.findall(r"^make (\w+) +\S", run(ROOT, "help").stdout, re.MULTILINE)
    phony = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert listed == COMMANDS == phony[0].split()


def test_documents_name_only_commands_that_are_there() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob(".github/**/*.yml")]
    named = [
        re.findall(r"(?:`|^ +|run: )make ([a-z]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        for file in documents
    ]
    assert {name for names in named for name in names} <= set(COMMANDS)


def test_make_alone_helps() -> None:
    assert run(ROOT).stdout == run(ROOT, "help").stdout


@pytest.mark.parametrize("name", ["`id>pwned`", "$HOME $(id>pwned)", "a \"b\" 'c' \\", "Ærø #1 100%"])
def test_a_folder_of_any_name_is_data_to_the_shell(programs: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    for file in ("Makefile", "requirements.txt", "pyproject.toml", "pelicanconf.py"):
        shutil.copy(ROOT / file, folder)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/complete").touch()
    add(folder / ".venv/bin", "python", f"""exec '{sys.executable}' "$@"\n""")
    result = run(folder, "html", path=str(programs))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == f"Open {(folder / 'output/index.html').as_uri()}"
    assert list(tmp_path.rglob("pwned")) == []


def test_python_reads_names_as_utf_8_whatever_the_locale_says(clone: Path, programs: Path) -> None:
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/complete").touch()
    add(clone / ".venv/bin", "python", 'echo "PYTHONUTF8=$PYTHONUTF8"\n')
    assert "PYTHONUTF8=1" in run(clone, "verify", path=str(programs)).stdout.splitlines()


def test_uv_sets_up_where_it_is_found(clone: Path, programs: Path) -> None:
    add(programs, "uv", UV)
    add(programs, "python3", PYTHON)
    assert set_up(clone, programs).returncode == 0
    assert (clone / ".venv/complete").exists()
    install = "uv pip install --quiet --compile-bytecode --python .venv"
    assert [call for call in calls(clone) if call.startswith("uv pip")] == [
        f"{install} --require-hashes -r requirements.txt",
        f"{install} --no-deps --no-build-isolation --editable .",
    ]
    assert not [call for call in calls(clone) if call.startswith("python3")]


@pytest.mark.parametrize("uv", [None, BROKEN], ids=["without uv", "with a uv that fails"])
def test_venv_and_pip_set_up_otherwise(clone: Path, programs: Path, uv: str | None) -> None:
    if uv:
        add(programs, "uv", uv)
    add(programs, "python3", PYTHON)
    assert set_up(clone, programs).returncode == 0
    assert (clone / ".venv/complete").exists()
    assert "python3 -m venv .venv" in calls(clone)
    pip = "python -m pip install --quiet --disable-pip-version-check"
    assert [call for call in calls(clone) if "pip install" in call] == [
        f"{pip} --require-hashes -r requirements.txt",
        f"{pip} --no-deps --no-build-isolation --editable .",
    ]


@pytest.mark.parametrize("python", [None, BROKEN], ids=["without Python", "with a Python that lacks venv"])
def test_one_message_tells_the_two_ways_to_mend_it(clone: Path, programs: Path, python: str | None) -> None:
    if python:
        add(programs, "python3", python)
    result = set_up(clone, programs)
    assert result.returncode != 0
    assert "install uv" in result.stderr
    assert "apt install python3-venv" in result.stderr
    assert not (clone / ".venv/complete").exists()


def test_an_old_python_is_named(clone: Path, programs: Path) -> None:
    old = "import sys; sys.version_info = (3, 9, 6); exec(sys.argv[1])"
    add(programs, "venv-python", f"exec '{sys.executable}' -c '{old}' \"$2\"\n")
    add(programs, "python3", PYTHON)
    result = set_up(clone, programs)
    assert "Python 3.9 is too old" in result.stderr
    assert not (clone / ".venv/complete").exists()


def test_a_set_up_that_fails_starts_over(clone: Path, programs: Path) -> None:
    add(programs, "python3", PYTHON)
    add(programs, "venv-python", 'case "$*" in *pip*) exit 1 ;; esac\n')
    assert set_up(clone, programs).returncode != 0
    (clone / ".venv/left").touch()

    add(programs, "venv-python", CALLED)
    assert set_up(clone, programs).returncode == 0
    assert not (clone / ".venv/left").exists()


def test_a_set_up_that_is_complete_is_left_alone(clone: Path, programs: Path) -> None:
    add(programs, "python3", PYTHON)
    set_up(clone, programs)
    before = calls(clone)
    set_up(clone, programs)
    assert calls(clone) == before


@pytest.fixture
def archive(clone: Path) -> Path:
    """Make a repository with a document and an article."""
    for name in ("documents/kyiv.txt", "content/kyiv/0001-one.md"):
        (clone / name).parent.mkdir(parents=True)
        (clone / name).write_text("One\n")
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for arguments in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Begin"],
    ):
        subprocess.run([GIT, *arguments], cwd=clone, env=alone, check=True)  # noqa: S603 - the arguments stand above
    return clone


def kept(archive: Path) -> list[str]:
    folders = archive / "documents", archive / "content"
    return sorted(file.name for folder in folders for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    "remote",
    ["git@github.com:owner/name.git", "https://github.com/owner/name", "ssh://git@github.com/owner/name.git"],
)
def test_github_publishes_under_the_address_of_its_remote(archive: Path, remote: str) -> None:
    subprocess.run([GIT, "remote", "add", "origin", remote], cwd=archive, check=True)  # noqa: S603 - see above
    (archive / ".venv/bin").mkdir(parents=True)
    (archive / ".venv/complete").touch()
    add(archive / ".venv/bin", "python", 'echo "$2 $3 for $GITHUB_REPOSITORY"\n')
    result = run(archive, "github")
    assert "afterlive publish for owner/name" in result.stdout.splitlines()


@pytest.mark.parametrize(
    ("arguments", "answer", "left"),
    [
        ((), "y\n", []),
        (("FORCE=1",), "", []),
        ((), "n\n", ["0001-one.md", "kyiv.txt"]),
        ((), "", ["0001-one.md", "kyiv.txt"]),
    ],
    ids=["yes", "force", "no", "no answer"],
)
def test_fresh_asks_first(archive: Path, arguments: tuple[str, ...], answer: str, left: list[str]) -> None:
    result = run(archive, "fresh", *arguments, stdin=answer)
    assert (result.returncode == 0) == (not left)
    assert kept(archive) == left
    assert (archive / "documents").is_dir()
    ours = ('"Afterlive"', "Live blogs, kept to be read", 'LICENCE = "C')
    conf = (archive / "pelicanconf.py").read_text(encoding="utf-8")
    assert any(text in conf for text in ours) == bool(left)


@pytest.mark.parametrize("name", ["documents/new.txt", "content/kyiv/0001-one.md"], ids=["new", "edited"])
def test_fresh_removes_nothing_that_is_not_committed(archive: Path, name: str) -> None:
    (archive / name).write_text("Mine\n")
    before = kept(archive)
    result = run(archive, "fresh", "FORCE=1")
    assert result.returncode != 0
    assert name in result.stdout
    assert kept(archive) == before
