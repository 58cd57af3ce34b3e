"""What browsers and tools change of a page when they save it is undone: no picture or film vanishes."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from afterlive import reading

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from afterlive.model import LiveBlog

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 2000
PICTURE = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
CHART = (
    '<svg viewBox="0 0 400 200"><title>Turnout by hour</title>'
    '<linearGradient id="g"><stop offset="0" stop-color="#246"/></linearGradient>'
    '<rect x="9" y="60" width="20" height="140" fill="url(#g)"/><text x="9" y="55">62 %</text></svg>'
)
BLURRED = "<svg xmlns='http://www.w3.org/2000/svg'><filter id='b'><feGaussianBlur/></filter></svg>"
MEDIA = {
    # what an update shows, and the kinds of the blocks that are kept of it
    f'<figure><img src="{PICTURE}" alt="Quay"><figcaption>The quay</figcaption></figure>': "image caption",
    f'<picture><source srcset="{PICTURE}"><img src="data:," alt="The square"></picture>': "image",
    f'<div style="background-image:url({PICTURE})" role="img" aria-label="The tower"></div>': "image",
    f"<figure>{CHART}<figcaption>Turnout</figcaption></figure>": "image caption",
    f'<figure><img src="data:image/svg+xml,{CHART.replace("#", "%23")}" alt="Turnout"></figure>': "",
    '<figure><canvas aria-label="Prices since noon"></canvas><figcaption>Prices</figcaption></figure>': (
        "paragraph paragraph"
    ),
    f'<video poster="{PICTURE}" title="The crane falls" src="https://v.example/crane.mp4"></video>': (
        "image card"
    ),
    '<audio src="https://v.example/mayor.mp3" aria-label="The mayor speaks"></audio>': "card",
    '<iframe srcdoc="<p>map</p>" title="Map of closures"></iframe>': "paragraph",
    '<lite-youtube videoid="QQQ123abcde" playlabel="Second film"></lite-youtube>': "card",
    '<blockquote class="twitter-tweet"><p>The square is full now.</p></blockquote>': "quote",
    '<object data="https://o.example/report.pdf" title="The report"></object>': "card",
    "<table><tr><th>Ward</th><th>Votes</th></tr><tr><td>North</td><td>410</td></tr></table>": "table",
    '<div id="post"></div>': "quote",
}
SCRIPT = """document.getElementById('post').attachShadow({mode: 'open'}).innerHTML =
    '<blockquote><p>The tram stops at noon.</p></blockquote>'"""


def page(*shown: str) -> str:
    """Return a page with an update for each of these, the first of them the newest."""
    updates = "".join(
        f'<article><time datetime="2024-03-03T{20 - number:02}:15:00Z">{20 - number}:15</time>'
        f"<h2>Report {number} from the port</h2><p>This is what stands at place {number} now.</p>"
        f"{each}</article>"
        for number, each in enumerate(shown)
    )
    return (
        f'<!doctype html><html lang="en"><title>Harbour</title><h1>Harbour</h1><main>{updates}</main></html>'
    )


def kinds(live_blog: LiveBlog) -> list[str]:
    """Return the kinds of blocks of each update but for its first paragraph, the newest first."""
    return [" ".join(block.kind for block in update.blocks[1:]) for update in reversed(live_blog.updates)]


def blocks_of(shown: str, path: Path) -> list[tuple[str, str]]:
    """Return kind and Markdown of what is kept of the newest of two updates, but for its first paragraph."""
    path.write_text(page(shown, ""), "utf-8")
    return [(block.kind, block.markdown) for block in reading.read(path).updates[-1].blocks[1:]]


def test_a_page_that_chromium_saves_in_one_file_keeps_fourteen_kinds_of_media(
    browser: Browser, tmp_path: Path
) -> None:
    shown = {each: kept for each, kept in MEDIA.items() if kept}
    (tmp_path / "harbour.html").write_text(page(*shown), "utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "harbour.html").as_uri())
    tab.evaluate(SCRIPT)
    saved = tab.context.new_cdp_session(tab).send("Page.captureSnapshot", {"format": "mhtml"})
    tab.close()
    (tmp_path / "harbour.mhtml").write_text(saved["data"], "utf-8", newline="")
    assert kinds(reading.read(tmp_path / "harbour.mhtml")) == list(shown.values())


def test_a_frame_has_the_address_that_the_file_saved_for_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "harbour_files"
    folder.mkdir()
    (folder / "map.html").write_text(
        "<!-- saved from url=(0024)https://maps.example/id7 -->\n<p>Map", "utf-8"
    )
    (folder / "own.html").write_text("<p>A frame that says nothing of its address.</p>", "utf-8")
    for name, kept in (
        ("map.html", ("card", "[Closures](https://maps.example/id7)")),
        ("own.html", ("paragraph", "Closures")),
        ("gone.html", ("paragraph", "Closures")),
    ):
        frame = f'<iframe src="./harbour_files/{name}" title="Closures"></iframe>'
        assert blocks_of(frame, tmp_path / "harbour.html") == [kept]


def test_a_picture_that_went_with_its_folder_has_no_address(tmp_path: Path) -> None:
    path = tmp_path / "harbour.html"
    assert blocks_of('<img src="./harbour_files/quay.png" alt="The quay">', path) == []
    assert any("“The quay”" in each for each in reading.read(path).warnings)


SINGLE_FILE = {
    # how SingleFile writes a picture that stands twice, and a film that it doesn't keep
    '<img src="data:,<svg/>" alt="The quay" style="background-image:var(--sf-img-2)!important">': [
        ("image", "![The quay]({static}images/image-1.png)")
    ],
    '<span style="background-image:var(--sf-img-2)" title="The quay"></span>': [
        ("image", "![The quay]({static}images/image-1.png)")
    ],
    f'<video poster="{PICTURE}" title="The crane falls"><source type="video/mp4"></video>'
    '<a href="https://v.example/crane.mp4" target="_blank"><img src="data:,"></a>': [
        ("image", "![The crane falls]({static}images/image-1.png)"),
        ("card", "[The crane falls](https://v.example/crane.mp4)"),
    ],
}


@pytest.mark.parametrize(("shown", "kept"), SINGLE_FILE.items())
def test_what_singlefile_writes_elsewhere_comes_back(
    shown: str, kept: list[tuple[str, str]], tmp_path: Path
) -> None:
    styled = f'<style>:root{{--sf-img-2: url("{PICTURE}")}}</style>{shown}'
    found = blocks_of(styled, tmp_path / "harbour.html")
    assert [(kind, _numbered(markdown)) for kind, markdown in found] == kept


def _numbered(markdown: str) -> str:
    """Write the digest in a picture's name as 1."""
    before, dash, rest = markdown.partition("image-")
    return f"{before}{dash}1{rest[8:]}" if dash else markdown


DRAWINGS = [
    (CHART, "image"),
    (f'<a href="#">{CHART}</a>', ""),
    ('<svg width="24" height="24"><title>Share</title><text>S</text></svg>', ""),
    ('<svg viewBox="0 0 20 20"><text>3</text><path fill="red"/></svg>', ""),
    ('<figure><svg viewBox="0 0 400 200"><path fill="red" d="M0 0h9v9z"/></svg></figure>', "image"),
    (f'<figure><img alt="The quay" src="data:image/svg+xml,{BLURRED}{"&#32;" * 1000}"></figure>', ""),
]


@pytest.mark.parametrize(("shown", "kept"), DRAWINGS)
def test_charts_are_kept_and_signs_are_not(shown: str, kept: str, tmp_path: Path) -> None:
    assert " ".join(kind for kind, _ in blocks_of(shown, tmp_path / "harbour.html")) == kept


def test_an_update_may_be_called_like_a_control_of_pages(tmp_path: Path) -> None:
    (tmp_path / "harbour.html").write_text(page("", "").replace("Report 1 from the port", "Gallery"), "utf-8")
    assert [update.title for update in reading.read(tmp_path / "harbour.html").updates] == [
        "Gallery",
        "Report 0 from the port",
    ]
