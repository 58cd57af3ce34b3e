"""One article: a file of content/, written and read back. docs/articles.md describes its form."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from afterlive import markup, metadata, names
from afterlive.errors import DocumentError
from afterlive.plain_markdown import plain_paragraphs
from afterlive.reading.source import html_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.model import Block

# The order in which metadata is written; keys that a keeper adds follow.
KEYS = (
    "Title", "Date", "Modified", "Slug", "Formerly", "Kind", "Position", "Precision", "Stamp",
    "Authors", "Tags", "Tagged", "Key", "Pinned", "Removed", "Traces", "Source", "Captured", "Captured-By",
    "Id", "Publisher", "Timezone", "Lang", "Order", "Page", "Document", "Checksum", "Digest",
)  # fmt: skip

KEEPERS = ("Slug", "Formerly", "Tags", "Key")
"""Metadata that is the keeper's: importing again never touches it."""

PLACE = ("Position", "Page", "Document", "Checksum", "Tagged")
"""Metadata that follows the document always."""

FIRST_WORDS = 8


@dataclass(frozen=True)
class Article:
    """The metadata and the Markdown text of one file; a value of several lines has newlines."""

    metadata: Mapping[str, str]
    text: str

    @property
    def is_lead(self) -> bool:
        """Tell whether this is the lead rather than an update."""
        return self.metadata.get("Kind") == "lead"

    @property
    def title(self) -> str:
        """The headline, empty where there is none."""
        return self.metadata.get("Title", "")

    @property
    def position(self) -> int:
        """Where the update stands, 1 being the oldest; 0 for the lead."""
        return int(self.metadata.get("Position", "0"))

    def tags(self, key: str) -> list[str]:
        """Return the tags that a value names."""
        return [tag.strip() for tag in self.metadata.get(key, "").split(",") if tag.strip()]

    @property
    def checksums(self) -> dict[str, str]:
        """Of a lead, the checksum of each document that the live blog was made from, by its name."""
        return dict(re.findall(r"^(.+?) (sha256:\w+)", self.metadata.get("Checksum", ""), re.MULTILINE))

    @property
    def is_removed(self) -> bool:
        """Tell whether the update was taken down."""
        return not self.is_lead and "Removed" in self.metadata

    @property
    def origin(self) -> tuple[str, list[int]] | None:
        """The document that the article was made from, and its lines. Raises DocumentError."""
        reference = self.metadata.get("Document")
        return _lines_of(reference) if reference else None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What the text renders to, block by block."""
        return html_blocks.blocks(plain_paragraphs(self.text) or markup.render(self.text))

    @cached_property
    def stem(self) -> str:
        """The name that the headline makes, or the first words where there is no headline."""
        words = self.title or " ".join(
            " ".join(block.text for block in self.blocks[:3]).split()[:FIRST_WORDS]
        )
        return names.slug(words) or "update"

    @cached_property
    def moment(self) -> float | None:
        """The time of the update in seconds, to sort by; None where only its day is known."""
        if self.metadata.get("Precision", "day") == "day":
            return None
        time = dt.datetime.fromisoformat(self.metadata["Date"])
        return (time if time.tzinfo else time.replace(tzinfo=dt.UTC)).timestamp()

    @cached_property
    def digest(self) -> str:
        """A digest of what the document determines: the text, and the metadata that isn't set aside."""
        aside = {*KEEPERS, *PLACE, "Digest"}
        lines = sorted(f"{key}={value}" for key, value in self.metadata.items() if key not in aside)
        return hashlib.blake2s("\n".join([*lines, "", self.text]).encode(), digest_size=10).hexdigest()

    @property
    def is_edited(self) -> bool:
        """Tell whether somebody changed the article after it was imported, or wrote it."""
        return self.metadata.get("Digest") != self.digest

    def having(self, **metadata: str | None) -> Article:
        """Return the article with these values; None takes one away."""
        kept = {key: value for key, value in {**self.metadata, **metadata}.items() if value is not None}
        return Article(kept, self.text)


def parse(source: str) -> Article:
    """Return the article that a file holds. Raises DocumentError where its metadata breaks off."""
    return Article(*metadata.parse(source))


def dump(article: Article) -> str:
    """Return the file of an article."""
    ranks = {key: rank for rank, key in enumerate(KEYS)}
    ordered = sorted(article.metadata.items(), key=lambda field: ranks.get(field[0], len(KEYS)))
    fields = [
        f"{key}: {value}".replace("\n", "\n    ").rstrip()
        for key, value in ordered
        if value or key == "Title"
    ]
    return "\n".join(fields) + "\n" + (f"\n{article.text}\n" if article.text else "")


def span(name: str, lines: Iterable[int]) -> str | None:
    """Return the reference to lines of a document, if there are any: `documents/kyiv.txt#L17-L22,L25`."""
    named = ",".join("L" + run.replace("-", "-L") for run in runs(lines))
    return f"{name}#{named}" if named else None


def runs(lines: Iterable[int]) -> list[str]:
    """Return lines as runs of neighbours: `17-22`, `25`."""
    found: list[list[int]] = []
    for line in sorted(lines):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in found]


def _lines_of(reference: str) -> tuple[str, list[int]]:
    name, _, named = reference.rpartition("#")
    lines: list[int] = []
    for run in named.split(","):
        match = re.fullmatch(r"L(\d+)(?:-L(\d+))?", run)
        if not name or not match:
            raise DocumentError(
                f"Document: {reference} names no lines; its form is documents/NAME.txt#L17-L22"
            )
        lines.extend(range(int(match[1]), int(match[2] or match[1]) + 1))
    return name, lines
