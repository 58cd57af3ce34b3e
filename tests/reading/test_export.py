"""An export holds everything that the records do."""

import dataclasses
import datetime as dt
import typing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.model import Asset, Block, Dropped, Facts, LiveBlog, Update
from afterlive.reading.forms import json_lines
from afterlive.reading.source import document

UTC = dt.UTC
BUDGET = LiveBlog(
    title="Budget day",
    lead=(Block(kind="paragraph", text="The council votes.", markdown="The council votes.", lines=(2, 2)),),
    lead_lines=(1, 2),
    updates=(
        Update(position=1, title="Doors open", stamp="18:30", lines=(5, 6)),
        Update(
            position=2,
            title=None,
            blocks=(
                Block(
                    kind="quote",
                    text="A hard night,\nhe said.",
                    markdown="> A hard night,  \n> he said.",
                    lines=(4, 4),
                ),
            ),
            time=dt.datetime(2024, 2, 20, 19, 42, tzinfo=UTC),
            stamp="19:42",
        ),
    ),
    dropped=(Dropped(line=3, text="Share", reason="button"),),
    assets=(Asset(name="hall.png", data=b"\x89PNG\x00"),),
)

STRANGE = "![Hall]({static}images/../../../secret.png)"


@pytest.mark.parametrize(
    ("markdown", "kept"),
    [
        (["![Hall]({static}images/hall.png)"], ["![Hall]({static}images/hall.png)"]),
        (["`{static}` is text"], ["`{static}` is text"]),
        ([STRANGE], ["Words \\*0\\*"]),
        (["<img src='{static}images/none.png'>"], ["Words \\*0\\*"]),
        (["[a](|filename|0000-lead.md)"], ["Words \\*0\\*"]),
        (["[a][b]", "[b]: {attach}x.png"], ["Words \\*0\\*", "Words \\*1\\*"]),
        (["> " * 400 + "{static}"], ["Words \\*0\\*"]),
    ],
)
def test_an_export_has_no_links_of_pelicans_but_to_its_own_images(
    markdown: list[str], kept: list[str], tmp_path: Path
) -> None:
    blocks = tuple(
        Block(kind="paragraph", text=f"Words *{number}*", markdown=each)
        for number, each in enumerate(markdown)
    )
    path = tmp_path / "budget.jsonl"
    path.write_text(json_lines.dump_jsonl(dataclasses.replace(BUDGET, lead=blocks)), "utf-8")
    assert [block.markdown for block in json_lines.read(document.load(path), Facts()).lead] == kept


def test_what_nobody_sees_is_left_out_of_an_export_as_of_any_document(tmp_path: Path) -> None:
    path = tmp_path / "budget.jsonl"
    whole = json_lines.dump_jsonl(BUDGET)
    path.write_text(whole.replace("Doors open", r"\ufeffDoors\u0001 open").replace("A hard", r"A\u007f hard"))
    assert json_lines.read(document.load(path), Facts()) == BUDGET


MOMENTS = st.none() | st.datetimes(
    timezones=st.sampled_from([None, UTC, dt.timezone(dt.timedelta(hours=5.5))])
)


def any_of(kind: type, **given: st.SearchStrategy) -> st.SearchStrategy:
    fields = typing.get_type_hints(kind, localns={"dt": dt})
    return st.builds(kind, **{name: st.from_type(hint) for name, hint in fields.items()} | given)


def several(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=3).map(tuple)


# Control characters are in no record of ours, for every reader leaves them out.
st.register_type_strategy(str, st.text().map(lambda text: CONTROLS.sub("", text)))
ADDRESSES = st.none() | st.sampled_from(["https://news.example/live?page=2#u7", "mailto:desk@news.example"])
NAMES = st.from_regex(r"[\w -][\w. -]*\.(png|jpe?g|gif|webp|avif)", fullmatch=True)

BLOCKS = several(any_of(Block))
UPDATES = several(any_of(Update, blocks=BLOCKS, time=MOMENTS, modified=MOMENTS, url=ADDRESSES))
LIVE_BLOGS = any_of(
    LiveBlog,
    updates=UPDATES,
    lead=BLOCKS,
    start=MOMENTS,
    end=MOMENTS,
    dropped=several(any_of(Dropped)),
    assets=several(any_of(Asset, name=NAMES)),
    url=ADDRESSES,
)


def opened(text: str, folder: Path) -> document.Document:
    path = folder / "budget.jsonl"
    path.write_text(text, encoding="utf-8", newline="")
    return document.load(path)


@settings(deadline=None)
@given(live_blog=LIVE_BLOGS)
def test_json_lines_are_there_and_back_without_loss(
    live_blog: LiveBlog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened_again = opened(json_lines.dump_jsonl(live_blog), tmp_path_factory.getbasetemp())
    assert json_lines.recognises(opened_again)
    assert json_lines.read(opened_again, Facts()) == live_blog


def test_a_drawing_comes_back_without_what_could_run(tmp_path: Path) -> None:
    safe = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="5"/></svg>'
    for data in (safe, safe.replace(b"<rect", b"<script>alert(1)</script><rect onclick='alert(2)'")):
        live_blog = dataclasses.replace(BUDGET, assets=(Asset(name="hall.svg", data=data),))
        (asset,) = json_lines.read(opened(json_lines.dump_jsonl(live_blog), tmp_path), Facts()).assets
        assert asset == Asset(name="hall.svg", data=safe)


def test_the_lines_of_the_exported_document_are_still_known(tmp_path: Path) -> None:
    assert json_lines.lines(opened(json_lines.dump_jsonl(BUDGET), tmp_path)) == (
        "",
        "The council votes.",
        "Share",
        "A hard night, he said.",
    )


def test_text_reads_from_top_to_bottom_as_the_document_did() -> None:
    assert json_lines.dump_text(BUDGET) == (
        "Budget day\nThe council votes.\n\n19:42\nA hard night,\nhe said.\n\n18:30\nDoors open\n"
    )


def test_json_names_assets_and_gives_the_stamp_where_no_time_is_known() -> None:
    record = json_lines.to_json(BUDGET)
    assert record["lead"] == ["The council votes."]
    assert [update["time"] for update in record["updates"]] == ["18:30", "2024-02-20T19:42:00+00:00"]
    assert record["updates"][1]["paragraphs"] == ["A hard night,\nhe said."]
    assert record["assets"] == [{"name": "hall.png", "size": 5}]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"assets": (Asset(name="../../index.html", data=b""),)}, "line 1: '../../index.html' is no name"),
        ({"assets": (Asset(name="..", data=b""),)}, "line 1: '..' is no name of an image"),
        ({"assets": (Asset(name="a/b.png", data=b""),)}, "line 1: 'a/b.png' is no name of an image"),
        (
            {"assets": (Asset(name="hall.svg", data=b"<svg/>"),)},
            "line 1: 'hall.svg' is no drawing that can be read",
        ),
        ({"url": "javascript:alert(1)"}, "line 1: 'javascript:alert(1)' is no address"),
        ({"updates": (Update(position=1, title="A", url="data:,x"),)}, "line 2: 'data:,x' is no address"),
    ],
)
def test_nothing_of_an_export_leads_astray(change: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        json_lines.read(
            opened(json_lines.dump_jsonl(dataclasses.replace(BUDGET, **change)), tmp_path), Facts()
        )
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "line 2: is no JSON object"),
        ('{"position": 1, "title": ', "line 2: is no JSON object"),
        ('{"position": "1", "title": null}', "line 2: is no Update of ours: Expected `int`, got `str`"),
        ('{"position": 1}', "line 2: is no Update of ours: "),
        ('{"position": 1, "title": null, "time": "noon"}', "line 2: is no Update of ours: Invalid RFC3339"),
        (
            '{"position": 1, "title": null, "colour": "red"}',
            "line 2: is no Update of ours: it has no 'colour'",
        ),
        (
            '{"position": 1, "title": null, "origin": "hearsay"}',
            "line 2: is no Update of ours: Invalid enum value 'hearsay'",
        ),
    ],
)
def test_what_is_no_record_of_ours_is_named_by_its_line(line: str, message: str, tmp_path: Path) -> None:
    head = json_lines.dump_jsonl(dataclasses.replace(BUDGET, updates=()))
    with pytest.raises(DocumentError) as caught:
        json_lines.read(opened(head + line + "\n", tmp_path), Facts())
    assert str(caught.value).startswith(message)
