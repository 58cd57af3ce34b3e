"""Updates, made from the lines cut for them: each line goes into the update or is dropped with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterlive.model import Block, Dropped
from afterlive.reading.rules import bylines, furniture, headlines, prose, text_blocks
from afterlive.reading.rules.text_blocks import SPEECH
from afterlive.reading.steps import text_evidence
from afterlive.reading.steps.boundaries import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afterlive.model import BlockKind, Evidence
    from afterlive.reading.rules.stamps import Stamp
    from afterlive.reading.steps.boundaries import Chunk, Split
    from afterlive.reading.steps.text_page import TextPage

TITLED = 0.5
"""If so large a share of first lines are headlines, then all are that may be."""
UNLIKELY = -1.5
"""The score below which a first line is a paragraph even so."""
STRONG = 2.5
"""The score of a headline where updates mostly have none."""
OVER_PARAGRAPH = 2
"""The same, alone under its stamp and over a paragraph."""
SUBHEAD = 1.5
"""The score of a headline inside an update."""
LONGEST_TITLE = 20
"""Words."""
SIGN = 2
"""Words before a colon that say what a headline announces."""
FEWEST = 3
"""Words behind it."""
STANDS = "·"
"""What holds the place of the stamp in its line."""
LABEL = 8
"""So few words behind a stamp in its line, with a colon and text in the next line, are a headline."""


@dataclass(frozen=True, slots=True)
class TextDraft:
    """An update whose time isn't known yet."""

    stamp: Stamp | None
    """What tells the time."""
    printed: str | None
    """The time as the page showed it."""
    title: str | None
    blocks: tuple[Block, ...]
    authors: tuple[str, ...]
    revised: Stamp | None
    """When it was last changed."""
    labels: frozenset[str]
    """`key`, `pinned`."""
    lines: tuple[int, ...]
    """The lines of the document whose words all stand in the stamp, the title and the blocks."""
    dropped: tuple[Dropped, ...]
    """The others."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it is a stamp and nothing else."""
        return not self.title and not self.blocks


def drafts(page: TextPage, split: Split) -> tuple[TextDraft, ...]:
    """Return an update for every chunk, in the order of the document."""
    titled = _are_titled(page, split.chunks)
    return tuple(_draft(page, split, chunk, titled=titled) for chunk in split.chunks)


def _are_titled(page: TextPage, chunks: Sequence[Chunk]) -> bool:
    """Say whether the document's updates have headlines, by their first lines."""
    titled = [_opens_with_headline(page, chunk) for chunk in chunks]
    known = [one for one in titled if one is not None]
    return sum(known) >= TITLED * len(known)


def _opens_with_headline(page: TextPage, chunk: Chunk) -> bool | None:
    texts = texts_of(page, chunk)
    if not texts:
        return None
    stands_alone = chunk.mark is None or not chunk.mark.text
    return page.score(min(texts)) >= 0 and (stands_alone or len(texts) > 1)


def _draft(page: TextPage, split: Split, chunk: Chunk, *, titled: bool) -> TextDraft:
    texts = texts_of(page, chunk)
    headline = _headline(page, chunk, texts, titled=titled)
    title = None if headline is None else _unnumbered(texts[headline])
    made = tuple(_blocks(page, texts, headline))
    stamp, printed = _stamp(page, chunk)
    record = prose.bag(" ".join([printed or "", title or "", *(block.text for block in made)]))
    dropped = _dropped(page, chunk, record, printed, headline)
    mark = chunk.mark
    # Of the line of a stamp that something else stands beside, the other words are in the update.
    kept = page.lines[mark.index].number if mark and mark.apart else None
    gone = {line.line for line in dropped if line.line != kept}
    others = [index for index in chunk.indices if mark is None or index != mark.index]
    asides = [aside for index in others if (aside := page.aside(index))]
    authors = [*(mark.authors if mark else ()), *(name for aside in asides for name in aside.authors)]
    return TextDraft(
        stamp=stamp,
        printed=printed,
        title=title,
        blocks=made,
        authors=tuple(dict.fromkeys(authors)),
        revised=_revised(page, chunk),
        labels=_labels(page, chunk, title),
        lines=tuple(number for index in chunk.indices if (number := page.lines[index].number) not in gone),
        dropped=dropped,
        evidence=tuple(text_evidence.of_update(page, split, chunk, headline)),
    )


def _headline(page: TextPage, chunk: Chunk, texts: Mapping[int, str], *, titled: bool) -> int | None:
    """Return the line that is the headline; where people speak, none is."""
    if not texts or (chunk.mark and chunk.mark.apart and chunk.mark.authors):
        return None
    first = min(texts)
    mark, text = chunk.mark, texts[first]
    if mark is None:
        return first if page.score(first) > 0 else None
    if mark.form == "behind text":
        return first
    if mark.text and text.endswith(":") and len(texts) > 1 and prose.count(text) <= LABEL:
        return first
    after = next((texts[index] for index in sorted(texts)[1:2]), "")
    if not titled:
        leads = not mark.text and mark.form != "count" and prose.is_paragraph(after)
        return first if page.score(first) >= (OVER_PARAGRAPH if leads else STRONG) else None
    return first if _is_headline(page.score(first), text, after) else None


def _is_headline(score: float, text: str, after: str) -> bool:
    if score > UNLIKELY or _is_said(text, after) or _announces(text, after):
        return True
    may_be = text_blocks.kind_of(text) == "paragraph" and prose.count(text) <= LONGEST_TITLE
    return may_be and not prose.is_paragraph(text) and text[-1] not in ":;,]"


def _is_said(text: str, after: str) -> bool:
    """Say whether a line is something said, over a paragraph: `– We hear them`."""
    few = prose.count(text) <= LABEL and prose.last_mark(text).isalnum()
    return (
        few and text.startswith(f"{SPEECH} ") and prose.is_paragraph(after) and not after.startswith(SPEECH)
    )


def _announces(text: str, after: str) -> bool:
    """Say whether a line over a paragraph tells what a picture shows, not whose it is: `Photo: the pier`."""
    before, colon, shown = text.partition(": ")
    few = prose.count(before) <= SIGN and FEWEST <= prose.count(shown) <= LONGEST_TITLE
    bare = bool(colon) and prose.last_mark(text).isalnum() and prose.is_paragraph(after)
    return few and bare and not bylines.begins_with_name(shown)


def _unnumbered(text: str) -> str:
    """Return a headline without the number before it and the colon behind it."""
    return text_blocks.NUMBER.sub("", text).rstrip(":") or text


def _stamp(page: TextPage, chunk: Chunk) -> tuple[Stamp | None, str | None]:
    """Return what tells the time, and the time as printed: beside Unix seconds stands one for people."""
    mark = chunk.mark
    if mark is None:
        return None, None
    others = (page.marks[index] for index in reversed(chunk.indices))
    readable = (
        other.stamp for other in others if other and other.form in {"byline", "alone"} and not other.text
    )
    if mark.form == "seconds" and (beside := next(readable, None)):
        return replace(mark.stamp, clock=beside.clock), beside.text
    return mark.stamp, mark.stamp.text


def _revised(page: TextPage, chunk: Chunk) -> Stamp | None:
    found = (page.marks[index] for index in chunk.indices if chunk.mark is None or index != chunk.mark.index)
    return next((mark.stamp for mark in found if mark and mark.form == "revised"), None)


def _labels(page: TextPage, chunk: Chunk, title: str | None) -> frozenset[str]:
    labels = [furniture.label(page.text(index)) for index in chunk.indices]
    labels += [chunk.mark.label] if chunk.mark else []
    labels += ["key"] if title and prose.plain(title) in page.announced else []
    return frozenset(filter(None, labels))


def _dropped(
    page: TextPage, chunk: Chunk, record: frozenset[str], printed: str | None, headline: int | None
) -> tuple[Dropped, ...]:
    """Return the lines with words that aren't in the record, and of the stamp's own line those words."""
    at, apart = (chunk.mark.index, chunk.mark.apart) if chunk.mark else (None, "")
    numbered = {headline, at}
    dropped: list[Dropped] = []
    for index in chunk.indices:
        line = page.lines[index]
        aside = page.aside(index)
        left = line.text
        labelled = chunk.mark is not None and index == at and chunk.mark.label is not None
        if printed and printed in left:
            left = left.replace(printed, " ", 1).strip(" .,:|·•–—-()[]*_")
        if aside and aside.reason not in {"time", "revised"}:
            dropped.append(Dropped(line=line.number, text=line.text, reason=aside.reason))
        elif index == at and apart:
            reason = "byline" if chunk.mark and chunk.mark.authors else "label"
            dropped.append(Dropped(line=line.number, text=apart, reason=reason))
        elif number := _number(line.text, printed or "") if index in numbered else None:
            dropped.append(Dropped(line=line.number, text=number, reason="number"))
        elif not prose.bag(left) <= record:
            reason = "byline" if aside is None or aside.authors else aside.reason
            dropped.append(
                Dropped(
                    line=line.number,
                    text=left,
                    reason="label" if labelled and not (aside and aside.authors) else reason,
                )
            )
    return tuple(dropped)


def _number(text: str, printed: str) -> str | None:
    """Return the number that a headline or a stamp stood behind."""
    match = text_blocks.NUMBER.match(text.replace(printed, f" {STANDS} ", 1) if printed else text)
    return match[0].strip() if match else None


def _blocks(page: TextPage, texts: Mapping[int, str], headline: int | None) -> list[Block]:
    title = "" if headline is None else texts[headline]
    return [
        text_blocks.block(page.lines[index], _kind(page, index, text, title), text)
        for index, text in texts.items()
        if index != headline
    ]


def _kind(page: TextPage, index: int, text: str, title: str) -> BlockKind:
    """Return what a line is, seen beside its neighbours."""
    kind = text_blocks.kind_of(text)
    before, after = page.text(index - 1), page.text(index + 1)
    if kind != "paragraph":
        return kind
    if text_blocks.TWEET_AUTHOR.match(after):
        return "embed"
    if text_blocks.is_credit_heading(before) or (after.startswith(text) and text_blocks.is_caption(after)):
        return "caption"
    if prose.plain(text) == prose.plain(title) or headlines.is_link(page.places[index]):
        return "card"
    leads_on = title and not prose.is_paragraph(text) and prose.is_paragraph(after)
    return "subhead" if leads_on and page.score(index) >= SUBHEAD else kind
