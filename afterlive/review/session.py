"""A review: the document, the keeper's corrections so far, and the live blog that results."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from afterlive import archive, atomic, reading
from afterlive.document_files import toml_of
from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.rules.line_names import LineNames
from afterlive.reading.steps.corrected_parts import own_lines
from afterlive.review import corrected_facts
from afterlive.review.rows import rows, updates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from afterlive.model import LineName, LiveBlog, Update

FACTS = ("title", "date", "timezone", "language", "order", "source", "publisher", "licence", "rights")
"""What a keeper can say of the whole live blog, as far as `Facts` has it."""
CHANGES = {"not_headlines": "headline", "keep": "left out"}
"""What a line is that a step changes; said of many lines, it means no others."""
OF_PICTURES = {"drop", "keep"}
"""What can be said of a picture that stands in no line."""
Answer = dict[str, Any]


class OutdatedError(DocumentError):
    """A step was taken on a page that is out of date."""


class Review:
    """One review. Its methods may be called from several threads."""

    def __init__(self, document: Path, content: Path) -> None:
        self._document, self._content = document, content
        self._toml = toml_of(document)
        self._steps: list[Facts] = [archive.facts_from_toml(self._toml)]
        self._kept = self._steps[0]
        self._version = 0
        self._lock = threading.Lock()
        self._read_with = reading.RepeatedRead(document, unfinished=True)
        self._texts = self._read_with.lines(self._steps[0])
        self._pictures = self._read_with.pictures(self._steps[0])
        self._names = LineNames(self._texts, [each.address for each in self._pictures])
        self._live_blog = self._read(self._steps[0])
        self._edited = archive.edited(document, content)
        self.is_kept = True
        """Whether nothing was said that NAME.toml doesn't hold."""

    def document(self) -> Answer:
        """Return the document's lines, what is shown and stands in none, and the split as it stands."""
        with self._lock:
            pictures = [{"words": each.words, "above": each.above} for each in self._pictures]
            told = {"name": self._document.name, "texts": self._texts, "pictures": pictures}
            return told | self._state("")

    def alike(self, number: int) -> Answer:
        """Return the lines that are like one. Raises DocumentError."""
        self._check([number])
        return {"lines": self._names.numbers(self._name(number, like=True))}

    def say(self, asked: Mapping[str, Any]) -> Answer:
        """Say something of lines, and read the document again. Raises DocumentError; then nothing is said."""
        key, lines, like = asked.get("key"), asked.get("lines"), asked.get("like") is True
        if not isinstance(lines, list) or not lines or not all(type(line) is int for line in lines):
            raise DocumentError("choose a line first")
        self._check(lines)
        words = asked.get("words")

        def step(facts: Facts) -> Facts:
            names = [self._name(line, like=like) for line in self._meant(str(key), lines)]
            if key == "key" and self._are_key(names):
                return self._not_key(facts, names)
            return corrected_facts.told(facts, str(key), names, words if isinstance(words, str) else "")

        return self._step(asked, step)

    def _meant(self, key: str, lines: list[int]) -> list[int]:
        """Return of several lines those that a step can change. Raises DocumentError if there are none."""
        if key not in OF_PICTURES:
            lines = [line for line in lines if line <= len(self._texts)]
            if not lines:
                raise DocumentError("a picture can only be left out, or be shown again: Is text")
        if key not in CHANGES or len(lines) == 1:
            return lines
        roles = rows(self._live_blog, self._texts, self._pictures)
        return [line for line in lines if roles[line - 1][0].startswith(CHANGES[key])] or lines

    def _updates_of(self, names: list[LineName]) -> list[Update]:
        lines = {number for name in names for number in self._names.numbers(name)}
        return [update for update in self._live_blog.updates if lines & own_lines(update)]

    def _are_key(self, names: list[LineName]) -> bool:
        updates = self._updates_of(names)
        return bool(updates) and all(update.key for update in updates)

    def _not_key(self, facts: Facts, names: list[LineName]) -> Facts:
        """Take back that updates are key events, and where the document says so that they are none."""
        updates = self._updates_of(names)
        within = {number for update in updates for number in own_lines(update)}
        left = [name for name in facts.key if not {*self._names.numbers(name)} <= within]
        facts = replace(facts, key=tuple(left))
        told = {update.position for update in self._read(facts).updates if update.key}
        still = any(update.position in told for update in updates)
        return corrected_facts.told(facts, "not_key", names) if still else facts

    def tell(self, asked: Mapping[str, Any]) -> Answer:
        """Say something of the live blog, and read the document again. Raises DocumentError."""
        key, value = asked.get("key"), asked.get("value")
        if key not in _told_of_all() or not isinstance(value, str):
            raise DocumentError(f"nothing is called {key}")

        def step(facts: Facts) -> Facts:
            said = archive.facts_from_options({key: value.strip()}) if value.strip() else Facts()
            return archive.with_fact(facts, key, getattr(said, key))

        return self._step(asked, step)

    def accept(self, asked: Mapping[str, Any]) -> Answer:
        """Answer a warning, so that it isn't said again. Raises DocumentError."""
        warning = asked.get("warning")
        if warning not in self._live_blog.warnings:
            raise DocumentError("there is no such warning")
        return self._step(
            asked, lambda facts: archive.with_fact(facts, "accepted", (*facts.accepted, str(warning)))
        )

    def undo(self, asked: Mapping[str, Any]) -> Answer:
        """Take back the last step. Raises DocumentError where there is none."""
        with self._lock:
            self._check_version(asked)
            if len(self._steps) == 1:
                raise DocumentError("there is nothing to take back")
            self._live_blog = self._read(self._steps[-2])
            self._steps.pop()
            self._changed()
            return self._state("Taken back.")

    def keep(self, asked: Mapping[str, Any]) -> Answer:
        """Write NAME.toml and import. Raises DocumentError, OSError."""
        with self._lock:
            self._check_version(asked)
            facts = self._steps[-1]
            written = self._toml.read_text("utf-8") if self._toml.exists() else ""
            said = archive.facts_rewritten(written, facts)
            if said != written:
                atomic.write(self._toml, said.encode())
            self._kept, self.is_kept = facts, True
            try:
                (report,) = archive.import_document(self._document, self._content, Facts(), list)
            except DocumentError as error:
                raise DocumentError(f"{self._toml.name} is written, but not imported: {error}") from error
            self._edited = archive.edited(self._document, self._content)
            changed = f"{report.changed} files written" if report.changed else "nothing new"
            return self._state(f"Kept: {report.folder}, {report.updates} updates, {changed}.")

    def _step(self, asked: Mapping[str, Any], step: Callable[[Facts], Facts]) -> Answer:
        with self._lock:
            self._check_version(asked)
            facts = step(self._steps[-1])
            live_blog = self._read(facts)
            before, self._live_blog = self._live_blog, live_blog
            self._steps.append(facts)
            self._changed()
            return self._state(_change(len(before.updates), len(live_blog.updates)))

    def _read(self, facts: Facts) -> LiveBlog:
        return archive.read_as(self._document, facts, self._read_with)

    def _changed(self) -> None:
        self._version += 1
        self.is_kept = self._steps[-1] == self._kept

    def _check_version(self, asked: Mapping[str, Any]) -> None:
        if asked.get("version") != self._version:
            raise OutdatedError("Another window has changed it; this is how it stands now. Try again.")

    def _check(self, lines: list[int]) -> None:
        texts = [*self._texts, *(each.words for each in self._pictures)]
        if not all(0 < line <= len(texts) and texts[line - 1].strip() for line in lines):
            raise DocumentError("the document has no such line")

    def _name(self, number: int, *, like: bool) -> LineName:
        if not like or number > len(self._texts):
            return self._names.name(number)
        return corrected_facts.alike(self._names, number, " ".join(self._texts[number - 1].split()))

    def _state(self, message: str) -> Answer:
        live_blog, facts = self._live_blog, self._steps[-1]
        return {
            "version": self._version,
            "message": message,
            "title": live_blog.title,
            "facts": {
                key: {"said": str(getattr(facts, key) or ""), "read": str(_read(live_blog, key) or "")}
                for key in _told_of_all()
            },
            "rows": rows(live_blog, self._texts, self._pictures),
            "updates": updates(live_blog, self._edited),
            "unsure": [
                {"of": each.of, "line": each.line, "confidence": each.confidence, "reason": each.reason}
                for each in live_blog.unsure
            ],
            "warnings": list(live_blog.warnings),
            "undo": len(self._steps) - 1,
            "kept": self.is_kept,
        }


def _told_of_all() -> list[str]:
    there = {field.name for field in fields(Facts)}
    return [key for key in FACTS if key in there]


def _read(live_blog: object, key: str) -> object:
    return getattr(live_blog, "url" if key == "source" else key, None)


def _change(before: int, after: int) -> str:
    many = f"{after} update{'' if after == 1 else 's'}"
    return (
        f"{many} now, {abs(after - before)} {'more' if after > before else 'fewer'}."
        if before != after
        else f"Read again: {many}."
    )
