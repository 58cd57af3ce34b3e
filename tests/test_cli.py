"""The commands, as a keeper types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterlive.cli import COMMANDS, main

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


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keeper's folder, where the commands are run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fire.txt").write_text(HARBOUR)
    return tmp_path


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
@pytest.mark.parametrize("megabytes", [35, 40, 45])
def test_too_little_memory_is_said_in_one_line(keeper: Path, megabytes: int) -> None:
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes}_000_000,) * 2); "
        "import sys; from afterlive.cli import main; sys.exit(main(['read', 'fire.txt']))"
    )
    done = subprocess.run(  # noqa: S603 - nothing in it is from outside
        [sys.executable, "-c", program], cwd=keeper, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("afterlive: there is too little memory")
    assert len(done.stderr.splitlines()) == 1


def test_a_document_goes_in_and_verify_agrees(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            ["import", "fire.txt", "--date", "2024-03-03", "--timezone", "Europe/London", "--title", "Fire!"]
        )
        == 0
    )
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/fire: 2 updates, 5 files written",
        "documents/fire.txt: 8 lines, 1 dropped with a reason, nothing lost",
    ]
    assert "Title: Fire!" in (keeper / "content/fire/0000-lead.md").read_text()


def test_import_without_a_document_takes_all_of_documents(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keeper / "documents").mkdir()
    (keeper / "fire.txt").rename(keeper / "documents/2024-03-03-fire.txt")
    assert main(["import"]) == 0
    assert main(["import"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/2024-03-03-fire: 2 updates, 5 files written",
        "content/2024-03-03-fire: 2 updates, nothing new",
    ]


def test_a_dry_run_shows_the_split_and_writes_nothing(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(keeper)
    assert main(["import", "fire.txt", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "The fire is out" in shown
    assert "lead: 1 paragraphs" in shown
    assert tree(keeper) == before


def test_read_prints_one_json_object(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(keeper / "fire.txt")]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["title"], read["lead"]) == (
        "Fire at the harbour",
        ["Two warehouses are burning at the harbour."],
    )
    assert [(update["title"], update["paragraphs"]) for update in read["updates"]] == [
        ("Smoke over the town", ["Residents should keep their windows closed."]),
        ("The fire is out", ["The last flames were put out at twenty to eleven."]),
    ]


@pytest.mark.usefixtures("keeper")
def test_export_gives_the_documents_lines_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "fire.txt", "--date", "2024-03-03"])
    capsys.readouterr()
    assert main(["export", "fire", "--format", "text"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line] == HARBOUR.splitlines()


def test_an_export_as_json_lines_is_imported_without_loss(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "fire.txt", "--date", "2024-03-03", "--timezone", "Europe/London"])
    capsys.readouterr()
    main(["export", "fire", "--format", "jsonl"])
    (keeper / "copy.jsonl").write_text(capsys.readouterr().out)
    assert main(["import", "copy.jsonl", "--into", "elsewhere/content"]) == 0
    capsys.readouterr()
    main(["export", "copy", "--format", "jsonl", "--into", "elsewhere/content"])
    assert capsys.readouterr().out == (keeper / "copy.jsonl").read_text()


def test_verify_prints_what_is_missing(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "fire.txt", "--date", "2024-03-03"])
    (keeper / "content/fire/0001-smoke-over-the-town.md").unlink()
    capsys.readouterr()
    assert main(["verify"]) == 1
    assert "documents/fire.txt: line 7 is in no article: Smoke over the town" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("photo.txt", bytes(range(256)) * 8, "no text"),
        (
            "prose.txt",
            b"Once there was a harbour. It was quiet.\nNobody knew why, and nobody asked.\n",
            "no update",
        ),
        ("missing.txt", None, "does not exist"),
    ],
)
@pytest.mark.parametrize("command", [["import", "--date", "2024-03-03"], ["read"]])
def test_a_document_that_is_none_is_refused_in_one_line(  # noqa: PLR0913, PLR0917  # a table's columns
    keeper: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    name: str,
    data: bytes | None,
    problem: str,
) -> None:
    main(["import", "fire.txt", "--date", "2024-03-03"])
    if data is not None:
        (keeper / name).write_bytes(data)
    before = tree(keeper)
    capsys.readouterr()
    assert main([*command, name]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith(f"afterlive: {name}")
    assert problem in printed.err
    assert tree(keeper) == before


def test_a_folder_is_refused(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (keeper / "fires").mkdir()
    assert main(["import", "fires", "--date", "2024-03-03"]) == 2
    assert capsys.readouterr().err == "afterlive: fires: a folder: name the document in it\n"


@pytest.mark.usefixtures("keeper")
def test_a_folder_that_cannot_be_written_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "fire.txt", "--date", "2024-03-03", "--into", "fire.txt/content"]) == 2
    assert capsys.readouterr().err.startswith("afterlive: fire.txt")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets root write anywhere"
)
def test_a_folder_without_the_right_to_write_is_refused(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.chmod(0o555)
    try:
        assert main(["import", "fire.txt", "--date", "2024-03-03"]) == 2
    finally:
        keeper.chmod(0o755)
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("keeper")
@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["import", "fire.txt"], "fire.txt: nothing says of which day this is: give --date 2025-08-21"),
        (
            ["import", "fire.txt", "--date", "tomorrow"],
            "--date must be a date such as 2025-08-21, not tomorrow",
        ),
        (["import", "fire.txt", "--timezone", "Atlantis"], "--timezone must be the name of a zone"),
        (["import", "--title", "Fire"], "say which document"),
        (["export", "nothing"], "content/nothing is no live blog"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(f"afterlive: {problem}")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_each_command_and_the_readme_names_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"examples:\n  afterlive {name}" in capsys.readouterr().out
    assert f"afterlive {name}" in (ROOT / "README.md").read_text()


def test_it_runs_as_a_module() -> None:
    asked = subprocess.run(  # our own command
        [sys.executable, "-m", "afterlive", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "import" in asked.stdout
