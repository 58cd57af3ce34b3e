"""WARC and WACZ: what others captured of the web is a document."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from web_archives import (
    BLOG,
    FERRIES,
    FIRE,
    OUT,
    PNG,
    SMOKE,
    Captured,
    page,
    picture,
    wacz,
    warc,
)

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.source import warc as warc_source

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

TITLES = ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
OTHER = page(("08:00", "Rain", "<p>It rains.</p>"), ("07:00", "Wind", "<p>It blows.</p>"), title="Weather")
ARTICLE = b"<!doctype html><html><body><h1>About us</h1><p>We have been here since 1890.</p></body></html>"
SHELL = b"<!doctype html><html lang='en'><title>Harbour fire</title><body><div id=app></div></body></html>"
LINKED = json.dumps(
    {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "@id": f"{BLOG}#{time}",
                "headline": title,
                "articleBody": text,
                "datePublished": f"2024-03-03T{time}:00Z",
            }
            for time, title, text in (OUT, FERRIES, SMOKE)
        ],
    }
).encode()


def read(data: bytes, folder: Path, facts: Facts = Facts(), name: str = "fire.warc.gz") -> LiveBlog:  # noqa: B008 - frozen
    path = folder / name
    path.write_bytes(data)
    return reading.read(path, facts)


def titles(live_blog: LiveBlog) -> list[str | None]:
    return [update.title for update in live_blog.updates]


SITE = [
    Captured("https://courier.example/", ARTICLE),
    Captured(BLOG, FIRE),
    picture("https://courier.example/fire/quay.png"),
    Captured("https://courier.example/weather", OTHER),
]


@pytest.mark.parametrize(
    "data",
    [
        warc(SITE),
        warc(SITE, packed=False),
        gzip.compress(warc(SITE, packed=False)),
        wacz({"a.warc.gz": warc(SITE)}, [BLOG]),
        wacz({"a.warc.gz": warc(SITE[:2]), "b.warc.gz": warc(SITE[2:])}),
    ],
    ids=["packed", "plain", "packed as one", "wacz", "wacz of two"],
)
def test_the_live_blog_of_an_archive_is_read_with_its_pictures_and_its_capture(
    data: bytes, tmp_path: Path
) -> None:
    live_blog = read(data, tmp_path)
    assert titles(live_blog) == TITLES
    assert [block.kind for block in live_blog.updates[2].blocks] == ["paragraph", "image"]
    assert [asset.data for asset in live_blog.assets] == [PNG]
    assert live_blog.url == BLOG
    assert live_blog.captured == dt.datetime(2024, 3, 3, 12, tzinfo=dt.UTC)
    assert live_blog.captured_by == "Browsertrix 1.2"


def test_a_wacz_says_itself_what_made_it(tmp_path: Path) -> None:
    data = wacz({"a.warc.gz": warc(SITE, software=None)}, software="ArchiveWeb.page 0.11")
    assert read(data, tmp_path).captured_by == "ArchiveWeb.page 0.11"


def test_the_page_that_the_keeper_names_is_read_and_another_large_one_is_named(tmp_path: Path) -> None:
    data = warc(SITE)
    assert "have updates, too: https://courier.example/weather (2)" in read(data, tmp_path).warnings[-1]
    assert titles(read(data, tmp_path, Facts(page="https://courier.example/weather"))) == ["Wind", "Rain"]
    with pytest.raises(DocumentError, match=r"there is no page https://courier.example/news in it"):
        read(data, tmp_path, Facts(page="https://courier.example/news"))
    assert [choice.value for choice in reading.choices(tmp_path / "fire.warc.gz")] == [
        BLOG,
        "https://courier.example/weather",
    ]


def test_only_the_pages_that_a_wacz_lists_are_looked_at(tmp_path: Path) -> None:
    data = wacz({"a.warc.gz": warc(SITE)}, ["https://courier.example/weather"])
    assert titles(read(data, tmp_path)) == ["Wind", "Rain"]


@pytest.mark.parametrize(
    "further", [BLOG + end for end in ("?page=2", "/page/2", "/2", "?lb=9", "?page=with:block-7#block-7")]
)
def test_several_pages_of_one_live_blog_join(further: str, tmp_path: Path) -> None:
    pages = [Captured(further, page(FERRIES, SMOKE)), Captured(BLOG, page(OUT, FERRIES))]
    live_blog = read(warc(pages), tmp_path)
    assert titles(live_blog) == TITLES
    dropped = [(each.text, each.reason) for each in live_blog.dropped]
    assert ("Ferries are cancelled", "another page has “Ferries are cancelled”") in dropped
    lines = reading.lines_of(tmp_path / "fire.warc.gz")
    owned = [number for update in live_blog.updates for number in update.lines]
    owned += [*live_blog.lead_lines, *(each.line for each in live_blog.dropped)]
    assert sorted(owned) == [*range(1, len(lines) + 1)]
    assert all(
        block.text in lines[block.lines[0] - 1]
        for update in live_blog.updates
        for block in update.blocks
        if block.lines
    )


def test_the_pages_that_are_missing_are_told_as_long_as_some_are(tmp_path: Path) -> None:
    def numbered(number: int, *updates: tuple[str, str, str]) -> Captured:
        told = page(*updates).replace(b"</main>", b"<nav>%d of 2</nav></main>" % number)
        return Captured(f"{BLOG}?page={number}", told)

    one, two = numbered(1, OUT, FERRIES), numbered(2, FERRIES, SMOKE)
    live_blog = read(warc([one]), tmp_path)
    assert (live_blog.page, len(live_blog.warnings)) == ((1, 2), 1)
    live_blog = read(warc([one, two]), tmp_path)
    assert (live_blog.page, live_blog.warnings) == (None, ())


def test_what_a_later_capture_says_comes_first_and_what_has_left_stays(tmp_path: Path) -> None:
    mended = (FERRIES[0], FERRIES[1], "<p>Ferries sail at two.</p>")
    captured = [
        Captured(BLOG, page(FERRIES, SMOKE), time="2024-03-03T10:20:00Z"),
        Captured(BLOG, page(OUT, mended), time="2024-03-03T11:00:00Z"),
    ]
    live_blog = read(warc(captured), tmp_path)
    assert titles(live_blog) == TITLES
    assert live_blog.updates[1].blocks[0].text == "Ferries sail at two."
    assert live_blog.captured == dt.datetime(2024, 3, 3, 11, tzinfo=dt.UTC)


def test_data_that_a_page_loaded_later_is_the_live_blog(tmp_path: Path) -> None:
    captured = [Captured(BLOG, SHELL), Captured("https://api.example/7/posts", LINKED, "application/json")]
    live_blog = read(warc(captured), tmp_path)
    assert titles(live_blog) == TITLES
    assert (live_blog.title, live_blog.url, live_blog.captured_by) == (
        "Harbour fire",
        BLOG,
        "Browsertrix 1.2",
    )


def test_data_adds_what_the_page_did_not_show(tmp_path: Path) -> None:
    captured = [
        Captured(BLOG, page(OUT, FERRIES)),
        Captured("https://api.example/7/posts", LINKED, "application/ld+json"),
    ]
    assert titles(read(warc(captured), tmp_path)) == TITLES


def test_a_page_of_script_alone_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        DocumentError, match=r"no page in it has an update \(.*/live: .*\): .* script alone: open"
    ):
        read(warc([Captured(BLOG, SHELL)]), tmp_path)


def test_a_picture_is_found_behind_a_redirect_and_in_another_scheme(tmp_path: Path) -> None:
    moved = Captured(
        "http://courier.example/fire/quay.png",
        b"",
        status="302 Found",
        more=(("Location", "//cdn.example/q.png"),),
    )
    data = warc([Captured(BLOG, FIRE), moved, picture("https://cdn.example/q.png")])
    assert len(read(data, tmp_path).assets) == 1


def test_what_a_server_said_of_the_characters_counts(tmp_path: Path) -> None:
    text = FIRE.decode().replace("Smoke", "Rök").encode("latin-1")
    live_blog = read(warc([Captured(BLOG, text, "text/html; charset=iso-8859-1")]), tmp_path)
    assert live_blog.updates[0].title == "Rök over the town"


def test_of_an_archive_that_is_cut_what_is_whole_is_read_and_the_rest_is_said_to_be_lost(
    tmp_path: Path,
) -> None:
    for packed in (True, False):
        data = warc([Captured(BLOG, FIRE), picture("https://courier.example/fire/quay.png")], packed=packed)
        live_blog = read(data[:-90], tmp_path)
        assert titles(live_blog) == TITLES
        assert "cut off or damaged behind 2 records" in live_blog.warnings[-1]
        with pytest.raises(DocumentError, match=r"fire\.warc\.gz: a WARC that can't be read\. The"):
            read(data[: len(warc([], packed=packed)) + 200], tmp_path)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_source, "MIN_UNPACKED", 1_000_000)
    captured = [Captured(BLOG, FIRE), Captured(f"{BLOG}/x", b"\0" * 3_000_000, "image/png")]
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("archive/a.warc", warc([Captured(BLOG, b"\0" * 3_000_000)], packed=False))
    packed_page = Captured(BLOG, gzip.compress(b"<html>" * 5_000_000), more=(("Content-Encoding", "gzip"),))
    packed_as_one = gzip.compress(warc(captured, packed=False))
    for data in (warc(captured), packed_as_one, zipped.getvalue()):
        with pytest.raises(DocumentError, match=r"unpacked it has more than \d MB"):
            read(data, tmp_path)
    with pytest.raises(DocumentError, match="no page in it has an update"):
        read(warc([packed_page]), tmp_path)


def test_headers_without_end_are_refused(tmp_path: Path) -> None:
    data = b"WARC/1.0\r\n" + b"X: y\r\n" * 300_000
    with pytest.raises(DocumentError, match="headers have more than"):
        read(data, tmp_path)


def test_a_wacz_that_is_damaged_is_refused(tmp_path: Path) -> None:
    data = bytearray(wacz({"a.warc.gz": warc(SITE)}))
    data[200:260] = b"\0" * 60
    with pytest.raises(DocumentError, match="a WARC that can't be read"):
        read(bytes(data), tmp_path)


EARLY = ("09:30", "Fire reported", "<p>The alarm was raised.</p>")
OLDER = page(SMOKE, EARLY).decode().partition("</h1>")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text/html", OLDER),
        ("application/json", json.dumps({"ok": True, "data": {"html": OLDER}})),
        ("application/json", json.dumps([{"block": OLDER}])),
    ],
)
def test_a_part_of_the_page_that_its_script_loaded_later_joins(kind: str, data: str, tmp_path: Path) -> None:
    more = Captured("https://courier.example/ajax/more?post=7", data.encode(), kind)
    all_titles = ["Fire reported", *TITLES]
    assert titles(read(warc([Captured(BLOG, page(OUT, FERRIES)), more]), tmp_path)) == all_titles
    shell = Captured(BLOG, SHELL)
    everything = page(OUT, FERRIES).decode().partition("</h1>")[2].partition("</main>")[0]
    first = Captured("https://courier.example/ajax/more?post=8", everything.encode(), "text/html")
    live_blog = read(warc([shell, first, more]), tmp_path)
    assert (titles(live_blog), live_blog.title) == (all_titles, "Harbour fire")
    lines = reading.lines_of(tmp_path / "fire.warc.gz")
    owned = [number for update in live_blog.updates for number in update.lines]
    assert {*owned, *live_blog.lead_lines, *(each.line for each in live_blog.dropped)} == {
        *range(1, len(lines) + 1)
    }


def test_parts_with_an_update_each_join_too(tmp_path: Path) -> None:
    parts = [page(SMOKE), page(EARLY)]
    htmls = [part.partition(b"</h1>")[2].partition(b"</main>")[0] for part in parts]
    later = [Captured(f"https://courier.example/poll?n={number}", html) for number, html in enumerate(htmls)]
    data = warc([Captured(BLOG, page(OUT, FERRIES)), *later])
    assert titles(read(data, tmp_path)) == ["Fire reported", *TITLES]


def test_a_part_of_another_site_s_page_does_not_join(tmp_path: Path) -> None:
    other = Captured("https://widgets.example/news", OLDER.replace("Smoke", "Rain").encode())
    data = warc([Captured(BLOG, page(OUT, FERRIES)), other])
    assert titles(read(data, tmp_path)) == TITLES[1:]


def test_further_pages_of_what_a_wacz_lists_need_not_be_listed(tmp_path: Path) -> None:
    pages = [Captured(BLOG, page(OUT, FERRIES)), Captured(f"{BLOG}?page=2", page(SMOKE))]
    assert titles(read(wacz({"a.warc.gz": warc(pages)}, [BLOG]), tmp_path)) == TITLES


def test_what_reads_an_archive_logs_nothing_that_it_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert titles(read(warc([Captured(f'{BLOG}" "\x1b[31m', FIRE)]), tmp_path)) == TITLES
    assert caplog.records == []
