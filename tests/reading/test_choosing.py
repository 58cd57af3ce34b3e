"""A document that holds several live blogs, or all that somebody wrote: what a keeper can choose of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from data_samples import post_of_wordpress, wxr

from afterlive import archive, reading
from afterlive.cli import main
from afterlive.errors import DocumentError
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = ["https://www.w3.org/ns/activitystreams#Public"]


def note(name: str, day: str, parent: str | None = None, *tags: str) -> dict[str, Any]:
    return {
        "type": "Create",
        "to": PUBLIC,
        "object": {
            "type": "Note",
            "id": name,
            "content": f"<p>Note {name} by Ida Holm, not by Ida Holmgren.</p>",
            "published": f"{day}T10:00:00Z",
            "inReplyTo": parent,
            "attributedTo": "https://fjord.example/users/Ida Holm",
            "tag": [{"type": "Hashtag", "name": tag} for tag in tags],
        },
    }


OUTBOX = {
    "type": "OrderedCollection",
    "orderedItems": [
        note("a1", "2031-05-04"),
        note("a2", "2031-05-04", "a1", "#LiveBlog"),
        note("a3", "2031-05-05", "a2"),
        note("b1", "2031-05-06", None, "#liveblog"),
        note("b2", "2031-05-06", "b1"),
        note("c1", "2031-05-07", "https://elsewhere.example/9"),
        {
            "type": "Announce",
            "to": PUBLIC,
            "published": "2031-05-06T11:00:00Z",
            "object": "https://x.example/1",
        },
    ],
}
ENTRY = """<wp:comment><wp:comment_id>{0}</wp:comment_id><wp:comment_type>liveblog</wp:comment_type>
<wp:comment_content>{1}</wp:comment_content></wp:comment>"""
TWO = wxr(
    post_of_wordpress(10, "Fog", "", ENTRY.format(1, "Wait.")),
    post_of_wordpress(20, "Storm", "", ENTRY.format(2, "Run.")),
)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    path = tmp_path / "outbox.json"
    path.write_text(json.dumps(OUTBOX))
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "2031-05-04-export.xml"
    path.write_bytes(TWO)
    return path


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        (Facts(thread="a1"), ["a1", "a2", "a3"]),
        (Facts(thread="a3"), []),
        (Facts(day="2031-05-04"), ["a1", "a2"]),
        (Facts(day="2031-05-05/2031-05-06"), ["a3", "b1", "b2"]),
        (Facts(day="2031-05-06", replies=True), ["b1", "b2", None]),
        (Facts(tag="#liveblog"), ["a2", "b1"]),
        (Facts(tag="liveblog", thread="b1"), ["b1"]),
    ],
)
def test_thread_day_and_tag_choose(facts: Facts, ids: list[str | None], outbox: Path) -> None:
    if not ids:
        with pytest.raises(DocumentError, match="nothing in it is what"):
            reading.read(outbox, facts)
        return
    live_blog = reading.read(outbox, facts)
    assert [update.id for update in live_blog.updates] == ids
    assert sum(int(each.text.rpartition(" ")[2]) for each in live_blog.dropped) == 7 - len(ids)


def test_without_a_choice_an_account_is_refused(outbox: Path) -> None:
    with pytest.raises(DocumentError, match="holds 6 updates of many days: choose with --thread ID"):
        reading.read(outbox)


def test_one_of_several_live_blogs_is_chosen_by_its_name(export: Path) -> None:
    with pytest.raises(DocumentError, match="holds 2 live blogs"):
        reading.read(export)
    live_blog = reading.read(export, Facts(thread="20"))
    assert (live_blog.title, [block.text for block in live_blog.updates[0].blocks]) == ("Storm", ["Run."])


def test_an_export_without_a_live_blog_says_what_it_holds(export: Path) -> None:
    export.write_bytes(wxr(post_of_wordpress(5, "News", "Nothing.")))
    with pytest.raises(DocumentError, match="without a live blog: it holds 2 × post, 1 × page"):
        reading.read(export)


def test_what_can_be_chosen_is_listed(outbox: Path, export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(export), "--list"]) == 0
    assert main(["read", str(outbox), "--list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[:2] == ["--thread 10  1 update    Fog", "--thread 20  1 update    Storm"]
    assert [line.split("  ")[:2] for line in listed[2:]] == [
        ["--thread a1", "3 updates"],
        ["--thread b1", "2 updates"],
        ["--day 2031-05-04", "2 updates"],
        ["--day 2031-05-05", "1 update"],
        ["--day 2031-05-06", "2 updates"],
        ["--day 2031-05-07", "1 update"],
    ]


def test_every_live_blog_of_an_export_is_imported(export: Path, tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    for _ in range(2):
        reports = archive.import_document(export, content, Facts(timezone="Europe/Oslo"), list)
        assert [report.updates for report in reports] == [1, 1]
    assert sorted(path.name for path in content.iterdir() if path.is_dir()) == [
        "2031-05-04-export-fog",
        "2031-05-04-export-storm",
    ]
    assert [report.updates for report in archive.import_folder(content, list)] == [1, 1]
    assert [proof.missing for proof in archive.verify(content, list)] == [(), ()]


def test_one_name_for_several_live_blogs_is_refused(export: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds 2 live blogs: choose with --thread"):
        archive.import_document(export, tmp_path / "content", Facts(slug="fog"), list)


def test_a_choice_is_kept_beside_the_document(outbox: Path, tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    told = archive.facts_from_options({"thread": "a1", "pseudonyms": True})
    archive.import_document(outbox, content, told, list)
    kept = tmp_path / "site" / "documents" / "outbox.toml"
    assert kept.read_text() == 'thread = "a1"\npseudonyms = true\n'
    assert archive.import_folder(content, list)[0].updates == 3
    assert [proof.missing for proof in archive.verify(content, list)] == [()]


@pytest.mark.parametrize("toml", ['post = "10"', "post = 10", 'channel = "10"', 'thread = "10"'])
def test_a_toml_may_call_the_live_blog_what_it_is(toml: str, export: Path) -> None:
    export.with_suffix(".toml").write_text(toml)
    assert archive.read(export).title == "Fog"


def test_names_are_replaced_wherever_they_stand(outbox: Path) -> None:
    live_blog = reading.read(outbox, Facts(thread="b1", pseudonyms=True))
    assert {update.authors for update in live_blog.updates} == {("Person 1",)}
    assert live_blog.updates[0].blocks[0].text == "Note b1 by Person 1, not by Ida Holmgren."


def test_a_thread_that_answers_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "outbox.json"
    data = {"orderedItems": [note("a", "2031-05-04", "b"), note("b", "2031-05-05", "a")]}
    path.write_text(json.dumps(data))
    assert [update.id for update in reading.read(path).updates] == ["a", "b"]
