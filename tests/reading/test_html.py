"""HTML becomes blocks, and blocks become Markdown that shows the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterlive.errors import DocumentError
from afterlive.markup import render
from afterlive.reading.source.html_blocks import address, blocks
from afterlive.reading.source.html_lines import lines

CASES = [
    # HTML, [(kind, text, Markdown), …]
    ("<p>The ferry  is\nlate.</p>", [("paragraph", "The ferry is late.", "The ferry is late.")]),
    ("<p>One<br>two</p>", [("paragraph", "One\ntwo", "One  \ntwo")]),
    ("One<br><br>two", [("paragraph", "One", "One"), ("paragraph", "two", "two")]),
    ("<p>A <b>storm </b><i>is</i> near</p>", [("paragraph", "A storm is near", "A **storm** *is* near")]),
    ("<p>2 * 3 _is_ [six]</p>", [("paragraph", "2 * 3 _is_ [six]", "2 \\* 3 \\_is\\_ \\[six\\]")]),
    ('<p>See <a href="/a_b">this</a>.</p>', [("paragraph", "See this.", "See [this](https://courier.example/a_b).")]),
    ('<p><a href="/a">Pier closed</a></p>', [("card", "Pier closed", "[Pier closed](https://courier.example/a)")]),
    ('<p>Hey!<a href="/a">You</a></p>', [("paragraph", "Hey!You", "Hey\\![You](https://courier.example/a)")]),
    ('<p><a href="javascript:alert(1)">Click</a></p>', [("paragraph", "Click", "Click")]),
    ('<a href="/a"><p>Pier<a href="/b">closed</a>again</p></a>', [
        (
            "paragraph",
            "Pier closed again",
            "[Pier](https://courier.example/a) [closed](https://courier.example/b) [again](https://courier.example/a)",
        ),
    ]),
    ("<blockquote><p>Not<br>us.</p></blockquote>", [("quote", "Not\nus.", "> Not  \n> us.")]),
    ('<aside class="b-PullQuote"><p>Not us.</p><footer>Ida</footer></aside>', [
        ("quote", "Not us.", "> **Not us.**"), ("quote", "Ida", "> Ida"),
    ]),
    ('<blockquote role="doc-pullquote">Not <i>us</i>.<br><cite>Ida</cite></blockquote>', [
        ("quote", "Not us.\nIda", "> **Not us.  \n> Ida**"),
    ]),
    ("<ul><li>Red<li>Blue</ul>", [("item", "Red", "- Red"), ("item", "Blue", "- Blue")]),
    ("<ol><li>Red<li>Blue</ol>", [("item", "Red", "1. Red"), ("item", "Blue", "2. Blue")]),
    ("<h3>What is C#</h3>", [("subhead", "What is C#", "### What is C&#35;")]),
    ("<table><caption>The <b>count</b></caption><tr><th>Ward<th>Votes<tr><td>North<td>12</table>", [
        ("caption", "The count", "*The count*"),
        ("table", "Ward · Votes\nNorth · 12", "| Ward | Votes |\n| --- | --- |\n| North | 12 |"),
    ]),
    ("<table><tr><th>Ward<th>Votes<tr><td>North<td>12</table>", [
        ("table", "Ward · Votes\nNorth · 12", "| Ward | Votes |\n| --- | --- |\n| North | 12 |"),
    ]),
    ("<table><tr><td>North<td><td>5|1<tr><td rowspan=2>West<td>1<td><b>2</b><tr><td>3<td></table>", [
        ("table", "North · · 5|1\nWest · 1 · 2\n3 ·", (
            "|  |  |  |\n| --- | --- | --- |\n| North |  | 5\\|1 |\n| West | 1 | **2** |\n|  | 3 |  |"
        )),
    ]),
    ("<table><tr><td><p>One</p><p>Two</p><td>Three</table>", [
        ("paragraph", "One", "One"), ("paragraph", "Two", "Two"), ("paragraph", "Three", "Three"),
    ]),
    ("<pre>one\n\n  two *</pre>", [("code", "one\n\n  two *", "    one\n\n      two *")]),
    ("<ul><li>Red</ul><pre>1\n2</pre>", [
        ("item", "Red", "- Red"), ("code", "1\n2", "<!-- -->\n\n    1\n    2"),
    ]),
    ("<p><del>four</del> <ins>three</ins></p>", [
        ("paragraph", "four three", "<del>four</del> <ins>three</ins>"),
    ]),
    ("<p>10<sup>6</sup> H<sub>2</sub>O, the 1<sup>st</sup></p>", [
        ("paragraph", "10⁶ H₂O, the 1st", "10⁶ H₂O, the 1<sup>st</sup>"),
    ]),
    ("<p>She said <q>no</q>.</p>", [("paragraph", "She said “no”.", "She said “no”.")]),
    ("<dl><dt>Ward<dd>North</dl>", [("paragraph", "Ward", "**Ward**"), ("paragraph", "North", "North")]),
    ("<ol start=4><li>Red<li>Blue</ol><ol><li>Green</ol>", [
        ("item", "Red", "4. Red"), ("item", "Blue", "5. Blue"), ("item", "Green", "<!-- -->\n\n1. Green"),
    ]),
    ("<ol reversed><li>Third<li>Second</ol>", [
        ("item", "Third", "2. Third"), ("item", "Second", "<!-- -->\n\n1. Second"),
    ]),
    ('<figure><img src="a.jpg"><figcaption>At dawn</figcaption><p class=credit>Ada Finch</p></figure>', [
        ("card", "At dawn Ada Finch", "[At dawn Ada Finch](https://courier.example/live/a.jpg)"),
    ]),
    ('<iframe src="//video.example/1"></iframe>', [("embed", "https://video.example/1", "<https://video.example/1>")]),
    ('<figure><img src="a.jpg" alt="The pier"><figcaption>At dawn</figcaption></figure>', [
        ("card", "At dawn", "[At dawn](https://courier.example/live/a.jpg)"),
    ]),
    ('<img src="{static}images/pier.jpg" alt="Pier"><p><em>At dawn</em></p>', [
        ("image", "Pier", "![Pier]({static}images/pier.jpg)"),
        ("caption", "At dawn", "*At dawn*"),
    ]),
    ('<img src="{static}images/pier.jpg" alt="">', [("image", "", "![]({static}images/pier.jpg)")]),
    ('<img src="pixel.gif" width="1" height="1">', []),
    ("<p>It is <i hidden>un</i>safe<script>x()</script></p>", [("paragraph", "It is safe", "It is safe")]),
    ('<p>Well done <img alt="👍" src="1f44d.png"></p>', [("paragraph", "Well done 👍", "Well done 👍")]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_html_becomes_blocks(html: str, expected: list[tuple[str, str, str]]) -> None:
    found = blocks(html, "https://courier.example/live/")
    assert [(block.kind, block.text, block.markdown) for block in found] == expected


TEXT = st.text(st.sampled_from("ab1 \n*_#>-+.!&;[](){}<>\\`=:|~'\"ü’\t\xa0"), max_size=12) | st.text(
    max_size=8
)
WORDS = TEXT.map(lambda text: text.replace("&#", "#").replace("&", "&amp;").replace("<", "&lt;"))
HREFS = st.sampled_from(
    ["https://a.example/x_y(z)*[q]", "mailto:a@b.example", "javascript:x", "/y?a=1&copy;=2", "//["]
)


TAGS = (
    "p div b i strong em h2 h4 blockquote ul ol li figure figcaption table tr td th caption pre code span "
    "center del ins s sup sub q mark dl dt dd"
)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=4).map("".join)
    tagged = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(TAGS.split()), several)
    linked = st.builds('<a href="{}">{}</a>'.format, HREFS, several)
    shown = st.builds('<img src="{}" alt="{}">'.format, HREFS | st.just("{static}images/a.png"), WORDS)
    return tagged | linked | shown | st.just("<br>") | st.just('<iframe src="https://v.example/1"></iframe>')


HTML = st.recursive(WORDS, wrapped, max_leaves=25)


@settings(max_examples=250, deadline=None)
@given(HTML)
def test_blocks_are_there_and_back(html: str) -> None:
    found = blocks(html, "https://courier.example/")
    again = blocks(render("\n\n".join(block.markdown for block in found)))
    assert [(block.kind, block.text) for block in again] == [(block.kind, block.text) for block in found]


@settings(max_examples=100, deadline=None)
@given(HTML)
def test_every_line_stands_in_the_blocks(html: str) -> None:
    words = " ".join(block.text for block in blocks(html)).split()
    shown = iter(words)
    assert all(word in shown for line in lines(html) for word in line.split())


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../2", "https://courier.example/2"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("mailto:desk@courier.example", "mailto:desk@courier.example"),
        (" java\x00script:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[", None),
        ("", "https://courier.example/live/1"),
    ],
)
def test_a_link_is_absolute_or_none(href: str, expected: str | None) -> None:
    assert address(href, "https://courier.example/live/1") == expected


def test_elements_nested_beyond_all_reason_are_refused() -> None:
    with pytest.raises(DocumentError, match="nested more than"):
        blocks("<div>" * 5000 + "deep")
