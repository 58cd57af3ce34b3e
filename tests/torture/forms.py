"""A document of each form that is read, ways to damage it, and what holds of any document at all."""

from __future__ import annotations

import base64
import copy
import io
import json
import plistlib
import zipfile
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from afterlive.model import Block, LiveBlog

    Place = tuple[str | int, ...]
    """Where a value stands within another: keys and numbers."""

_PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(1200)).decode()
"""An image, too long to stand in a document."""

FERRY = Path(__file__).parent / "ferry"
FORMS = {file.stem: file.suffix[1:] for file in sorted(FERRY.iterdir())}
"""The ending of a document of each form; `ferry/` has one of each, what is packed as the text in it."""
ZIPS = {"zip", "docx", "odt", "xlsx", "wacz"}
"""They stand in `ferry/` as lines, each with a file's name, a tab and its text, whose breaks are these:"""
BREAKS = {"\n": "␤", "\r": "␍"}
LONGEST = 9000
"""Characters of a file's name; a zip has room for 65,535 bytes."""
LINKED = '<script type="application/ld+json">'

# What readers give a meaning to, and what trips programs.
_PIECES = (
    "\n", "\n\n", "\r", "\0", "\t", " ", "<", ">", "&", "&#0;", "&lt;", "&#xd800;", "</p>", "<p>",
    "<div>", "</div>", "<script>", "<!--", "-->", "<![CDATA[", "]]>", "<?", '"', "'", "{", "}", "[", "]",
    ",", ":", "null", "1e999", "-1", "9" * 30, "0x" + "f" * 5000, "\ud800", "\u202e", "\u2028", "\ufeff",
    "é", "🔥", "```", "---\n", "# ", "> ", "- ", "1. ", "![", "](", "**", "12:60", "24:00", "12:31 GMT\n",
    "yesterday", "+9999", "3h ago", "%00", "../", "=\n", "\uffff", "\\u0001", "&#1;",
)  # fmt: skip


def document(form: str) -> str:
    """Return the text of the document of a form."""
    return (FERRY / f"{form}.{FORMS[form]}").read_text(encoding="utf-8").replace("PNG", _PNG)


def write(folder: Path, form: str, data: bytes | str) -> Path:
    """Write a document of a form from its text, packed if the form is, and return where it is."""
    path = folder / f"ferry.{FORMS[form]}"
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    if FORMS[form] in ZIPS:
        data = _zipped(data)
    elif FORMS[form] == "webarchive":
        main = {"WebResourceData": data, "WebResourceURL": "https://gazette.example/ferry"}
        data = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    path.write_bytes(data)
    return path


def in_line(text: str) -> str:
    """Return a text as it stands in the line of a file of a zip."""
    return text.translate(str.maketrans(BREAKS))


def _zipped(data: bytes) -> bytes:
    """Return a zip of lines that have each the name of a file, a tab and its text."""
    files = (line.partition(b"\t") for line in data.splitlines())
    named = {
        name.decode(errors="replace").replace("\0", "")[:LONGEST]: _broken(text) for name, _, text in files
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in named.items():
            archive.writestr(name or "?", text)
    return held.getvalue()


def _broken(line: bytes) -> bytes:
    for written, sign in BREAKS.items():
        line = line.replace(sign.encode(), written.encode())
    return line


def records(form: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each record of JSON in a document, between what stands before it and after it."""
    if form == "page":
        before, mark, rest = text.partition(LINKED)
        record, end, after = rest.partition("</script>")
        yield before + mark, record, end + after
    elif FORMS[form] in {"zip", "jsonl"}:
        lines = text.splitlines(keepends=True)
        for number, line in enumerate(lines):
            before, record = _assigned(line.rstrip("\n"))
            if record:
                yield "".join([*lines[:number], before]), record, "\n" + "".join(lines[number + 1 :])
    elif FORMS[form] in {"json", "js"}:
        before, record = _assigned(text)
        yield before, record, ""


def _assigned(text: str) -> tuple[str, str]:
    """Part JSON from the name of its file or of a variable before it; what is none is empty."""
    for begin in (0, text.find("\t") + 1, text.find(" = ") + 3):
        with suppress(ValueError):
            if isinstance(json.loads(text[begin:]), dict | list):
                return text[:begin], text[begin:]
    return text, ""


DATA = tuple(form for form in FORMS if form != "page" and any(records(form, document(form))))
"""The forms that are JSON, or hold it."""


def places(value: Any, at: Place = ()) -> Iterator[Place]:  # noqa: ANN401 - JSON is anything
    """Yield where each value within a value stands, the outermost first."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*at, key))


def replaced(value: Any, at: Place, other: object) -> Any:  # noqa: ANN401 - as above
    """Return a copy of a value with another one in a place."""
    if not at:
        return other
    changed = copy.deepcopy(value)
    around = changed
    for key in at[:-1]:
        around = around[key]
    around[at[-1]] = other
    return changed


def damaged(text: str, chance: Random) -> bytes:
    """Return a document cut, mixed up, or with something in it that trips programs."""
    for _ in range(chance.randrange(1, 8)):
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.choice([0, 1, 5, 60, 400]))
        text = chance.choice(
            [
                text[:begin] + text[end:],
                text[:begin] + text[begin:end] * chance.choice([2, 20]) + text[end:],
                text[:begin] + chance.choice(_PIECES) * chance.choice([1, 1, 30]) + text[begin:],
                text[end:] + text[:begin],
            ]
        )
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.3:
        data = data[: chance.randrange(len(data) + 1)]
    if chance.random() < 0.2:
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.randbytes(chance.randrange(9)) + data[place + 3 :]
    return data


def hold(path: Path) -> LiveBlog | None:
    """Read a document and hold what was read against it; return None if it was refused in one line."""
    try:
        live_blog = reading.read(path)
    except DocumentError as error:
        refusal = str(error)
    else:
        _hold(live_blog, path)
        return live_blog
    assert "\n" not in refusal
    return None


def _hold(live_blog: LiveBlog, path: Path) -> None:
    for url in (live_blog.url, *(update.url for update in live_blog.updates)):
        assert url is None or urlsplit(url).scheme in {"http", "https", "mailto"}, url
    assert not any(CONTROLS.search(text) for text in _texts(live_blog))
    if path.suffix != ".jsonl":  # what an export says of lines and places is about another document
        assert [update.position for update in live_blog.updates] == list(range(1, len(live_blog.updates) + 1))
        _hold_lines(live_blog, reading.lines_of(path))


def _hold_lines(live_blog: LiveBlog, lines: tuple[str, ...]) -> None:
    """Hold every line to one place: the lead, one update, or what was dropped."""
    owned = [*live_blog.lead_lines, *(line for update in live_blog.updates for line in update.lines)]
    assert len(owned) == len(set(owned))
    dropped = {each.line for each in live_blog.dropped}
    written = {number for number, line in enumerate(lines, 1) if line.strip()}
    assert written <= {*owned, *dropped}
    shown = [block.lines for block in _blocks(live_blog) if block.lines]
    assert all(1 <= first <= last <= len(lines) for first, last in shown)


def _texts(record: object) -> Iterator[str]:
    """Yield every text of a record."""
    if isinstance(record, str):
        yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from _texts(getattr(record, field.name))
    elif isinstance(record, tuple):
        for part in record:
            yield from _texts(part)


def _blocks(live_blog: LiveBlog) -> Iterator[Block]:
    yield from live_blog.lead
    for update in live_blog.updates:
        yield from update.blocks
