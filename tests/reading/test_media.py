"""What a page shows beside its text leaves its address, or else its words, or else a line for the keeper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from afterlive import reading
from afterlive.reading.source.html_blocks import blocks

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = [
    ('<video poster="https://v.example/p.jpg"></video>', "https://v.example/p.jpg"),
    ('<video poster="p.jpg"><source src="https://v.example/a.mp4"></video>', "https://v.example/a.mp4"),
    ('<audio src="https://v.example/a.mp3"></audio>', "https://v.example/a.mp3"),
    ('<iframe src="https://maps.example/embed?id=1"></iframe>', "https://maps.example/embed?id=1"),
    ('<embed src="https://o.example/y.pdf">', "https://o.example/y.pdf"),
    ('<object><param name="movie" value="https://o.example/z.swf"></object>', "https://o.example/z.swf"),
    ('<div data-tweet-id="12345678"></div>', "https://twitter.com/i/status/12345678"),
    ('<twitter-widget data-tweet-id="12345678"></twitter-widget>', "https://twitter.com/i/status/12345678"),
    (
        '<blockquote data-instgrm-permalink="https://www.instagram.com/p/A/"></blockquote>',
        "https://www.instagram.com/p/A/",
    ),
    (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@h/video/1"></blockquote>',
        "https://www.tiktok.com/@h/video/1",
    ),
    (
        '<div class="fb-post" data-href="https://www.facebook.com/h/posts/1"></div>',
        "https://www.facebook.com/h/posts/1",
    ),
    (
        '<blockquote data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/xyz"></blockquote>',
        "https://bsky.app/profile/did:plc:abc/post/xyz",
    ),
]
WORDS = [
    ('<iframe title="Map of closures" srcdoc="x"></iframe>', "Map of closures"),
    ('<canvas aria-label="Prices since noon">drawn by script</canvas>', "Prices since noon"),
    ("<canvas>Prices rose.</canvas>", "Prices rose."),
    ('<object data="./fire_files/report.pdf" title="The report"></object>', "The report"),
    ('<svg aria-label="Turnout"><text x="1">62</text><path class="a"/></svg>', "Turnout"),
    ('<video src="blob:https://x.example/1" title="The crane falls"></video>', "The crane falls"),
    ('<audio aria-label="The mayor speaks"></audio>', "The mayor speaks"),
    ('<div class="player" data-video-id="1" data-video-title="*Live*"></div>', "*Live*"),
]
NEITHER = [
    ("<video></video>", "1 pictures or players have no address"),
    ('<div class="player" data-video-id="1"></div>', "1 pictures or players have no address"),
    ('<img alt="The quay">', "1 pictures or players, such as “The quay”, have no address"),
]
NOTHING = ['<img src="data:image/gif;base64,R0lGODlhAQAB">', '<iframe title="3rd party ad content"></iframe>']
PAGE = """<!doctype html><html lang="en"><title>Fire at the harbour</title><h1>Fire at the harbour</h1>
<article><time datetime="2024-03-03T10:15:00Z">10:15</time><h2>Ferries are cancelled</h2>
<p>No ferry will sail before noon, the port said.</p>{}</article>
<article><time datetime="2024-03-03T09:50:00Z">09:50</time><h2>Smoke over the town</h2>
<p>Residents should keep their windows closed.</p></article>"""


@pytest.mark.parametrize(("shown", "address"), ADDRESSES)
def test_what_has_an_address_leaves_it(shown: str, address: str) -> None:
    assert [(block.kind, block.text) for block in blocks(shown)] == [("embed", address)]


@pytest.mark.parametrize(("shown", "words"), WORDS)
def test_a_player_without_an_address_leaves_its_words(shown: str, words: str) -> None:
    (block,) = blocks(shown)
    assert (block.kind, block.text) == ("paragraph", words)
    assert blocks(f"<p>{words}</p>")[0].markdown == block.markdown


@pytest.mark.parametrize("linked", [False, True])
def test_a_post_in_words_is_its_text_and_its_address_once(*, linked: bool) -> None:
    address = "https://www.tiktok.com/@port/video/1"
    link = f'<a href="{address}?refer=embed">Out.</a>' if linked else "Out."
    found = blocks(f'<blockquote class="tiktok-embed" cite="{address}"><p>{link}</p></blockquote>')
    expected = [("quote", "Out."), *([] if linked else [("embed", address)])]
    assert [(block.kind, block.text) for block in found] == expected


def test_an_address_that_names_only_its_host_is_one_of_the_web() -> None:
    (block,) = blocks('<iframe src="about:blank" data-lazy-src="//v.example/5"></iframe>')
    assert (block.kind, block.text) == ("embed", "https://v.example/5")


@pytest.mark.parametrize(("shown", "warning"), [*NEITHER, *((shown, "") for shown in NOTHING)])
def test_what_leaves_neither_is_said_to_the_keeper(tmp_path: Path, shown: str, warning: str) -> None:
    (tmp_path / "fire.html").write_text(PAGE.format(shown), "utf-8")
    said = [each for each in reading.read(tmp_path / "fire.html").warnings if "no address" in each]
    assert len(said) == bool(warning)
    assert all(warning in each for each in said)


@pytest.mark.parametrize(
    ("picture", "in_lead", "left_out"),
    [
        ('<img src="https://p.example/a.jpg" alt="The quay at dawn">', ["The quay at dawn"], []),
        ('<figure><img src="https://p.example/a.jpg"></figure>', ["https://p.example/a.jpg"], []),
        ('<img src="https://p.example/a.jpg">', [], ["https://p.example/a.jpg"]),
        (
            '<a href="/other"><img src="https://p.example/a.jpg" alt="The quay at dawn"></a>',
            [],
            ["https://p.example/a.jpg"],
        ),
        (
            '<p class="author"><img src="https://p.example/a.jpg" alt="Ida Holm at her desk"></p>',
            [],
            ["https://p.example/a.jpg"],
        ),
    ],
)
def test_a_picture_above_the_updates_is_in_the_lead_or_recorded(
    tmp_path: Path, picture: str, in_lead: list[str], left_out: list[str]
) -> None:
    file = tmp_path / "fire.html"
    file.write_text(
        PAGE.format("").replace("</h1>", f"</h1><main><p>The port burns.</p>{picture}", 1), "utf-8"
    )
    live_blog = reading.read(file)
    assert [block.text for block in live_blog.lead if block.kind != "paragraph"] == in_lead
    recorded = [dropped.text for dropped in live_blog.dropped if dropped.reason == "picture"]
    assert recorded == left_out
