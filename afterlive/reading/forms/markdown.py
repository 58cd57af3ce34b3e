"""Markdown, with front matter or without: rendered, it is read by the rules for pages."""

from __future__ import annotations

import re
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

import yaml

from afterlive.errors import DocumentError
from afterlive.markup import render
from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source.document import MAX_IN_PAGE, check_length
from afterlive.reading.source.page_source import PageSource

if TYPE_CHECKING:
    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import Document

ENDINGS = frozenset([".md", ".markdown", ".mkd", ".mdown"])
FRONT_MATTER = re.compile(r"\s*---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
MARKS = (re.compile(r"(\[)|\]"), re.compile("(<)|>"), re.compile(r"(\]\()|\)"))
"""The brackets of Markdown for each of which its parser may read a whole paragraph."""
FLOW = re.compile(r"([\[{])|[\]}]")
"""The brackets of YAML."""
MAX_OPEN = 100
INLINE = re.compile(r"[\\`*_\[\]<&]")
MAX_INLINE = 10_000
"""Of marks in a paragraph; Markdown's parser goes through the whole of it for each."""
NOTHING: tuple[object, ...] = ("", [], {}, "~", "null", "Null", "NULL")
"""What YAML has for no value."""
STRUCK = re.compile(r"(?<![\\~`])~~(?=[^\s~])([^\n`]*?[^\s~])~~(?!~)")
"""What GitHub strikes out; our own Markdown has no mark for it."""
PAIR = re.compile(r"([\w-]+):\s*(.*)")
QUOTES = "\"'"
AUTHOR = frozenset(["author", "authors", "byline"])
DATE = frozenset(["date", "published", "pubdate"])


def recognises(document: Document) -> bool:
    """Tell whether a document is Markdown, by its name or its front matter."""
    return document.path.suffix.lower() in ENDINGS or FRONT_MATTER.match(document.text) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the lines of the front matter, and the visible blocks of text."""
    return page(_html(document)).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read Markdown, or raise `DocumentError`."""
    return saved_page.read_html(_html(document), PageSource(document.path, facts))


def _html(document: Document) -> str:
    check_length(len(document.text), MAX_IN_PAGE)
    found = FRONT_MATTER.match(document.text)
    shown = [_shown(name, value) for name, value in _pairs(found[1])] if found else []
    text = document.text[found.end() if found else 0 :]
    if any(_deepest(mark, paragraph) > MAX_OPEN for paragraph in text.split("\n\n") for mark in MARKS):
        raise DocumentError(f"a paragraph has more than {MAX_OPEN} brackets open at once: close them")
    if any(len(INLINE.findall(paragraph)) > MAX_INLINE for paragraph in text.split("\n\n")):
        raise DocumentError(f"a paragraph has more than {MAX_INLINE} marks: put blank lines into it")
    try:
        body = render(STRUCK.sub(r"<del>\1</del>", text))
    except RecursionError:
        raise DocumentError("lists or quotes are nested too deep: make them flatter") from None
    return f"<html><body><header>{''.join(shown)}</header>{body}"


def _deepest(mark: re.Pattern[str], text: str) -> int:
    """Return how many brackets are open at once, at the most; the pattern has a group where one opens."""
    steps = (1 if match[1] else -1 for match in mark.finditer(text))
    return max(accumulate(steps, lambda deep, step: max(0, deep + step)), default=0)


def _shown(name: str, value: str) -> str:
    """Return a line of front matter as a page would show it."""
    text = escape(value)
    if name == "title":
        return f"<h1>{text}</h1>"
    if name in AUTHOR:
        return f'<p class="byline">{text}</p>'
    return f'<p class="frontmatter">{text if name in DATE else f"{escape(name)}: {text}"}</p>'


def _pairs(front_matter: str) -> list[tuple[str, str]]:
    """Return the names and values of front matter; where it is no YAML, line by line."""
    try:
        return _pairs_of_yaml(front_matter)
    except (yaml.YAMLError, ValueError, RecursionError):
        matches = (PAIR.fullmatch(line.strip()) for line in front_matter.split("\n"))
        return [(match[1].lower(), match[2].strip(QUOTES)) for match in matches if match]


def _pairs_of_yaml(front_matter: str) -> list[tuple[str, str]]:
    """Return the same of YAML, each scalar as it is written, whatever type it claims to have.

    Raise ValueError where it refers to itself, for a few lines make gigabytes.
    """
    if _deepest(FLOW, front_matter) > MAX_OPEN:
        raise ValueError
    refers = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front_matter))
    found = None if refers else yaml.load(front_matter, yaml.BaseLoader)  # noqa: S506 - makes texts, lists, dicts
    if not isinstance(found, dict):
        raise ValueError  # noqa: TRY004 - no fault in a type: the text is something else
    return [(str(name).lower(), _value(value)) for name, value in found.items() if value not in NOTHING]


def _value(value: object) -> str:
    """Return a value as text; of what is described in several lines, its name."""
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    return str(value.get("name", value)) if isinstance(value, dict) else str(value)
