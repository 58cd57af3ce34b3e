"""What a text may hold on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from afterlive.markup import escape, render
from afterlive.site.articles.sanitising import absolute, at_top, first_words, plain, sanitise, word_count

PAGE = "storm/boat.html"

CASES = {
    "what runs is gone": ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
    "and so is what waits to": ('<p onclick="alert(1)" style="color:red">a</p>', "<p>a</p>"),
    "a link that runs is none": ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
    "a link elsewhere stays": ('<a href="https://a.example">a</a>', '<a href="https://a.example">a</a>'),
    "a link beside the page stays": ('<a href="../b.html">b</a>', '<a href="../b.html">b</a>'),
    "ids and classes are the page's": ('<p id="_top" class="mast">a</p>', "<p>a</p>"),
    "headings stand below the headline": ("<h1>a</h1><h2>b</h2>", "<h4>a</h4><h4>b</h4>"),
    "an image beside the page is shown": (
        '<img alt="A boat" src="../storm/images/boat.png">',
        '<img alt="A boat" src="../storm/images/boat.png" loading="lazy" decoding="async">',
    ),
    "an image elsewhere is a link": (
        '<p><img alt="A boat" src="https://a.example/boat.png"></p>',
        '<p><a href="https://a.example/boat.png">A boat</a></p>',
    ),
    "or its words inside a link": (
        '<a href="https://b.example"><img src="https:a.example/boat.png" alt="A boat"></a>',
        '<a href="https://b.example">A boat</a>',
    ),
    "an image that stands nowhere is its words": (
        '<p><img alt="A boat" src="//a.example/boat.png"> <img alt="B" src="../../../etc/b.png"></p>',
        "<p>A boat B</p>",
    ),
    "what runs in disguise runs no more": (
        '<a href="java&#1;script:alert(1)">a</a><blockquote cite="javascript:alert(1)">b</blockquote>',
        "<a>a</a><blockquote>b</blockquote>",
    ),
    "an address is written as every browser reads it": (
        '<a href=" \\images\\a.png">a</a><a href="b\\c.html">b</a><a href="HTTPS:\\a.example\\b">c</a>',
        '<a>a</a><a href="../storm/b/c.html">b</a><a href="https://a.example/b">c</a>',
    ),
    "whatever its words look like": (
        '<img alt="1 > 0 and a <img src=x>" src="https://a.example/boat.png">',
        '<a href="https://a.example/boat.png">1 &gt; 0 and a &lt;img src=x&gt;</a>',
    ),
    "what nobody sees is gone": (
        '<a href="https://a.example/&#1;">&#2;a</a>',
        '<a href="https://a.example/">a</a>',
    ),
    "a wide table scrolls by keys": (
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
        '<table tabindex="0"><tbody><tr><td>a</td></tr></tbody></table>',
    ),
    "a frame is gone": ('<iframe src="https://a.example"></iframe>', ""),
}


@pytest.mark.parametrize(("given_html", "kept"), CASES.values(), ids=CASES)
def test_a_text_keeps(given_html: str, kept: str) -> None:
    assert sanitise(given_html, PAGE) == kept


def test_the_first_picture_at_the_top_of_a_page_is_not_waited_for() -> None:
    late = ' loading="lazy" decoding="async"'
    assert (
        at_top(sanitise('<img src="../a.png"><img src="../b.png">', PAGE))
        == f'<img src="../a.png"><img src="../b.png"{late}>'
    )


def test_feeds_have_links_that_work_from_elsewhere() -> None:
    text = '<p><a href="../storm/boat-1.html">="../storm</a> <img src="../storm/a.png" alt=""></p>'
    assert absolute(text, "https://a.example/x") == (
        '<p><a href="https://a.example/x/storm/boat-1.html">="../storm</a>'
        ' <img src="https://a.example/x/storm/a.png" alt=""></p>'
    )


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_a_plain_text_reads_on_the_page_as_it_did_in_the_document(text: str) -> None:
    assert plain(sanitise(render(escape(text)), PAGE)) == " ".join(text.split())


@given(st.text(alphabet="<>&\"' ab/=srcimgonx:;!-"))
def test_nothing_that_is_sanitised_has_an_element_or_attribute_that_loads(text: str) -> None:
    page = html.fromstring(f"<main>{sanitise(text, PAGE)}</main>")
    assert not page.xpath(
        "//script | //style | //iframe | //object | //@style | //@onx | //img[contains(@src, '//')]"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Short.", "Short."),
        ("The boats came back one by one", "The boats came…"),
        ("The boats, all of them", "The boats, all…"),
        ("They are back. Nobody is hurt", "They are back."),
        ("Seen at 9 p.m. by all of them", "Seen at 9 p.m.…"),
        ("あ" * 20, "あ" * 16 + "…"),
        ("A 海水漫过码头学校已经停课居民应留在家中", "A 海水漫过码头学校已经停课居民…"),
        ("海水首次漫过码头。学校已经停课请留在家中", "海水首次漫过码头。"),
        ("قالت الحكومة، اليوم إن", "قالت الحكومة…"),
        ("सब लौट आए हैं। किसी को चोट नहीं", "सब लौट आए हैं।"),
    ],
)
def test_first_words_end_with_a_sentence_or_a_word(words: str, shown: str) -> None:
    assert first_words(words, 16) == shown


@pytest.mark.parametrize(
    ("words", "count"),
    [("All are well.", 3), ("Müller ist da", 3), ("海水漫过码头", 6), ("풍력 발전", 2), ("BBC 报道", 3)],
)
def test_words_are_counted_or_letters_where_no_spaces_are_set(words: str, count: int) -> None:
    assert word_count(words) == count
