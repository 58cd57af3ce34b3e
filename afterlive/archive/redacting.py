"""A document without an update: a text keeps all its other lines, another form becomes JSON Lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from afterlive import reading
from afterlive.archive import facts
from afterlive.archive.article_file import PLACE
from afterlive.archive.capture import Capture, capture, read
from afterlive.archive.merging import pair
from afterlive.archive.traces import left_by, traces_of
from afterlive.document_files import is_of_a_page, pictures_of, stem_of, toml_of
from afterlive.errors import DocumentError
from afterlive.model import Dropped, Facts
from afterlive.reading.forms import json_lines
from afterlive.reading.source import taken_down
from afterlive.reading.steps import corrections

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from afterlive.archive.article_file import Article
    from afterlive.model import LineName

OF_DOCUMENT = (
    *corrections.KEYS,
    "page",
    "thread",
    "day",
    "tag",
    "replies",
    "pseudonyms",
    "anyway",
    "accepted",
)
"""Facts that JSON Lines have no use for: they are carried out, or choose what is there alone."""
SAYING = 3
"""Words from which on a line that comes again is taken to repeat the update."""


@dataclass(frozen=True)
class Redacted:
    """A document without an update, as it is to be written."""

    path: Path
    """Where it stands now."""
    name: str
    """What it is to be called."""
    data: bytes
    toml: str | None
    """What the `.toml` beside it is to say, None if there is none."""
    gone: tuple[str, ...]
    """The lines that are no longer in it."""
    copies: tuple[Article, ...]
    """The update, as the document had it."""

    @property
    def files(self) -> tuple[Path, Path, Path, Path]:
        """The document, its `.toml`, its folder, and its fetched pictures or, without any, itself."""
        beside, fetched = self.path.with_name(f"{stem_of(self.path)}_files"), pictures_of(self.path)
        return self.path, toml_of(self.path), beside, fetched if is_of_a_page(fetched) else self.path


def without(path: Path, update: Article, why: str) -> Redacted | None:
    """Return a document without an update, None if it isn't in it.

    Raises DocumentError where nothing else would be left, or the others would no longer be what they are.
    """
    before = capture(path)
    copies = [index for index, each in enumerate(before.articles[1:]) if _is_same(update, each)]
    copies += [index for index in pair([update], before.articles[1:]) if index not in copies]
    if not copies:
        return None
    if len(copies) == len(before.articles) - 1:
        raise DocumentError(f"{path}: holds no other update: delete it, then take this one down again")
    lines = reading.lines_of(path, before.said)
    gone = _gone(before, copies, lines)
    writers: list[Callable[[], Redacted]] = [lambda: _as_json_lines(before, copies, gone, lines, why)]
    if reading.is_text(path):
        writers.insert(0, lambda: _as_text(before, copies, gone, lines, why))
    for write in writers:
        made = write()
        if _reads_alike(made, before, copies):
            return made
    raise DocumentError(f"{path}: without this update its others would be read otherwise: edit it by hand")


def _is_same(update: Article, other: Article) -> bool:
    if left := left_by(update):
        return not left.isdisjoint(traces_of(other))
    return update.origin is not None and update.origin == other.origin


def _gone(before: Capture, copies: Collection[int], lines: Sequence[str]) -> list[int]:
    """Return the lines of an update, what was dropped between them, and what was dropped as repeating it."""
    owned: dict[int, int] = {}
    for index, article in enumerate(before.articles, -1):
        owned |= dict.fromkeys(article.origin[1] if article.origin else (), index)
    gone = {number for number, index in owned.items() if index in copies}
    for index in copies:
        own = [number for number, owner in owned.items() if owner == index]
        gone |= {number for number in range(min(own), max(own) + 1) if number not in owned} if own else set()
    words = " ".join(_words(lines[number - 1]) for number in sorted(gone))
    titles = [_words(before.articles[index + 1].title) for index in copies]
    for each in before.dropped:
        if not each.line:
            continue  # a picture: it stands in no line
        text = _words(each.text)
        repeats = text in words or any(title and title in text for title in titles)
        if each.line not in owned and text.count(" ") >= SAYING - 1 and repeats:
            gone.add(each.line)
    return sorted(number for number in gone if lines[number - 1].strip())


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _as_text(
    before: Capture, copies: Iterable[int], gone: Sequence[int], lines: Sequence[str], why: str
) -> Redacted:
    """Put the mark in place of the first of each run of lines, and blank lines in place of the others."""
    marked = {number for number in gone if not _follows(number, gone, lines)}
    left = [
        taken_down.mark(why) if number in marked else "" if number in gone else line
        for number, line in enumerate(lines, 1)
    ]
    texts = [lines[number - 1] for number in gone]
    return Redacted(
        path=before.path,
        name=before.path.name,
        data="".join(f"{line}\n" for line in left).encode(),
        toml=_toml(before.path, lambda said: _naming_no(said, texts, why)),
        gone=tuple(texts),
        copies=tuple(before.articles[index + 1] for index in copies),
    )


def _follows(number: int, gone: Sequence[int], lines: Sequence[str]) -> bool:
    """Tell whether the line before this one is gone, blank lines aside."""
    above = number - 1
    while above and not lines[above - 1].strip():
        above -= 1
    return above in gone


def _as_json_lines(
    before: Capture, copies: Sequence[int], gone: Sequence[int], lines: Sequence[str], why: str
) -> Redacted:
    """Write what a document says of all other updates in the form that is imported without loss."""
    live_blog = read(before.path)
    texts = [lines[number - 1] for number in gone] + [
        text
        for index in copies
        for text in (
            live_blog.updates[index].title,
            *(block.text for block in live_blog.updates[index].blocks),
        )
        if text
    ]
    kept = [update for index, update in enumerate(live_blog.updates) if index not in copies]
    blocks = [*live_blog.lead, *(block for update in kept for block in update.blocks)]
    shown = "\n".join(block.markdown for block in blocks)
    marks = [Dropped(line=gone[0], text=taken_down.mark(why), reason=taken_down.REASON + why)] if gone else []
    dropped = [each for each in live_blog.dropped if each.line and each.line not in gone]
    left = replace(
        live_blog,
        updates=tuple(replace(update, position=position) for position, update in enumerate(kept, 1)),
        dropped=tuple(sorted([*dropped, *marks], key=lambda each: each.line)),
        assets=tuple(asset for asset in live_blog.assets if json_lines.named(asset) in shown),
        warnings=(),
        unsure=(),
    )
    none: dict[str, Any] = {key: getattr(Facts(), key) for key in OF_DOCUMENT}
    return Redacted(
        path=before.path,
        name=f"{stem_of(before.path)}.jsonl",
        data=json_lines.dump_jsonl(left).encode(),
        toml=_toml(before.path, lambda said: replace(said, **none)),
        gone=tuple(texts),
        copies=tuple(before.articles[index + 1] for index in copies),
    )


def _toml(path: Path, change: Callable[[Facts], Facts]) -> str | None:
    """Return the `.toml` beside a document with other facts, None if there is none."""
    toml = toml_of(path)
    return facts.rewritten(toml.read_text("utf-8"), change(facts.from_toml(toml))) if toml.exists() else None


def _naming_no(said: Facts, gone: Sequence[str], why: str) -> Facts:
    """Return what a keeper says of a document, without what names a line that is gone."""
    words = {_words(text) for text in gone}

    def left(named: tuple[LineName, ...]) -> tuple[LineName, ...]:
        return tuple(_left(named, words, why))

    lists: dict[str, Any] = {key: left(getattr(said, key)) for key in corrections.KEYS if key != "tags"}
    tags = tuple((tag, lines) for tag, named in said.tags if (lines := left(named)))
    accepted = tuple(each for each in said.accepted if not any(text in _words(each) for text in words))
    return replace(said, **lists, tags=tags, accepted=accepted)


def _left(named: Iterable[LineName], gone: Collection[str], why: str) -> Iterator[LineName]:
    for line in named:
        if isinstance(line, str):
            if _words(line) not in gone:
                yield line
        elif _words(line.text) not in gone:
            above = (line.after or "").split("\n")
            after = "\n".join(taken_down.mark(why) if _words(each) in gone else each for each in above)
            yield line if line.after is None else replace(line, after=after)


def _reads_alike(made: Redacted, before: Capture, copies: Collection[int]) -> bool:
    """Tell whether a document says the same of everything else as it did before."""
    with TemporaryDirectory() as folder:
        path = Path(folder, made.name)
        path.write_bytes(made.data)
        if made.toml is not None:
            toml_of(path).write_text(made.toml, "utf-8")
        try:
            after = capture(path)
        except DocumentError:
            return False
    rest = [article for index, article in enumerate(before.articles, -1) if index not in copies]
    return list(map(_said, rest)) == list(map(_said, after.articles))


def _said(article: Article) -> tuple[Mapping[str, str], str]:
    aside = {*PLACE, "Slug", "Digest"}
    return {key: value for key, value in article.metadata.items() if key not in aside}, article.text
