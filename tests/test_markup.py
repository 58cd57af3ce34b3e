"""Text that goes into content/ comes out of Python-Markdown as it was."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterlive.markup import escape, render

MARKS = [
    *"ab1 .#>*_-+=`[]()<>&;:!\\|~{}\"'/\t",
    "&amp;",
    "&#9;",
    "&#1",
    "&#x",
    "1. ",
    "[a]: b",
    "\n",
    "é",
    "\u00a0",
    "\u2028",
]
texts = st.lists(st.sampled_from(MARKS), max_size=25).map("".join) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), max_size=40
)


def words(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n") if line.strip()]


def displayed(rendered: str) -> list[list[str]]:
    """Return the words of the one paragraph that a rendering is, line by line."""
    paragraph = re.fullmatch(r"<p>(.*)</p>", rendered, re.DOTALL)
    assert paragraph, rendered
    lines = re.sub(r"<br />\n?", "\n", paragraph[1])
    assert "<" not in lines
    return words(html.unescape(lines))


@pytest.mark.parametrize(
    "text",
    [
        "1. A numbered sentence",
        "# No heading",
        "> No quote",
        "- No list",
        "+ No list",
        "===",
        "---",
        "<b>Not bold</b>",
        "AT&T, &amp; and &copy;",
        "2 * 3 * 4, snake_case_name, `code`, [link](http://a.example)",
        "[id]: http://a.example",
        "C:\\new\\*",
        "A verse\n# of two\n=== lines",
        "1986. A great year",
    ],
)
def test_escaped_text_reads_on_the_page_as_in_the_document(text: str) -> None:
    assert displayed(render(escape(text))) == words(text)


@given(texts)
def test_any_text_stays_one_paragraph_with_its_words(text: str) -> None:
    lines = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    before, _, rest = render(f"before\n\n{escape(lines)}\n\nafter").partition("\n")
    paragraph, _, after = rest.rpartition("\n")
    assert (before, after) == ("<p>before</p>", "<p>after</p>")
    assert (displayed(paragraph) if lines else []) == words(lines)


def test_plain_sentences_are_left_as_they_are() -> None:
    assert escape("Kyiv – 574 drones, said “N.”: it's (almost) 12.50!") == (
        "Kyiv – 574 drones, said “N.”: it's (almost) 12.50!"
    )
