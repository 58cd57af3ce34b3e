"""Markdown: headings, bold stamps or stamps on their own line bound the updates."""

from pathlib import Path

import pytest

from afterlive import reading
from afterlive.model import LiveBlog

HEADINGS = """---
title: "Harwell budget vote: live"
date: 2024-02-20
author: Ines Marlow
tags: [council, budget]
---

The council votes on its budget tonight.

## 19:42 – Budget passes

It passed by *three* votes, see [the list](https://harwell.example/list).

> A hard night

## 18:30 – The meeting opens

**Update 18:45:** The sound feed is back.

- Two branches stay open
"""
BOLD = """---
title: Broken: front matter: of all kinds
---
I am in the third row.

**9:37AM** The lights go down.

He waves at us.

**9:41AM** A new rope!
"""
LINES = """I am in the third row, and it is loud here.

9:37AM<br/>
The lights go down.

<script>alert(1)</script>

9:41AM<br/>
A new rope, <b>twice</b> as long.
"""


def read(text: str, folder: Path) -> LiveBlog:
    path = folder / "live.md"
    path.write_text(text, encoding="utf-8")
    return reading.read(path)


def texts(live_blog: LiveBlog) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (update.stamp, update.title, [block.markdown for block in update.blocks])
        for update in live_blog.updates
    ]


def test_headings_with_stamps_begin_updates(tmp_path: Path) -> None:
    live_blog = read(HEADINGS, tmp_path)
    assert texts(live_blog) == [
        (
            "18:30",
            "The meeting opens",
            ["**Update 18:45:** The sound feed is back.", "- Two branches stay open"],
        ),
        (
            "19:42",
            "Budget passes",
            ["It passed by *three* votes, see [the list](https://harwell.example/list).", "> A hard night"],
        ),
    ]
    assert (live_blog.title, str(live_blog.date)) == ("Harwell budget vote: live", "2024-02-20")
    assert [block.text for block in live_blog.lead] == ["The council votes on its budget tonight."]


@pytest.mark.parametrize("text", [BOLD, LINES], ids=["bold", "on lines of their own"])
def test_stamps_begin_updates(text: str, tmp_path: Path) -> None:
    assert [update.stamp for update in read(text, tmp_path).updates] == ["9:37AM", "9:41AM"]


def test_the_date_of_front_matter_is_the_day_of_the_first_update(tmp_path: Path) -> None:
    text = "---\ndate: 2024-08-12\nauthor: Mira Solheim\n---\n\n### 23:50\n\nTea.\n\n### 00:35\n\nGreen.\n"
    live_blog = read(text, tmp_path)
    assert [str(update.time) for update in live_blog.updates] == [
        "2024-08-12 23:50:00",
        "2024-08-13 00:35:00",
    ]
    assert live_blog.authors == ("Mira Solheim",)


def test_authors_who_are_described_in_front_matter_are_named(tmp_path: Path) -> None:
    front = "---\nauthors:\n  - name: Mira Solheim\n    url: https://mira.example\n  - name: Per Dahl\n---\n"
    live_blog = read(f"{front}\n### 23:50\n\nTea.\n\n### 00:35\n\nGreen.\n", tmp_path)
    assert live_blog.authors == ("Mira Solheim", "Per Dahl")


def test_front_matter_that_is_no_yaml_is_read_line_by_line(tmp_path: Path) -> None:
    assert read(BOLD, tmp_path).title == "Broken: front matter: of all kinds"


def test_no_script_gets_through(tmp_path: Path) -> None:
    assert "alert" not in str(read(LINES, tmp_path))


MIXED = """#### 10:15AM

Forty people.

#### 4:05PM

The fuse.

#### Candles

Somebody has brought some.
"""
SESSIONS = """## Keynote (Vera Lund)

- It is late
- Buy wool

## Rooms (Tim Archer)

- A loom fits
- So does a cat
"""
RULED = """*9:25*: The hall is full.

- - -

*11:20*: He speaks of cats.

- - -

*Later*: I have slept.
"""
ELEMENTS = """<div class="bit">
<p>The robot walks into the pond.</p>
<p>Its team is calm. <i class="at">4:05 PM</i></p>
</div>

<div class="bit">
<p>The doors are open. <i class="at">1:00 PM</i></p>
</div>
"""
KINDS = {
    "headings, some of them without times": (MIXED, [("10:15AM", None), ("4:05PM", None), (None, "Candles")]),
    "headings of sessions": (SESSIONS, [(None, "Keynote (Vera Lund)"), (None, "Rooms (Tim Archer)")]),
    "rules": (RULED, [("9:25", None), ("11:20", None), (None, None)]),
    "elements with the stamp at their end": (ELEMENTS, [("1:00 PM", None), ("4:05 PM", None)]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_updates_are_bounded_by(kind: str, tmp_path: Path) -> None:
    text, expected = KINDS[kind]
    live_blog = read(f"---\ntitle: Night of the kettles, live\ndate: 2024-03-16\n---\n\n{text}", tmp_path)
    found = [(update.stamp, update.title) for update in live_blog.updates]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_what_is_struck_out_stays_struck_out(tmp_path: Path) -> None:
    live_blog = read("## 9:30 Start\n\n~~Nobody~~ Somebody is here.\n\n## 9:10 Doors\n\nOpen.\n", tmp_path)
    assert live_blog.updates[-1].blocks[0].markdown == "<del>Nobody</del> Somebody is here."
