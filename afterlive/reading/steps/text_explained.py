"""What became of each line of a text, and which rules spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.reading.rules import bylines
from afterlive.reading.steps import text_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterlive.model import LiveBlog
    from afterlive.reading.steps.text import TextReading
    from afterlive.reading.steps.text_page import TextPage


def explained(text: TextReading) -> Iterator[str]:
    """Yield for every line that isn't blank number, what it became, words, and the rules that spoke."""
    became = _became(text.live_blog, text.page)
    for index, line in enumerate(text.page.lines):
        yield f"{line.number:5}  {became.get(line.number, 'lead or title'):24}  {line.text}"
        for reason in _reasons(text.page, index):
            yield f"{'':7}{reason}"


def _became(live_blog: LiveBlog, page: TextPage) -> Mapping[int, str]:
    texts = {line.number: line.text for line in page.lines}
    found: dict[int, str] = {}
    for update in live_blog.updates:
        kinds = {block.lines[0]: block.kind for block in update.blocks if block.lines}
        titles = {each.line for each in update.evidence if each.of == "title"}
        for number in update.lines:
            kind = "title" if number in titles else kinds.get(number, "stamp")
            found[number] = f"{kind} of update {update.position}"
    for dropped in live_blog.dropped:
        whole = dropped.text == texts[dropped.line]
        found[dropped.line] = dropped.reason if whole or dropped.line not in found else found[dropped.line]
    return found


def _reasons(page: TextPage, index: int) -> Iterator[str]:
    """Yield what rules said of a line."""
    text, mark, kind = page.text(index), page.marks[index], page.furniture[index]
    if mark:
        yield f"stamp “{mark.stamp.text}”, {mark.form}"
    if index in page.beside.labels:
        yield f"label: {page.beside.labels[index]}"
    elif kind:
        yield f"furniture: {kind}"
    if form := bylines.form_of(text):
        yield f"byline: {form.says}"
    words = mark.words if mark else text
    if words in page.beside.names:
        yield f"name: {page.beside.names[words]}"
    if page.aside(index) is None:
        said = text_evidence.why(page, index) or "no rule spoke"
        yield f"headline {page.score(index):+g}: {said}"
