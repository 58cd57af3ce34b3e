"""The facts about a live blog: what the keeper says in NAME.toml, and what the document's own name says."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, get_args
from zoneinfo import available_timezones

from afterlive import names
from afterlive.addresses import leads
from afterlive.archive import named_lines
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.model import Facts, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def _is_date(value: object) -> bool:
    return type(value) is dt.date  # a datetime is a date, too


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_address(value: object) -> bool:
    return isinstance(value, str) and leads(value) == ("web", value, "") and not re.search(r"\s", value)


def _is_zone(value: object) -> bool:
    return value in available_timezones()


def _is_order(value: object) -> bool:
    return value in get_args(Order)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?", value) is not None


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value == names.slug(value) != ""


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _is_yes(value: object) -> bool:
    return value is True


TRUTH = (_is_truth, "true or false")
TEXT = (_is_text, "a text in quotes")
NAME = (_is_name, "lower-case letters, digits and hyphens, and no name of a page of the site")
LINES = (named_lines.are_lines, named_lines.FORM)
FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    "title": TEXT,
    "date": (_is_date, "a date such as 2025-08-21, without quotes"),
    "timezone": (_is_zone, "the name of a zone such as Europe/London"),
    "language": TEXT,
    "order": (_is_order, "newest first or oldest first"),
    "source": (_is_address, "an address such as https://example.org/live"),
    "publisher": TEXT,
    "licence": TEXT,
    "rights": TEXT,
    "slug": NAME,
    "live_blog": NAME,
    "headlines": LINES,
    "not_headlines": LINES,
    "page": (_is_address, "an address such as https://example.org/live"),
    "thread": TEXT,
    "day": (_is_day, "a day such as 2024-03-05, or a range such as 2024-03-05/2024-03-07"),
    "tag": TEXT,
    "replies": TRUTH,
    "pseudonyms": TRUTH,
    "picture_metadata": TRUTH,
    "starts": LINES,
    "join": LINES,
    "keep": LINES,
    "drop": (named_lines.are_left_out, named_lines.FORM + named_lines.REASON),
    "authors": LINES,
    "stamps": LINES,
    "lead": LINES,
    "captions": LINES,
    "key": LINES,
    "not_key": LINES,
    "tags": (named_lines.are_tagged, named_lines.TAGS_FORM),
    "accepted": (_are_texts, 'a list of warnings in quotes: ["…", "…"]'),
    "anyway": (_is_yes, "true, or left out"),
}
"""Each fact, how it is told from what is none, and its form in words."""
ALSO = {"post": "thread", "channel": "thread"}
"""What the live blogs of some documents are called, and the fact that chooses one."""


def from_toml(path: Path) -> Facts:
    """Return what NAME.toml says, nothing where there is none. Raises DocumentError, OSError."""
    if not path.exists():
        return Facts()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"{path.name} is no TOML: {error}") from error
    try:
        return checked(table)
    except DocumentError as error:
        raise DocumentError(f"{path.name}: {error}") from error


def checked(table: dict[str, Any]) -> Facts:
    """Return the facts of a table. Raises DocumentError for a key or value that can't be one."""
    table = {ALSO.get(key, key): value for key, value in table.items()}
    if type(table.get("day")) is dt.date:
        table["day"] = str(table["day"])
    if type(table.get("thread")) is int:
        table["thread"] = str(table["thread"])
    for key, value in table.items():
        if key not in FORMS:
            raise DocumentError(f"there is no {key}; there are {', '.join(FORMS)}")
        fits, form = FORMS[key]
        if not fits(value):
            raise DocumentError(f"{key} must be {form}")
    told: dict[str, Any] = {key: _told(value) for key, value in table.items()}
    return Facts(**told)


def _told(value: object) -> object:
    if isinstance(value, dict):
        return tuple((tag, named_lines.from_values(lines)) for tag, lines in value.items())
    return named_lines.from_values(value) if isinstance(value, list) else value


def from_options(options: dict[str, Any]) -> Facts:
    """Return what options of the command line say, a date as text. Raises DocumentError."""
    day = options.get("date", "")
    try:
        return checked(options | ({"date": dt.date.fromisoformat(day)} if day else {}))
    except DocumentError as error:
        raise DocumentError(f"--{error}") from error
    except ValueError as error:
        raise DocumentError(f"--date must be a date such as 2025-08-21, not {day}") from error


def from_name(stem: str) -> Facts:
    """Return what a file's name says: `2025-08-21-kyiv` has a date and the title Kyiv.

    Raises DocumentError for a name that can't be written into an article.
    """
    if CONTROLS.search(stem) or len(stem.splitlines()) > 1:
        raise DocumentError(f"{stem!r}: no article can hold such a name: rename the document")
    match = re.fullmatch(r"(?:(\d{4}-\d\d-\d\d)[-_ ]?)?(.*)", stem)
    day, words = match.groups() if match else (None, stem)
    title = " ".join(re.split(r"[-_\s]+", words)).strip()
    return Facts(
        date=_date(day), title=title[:1].upper() + title[1:] or None, slug=names.slug(stem) or "live-blog"
    )


def _date(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def first(*told: Facts) -> Facts:
    """Return of each fact what the first says that says anything."""
    merged: dict[str, Any] = {}
    for field in fields(Facts):
        values = (getattr(facts, field.name) for facts in told)
        merged[field.name] = next((value for value in values if value), field.default)
    return Facts(**merged)


def as_toml(told: Facts) -> str:
    """Return facts as lines of a NAME.toml."""
    lines = []
    for field in fields(Facts):
        value = getattr(told, field.name)
        if value is True:
            lines.append(f"{field.name} = true")
        elif isinstance(value, tuple) and value and field.name != "tags":
            lines.append(f"{field.name} = {named_lines.as_values(value)}")
        elif value and field.name != "tags":
            lines.append(
                f"{field.name} = {value if isinstance(value, dt.date) else named_lines.quoted(value)}"
            )
    if told.tags:
        lines += ["", "[tags]"]
        lines += [f"{named_lines.quoted(tag)} = {named_lines.as_values(named)}" for tag, named in told.tags]
    return "".join(line + "\n" for line in lines)


def with_fact(told: Facts, key: str, value: object) -> Facts:
    """Return facts with another value of one; None or an empty one says nothing."""
    return replace(told, **{key: value})  # type: ignore[arg-type]


def rewritten(toml: str, told: Facts) -> str:
    """Return a `.toml` that says these facts: what it says already stays as it stands, with its comments."""
    said = checked(tomllib.loads(toml))
    changed = {key for key in FORMS if getattr(said, key) != getattr(told, key)}
    kept = "".join(statement for key, statement in _statements(toml) if key not in changed)
    fresh: dict[str, Any] = {
        field.name: field.default for field in fields(Facts) if field.name not in changed
    }
    return with_lines(kept, as_toml(replace(told, **fresh))) if changed else toml


def _statements(toml: str) -> Iterator[tuple[str | None, str]]:
    """Yield the statements of a `.toml` and what stands between: each with its key, a table as a whole."""
    lines = toml.splitlines(keepends=True)
    while lines:
        header = re.match(r"\s*\[\s*(\w+)", lines[0])
        key = header or re.match(r"\s*(\w+)\s*=", lines[0])
        ends = range(1, len(lines) + 1)
        end = len(lines) if header else next(end for end in ends if not key or _is_whole(lines[:end]))
        yield key and key[1], "".join(lines[:end])
        lines = lines[end:]


def _is_whole(lines: Sequence[str]) -> bool:
    try:
        tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def with_lines(toml: str, lines: str) -> str:
    """Return a `.toml` with more lines, above its first table."""
    table = re.search(r"^\[", toml, re.MULTILINE)
    end = table.start() if table else len(toml)
    above = toml[:end] if not end or toml[:end].endswith("\n") else f"{toml[:end]}\n"
    return above + lines + toml[end:]
