"""The chapters of an e-book: one an hour, or a day where times aren't known, made of the built pages."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from lxml import etree

from afterlive.addresses import leads
from afterlive.packing.built_site import media_type
from afterlive.packing.epub_markup import set_right
from afterlive.site.show.date_formats import clock, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from afterlive.packing.built_site import BuiltSite

TITLE_PAGE = "title.xhtml"
_SHOWN = frozenset(["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"])
"""Pictures that every reading system shows: the core media types of EPUB 3.3."""
_UNRESERVED = "%/:=&?~#+!$,;'@()*[]"
_SAID = "h3 | div[@class='text'] | p[@class='removed'] | p[@class='facts']"
_OUT_OF_PLACE = "descendant::button | descendant::*[contains(@class, 'unseen')] | descendant::a[@rel='tag']"


class Chapter(NamedTuple):
    """A file of the book."""

    name: str
    day: str
    hour: str
    """Day and hour in words; of a whole day the hour is empty."""
    news: str
    """Its first key event, or else its first headline, if there is one."""
    body: str
    """XHTML."""
    latest: str
    """When the last of it was published, in UTC, as far as it is known."""


class _Group(NamedTuple):
    """The updates of an hour, or of a day without times."""

    name: str
    day: str
    hour: str
    articles: list[HtmlElement]


@dataclass
class Book:
    """A live blog, and which files of the site its e-book takes in."""

    site: BuiltSite
    live_blog: str
    pictures: dict[str, str] = field(default_factory=dict)
    """Their names in the book by their paths in the site."""
    places: dict[str, str] = field(default_factory=dict)
    """Where in the book pages of the live blog are, by their names."""

    def chapters(self) -> Iterator[Chapter]:
        """Make the chapters from the oldest; each names the pictures that it shows. Raises OSError.

        The page of each day is read twice and held once: a live blog may have thousands of updates.
        """
        articles = (
            (group.name, article.get("id", "")) for group in self._groups() for article in group.articles
        )
        for number, (name, update) in enumerate(articles, 1):
            self.places.setdefault(name[:10], name)
            self.places[update] = f"{name}#u{number}"
        for group in self._groups():
            latest = max(map(_in_utc, group.articles))
            body = "\n".join(map(self._update, group.articles))
            yield Chapter(group.name, group.day, group.hour, _news(group.articles), body, latest)

    def _groups(self) -> Iterator[_Group]:
        for day in self.site.days(self.live_blog):
            page = self.site.whole_day(self.live_blog, day)
            title = page.xpath("string(//header[@class='bar']//h2)").strip()
            articles = page.xpath("//article[@id]")
            timed = all("T" in _moment(article) for article in articles)
            stamps = [article.xpath("string(p[@class='rail']//time)") for article in articles]
            style = style_of(page.get("lang", "en"), self.site.language, stamps)
            hours = groupby(articles, key=lambda article: _moment(article)[:13] if timed else "")
            for number, (hour, members) in enumerate(hours, 1):
                shown = clock(dt.datetime.fromisoformat(f"{hour}:00"), style) if hour else ""
                yield _Group(f"{day}-{number}.xhtml", title, shown, list(members))

    def _update(self, article: HtmlElement) -> str:
        """Return an update as XHTML: its time, its headline, its text, and who wrote it."""
        place = self.places[article.get("id", "")].partition("#")[2]
        key = " key" if "key" in article.get("class", "").split() else ""
        above = article.xpath("p[@class='rail']//time | descendant::*[@class='kicker']")
        parts = [f'<p class="time">{" · ".join(map(self.xhtml, above))}</p>'] if above else []
        parts += filter(None, map(self.xhtml, article.xpath(_SAID)))
        return f'<section id="{place}" class="update{key}">\n' + "\n".join(parts) + "\n</section>"

    def xhtml(self, element: HtmlElement) -> str:
        """Return an element of a built page as XHTML; empty if nothing is left of it."""
        copy = deepcopy(element)
        copy.tail = None
        if "unseen" in copy.get("class", ""):
            return ""
        for each in copy.xpath(_OUT_OF_PLACE):
            each.drop_tree()
        for link in copy.xpath("descendant-or-self::a"):
            self._lead_on(link)
        for picture in copy.xpath("descendant::img"):
            self._show(picture)
        if "kicker" in copy.get("class", ""):
            copy.tag = "b"  # it stands beside the time
        set_right(copy)
        if not copy.text_content().strip() and not copy.xpath("descendant::img"):
            return ""
        return str(etree.tostring(copy, encoding="unicode", method="xml")).strip()

    def _lead_on(self, link: HtmlElement) -> None:
        """Make a link lead within the book, to the web or to the hosted site; else it is its words."""
        target = "" if link.xpath("img") else self._target(link.get("href", ""))
        if target:
            link.attrib.clear()
            link.set("href", quote(target, safe=_UNRESERVED))
        else:
            link.drop_tag()

    def _target(self, href: str) -> str:
        lead = leads(href, f"{self.live_blog}/index.html")
        if lead.where not in {"live blog", "site"}:
            return lead.address
        folder, _, name = lead.path.rpartition("/")
        if folder == self.live_blog and name.endswith(".html"):
            for place in (lead.address.partition("#")[2], name.removesuffix(".html")):
                if place in self.places:
                    return self.places[place]
            return TITLE_PAGE
        return self.site.address and self.site.address + lead.path

    def _show(self, picture: HtmlElement) -> None:
        """Make a picture one of the book; one that can't be shown is its words."""
        path = leads(picture.get("src", ""), f"{self.live_blog}/index.html").path
        if path in self.site.files and media_type(path) in _SHOWN:
            ending = path.rpartition(".")[2].lower()
            name = self.pictures.setdefault(path, f"images/{len(self.pictures) + 1}.{ending}")
            picture.attrib["src"] = name
            picture.set("alt", picture.get("alt", ""))
        else:
            picture.tag, picture.text = "span", picture.get("alt", "")


def _moment(article: HtmlElement) -> str:
    return str(article.xpath("string(p[@class='rail']//time/@datetime)"))


def _in_utc(article: HtmlElement) -> str:
    """Return when an update was published; a time without a zone, or a day, is taken for UTC."""
    moment = dt.datetime.fromisoformat(_moment(article))
    return (moment.astimezone(dt.UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def _news(articles: Iterable[HtmlElement]) -> str:
    """Return the headline of the first key event, or else the first headline; empty if there is none."""
    headlines = [
        (not each.xpath("contains(@class, 'key')"), title)
        for each in articles
        if (title := each.xpath("normalize-space(h3[not(contains(@class, 'unseen'))])"))
    ]
    return min(headlines, key=lambda headline: headline[0])[1] if headlines else ""
