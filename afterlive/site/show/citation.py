"""How an update is cited: in words, in BibTeX and in RIS, and what programs such as Zotero read of its page.

A site that is read from disk has no address of its own: then the original's is given, or none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import plain_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.show.views import LiveBlogView, UpdateView

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
"""BibTeX's own names, which a style writes in its language."""
_LATEX = {letter: f"\\{letter}" for letter in "{}%&$#_"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TO_LATEX = str.maketrans(_LATEX)
_OF_LATEX = re.compile(f"[{re.escape(''.join(_LATEX))}]")
_AND = re.compile(r"\s(?:and|others)\s|,", re.IGNORECASE)
"""What BibTeX takes for the end of a name, or of a family name."""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """An update as others cite it."""

    text: str
    bibtex: str
    ris: str
    tags: tuple[tuple[str, str], ...]
    """The `citation_*` tags of its page, each with its value."""


def citation_of(update: UpdateView, live_blog: LiveBlogView, site: Site) -> Citation:
    """Return the citation of an update."""
    return Citation(
        text=_text(update, live_blog, site),
        bibtex=_bibtex(update, live_blog, site),
        ris=_ris(update, live_blog, site),
        tags=tuple(_tags(update, live_blog, site)),
    )


def _addresses(update: UpdateView, live_blog: LiveBlogView, site: Site) -> tuple[str, str]:
    """Return the page's own address and the original's, each empty if there is none."""
    return site.url and f"{site.url}/{update.href}", update.source or live_blog.masthead.source or ""


def _captured(live_blog: LiveBlogView) -> dt.date | None:
    return live_blog.captured.date() if live_blog.captured else None


def _text(update: UpdateView, live_blog: LiveBlogView, site: Site) -> str:
    masthead, words = live_blog.masthead, live_blog.phrases
    own, original = _addresses(update, live_blog, site)
    label = update.label if update.label[-1:] in set(".?!…。？！؟।") else f"{update.label}."
    zone = f" ({masthead.zone})" if update.time and masthead.zone else ""
    captured = _captured(live_blog)
    parts = (
        f"{update.authors}{words['colon']}{label}" if update.authors else label,
        f"{masthead.title} ({words['kicker']}).",
        masthead.publisher and f"{masthead.publisher}.",
        f"{update.when}{zone}.",
        original,
        captured and f"({words.with_('captured', date=plain_date(captured, live_blog.dates))})",
        f"{site.name}{words['colon']}{own}" if own else f"{site.name}.",
    )
    return " ".join(part for part in parts if part)


def _bibtex(update: UpdateView, live_blog: LiveBlogView, site: Site) -> str:
    masthead, date = live_blog.masthead, update.date
    own, original = _addresses(update, live_blog, site)
    captured = _captured(live_blog)
    fields = {
        "author": " and ".join(map(_bibtex_name, update.author_names)),
        "title": f"{{{_latex(update.label)}}}",
        "howpublished": _latex(f"{masthead.title}, live blog"),
        "publisher": _latex(masthead.publisher or ""),
        "year": str(date.year),
        "day": str(date.day),
        "url": own or original,
        "urldate": captured.isoformat() if captured and not own else "",
        "note": _latex("; ".join(_notes(update, live_blog, own, original))),
        "langid": masthead.language,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join(
        [f"@misc{{{live_blog.folder}:{update.slug}", *lines, f"  month = {_MONTHS[date.month - 1]}\n}}"]
    )


def _ris(update: UpdateView, live_blog: LiveBlogView, site: Site) -> str:
    masthead, date = live_blog.masthead, update.date
    own, original = _addresses(update, live_blog, site)
    captured = _captured(live_blog)
    lines = [
        ("TY", "BLOG"),
        *(("AU", name) for name in update.author_names),
        ("TI", update.label),
        ("T2", masthead.title),
        ("PB", masthead.publisher),
        ("PY", str(date.year)),
        ("DA", _slashed(date) + (f"/{update.time:%H:%M}" if update.time else "")),
        ("UR", own or original),
        ("Y2", f"{captured:%Y/%m/%d}" if captured and not own else None),
        *(("N1", note) for note in _notes(update, live_blog, own, original)),
        ("DP", site.name),
        ("LA", masthead.language),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines if value or tag == "ER")


def _notes(update: UpdateView, live_blog: LiveBlogView, own: str, original: str) -> Iterator[str]:
    """Yield what neither form has a field for."""
    if update.time:
        yield f"Published {update.datetime}"
    if own and original:
        yield f"Original: {original}"
    if own and live_blog.captured:
        yield f"Captured {_captured(live_blog)}"


def _tags(update: UpdateView, live_blog: LiveBlogView, site: Site) -> Iterator[tuple[str, str]]:
    """Yield what reference managers read, by the names that Google Scholar gave them."""
    masthead = live_blog.masthead
    own, original = _addresses(update, live_blog, site)
    yield "citation_title", update.label
    for name in update.author_names:
        yield "citation_author", name
    yield "citation_publication_date", _slashed(update.date)
    yield "citation_journal_title", masthead.title
    if masthead.publisher:
        yield "citation_publisher", masthead.publisher
    yield "citation_language", masthead.language
    if own or original:
        yield "citation_public_url", own or original


def _slashed(date: dt.date) -> str:
    return date.isoformat().replace("-", "/")


def _bibtex_name(name: str) -> str:
    """Return a name as BibTeX takes it, in braces if it would be taken apart."""
    written = _latex(name)
    return f"{{{written}}}" if _AND.search(name) else written


def _latex(text: str) -> str:
    return text.translate(_TO_LATEX) if _OF_LATEX.search(text) else text
