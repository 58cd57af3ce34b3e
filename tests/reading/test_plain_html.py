"""What is read without a parser is what the parser reads."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from afterlive.markup import escape
from afterlive.model import Block
from afterlive.reading.source.html_blocks import blocks_of
from afterlive.reading.source.html_lines import HtmlLine, walk
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.plain_html import paragraphs_of

PIECES = st.sampled_from(
    [
        *("rain", "Ä", "北", "12.", "é", "🎈", " ", "\n", "\t", "\xa0", "\u202f", "\u2028", "\x0b", "\x02"),
        *("&amp;", "&nbsp;", "&quot;", "&#39;", "&lt;b&gt;", "&copy;", "&amp;lt;", "&", ";", ">", '"', "'"),
        *("*so*", "[x]", "1. ", "# ", "- ", "https://x.example/a_b", "</p>\n<p>", "<p>", "<br>", "\xad"),
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
@example("rain &amp; wind</p>\n\n<p>")
@example("\n so</p> <p>\xa0</p><p>1. &lt;b&gt; *x*")
def test_plain_paragraphs_are_the_lines_and_blocks_of_the_tree(inner: str) -> None:
    html = f"<p>{inner}</p>"
    texts = paragraphs_of(html)
    assume(texts is not None)
    shown = tuple(walk(parse(f"<body>{html}")))
    assert texts == [thing.text for thing in shown if isinstance(thing, HtmlLine)]
    assert blocks_of(shown) == tuple(
        Block(kind="paragraph", text=text, markdown=escape(text), lines=(number, number))
        for number, text in enumerate(texts or [], 1)
    )


@pytest.mark.parametrize(
    "html", ["a", "<p>a<br>b</p>", "<p id=x>a</p>", "<p>a", "<p>&copy;</p>", "<p>a</p>b"]
)
def test_what_is_more_than_paragraphs_is_left_to_the_parser(html: str) -> None:
    assert paragraphs_of(html) is None
