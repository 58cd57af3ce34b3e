"""Pictures with their captions, what stood on other sites, and quotes with who is quoted become figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from afterlive.markup import render
from afterlive.site.articles.sanitising import plain, sanitise
from afterlive.site.show.figures import with_figures
from afterlive.site.show.phrases import Phrasebook

WORDS = Phrasebook(Path(__file__).parent.parent.parent / "theme/words")["en"]
WALL = '<img alt="Wall" src="../storm/wall.png" width="1200" height="800">'
TOWER = '<img alt="Tower" src="../storm/tower.png" width="600" height="1200">'
OPEN_WALL = f'<a href="../storm/wall.png">{WALL}</a>'
OPEN_TOWER = f'<a href="../storm/tower.png">{TOWER}</a>'
BELOW = f'<figure class="tall">{OPEN_TOWER}<figcaption>Below</figcaption></figure>'


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (f"<p>{WALL}</p>", f"<figure>{OPEN_WALL}</figure>"),
        (f"<p>{TOWER}</p>", f'<figure class="tall">{OPEN_TOWER}</figure>'),
        (
            f"<p>{WALL}</p>\n<p><em>At noon. Photo: Ida Holm</em></p>\n<p>More.</p>",
            f"<figure>{OPEN_WALL}<figcaption>At noon. Photo: Ida Holm</figcaption></figure>\n<p>More.</p>",
        ),
        (
            f"<p>{WALL}</p>\n<p>{TOWER}</p>\n<p><em>Below</em></p>",
            f'<div class="gallery"><figure>{OPEN_WALL}</figure>{BELOW}</div>',
        ),
        (f"<p>{WALL}\n{TOWER}</p>", f'<figure class="gallery">{OPEN_WALL}{OPEN_TOWER}</figure>'),
        (
            f"<figure>{WALL}<figcaption>By hand</figcaption></figure>",
            f"<figure>{OPEN_WALL}<figcaption>By hand</figcaption></figure>",
        ),
        (
            '<p><img alt="" src="a.png"></p>',
            '<figure><a href="a.png" aria-label="Picture, enlarged"><img alt="" src="a.png"></a></figure>',
        ),
    ],
    ids=["alone", "high", "with its caption", "in a row", "in one paragraph", "by hand", "without words"],
)
def test_a_picture_that_stands_alone_is_a_figure(text: str, figures: str) -> None:
    assert with_figures(text, WORDS) == figures


def test_words_in_emphasis_above_a_table_are_its_caption() -> None:
    table = sanitise(render("*The count*\n\n| Ward | Votes |\n| --- | --- |\n| North | 12 |"), "storm/a.html")
    (shown,) = html.fromstring(f"<div>{with_figures(table, WORDS)}</div>").xpath("*")
    assert (shown.tag, shown[0].tag, shown[0].text) == ("table", "caption", "The count")


@pytest.mark.parametrize(
    "text",
    [
        f"<p>Words and {WALL} a picture.</p>",
        f'<p><a href="https://a.example">{WALL}</a></p>',
        "<p><em>Only emphasis.</em></p>",
        '<p>See <a href="https://a.example">this</a>.</p>',
        '<p><a href="../storm/boat-1.html">An update</a></p>',
        "<blockquote>\n<p>We held.</p>\n</blockquote>\n<p>She left.</p>",
    ],
)
def test_what_stands_among_words_stays_there(text: str) -> None:
    assert with_figures(text, WORDS) == text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.youtube.com/watch?v=1&t=2", "Video · youtube.com"),
        ("https://youtu.be/1", "Video · youtu.be"),
        ("https://cdn.example/a/storm.mp4", "Video · cdn.example"),
        ("https://open.spotify.com/episode/1", "Audio · open.spotify.com"),
        ("https://x.com/ida/status/1", "Post · x.com"),
        ("https://mastodon.example/@ida/112", "Post · mastodon.example"),
        ("https://www.google.de/maps/place/x", "Map · google.de"),
        ("https://www.openstreetmap.org/#map=5", "Map · openstreetmap.org"),
        ("https://fox.com/story", "fox.com"),
        ("https://notyoutube.com.example/", "notyoutube.com.example"),
    ],
)
def test_a_link_that_stands_alone_says_what_is_there_and_where(address: str, said: str) -> None:
    card = html.fromstring(with_figures(sanitise(render(f"[The wave]({address})"), "storm/a.html"), WORDS))
    assert (card.get("class"), card[0].get("href"), card[0].text) == ("elsewhere", address, "The wave")
    assert card.findtext("small") == said


def test_an_address_alone_is_shown_without_its_scheme() -> None:
    card = html.fromstring(
        with_figures(sanitise(render("<https://a.example/?x=1&y=2>"), "storm/a.html"), WORDS)
    )
    assert card[0].text == "a.example/?x=1&y=2"
    assert card[0].get("href") == "https://a.example/?x=1&y=2"


@pytest.mark.parametrize("quote", ["We held.", "**We held.**"])
def test_a_quote_has_who_is_quoted_below_it(quote: str) -> None:
    text = sanitise(render(f"> {quote}\n\n— Per Lund, harbour master"), "storm/a.html")
    (figure,) = html.fromstring(f"<div>{with_figures(text, WORDS)}</div>").xpath("figure")
    assert figure.findtext("figcaption") == "— Per Lund, harbour master"
    assert figure.xpath("string(blockquote)").strip() == "We held."


def test_a_quote_in_bold_is_a_pull_quote() -> None:
    text = sanitise(render("> **We held.**\n>\n> Per Lund\n\nThen:\n\n> **We** held."), "storm/a.html")
    pulled, quote = html.fromstring(f"<div>{with_figures(text, WORDS)}</div>").xpath("blockquote")
    assert (pulled.get("class"), quote.get("class")) == ("pull", None)
    assert pulled.xpath("p/text() | p/strong/text()") == ["We held.", "Per Lund"]


def test_no_word_is_lost() -> None:
    text = sanitise(render("![Wall](wall.png)\n\n*At noon*\n\n> We held.\n\n— Lund\n\nEnd."), "storm/a.html")
    assert plain(with_figures(text, WORDS)).split() == plain(text).split()
