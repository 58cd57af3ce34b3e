"""What tools write into the pages that they save is where a live blog comes from."""

import datetime as dt
from pathlib import Path

import pytest

from afterlive import reading

BODY = """<main><h1>Storm live</h1>
<article class="post"><time>13:00</time><h2>Calm</h2>
<p>The storm is over, says <a href="{0}https://met.example/">the office</a>.</p>
<p><img src="{0}https://courier.example/calm.jpg" alt="Calm"></p></article>
<article class="post"><time>10:00</time><h2>Gale</h2><p>It blows from the west.</p></article></main>"""
ADDRESS = "https://courier.example/live"
MARCH = dt.datetime(2024, 3, 5, 10, 11, 12, tzinfo=dt.UTC)
CASES = {
    "chromium": (f"<!DOCTYPE html>\n<!-- saved from url=(0028){ADDRESS} -->\n<html>", "", (None, None)),
    "singlefile": (
        (
            f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
            " saved date: Tue Mar 05 2024 12:11:12 GMT+0200 (Eastern European Standard Time)\n-->"
        ),
        "",
        (MARCH, "SingleFile"),
    ),
    "monolith": (
        f"<!-- Saved from {ADDRESS} at 2024-03-05T10:11:12Z using monolith v2.8.1 -->\n<html>",
        "",
        (MARCH, "monolith v2.8.1"),
    ),
    "httrack": (
        (
            "<html><!-- Mirrored from courier.example/live by HTTrack Website Copier/3.x [XR&CO'2014], "
            "Tue, 05 Mar 2024 10:11:12 GMT -->"
        ),
        "",
        (MARCH, "HTTrack Website Copier/3.x"),
    ),
    "scrapbook": (
        f'<html data-scrapbook-source="{ADDRESS}" data-scrapbook-create="20240305101112123">',
        "",
        (MARCH, "WebScrapBook"),
    ),
    "wayback": (
        (
            f'<html><link rel="canonical" href="https://web.archive.org/web/20240305101112/{ADDRESS}">'
            "<!-- FILE ARCHIVED ON 10:11:12 Mar 05, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
            '<div id="wm-ipp-base"><p>12 captures, the last of them in March.</p></div>'
        ),
        "https://web.archive.org/web/20240305101112/",
        (MARCH, "Wayback Machine"),
    ),
    "another archive": (
        f'<html><link rel="canonical" href="https://archive.example/12/20240305101112/{ADDRESS}">',
        "/12/20240305101112mp_/",
        (MARCH, None),
    ),
}


@pytest.mark.parametrize("tool", CASES)
def test_a_saved_page_says_where_it_comes_from(tool: str, tmp_path: Path) -> None:
    head, prefix, captured = CASES[tool]
    (tmp_path / "storm.html").write_text(head + BODY.format(prefix), encoding="utf-8")
    live_blog = reading.read(tmp_path / "storm.html")
    assert live_blog.url in {ADDRESS, ADDRESS.replace("https", "http")}
    assert (live_blog.captured, live_blog.captured_by) == captured
    assert [block.markdown for block in live_blog.updates[-1].blocks] == [
        "The storm is over, says [the office](https://met.example/).",
        "[Calm](https://courier.example/calm.jpg)",
    ]
    assert not live_blog.lead


def test_ages_tell_the_day_of_the_capture_and_the_keeper_is_told(tmp_path: Path) -> None:
    updates = "".join(
        f"<article><h2>{title}</h2><time>{age}</time><p>This is what is known.</p></article>"
        for title, age in (("Fire is out", "2h ago"), ("Fire breaks out", "15h ago"))
    )
    note = "<!--\n Page saved with SingleFile \n url: https://c.example/fire \n saved date: "
    page = f"<html>{note}Thu Jun 05 2025 14:03:11 GMT+0200 (x)\n--><body><h1>Fire</h1>{updates}"
    (tmp_path / "fire.html").write_text(page, encoding="utf-8")
    live_blog = reading.read(tmp_path / "fire.html")
    assert [(str(update.date), update.time) for update in live_blog.updates] == [
        ("2025-06-04", None),
        ("2025-06-05", None),
    ]
    assert live_blog.warnings == (
        "The days of 2 updates, such as “2h ago”, are counted back from the time of the capture.",
    )
