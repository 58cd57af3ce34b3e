"""An update can be cited: in words, in BibTeX, in RIS, and by what Zotero reads of its page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lxml import html
from msgspec.structs import replace
from storm import SITE, live_blog, pages_of, update

if TYPE_CHECKING:
    from afterlive.site.articles.records import Site

HOSTED = replace(SITE, url="https://kept.example/x")
NINE = dt.datetime(2031, 5, 1, 9, 5, tzinfo=ZoneInfo("Europe/Kyiv"))
FACTS = {
    "publisher": "The Courier",
    "source": "https://courier.example/live",
    "timezone": "Europe/Kyiv",
    "captured": dt.datetime(2031, 5, 3, 18, tzinfo=dt.UTC),
}


def page_of(site: Site, facts: dict[str, Any], **told: Any) -> html.HtmlElement:  # noqa: ANN401 - whatever an update has
    return html.fromstring(pages_of(live_blog([update(1, **told)], **facts), site=site)["storm/boat-1.html"])


def cited(page: html.HtmlElement) -> list[str]:
    """Return the citation in words, in BibTeX and in RIS."""
    return [
        element.text_content() for element in page.xpath("//details[@class='cite']/*[self::p or self::pre]")
    ]


def test_a_hosted_page_is_cited_with_its_own_address_and_the_originals() -> None:
    text, bibtex, ris = cited(page_of(HOSTED, FACTS, time=NINE, authors=("Ida Holm", "Per Lund")))
    assert text == (
        "Ida Holm, Per Lund: Boat 1 is back. The storm (Live blog). The Courier. Thursday, 1 May 2031, 09:05 "
        "(GMT+03:00). https://courier.example/live (captured 3 May 2031) "
        "Kept: https://kept.example/x/storm/boat-1.html"
    )
    assert (
        bibtex
        == """\
@misc{storm:boat-1,
  author = {Ida Holm and Per Lund},
  title = {{Boat 1 is back}},
  howpublished = {The storm, live blog},
  publisher = {The Courier},
  year = {2031},
  day = {1},
  url = {https://kept.example/x/storm/boat-1.html},
  note = {Published 2031-05-01T09:05+03:00; Original: https://courier.example/live; Captured 2031-05-03},
  langid = {en},
  month = may
}"""
    )
    assert (
        ris
        == """\
TY  - BLOG
AU  - Ida Holm
AU  - Per Lund
TI  - Boat 1 is back
T2  - The storm
PB  - The Courier
PY  - 2031
DA  - 2031/05/01/09:05
UR  - https://kept.example/x/storm/boat-1.html
N1  - Published 2031-05-01T09:05+03:00
N1  - Original: https://courier.example/live
N1  - Captured 2031-05-03
DP  - Kept
LA  - en
ER  - """
    )


def test_a_page_on_a_disk_has_no_address_and_is_cited_with_the_originals_or_none() -> None:
    text, bibtex, ris = cited(page_of(SITE, FACTS))
    assert text == (
        "Boat 1 is back. The storm (Live blog). The Courier. Thursday, 1 May 2031. "
        "https://courier.example/live (captured 3 May 2031) Kept."
    )
    assert "url = {https://courier.example/live},\n  urldate = {2031-05-03}" in bibtex
    assert "UR  - https://courier.example/live\nY2  - 2031/05/03" in ris
    assert not any("http" in form for form in cited(page_of(SITE, {})))


def test_nothing_is_said_that_is_not_known() -> None:
    text, bibtex, ris = cited(page_of(SITE, {}))
    assert text == "Boat 1 is back. The storm (Live blog). Thursday, 1 May 2031. Kept."
    assert not any(name in bibtex for name in ("author", "publisher", "url", "note"))
    assert not any(f"\n{tag}  - " in ris for tag in ("AU", "PB", "UR", "Y2", "N1"))


def test_bibtex_keeps_what_it_would_take_for_its_own() -> None:
    _, bibtex, _ = cited(page_of(SITE, {}, title=r"50 % of {A_B} & C\\D", authors=("Holm, Lund and Sons",)))
    assert r"title = {{50 \% of \{A\_B\} \& C\textbackslash{}\textbackslash{}D}}" in bibtex
    assert "author = {{Holm, Lund and Sons}}" in bibtex


def test_zotero_reads_who_what_where_and_when() -> None:
    page = page_of(HOSTED, FACTS, authors=("Ida Holm", "Per Lund"))
    tags = page.xpath("//meta[starts-with(@name, 'citation_')]")
    assert [(tag.get("name"), tag.get("content")) for tag in tags] == [
        ("citation_title", "Boat 1 is back"),
        ("citation_author", "Ida Holm"),
        ("citation_author", "Per Lund"),
        ("citation_publication_date", "2031/05/01"),
        ("citation_journal_title", "The storm"),
        ("citation_publisher", "The Courier"),
        ("citation_language", "en"),
        ("citation_public_url", "https://kept.example/x/storm/boat-1.html"),
    ]
