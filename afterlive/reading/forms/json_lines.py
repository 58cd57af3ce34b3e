"""Our own form of a live blog as data: JSON Lines, there and back without loss, and plain text.

The first line is the live blog without its updates, every other line is an update; the fields are those of
`afterlive.model`, times and dates are ISO 8601, an asset's bytes are base64.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import msgspec

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS, escape, render
from afterlive.model import Facts, LiveBlog, Update
from afterlive.reading.source.html_blocks import PREFIXES, STATIC, address
from afterlive.reading.source.html_parsing import parse
from afterlive.svg import safe_svg

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from afterlive.model import Asset, Block
    from afterlive.reading.source.document import Document

Record = TypeVar("Record", LiveBlog, Update)

HEAD = frozenset(field.name for field in dataclasses.fields(LiveBlog)) - {"updates"}
"""The keys of the first line."""
LATER = frozenset({"captured", "captured_by", "in_order", "page", "unsure"})
"""Keys that earlier exports don't have."""
IMAGE = re.compile(r"[\w -][\w. -]*\.(?:png|jpe?g|gif|webp|avif|svg)", re.IGNORECASE)
"""What an image may be called: nothing that leads out of its folder. A drawing is cleaned of what runs."""
WORD = re.compile(r"[{|][^{|}]*[}|]")
"""What a link of Pelican's begins with."""
MAX_LINES = 10_000_000


def to_json(liveblog: LiveBlog) -> dict[str, Any]:
    """Return the live blog as JSON for people and scripts to look at, its assets by name and size.

    `lead` and `paragraphs` are the texts of the blocks; `time` is ISO 8601, else as printed.
    """
    head = dataclasses.asdict(dataclasses.replace(liveblog, updates=(), assets=()))
    updates = [_update_json(update) for update in liveblog.updates]
    assets = [{"name": asset.name, "size": len(asset.data)} for asset in liveblog.assets]
    lead = [block.text for block in liveblog.lead]
    record = {"title": liveblog.title, "lead": lead, "updates": updates}
    record |= _without(head, "title", "lead", "updates") | {"assets": assets}
    plain: dict[str, Any] = json.loads(json.dumps(record, default=_text))
    return plain


def dump_jsonl(liveblog: LiveBlog) -> str:
    """Return the live blog as JSON Lines that `read` makes the same live blog of."""
    head = _without(dataclasses.asdict(dataclasses.replace(liveblog, updates=())), "updates")
    records = [head, *map(dataclasses.asdict, liveblog.updates)]
    return "".join(json.dumps(record, ensure_ascii=False, default=_text) + "\n" for record in records)


def dump_text(liveblog: LiveBlog) -> str:
    """Return the live blog as plain text, in the order of the document."""
    updates = liveblog.updates if liveblog.order == "oldest first" else liveblog.updates[::-1]
    lead = [liveblog.title, *(block.text for block in liveblog.lead)]
    sections = [
        lead,
        *([update.stamp, update.title, *(block.text for block in update.blocks)] for update in updates),
    ]
    return "\n".join("".join(f"{line}\n" for line in section if line) for section in sections if any(section))


def recognises(document: Document) -> bool:
    """Tell whether the first line is a live blog as `dump_jsonl` writes it."""
    if not document.text.startswith("{"):
        return False
    try:
        head = json.loads(document.lines[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(head, dict) and HEAD - LATER <= head.keys() <= HEAD


def read(document: Document, _facts: Facts) -> LiveBlog:
    """Read a live blog back, or raise `DocumentError` with the line that is no record of ours."""
    head, *updates = (_record(number, line) for number, line in enumerate(document.lines, 1))
    liveblog = _typed(LiveBlog, head | {"updates": []}, 1)
    read_back = tuple(_typed(Update, update, number) for number, update in enumerate(updates, 2))
    for number, url in enumerate([liveblog.url, *(update.url for update in read_back)], 1):
        if url is not None and address(url) is None:
            raise DocumentError(f"{url[:40]!r} is no address of a page", line=number)
    assets = tuple(map(_safe, liveblog.assets))
    own = {named(asset) for asset in assets}
    return dataclasses.replace(
        liveblog,
        lead=_ours(liveblog.lead, own),
        updates=tuple(dataclasses.replace(update, blocks=_ours(update.blocks, own)) for update in read_back),
        assets=assets,
    )


def _safe(asset: Asset) -> Asset:
    """Return a picture by a name of its folder, a drawing without what could run. Raises DocumentError."""
    if not IMAGE.fullmatch(asset.name):
        raise DocumentError(f"{asset.name[:40]!r} is no name of an image", line=1)
    if not asset.name.lower().endswith(".svg"):
        return asset
    data = safe_svg(asset.data)
    if data is None:
        raise DocumentError(f"{asset.name[:40]!r} is no drawing that can be read", line=1)
    return dataclasses.replace(asset, data=data)


def named(asset: Asset) -> str:
    """Return how the Markdown of a block names an asset."""
    return STATIC + quote(asset.name)


def _ours(blocks: tuple[Block, ...], own: Collection[str]) -> tuple[Block, ...]:
    """Return blocks, as their words alone if their Markdown has Pelican's links to more than own images."""
    markdown = "\n\n".join(block.markdown for block in blocks)
    if not WORD.search(markdown):
        return blocks
    try:
        shown = parse(render(markdown))
    except (DocumentError, RecursionError):  # nested deeper than anything of ours
        shown = None
    if shown is not None and all(
        value in own or not WORD.match(value) for element in shown.iter() for value in element.attrib.values()
    ):
        return blocks
    return tuple(dataclasses.replace(block, markdown=_words(block)) for block in blocks)


def _words(block: Block) -> str:
    first, further = PREFIXES.get(block.kind, ("", ""))
    return first + escape(block.text).replace("\n", "\n" + further)


def lines(document: Document) -> tuple[str, ...]:
    """Return the lines of the document that was exported, as far as blocks and drops record them."""
    liveblog = read(document, Facts())
    blocks = [*liveblog.lead, *(block for update in liveblog.updates for block in update.blocks)]
    texts = {block.lines[0]: block.text for block in blocks if block.lines}
    texts |= {dropped.line: dropped.text for dropped in liveblog.dropped if dropped.line}
    if not all(1 <= number <= MAX_LINES for number in texts):
        raise DocumentError(f"names a line outside 1 to {MAX_LINES}: export the live blog again")
    return tuple(" ".join(texts.get(number, "").split()) for number in range(1, max(texts, default=0) + 1))


def _update_json(update: Update) -> dict[str, Any]:
    record = dataclasses.asdict(update)
    paragraphs = [block.text for block in update.blocks]
    time = update.time or update.stamp
    return {"title": update.title, "paragraphs": paragraphs, "time": time} | _without(record, "title", "time")


def _without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def _text(value: object) -> str:
    """Return a date, a time or bytes as JSON has them."""
    if isinstance(value, dt.date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(value)


def _record(number: int, line: str) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(line, type=dict[str, Any])
        return {key: _seen(value) for key, value in record.items()}
    except (msgspec.DecodeError, RecursionError):
        raise DocumentError("is no JSON object: each line of an export is one", line=number) from None


def _seen(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return JSON without the control characters of its texts, which our records never have."""
    if isinstance(value, str):
        return CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list) else value


def _typed(kind: type[Record], record: dict[str, Any], number: int) -> Record:
    try:
        typed = msgspec.convert(record, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise DocumentError(f"is no {kind.__name__} of ours: {error}", line=number) from None
    if key := next(_unknown(record, msgspec.to_builtins(typed)), None):
        raise DocumentError(f"is no {kind.__name__} of ours: it has no {key[:40]!r}", line=number)
    return typed


def _unknown(given: object, read: object) -> Iterator[str]:
    """Yield the keys of JSON that were passed over when it was read."""
    if isinstance(given, dict) and isinstance(read, dict):
        yield from given.keys() - read.keys()
        for key in given.keys() & read.keys():
            yield from _unknown(given[key], read[key])
    elif isinstance(given, list) and isinstance(read, list | tuple):
        for each, other in zip(given, read, strict=True):
            yield from _unknown(each, other)
