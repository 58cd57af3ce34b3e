"""The proof that nothing of a document is lost, which doesn't take the reader's word for it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterlive import reading
from afterlive.archive.facts import from_toml
from afterlive.archive.folder import DROPPED, LEAD, live_blogs, load
from afterlive.archive.homes import documents_in
from afterlive.cache.imports import DOCUMENTS
from afterlive.document_files import checksum_of, toml_of
from afterlive.errors import DocumentError
from afterlive.model import Dropped
from afterlive.reading.source.html_lines import INVISIBLE
from afterlive.reading.source.taken_down import REASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from afterlive.archive.article_file import Article
    from afterlive.progress import Track


@dataclass(frozen=True)
class Proof:
    """What became of the lines of one document."""

    document: str
    lines: int = 0
    dropped: int = 0
    missing: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    """Articles that somebody edited or took down: their lines can't be held against the document."""
    taken_down: tuple[str, ...] = ()
    """The marks in place of what was taken down."""


def verify(content: Path, track: Track) -> list[Proof]:
    """Hold every document of documents/ against content/. Raises DocumentError, OSError."""
    folders = {}
    everywhere = {folder: load(folder) for folder in live_blogs(content)}
    for folder, own in everywhere.items():
        articles = own | _moved(folder, everywhere)
        for name, checksum in articles[LEAD].checksums.items():
            folders[name] = (checksum, articles, dropped_in(folder))
    return [_proof(path, folders) for path in track(documents_in(content.parent / DOCUMENTS))]


def _moved(folder: Path, everywhere: Mapping[Path, Mapping[str, Article]]) -> dict[str, Article]:
    """Return the updates of a live blog's documents that were moved to other live blogs."""
    documents = everywhere[folder][LEAD].checksums
    return {
        f"../{other.name}/{file}": article
        for other, articles in everywhere.items()
        for file, article in articles.items()
        if other != folder and article.origin and article.origin[0] in documents
    }


def dropped_in(folder: Path) -> list[tuple[str, Dropped]]:
    """Return what was dropped at import, each with its document's name. Raises DocumentError, OSError."""
    path = folder / DROPPED
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if line:
            try:
                record = json.loads(line)
                found.append((str(record.pop("document")), Dropped(**record)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise DocumentError(f"{path}: no record; import the document again", line=number) from error
    return found


def _proof(
    path: Path, folders: Mapping[str, tuple[str, Mapping[str, Article], list[tuple[str, Dropped]]]]
) -> Proof:
    name = f"{DOCUMENTS}/{path.name}"
    if name not in folders:
        return Proof(name, missing=("not imported yet: run afterlive import",))
    checksum, articles, dropped = folders[name]
    if checksum != checksum_of(path):
        return Proof(name, missing=("changed since it was imported: run afterlive import",))
    proof = prove(
        name,
        reading.lines_of(path, from_toml(toml_of(path))),
        articles,
        [line for document, line in dropped if document == name],
    )
    unread = reading.unread(path)
    told = (
        (f"{unread} elements of its data are neither updates nor dropped: report it",) if unread > 0 else ()
    )
    return replace(proof, missing=(*proof.missing, *told))


def prove(
    name: str, lines: Sequence[str], articles: Mapping[str, Article], dropped: Sequence[Dropped]
) -> Proof:
    """Hold the lines of one document against the articles that say that they were made from them.

    Each line that isn't blank is in exactly one article or dropped. What an article's lines hold, but for
    what is dropped of them, is its stamp, its headline and its blocks, whole and in their order.
    """
    owners: dict[int, list[str]] = defaultdict(list)
    leftovers: dict[int, list[str]] = defaultdict(list)
    for line in dropped:
        leftovers[line.line].append(line.text)
    pieces: Counter[tuple[str, ...]] = Counter()
    missing: list[str] = []
    edited: list[str] = []
    for file, article in articles.items():
        document, numbers = article.origin or ("", [])
        if document != name:
            continue
        texts = (article.metadata.get("Stamp", ""), article.title, *(block.text for block in article.blocks))
        pieces.update(_words(_tokens(text)) for text in texts)
        for number in numbers:
            owners[number].append(file)
        if article.is_edited:
            edited.append(file)
        else:
            tokens = [
                (number, token)
                for number in numbers
                for token in _without(_tokens(_text(lines, number)), leftovers[number])
            ]
            missing += _unexplained(file, article, tokens, lines)
    for number, text in enumerate(lines, start=1):
        found = owners[number]
        if len(found) > 1:
            missing.append(f"line {number} is in {len(found)} articles, {' and '.join(found)}: {text}")
        elif text.strip() and not found:
            rest = _words(_without(_tokens(text), leftovers[number]))
            # Of a line such as a stamp with a byline, a part was dropped; each piece explains one such rest.
            if not leftovers[number] or (rest and pieces[rest] < 1):
                missing.append(f"line {number} is in no article: {text}")
            pieces[rest] -= 1
    return Proof(
        document=name,
        lines=sum(1 for text in lines if text.strip()),
        dropped=len(dropped),
        missing=tuple(missing),
        edited=tuple(edited),
        taken_down=tuple(
            f"line {each.line}: {each.text}" for each in dropped if each.reason.startswith(REASON)
        ),
    )


def _text(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _tokens(text: str) -> list[str]:
    """Return the words, the numbers and the marks; a stamp may touch the name behind it."""
    return re.findall(r"\d+|[^\W\d]+|[^\w\s]", INVISIBLE.sub("", text))


def _words(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token.isalnum())


def _without(tokens: list[str], fragments: Sequence[str]) -> list[str]:
    """Return the tokens of a line that are left when what was dropped of it is taken out."""
    for fragment in map(_tokens, fragments):
        length = len(fragment)
        starts = (
            start for start in range(len(tokens) - length + 1) if tokens[start : start + length] == fragment
        )
        start = next(starts, None)
        if start is not None:
            tokens = tokens[:start] + tokens[start + length :]
    return tokens


def _unexplained(
    file: str, article: Article, tokens: list[tuple[int, str]], lines: Sequence[str]
) -> Iterator[str]:
    """Give the line at which what the document has stops being what the article has, if there is one."""
    words = [token for _, token in tokens]
    asides = [
        piece for piece in (_tokens(article.metadata.get("Stamp", "")), _tokens(article.title)) if piece
    ]
    blocks = [_tokens(block.text) for block in article.blocks]
    farthest = _farthest(words, asides, blocks)
    if farthest < len(words):
        number = tokens[farthest][0]
        yield f"line {number} is not as {file} has it: {_text(lines, number)}"


def _farthest(words: list[str], asides: list[list[str]], blocks: list[list[str]]) -> int:
    """Return how far the words are asides (once each) and blocks (in order), only marks between them."""
    open_states = [(0, 0, 0)]
    seen = set(open_states)
    farthest = 0
    while open_states:
        at, used, block = open_states.pop()
        farthest = max(farthest, at)
        if at == len(words):
            break
        steps = []
        if not re.match(r"\w", words[at]):
            steps.append((at + 1, used, block))
        steps += [
            (at + len(blocks[index]), used, index + 1)
            for index in range(block, len(blocks))
            if blocks[index] and _stands(blocks[index], words, at)
        ]
        for index, aside in enumerate(asides):
            if not used & 1 << index and _stands(aside, words, at):
                steps.append((at + len(aside), used | 1 << index, block))
        open_states += [step for step in steps if step not in seen]
        seen.update(steps)
    return farthest


def _stands(piece: list[str], words: list[str], at: int) -> bool:
    return words[at : at + len(piece)] == piece
