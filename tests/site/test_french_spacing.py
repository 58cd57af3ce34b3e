"""French signs stay on the line of their words."""

from lxml import html
from storm import live_blog, pages_of, update

PLAIN = "« Il tient ! », dit-elle : sûr ; vraiment ?"
TOGETHER = "«\u00a0Il tient\u00a0!\u00a0», dit-elle\u00a0: sûr\u00a0; vraiment\u00a0?"


def test_no_line_of_french_begins_or_ends_with_a_lone_sign() -> None:
    told = {"title": PLAIN, "text": f'<p>{PLAIN} <a href="https://a.example/?x=1">Ici</a></p>'}
    page = html.fromstring(
        pages_of(live_blog([update(1, **told)], language="fr", title=PLAIN))["storm/index.html"]
    )
    for path in ("//h1", "//article/h3", "//article/div/p"):
        assert page.xpath(path)[0].text_content().removesuffix(" Ici") == TOGETHER


def test_other_languages_keep_their_spaces() -> None:
    page = html.fromstring(pages_of(live_blog([update(1, title=PLAIN)], language="de"))["storm/index.html"])
    assert page.xpath("//article/h3")[0].text == PLAIN
