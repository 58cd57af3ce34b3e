"""Text that attacks whoever shows it, and the live blogs that are made of what is read of it."""

from __future__ import annotations

import json
import os
import re
from itertools import chain, filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from brs_kb import get_all_payloads

from afterlive.markup import CONTROLS
from afterlive.model import LiveBlog, Update
from afterlive.reading.forms.json_lines import dump_jsonl

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

FOLDER = "2031-05-01-by-hand"

PELICANS = re.compile(
    r"""^(?:```)?[{|]|\]\(<?[{|]|(?:href|src|poster|data|cite|action|content)\s*=\s*["']?[{|]"""
)
"""What Pelican takes for a link of its own: by hand, one that leads nowhere fails the build."""

BLOCKS = 20
"""Of an update; more make longer pages, and fewer of them."""

OF_PELICAN = [
    *("{static}images/x.png", "{static}images/../../.importing", "{static}images/../../../secret.png"),
    *("{static}/storm-html/permalinks.txt", "{filename}0000-lead.md", "|filename|0000-lead.md"),
    *("{attach}x.png", "|attach|x.png", "{tag}x", "{index}", "{author}x", "{category}x", "{odd}x"),
    *("![x]({static}images/../../../secret.png)", "![x][y]\n\n[y]: {static}images/x.png", "<{static}x>"),
    *("""<img src='{static}x.png' alt="src='{attach}y'">""", "<a href={filename}../x.md>x</a>"),
    *(
        "a ='{attach}x' href=\"{static}../../secret.png\" b",
        "&#123;static}x.png",
        "<blockquote cite='{index}'>x",
    ),
]
"""What Pelican would take for links of its own, or find in the middle of other text."""


def payloads() -> list[str]:
    """Return all payloads of brs-kb, or of the lists in the folder that `PAYLOADS` names; none twice.

    A list is a text with one a line, or JSON: texts, or objects that have each a `payload`.
    """
    if folder := os.environ.get("PAYLOADS"):
        return list(dict.fromkeys(chain.from_iterable(map(_listed, sorted(Path(folder).iterdir())))))
    return list(dict.fromkeys(payload["payload"] for payload in get_all_payloads().values()))


def _listed(file: Path) -> list[str]:
    text = file.read_text("utf-8", "replace")
    if file.suffix != ".json":
        return list(filter(None, text.splitlines()))
    return [each if isinstance(each, str) else each["payload"] for each in json.loads(text)]


def collected(live_blogs: Iterable[LiveBlog], day: dt.date) -> str:
    """Return an export of one live blog in which all is said that any of these says, each but once."""
    each = list(live_blogs)
    updates = [update for live_blog in each for update in [_lead(live_blog), *live_blog.updates]]
    titles = list(dict.fromkeys(update.title for update in updates if update.title))
    urls = list(dict.fromkeys(update.url for update in updates if update.url))
    names = list(dict.fromkeys(name for update in updates for name in update.authors))
    tags = list(dict.fromkeys(tag(word) for update in updates for word in update.tags))
    blocks = {block.markdown: block for update in updates for block in update.blocks}
    several = max(len(titles), len(urls), len(names) // 2, len(blocks) // BLOCKS, 1)
    whole = LiveBlog(
        title=each[0].title or "Storm",
        publisher=each[0].publisher,
        date=day,
        updates=tuple(
            Update(
                position=number + 1,
                date=day,
                title=next(iter(titles[number : number + 1]), None),
                url=next(iter(urls[number : number + 1]), None),
                authors=tuple(names[number::several]),
                tags=tuple(tags[number::several]),
                blocks=tuple([*blocks.values()][number::several]),
            )
            for number in range(several)
        ),
    )
    return dump_jsonl(whole)


def _lead(live_blog: LiveBlog) -> Update:
    authors = (*live_blog.authors, *filter(None, [live_blog.publisher, live_blog.language]))
    return Update(
        position=0, title=live_blog.title, url=live_blog.url, blocks=live_blog.lead, authors=authors
    )


def tag(words: str) -> str:
    return "t" + words.replace(",", " ").replace(";", " ")[:150]


def articles(some: Iterable[str]) -> dict[str, str]:
    """Return a live blog written by hand, with a payload in each update wherever there is room for one."""
    files = {f"{FOLDER}/0000-lead.md": "Title: By hand\nDate: 2031-05-01\nKind: lead\n\nIt rains.\n"}
    for number, payload in enumerate(filterfalse(PELICANS.search, some), 1):
        line = CONTROLS.sub("", " ".join(payload.split()))  # where there is any, the build says so
        files[f"{FOLDER}/{number:04}.md"] = f"""\
Title: {line}
Date: 2031-05-01
Kind: update
Position: {number}
Slug: update-{number}
Stamp: {line}
Authors: {line}
Tags: {tag(line)}
Source: https://storm.example/{line.replace(" ", "+")}

{payload}

It rains. [{payload}]({payload}) ![{payload}](https://storm.example/{payload}) *{payload}*

    {payload}
"""
    return files
