"""The commands, as a keeper types them."""

from __future__ import annotations

import io
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


UNSURE = """\
Leaders meet on the storm that has left thousands without power on the islands, as ferries stay in port.
Minister promises money for islanders
The minister has promised every household 500, to be paid within the week.
"We stand by the islands," the minister said
He added that the pier would be rebuilt within a year.
What the islanders say
"It is not enough" - Mal Pryce, 61, Linga
"I have no roof" - Lea Brandt, 44, Port Sorrel
Opposition asks for more
The opposition wants twice as much. Its leader said the sum was a joke.
Analysis: Why the money may not come
There is no law for it yet, writes our correspondent Sam Jonas.
Ferries stay in port
No ferry will sail before Sunday, the operator said.
Schools open again
The schools of both islands open on Monday, the council said.
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
    assert main(["import", "fire.txt", "--dry-run", "--date", "2024-03-03", "--timezone", "UTC"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Fire at the harbour",
        "  into content/fire (new), 2024-03-03, newest first, UTC",
        "  lead  lines 1-2             “Two warehouses are burning at the harbour.”  [1 paragraph]",
        "     2  lines 3-5             2024-03-03 10:40  The fire is out  [1 paragraph]",
        "     1  lines 6-8             2024-03-03 09:50  Smoke over the town  [1 paragraph]",
    ]
    assert tree(keeper) == before


def test_a_dry_run_ends_as_the_import_would(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "fire.txt", "--dry-run"]) == 2
    shown = capsys.readouterr()
    assert "into content/fire (new), no date" in shown.out
    assert "nothing says of which day this is: give --date" in shown.err
    main(["import", "fire.txt", "--date", "2024-03-03"])
    (keeper / "fire.txt").write_text(HARBOUR + "Rain\n")
    assert main(["import", "fire.txt", "--dry-run"]) == 2
    assert "documents/fire.txt is another document" in capsys.readouterr().err


def test_a_dry_run_groups_what_is_left_out_and_says_what_is_unsure(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [f"left out {'word ' * number}".strip() for number in range(1, 6)]
    (keeper / "storm.txt").write_text(UNSURE + "".join(f"{line}\n" for line in words))
    told = f"drop = {json.dumps(words)}\n[tags]\nsea = ['What the islanders say']\n"
    (keeper / "storm.toml").write_text(told)
    assert main(["import", "storm.txt", "--dry-run", "--date", "2024-03-03"]) == 0
    shown = capsys.readouterr().out.splitlines()
    start = shown.index("  left out, left out by the keeper: 5 lines")
    assert shown[start + 1 : start + 5] == [
        *(f"        line {16 + number}: {words[number - 1]}" for number in (5, 4, 3)),
        "        and 2 more, each shorter",
    ]
    assert any("What the islanders say  #sea" in line for line in shown)
    assert any(line.startswith("  unsure: line 4, ") for line in shown)
    assert shown[-1] == "  See it and mend it: afterlive review storm.txt"


def test_pasted_text_becomes_a_document_named_by_its_title(
    keeper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HARBOUR.encode())))
    assert main(["import", "-", "--title", "Fire at the harbour!", "--date", "2024-03-03"]) == 0
    assert (keeper / "documents/2024-03-03-fire-at-the-harbour.txt").read_text() == HARBOUR
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HARBOUR.partition("\n")[2].encode())))
    assert main(["import", "-"]) == 2
    assert "give it a --title" in capsys.readouterr().err


def test_a_feed_from_standard_input_has_its_title(keeper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update = {"id": "1", "date_published": "2031-03-03T10:00:00Z", "content_text": "It rains."}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The storm, live", "items": [update]}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(feed).encode())))
    assert main(["import", "-"]) == 0
    assert json.loads((keeper / "documents/the-storm-live.txt").read_bytes()) == feed


def test_a_folder_and_several_documents_are_all_imported_or_none(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keeper / "saved").mkdir()
    (keeper / "saved/storm.txt").write_text(HARBOUR.replace("Fire", "Storm"))
    (keeper / "bad.txt").write_text("")
    before = tree(keeper)
    assert main(["import", "saved", "bad.txt", "--date", "2024-03-03"]) == 2
    assert main(["import", "saved", "fire.txt", "--date", "2024-03-03", "--title", "Both"]) == 2
    assert "--title is about one document, and these are 2" in capsys.readouterr().err
    assert tree(keeper) == before
    assert main(["import", "saved", "fire.txt", "--date", "2024-03-03"]) == 0
    assert sorted(path.name for path in (keeper / "content").iterdir() if path.is_dir()) == ["fire", "storm"]
    (keeper / "saved/storm.txt").unlink()
    assert main(["import", "saved"]) == 2


@pytest.mark.usefixtures("keeper")
@pytest.mark.parametrize("command", ["import", "read"])
def test_an_address_says_how_to_capture_its_page(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "https://courier.example/live"]) == 2
    assert "save it as a complete web page" in capsys.readouterr().err


@pytest.mark.usefixtures("keeper")
def test_verify_outside_of_an_archive_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 2
    assert "there is no content: run it in the folder of your archive" in capsys.readouterr().err


@pytest.mark.usefixtures("keeper")
def test_one_of_a_kind_is_said_in_the_singular(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.txt").write_text("Fire at the harbour live\n10:40 GMT\nIt is out\nThe last flames are out.\n")
    assert main(["import", "one.txt", "--date", "2024-03-03", "--anyway", "--dry-run"]) == 0
    assert main(["import", "one.txt", "--date", "2024-03-03", "--anyway"]) == 0
    assert "content/one: 1 update, " in capsys.readouterr().out


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


def test_prose_is_no_live_blog_unless_the_keeper_says_so(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keeper / "prose.txt").write_text("Once there was a harbour.\nNobody knew why, and nobody asked.\n")
    before = tree(keeper)
    assert main(["import", "prose.txt", "--date", "2024-03-03"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n"), "no update" in printed.err) == ("", 1, True)
    assert tree(keeper) == before
    assert main(["import", "prose.txt", "--date", "2024-03-03", "--anyway"]) == 0
    assert "1 update" in capsys.readouterr().out


def test_what_is_stopped_by_the_keeper_says_so_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object, **_further: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("afterlive.cli._parser", stop)
    assert main(["import", "fire.txt", "--date", "2024-03-03"]) == 130
    assert capsys.readouterr().err == "afterlive: stopped\n"


def test_a_review_of_corrections_names_no_document(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (keeper / "fire.toml").write_text('order = "oldest first"', "utf-8")
    assert main(["review", "fire.toml"]) == 2
    assert "name the document beside it" in capsys.readouterr().err


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


def test_a_folder_without_a_document_is_refused(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (keeper / "fires").mkdir()
    assert main(["import", "fires", "--date", "2024-03-03"]) == 2
    assert capsys.readouterr().err == "afterlive: fires: there is no document in this folder\n"


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
        (["import", "--title", "Fire"], "name the document"),
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


def test_status_says_how_each_document_stands(keeper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 2
    main(["import", "fire.txt", "--date", "2024-03-03", "--timezone", "UTC"])
    documents = keeper / "documents"
    (documents / "2024-03-04-storm.txt").write_text(UNSURE)
    (documents / "2024-03-05-empty.txt").write_text("")
    capsys.readouterr()
    assert main(["status"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "documents/2024-03-04-storm.txt: not imported, 1 unsure place"
    assert said[1] == "    1 boundary to look at: line 4."
    assert said[2].startswith("documents/2024-03-05-empty.txt: not imported, can't be read: ")
    assert said[3] == "documents/fire.txt: imported"
    (documents / "fire.txt").write_text(HARBOUR + "It rained.\n")
    toml = documents / "fire.toml"
    toml.write_text(toml.read_text() + 'accepted = ["It is late."]\n')
    main(["status"])
    assert "documents/fire.txt: changed, 1 warning accepted" in capsys.readouterr().out
    (documents / "fire.txt").write_text(HARBOUR + "09:30 GMT\nA siren\nIt was heard.\n1 / 14\n")
    main(["import", "documents/fire.txt"])
    main(["remove", "fire/smoke-over-the-town", "--why", "It named a house."])
    main(["status"])
    assert (
        "documents/fire.txt: imported, page 1 of 14, 1 warning accepted, 1 place taken down"
        in capsys.readouterr().out
    )


def test_verify_fails_in_a_folder_that_is_no_archive(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 2
    (keeper / "content").mkdir()
    assert main(["verify"]) == 2
    assert "content has no live blog, and there is no documents/ beside it" in capsys.readouterr().err
    (keeper / "documents").mkdir()
    assert main(["verify"]) == 0


def test_an_update_moves_a_live_blog_is_renamed_and_an_update_is_taken_down(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("fire", "storm"):
        text = HARBOUR.replace("The fire", f"The {name}") + "09:30 GMT\nIt is reported\nA siren was heard.\n"
        (keeper / f"{name}.txt").write_text(text)
        main(["import", f"{name}.txt", "--date", "2024-03-03", "--timezone", "UTC"])
    capsys.readouterr()
    assert main(["move", "fire/the-fire-is-out", "storm"]) == 0
    assert main(["rename", "storm", "gale"]) == 0
    assert main(["remove", "gale/0004-the-fire-is-out.md", "--why", "It wasn't."]) == 0
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "It is storm/the-fire-is-out.html now, and the addresses that it had lead there.",
        "Build and publish again.",
        "It is gale/index.html now, and all addresses that its pages had lead there.",
        "Build and publish again.",
        "Taken down. gale/taken-down.html will say why.",
        "gale/the-fire-is-out.html: held words of it; where the site is hosted, it still leads to the reason",
        "fire/the-fire-is-out.html: held words of it; where the site is hosted, it still leads to the reason",
        "documents/fire.txt: a mark stands in place of 3 of its lines",
        "Build, pack and publish again: until then output/ and dist/ have it still.",
        "documents/fire.txt: line 3: [Taken down from this archive: It wasn't.]",
        "documents/fire.txt: 9 lines, 1 dropped with a reason, nothing lost",
        "documents/storm.txt: 11 lines, 0 dropped with a reason, nothing lost",
    ]


def test_one_bad_document_does_not_stop_the_others_and_is_said_every_time(
    keeper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keeper / "documents").mkdir()
    (keeper / "fire.txt").rename(keeper / "documents/2024-03-03-fire.txt")
    (keeper / "documents/empty.txt").write_text("")
    (keeper / "documents/prose.txt").write_text("It was quiet.\nNobody knew why, and nobody asked.\n")
    for alien in ("Thumbs.db", "desktop.ini", "~$saved.docx", ".DS_Store"):
        (keeper / "documents" / alien).write_bytes(b"\0\1")
    for done in ("5 files written", "nothing new"):
        assert main(["import"]) == 2
        printed = capsys.readouterr()
        assert printed.out == f"content/2024-03-03-fire: 2 updates, {done}\n"
        assert [line.partition(": no update")[0] for line in printed.err.splitlines()] == [
            "afterlive: documents/empty.txt: empty: there is nothing to read",
            "afterlive: documents/prose.txt",
        ]
    (keeper / "documents/empty.txt").unlink()
    (keeper / "documents/prose.txt").unlink()
    assert main(["import"]) == 0
