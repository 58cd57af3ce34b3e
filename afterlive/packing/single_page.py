"""A live blog as one page that needs no other file: its lead, and every update from the oldest.

It is made of the built pages: the live blog's own gives the frame, the pages of its days give the updates.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from lxml import html

from afterlive.addresses import leads
from afterlive.atomic import write_changed
from afterlive.packing.built_site import BuiltSite, media_type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.progress import Track

# What is of no use in a page that stands alone: ways to its neighbours, what serves search engines,
# newest-first as against oldest-first, and what only works beside the other files of the site.
_LEFT_OUT = """
    //link[@rel='up' or @rel='prev' or @rel='next' or @rel='alternate']
    | //script[@type='application/ld+json']
    | //script[contains(@src, '/offline.js') or contains(@src, '/hours.js')]
    | //header[@class='mast']/nav/a
    | //header[@class='bar']/p
    | //p[@class='rail']/a[@class='there']
    | //*[@data-keep or @data-newer or @data-tool='replay' or @id='_replay']
"""
_UPDATES, _CONTENTS = "//div[@class='updates']", "//nav[@class='contents']//div[@class='panel']"
_TOP = "#_top"


def pack_pages(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    """Write each live blog as a page of its own; raises OSError."""
    for live_blog in track(site.live_blogs):
        file = dist / f"{live_blog}.html"
        write_changed(file, single_page(site, live_blog))
        yield file


def single_page(site: BuiltSite, live_blog: str) -> bytes:
    """Return a live blog as one page."""
    page = site.page(f"{live_blog}/index.html")
    _tell_from_the_start(page, site, live_blog)
    for element in page.xpath(_LEFT_OUT):
        element.drop_tree()
    _lead_links_on(page, site, live_blog)
    policy = _take_in_files(page, site, live_blog)
    page.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].set("content", policy)
    made: bytes = html.tostring(page, doctype="<!doctype html>", encoding="utf-8")
    return made + b"\n"


def _tell_from_the_start(page: html.HtmlElement, site: BuiltSite, live_blog: str) -> None:
    """Put the days, each with all of its updates, where the newest updates stand; likewise the contents."""
    for element in page.xpath(f"{_UPDATES}/* | {_CONTENTS}/*[self::h3 or self::ol]"):
        element.drop_tree()
    for day in site.days(live_blog):
        day_page = site.whole_day(live_blog, day)
        day_page.xpath(f"{_UPDATES}/section")[0].set("id", day)
        for place, parts in ((_UPDATES, "section"), (_CONTENTS, "*[self::h3 or self::ol]")):
            page.xpath(place)[0].extend(day_page.xpath(f"{place}/{parts}"))


def _lead_links_on(page: html.HtmlElement, site: BuiltSite, live_blog: str) -> None:
    """Make every link lead to its place in the page, to where the site is hosted, or nowhere."""
    shown = set(page.xpath("//@id"))
    for link in page.xpath("//*[@href][not(self::link)]"):
        target = _target(link.get("href"), live_blog, shown, site.address)
        if target:
            link.set("href", target)
        else:
            link.tag = "span"
            for name in ("href", "rel"):
                link.attrib.pop(name, None)


def _target(href: str, live_blog: str, shown: set[str], address: str) -> str:
    lead = leads(href, f"{live_blog}/index.html")
    if lead.where not in {"live blog", "site"} or lead.address[:1] in {"", "#"}:
        return lead.address
    folder, _, name = lead.path.rpartition("/")
    if folder == live_blog and name.endswith(".html"):
        fragment = lead.address.partition("#")[2]
        return next((f"#{place}" for place in (fragment, name.removesuffix(".html")) if place in shown), _TOP)
    return address and address + lead.path


def _path(href: str, live_blog: str) -> str:
    """Return the path in the site of what a page of the live blog refers to; empty if it isn't there."""
    return leads(href, f"{live_blog}/index.html").path


def _take_in_files(page: html.HtmlElement, site: BuiltSite, live_blog: str) -> str:
    """Put pictures, styles and scripts into the page, and return the policy that allows these alone."""
    for picture in page.xpath("//img[@src] | //link[@rel='icon']"):
        name = "src" if picture.tag == "img" else "href"
        path = _lightest(picture, picture.attrib.pop(name), live_blog)
        if path in site.files:  # of a picture that isn't there, or stands elsewhere, the words are shown
            picture.set(name, _data(site, path))
    styles = [_take_in_style(link, site, live_blog) for link in page.xpath("//link[@rel='stylesheet']")]
    scripts = [_take_in_script(script, site, live_blog) for script in page.xpath("//script[@src]")]
    scripts += [_find_in_page(form) for form in page.xpath("//form[@role='search']")]
    return (
        f"default-src 'none'; style-src {' '.join(styles)}; script-src {' '.join(scripts)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _lightest(picture: html.HtmlElement, address: str, live_blog: str) -> str:
    """Return the path of a picture, or of its broadest copy if it has some."""
    copies = picture.attrib.pop("srcset", "").split(", ")
    picture.attrib.pop("sizes", None)
    return _path(copies[-1].partition(" ")[0] or address, live_blog)


def _take_in_style(link: html.HtmlElement, site: BuiltSite, live_blog: str) -> str:
    text = site.read(_path(link.get("href"), live_blog)).decode()
    link.tag = "style"
    link.attrib.clear()
    return _fill(link, text)


def _take_in_script(script: html.HtmlElement, site: BuiltSite, live_blog: str) -> str:
    text = site.read(_path(script.get("src"), live_blog)).decode()
    if script.get("defer") is not None:
        script.getroottree().getroot().body.append(script)
    script.attrib.clear()
    return _fill(script, text)


def _find_in_page(form: html.HtmlElement) -> str:
    """Let a search sift the page's own updates, since the index of the site is not there."""
    form.attrib.pop("action")
    script = html.Element("script")
    form.getroottree().getroot().body.append(script)
    return _fill(script, files("afterlive.packing").joinpath("find.js").read_text(encoding="utf-8"))


def _data(site: BuiltSite, path: str) -> str:
    return f"data:{media_type(path)};base64,{base64.b64encode(site.read(path)).decode()}"


def _fill(element: html.HtmlElement, text: str) -> str:
    """Set the text of a style or script, and return its hash as a policy names it."""
    element.text = text
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
