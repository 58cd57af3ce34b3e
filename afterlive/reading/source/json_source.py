"""JSON in documents: what its outermost keys are, and the whole of it as typed records."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from afterlive.errors import DocumentError
from afterlive.reading.source.document import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from afterlive.reading.source.document import Document

Kind = TypeVar("Kind")

MAX_OBJECTS = 1_000_000
"""Each takes 250 bytes, however short it is; more of them have on average at least so many characters:"""
SHORT = 40

ASSIGNMENT = re.compile(r"\s*window\.[\w.]+\s*=\s*")
"""How a script that holds data begins, as archives of X have it."""


@once
def keys(document: Document) -> frozenset[str]:
    """Return the keys of the object that a document is; none where it is something else."""
    return _keys(document, "{", lambda text: decode(text, dict[str, msgspec.Raw]))


@once
def keys_of_first(document: Document) -> frozenset[str]:
    """Return the keys of the first object in the list that a document is; none where it is something else."""
    return _keys(document, "[", lambda text: next(iter(decode(text, list[dict[str, msgspec.Raw]])), {}))


def opened(document: Document) -> dict[str, Any]:
    """Return the object that a document is, to recognise its form by; empty where it is none."""
    try:
        return decode(document.text, dict[str, Any])
    except (ValueError, RecursionError):
        return {}


def _keys(document: Document, begin: str, read: Callable[[str], Iterable[str]]) -> frozenset[str]:
    if not document.text.lstrip().startswith(begin):
        return frozenset()
    try:
        return frozenset(read(document.text))
    except (ValueError, RecursionError):
        return frozenset()


def decoded(document: Document, kind: type[Kind], what: str) -> Kind:
    """Return the document's JSON as a type; `what` says in words what it looks like. Raises DocumentError."""
    check_objects(document.text)
    try:
        return decode(ASSIGNMENT.sub("", document.text, count=1), kind)
    except msgspec.ValidationError as error:
        raise DocumentError(f"looks like {what}, but isn't: {error}") from None
    except (ValueError, RecursionError):
        raise DocumentError(f"looks like {what}, but its JSON is broken: export it again") from None


def decoded_beside(load: Callable[[str], bytes | None], name: str, kind: type[Kind]) -> Kind | None:
    """Return the JSON of a file that comes along with a document as a type; None where it doesn't come."""
    try:
        data = load(name)
        return decode(ASSIGNMENT.sub("", data.decode(), count=1), kind) if data else None
    except (ValueError, OSError, RecursionError):
        return None


def check_objects(text: str) -> None:
    """Raise `DocumentError` for JSON of more objects than can be held."""
    if text.count("{") > max(MAX_OBJECTS, len(text) // SHORT):
        raise DocumentError(f"more than {MAX_OBJECTS} objects that say nothing: export the live blog again")


def decode(text: str, kind: type[Kind]) -> Kind:
    """Return JSON as a type, also where it has what only lenient parsers take. Raises ValueError."""
    try:
        return msgspec.json.decode(text, type=kind, strict=False)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # such as half of a character, or a tab inside a text
        return msgspec.convert(json.loads(text, strict=False), kind, strict=False)


def words(value: object) -> str | None:
    """Return a text without the space around it, or a number as text; None for what is empty or neither."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return " ".join(str(value).split()) or None


def named(*names: object) -> tuple[str, ...]:
    """Return the first of several names that there is, as the only author."""
    return next(((name,) for name in map(words, names) if name), ())
