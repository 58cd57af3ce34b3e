"""Metadata as articles have it, before their text: lines `Key: value`, then a blank one."""

from __future__ import annotations

import re

from afterlive.errors import DocumentError

_FIELD = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r" {4,}(.*)")


def parse(source: str) -> tuple[dict[str, str], str]:
    """Return metadata and text, values of several lines with newlines. Raises DocumentError."""
    lines = source.split("\n")
    metadata: dict[str, str] = {}
    key = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            return metadata, "\n".join(lines[number:]).strip("\n")
        if field := _FIELD.fullmatch(line):
            key = "-".join(map(str.capitalize, field[1].split("-")))
            metadata[key] = f"{metadata[key]}\n{field[2].strip()}" if key in metadata else field[2].strip()
        elif key and (more := _MORE.fullmatch(line)):
            metadata[key] += "\n" + more[1].strip()
        else:
            raise DocumentError("no metadata of the form `Key: value`; a blank line ends it", line=number)
    return metadata, ""
