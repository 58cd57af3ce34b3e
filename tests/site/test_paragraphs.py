"""What is made without Python-Markdown is what Python-Markdown makes, sanitised."""

from __future__ import annotations

import os

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from afterlive import markup
from afterlive.plain_markdown import plain_paragraphs, words_of
from afterlive.site.articles.sanitising import plain, sanitise

PIECES = st.sampled_from(
    [
        *("a", "word", "Ä", "北", "1", "12.", "12.5", "7", "é", "\u0301", "\u200f", "🎈", "\u202f", "\xa0"),
        *(" ", "  ", "\n", "  \n", "\n\n", "\t", "   ", "\r\n", "\x0b", "\x85", "\u2028", "\x02", "\ufeff"),
        *(
            "*",
            "**",
            "_",
            "`",
            "\\",
            "[",
            "]",
            "(",
            ")",
            "!",
            "<",
            ">",
            "&",
            ";",
            "#",
            "+",
            "-",
            "=",
            "~",
            "|",
        ),
        *(":", ".", ",", "“", "”", "„", "«", "»", "'", '"', "{", "}", "/", "%", "?", "@", "^"),
        *("*so*", "**so it is**", "[the chart](https://chart.example/a/7)", "[x](http://x.example)"),
        *("[m](mailto:a@b.example)", "![pic](a.png)", "&amp;", "&copy", "<b>", "https://x.example/a_b_c"),
        *(r"\*", r"\_", r"\[", r"1\. a", r"\#", "---", "===", "1. ", "- ", "> ", "[a]: https://x.example"),
        *("\n|---|---|", "\n:-: | :-:", "a | b", "| a | b |"),
        *("\n\n> ", "\n> ", "\n\n- ", "\n- ", "word", "word", "\n\n"),
    ]
)
PLAIN = st.sampled_from(
    ["word", "Ä", "12.", "é", " ", "  \n", "\n", "*so*", "**so it is**", "&", "“", ".", "\n\n"]
)
TEXTS = st.lists(st.one_of(PLAIN, PLAIN, PLAIN, PIECES), min_size=1, max_size=12).map("".join)


@given(TEXTS.map(lambda text: text.strip("\n")))
@settings(max_examples=2000 if "TORTURE" in os.environ else 150)
def test_plain_paragraphs_are_what_markdown_makes_of_them(text: str) -> None:
    html = plain_paragraphs(text)
    assume(html is not None and text)
    assert html == sanitise(markup.render(text), "storm/boat.html")
    assert words_of(html) == plain(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("All is well.", "<p>All is well.</p>"),
        ("It is over.\n\nThe *crew* rests.", "<p>It is over.</p>\n<p>The <em>crew</em> rests.</p>"),
        ("One  \nand **two**.", "<p>One<br>\nand <strong>two</strong>.</p>"),
        (
            "See [the chart](https://chart.example/7) & wait.",
            '<p>See <a href="https://chart.example/7">the chart</a> &amp; wait.</p>',
        ),
        (r"5 \* 4 > 3, said “he”.", "<p>5 * 4 &gt; 3, said “he”.</p>"),
        ("12.5 metres, then 7.", "<p>12.5 metres, then 7.</p>"),
        (
            "He said:\n\n> *All* is\n> well.\n\n> Rest.",
            "<p>He said:</p>\n<blockquote>\n<p><em>All</em> is\nwell.</p>\n<p>Rest.</p>\n</blockquote>",
        ),
        ("- The **pier**.\n- It.", "<ul>\n<li>The <strong>pier</strong>.</li>\n<li>It.</li>\n</ul>"),
    ],
)
def test_the_usual_text_needs_no_parser(text: str, html: str) -> None:
    assert plain_paragraphs(text) == html == sanitise(markup.render(text), "storm/boat.html")


@pytest.mark.parametrize(
    "text",
    [
        ">> quoted",
        "> quoted\nlazily",
        "1. first",
        "- item\n\n- item",
        "- item\n  more",
        "# head",
        "a `b`",
        "<b>c</b>",
        "head\n===",
        "    code",
        "[a]: http://b.example",
    ],
)
def test_what_means_more_is_left_to_the_parser(text: str) -> None:
    assert plain_paragraphs(text) is None
