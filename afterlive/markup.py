"""Markdown as content/ has it: what plain text becomes, and what Python-Markdown makes of it."""

from __future__ import annotations

import re

import markdown

EXTENSIONS = (
    "markdown.extensions.meta",
    "markdown.extensions.sane_lists",
    "markdown.extensions.tables",
)
"""The extensions that articles are read with: few, so that text needs as few escapes as can be."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that nobody sees, and that no feed can hold."""

# What means something wherever it stands. Python-Markdown takes a backslash before each of the first group;
# for `<` it knows none, and an ampersand is only in question where it would begin an entity.
_ANYWHERE = "\\`*_[]"  # the backslash first, since it is what the others get
_ENTITY = re.compile(r"&(?=#|\w+;)")

# What means something only at the start of a line: headings, quotes, lists, rules, underlines of headings and
# tables.
_AT_START = re.compile(r"(?m)^(?:([#>+|-])|(\d+)\.(?=\s|$)|([=:]))")

# The line processors of Python-Markdown trim these, a browser keeps them.
_EDGES = " \t\n"


def escape(text: str) -> str:
    """Return the Markdown that renders to exactly this text, its newlines as line breaks."""
    escaped = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    for mark in _ANYWHERE:
        escaped = escaped.replace(mark, f"\\{mark}")
    escaped = _AT_START.sub(_escape_start, escaped.strip(_EDGES))
    return escaped.replace("\t", "&#9;").replace("\n", "  \n")


def _escape_start(match: re.Match[str]) -> str:
    mark, number, other = match.groups()
    if mark:
        return "\\" + mark
    return f"{number}\\." if number else f"&#{ord(other)};"


def render(text: str) -> str:
    """Return the HTML of a Markdown text, as the site shows it."""
    return markdown.markdown(text, extensions=list(EXTENSIONS[1:]))
