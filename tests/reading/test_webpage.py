"""Saved pages in the forms that publishers and live blog services give them, all of them invented."""

import base64
import contextlib
import dataclasses
import datetime as dt
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outlines import outline

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.model import Facts, LiveBlog

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
HARBOUR = next(page for page in PAGES if page.stem == "bbc-lx-stream")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 2000


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+|\d+", text))


def assert_nothing_is_lost(live_blog: LiveBlog, lines: tuple[str, ...]) -> None:
    """Hold every line to one place, where its words are in the record or, with a reason, dropped."""
    dropped = {each.line: words(each.text) for each in live_blog.dropped}
    lead = (live_blog.lead_lines, live_blog.title, "", live_blog.lead)
    places = [
        lead,
        *((update.lines, update.title, update.stamp, update.blocks) for update in live_blog.updates),
    ]
    owned = [number for numbers, *_ in places for number in numbers]
    assert len(owned) == len(set(owned))
    assert {*owned, *dropped} == set(range(1, len(lines) + 1))
    for numbers, title, stamp, blocks in places:
        record = words(" ".join([title or "", stamp or "", *(block.text for block in blocks)]))
        assert all(words(lines[number - 1]) <= record | dropped.get(number, set()) for number in numbers)
    assert all(words(lines[number - 1]) >= dropped[number] for number in dropped.keys() - set(owned))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_its_outline_says(page: Path) -> None:
    assert outline(reading.read(page)) + "\n" == page.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_line_of_a_page_has_one_place(page: Path) -> None:
    assert_nothing_is_lost(reading.read(page), reading.lines_of(page))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(page=st.sampled_from(PAGES), random=st.randoms(use_true_random=False))
def test_a_damaged_page_reads_or_says_what_is_wrong(
    page: Path, random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = page.read_text(encoding="utf-8")
    for _ in range(random.randrange(6)):
        begin = random.randrange(len(text))
        end = begin + random.randrange(60)
        text = text[:begin] + text[end:] if random.random() < 0.5 else text[:end] + text[begin:]
    damaged = tmp_path_factory.getbasetemp() / "damaged.html"
    damaged.write_text("<html>" + text[: random.randrange(1, len(text) + 1)], encoding="utf-8")
    with contextlib.suppress(DocumentError):
        assert_nothing_is_lost(reading.read(damaged), reading.lines_of(damaged))


def test_facts_of_the_keeper_win() -> None:
    facts = Facts(
        title="The fire", timezone="Europe/Paris", source="https://a.example/", publisher="A", language="en"
    )
    live_blog = reading.read(HARBOUR, facts)
    assert (live_blog.title, live_blog.url, live_blog.publisher, live_blog.language) == (
        "The fire",
        "https://a.example/",
        "A",
        "en",
    )
    assert live_blog.updates[0].time == dt.datetime(2024, 3, 3, 6, 55, tzinfo=dt.UTC)


def test_data_that_names_another_time_than_the_page_prints_is_not_believed(tmp_path: Path) -> None:
    page = tmp_path / "fire.html"
    page.write_text(
        HARBOUR.read_text(encoding="utf-8").replace("T09:12:00.000Z", "T04:44:00.000Z"), encoding="utf-8"
    )
    assert reading.read(page).updates[-1].time == reading.read(HARBOUR).updates[-1].time
    assert reading.read(page).updates[-1].origin == "stamp"


def test_images_saved_beside_the_page_come_along_and_no_other_file_does(tmp_path: Path) -> None:
    (tmp_path / "fire_files").mkdir()
    (tmp_path / "fire_files" / "The Quay.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    html = HARBOUR.read_text(encoding="utf-8").replace(
        "<p>Two more engines have arrived.</p>",
        "<p>Two more engines have arrived.</p>"
        '<img src="fire_files/The%20Quay.png" alt="The quay">'
        '<img src="fire_files/../secret.png" alt="No"><img src="secret.png" alt="No">'
        '<img src="/etc/passwd" alt="No">',
    )
    (tmp_path / "fire.html").write_text(html, encoding="utf-8")
    live_blog = reading.read(tmp_path / "fire.html", Facts(source="https://news.example/live"))
    (asset,) = live_blog.assets
    assert (asset.name, asset.data) == ("the-quay-3e42873f.png", PNG)
    images = [block for update in live_blog.updates for block in update.blocks if block.kind == "image"]
    assert [image.markdown for image in images] == ["![The quay]({static}images/the-quay-3e42873f.png)"]


def test_a_drawing_saved_beside_the_page_comes_along_without_its_script(tmp_path: Path) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{"M0 0h9v9z" * 150}"/>'
    (tmp_path / "fire_files").mkdir()
    (tmp_path / "fire_files" / "map.png").write_text(f"{drawing}<script>alert(1)</script></svg>", "utf-8")
    (tmp_path / "fire_files" / "page.svg").write_text(f"<html>{drawing}</svg></html>", "utf-8")
    html = HARBOUR.read_text(encoding="utf-8").replace(
        "<p><b>Air", '<img src="fire_files/map.png"><img src="fire_files/page.svg" alt="The page"><p><b>Air'
    )
    (tmp_path / "fire.html").write_text(html, encoding="utf-8")
    (asset,) = reading.read(tmp_path / "fire.html").assets
    assert asset.name.startswith("map-")
    assert asset.name.endswith(".svg")
    assert asset.data.decode() == f"{drawing}</svg>"


@pytest.mark.parametrize(
    "source",
    ["storm_files/The%20Qua\u0301y.png", "fire_files\\The Qu\u00e1y.png", "./fire_files/the qu\u00e1y.PNG"],
    ids=["of the page's former name", "with a backslash", "in other letters"],
)
def test_an_image_is_found_though_page_and_folder_were_renamed(source: str, tmp_path: Path) -> None:
    (tmp_path / "fire_files").mkdir()
    (tmp_path / "fire_files" / "The Qu\u00e1y.png").write_bytes(PNG)
    html = HARBOUR.read_text(encoding="utf-8").replace("<p><b>Air", f'<img src="{source}"><p><b>Air')
    (tmp_path / "harbour.html").write_text(html, encoding="utf-8")
    assert [asset.data for asset in reading.read(tmp_path / "harbour.html").assets] == [PNG]


def test_an_image_written_out_in_the_page_comes_along(tmp_path: Path) -> None:
    data = "data:image/png;base64," + base64.b64encode(PNG).decode()
    html = HARBOUR.read_text(encoding="utf-8").replace("<p><b>Air", f'<img alt="Quay" src="{data}"><p><b>Air')
    (tmp_path / "fire.html").write_text(html, encoding="utf-8")
    assert [asset.name for asset in reading.read(tmp_path / "fire.html").assets] == ["image-3e42873f.png"]


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": 7}',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": [7, null, {"headline": {}}]}',
        '{"@type": ["LiveBlogPosting"], "coverageStartTime": "9999-99-99T99:99", "author": [[]]}',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": {"datePublished": 1e99, "articleBody": ["x"]}}',
        "[" * 5000,
    ],
)
def test_data_that_lies_about_its_own_form_does_no_harm(data: str, tmp_path: Path) -> None:
    plain = HARBOUR.read_text(encoding="utf-8")
    lying = re.sub(r"(?s)(<script[^>]*>).*?(</script>)", rf"\g<1>{data}\g<2>", plain)
    (tmp_path / "fire.html").write_text(lying, encoding="utf-8")
    assert [update.title for update in reading.read(tmp_path / "fire.html").updates] == [
        update.title for update in reading.read(HARBOUR).updates
    ]


def test_updates_that_only_the_data_has_stand_where_their_time_says(tmp_path: Path) -> None:
    extra = '{"headline": "Ferry stops", "datePublished": "2024-03-03T08:50:00Z", "articleBody": "No boats."}'
    html = HARBOUR.read_text(encoding="utf-8").replace('"liveBlogUpdate":[', f'"liveBlogUpdate":[{extra},')
    (tmp_path / "fire.html").write_text(html, encoding="utf-8")
    live_blog = reading.read(tmp_path / "fire.html")
    assert [update.title for update in live_blog.updates][1:3] == ["‘We heard a bang’", "Ferry stops"]
    assert "1 update is in the page's data alone, the page doesn't show them." in live_blog.warnings


def test_the_same_page_reads_the_same() -> None:
    assert dataclasses.asdict(reading.read(HARBOUR)) == dataclasses.asdict(reading.read(HARBOUR))


@pytest.mark.parametrize("marks", ["<article class=post>", ""], ids=["in elements", "in paragraphs"])
def test_the_page_s_own_date_is_its_newest_update_s_and_names_the_zone(marks: str, tmp_path: Path) -> None:
    html = f"""<html><body><p>3 January 2020</p><h1>Storm live: latest</h1><p>5:00PM GMT 31 Dec 2014</p>
    <p>The storm of the year has reached the western harbours, and we follow it there.</p>
    {marks}<p>17.00: The wind has turned, and the ferries sail again.</p>
    {marks}<p>09.10: No ferry will sail today, the harbour master says.</p>
    {marks}<p>23.50: The first roof has gone from the fish market.</p></body></html>"""
    (tmp_path / "storm.html").write_text(html, encoding="utf-8")
    assert [update.time for update in reading.read(tmp_path / "storm.html").updates] == [
        dt.datetime(2014, 12, 30, 23, 50, tzinfo=dt.UTC),
        dt.datetime(2014, 12, 31, 9, 10, tzinfo=dt.UTC),
        dt.datetime(2014, 12, 31, 17, 0, tzinfo=dt.UTC),
    ]


def test_text_that_stands_bare_between_stamps_below_it_is_the_updates(tmp_path: Path) -> None:
    page = tmp_path / "storm.html"
    page.write_text(
        "<html><h1>Storm live</h1><div>No ferry will sail before Sunday.<p>14:05</p>"
        "The coast road is closed at Linga.<p>13:20</p>Eleven schools are shut.<p>12:15</p></div>",
        "utf-8",
    )
    assert [(each.stamp, each.blocks[0].text) for each in reading.read(page).updates] == [
        ("12:15", "Eleven schools are shut."),
        ("13:20", "The coast road is closed at Linga."),
        ("14:05", "No ferry will sail before Sunday."),
    ]
