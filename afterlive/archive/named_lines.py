"""How a `.toml` names lines of a document: by their words, and where these come again by the line before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from afterlive.model import NamedLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from afterlive.model import LineName

REASON = ', also with its reason: { like = "Photo: *", why = "credit" }, or { picture = "quay.jpg" }'
FORM = 'a list of lines: "words", { line = "words", after = "the line before" } or { like = "Photo: *" }'
TAGS_FORM = 'a table of tags, each with lines of updates: storm = ["words of a line"]'
KEYS = ({"line", "after"}, {"like"})


def are_lines(value: object) -> bool:
    """Tell whether a value of a `.toml` names lines."""
    return isinstance(value, list) and all(_is_line(each, KEYS) for each in value)


def are_left_out(value: object) -> bool:
    """Tell whether a value of a `.toml` names lines or pictures, each with or without a reason."""
    named = (*KEYS, {"picture"})
    keys = (*named, {"line", "why"}, *({*keys, "why"} for keys in named))
    return isinstance(value, list) and all(_is_line(each, keys) for each in value)


def are_tagged(value: object) -> bool:
    """Tell whether a value of a `.toml` names lines for tags."""
    return isinstance(value, dict) and all(tag.strip() and are_lines(lines) for tag, lines in value.items())


def from_values(values: Iterable[Any]) -> tuple[LineName, ...]:
    """Return the lines that the values of a list name."""
    return tuple(map(_from_value, values))


def as_values(lines: Iterable[LineName]) -> str:
    """Return lines as the list of a `.toml`: one that is long has a line for each."""
    named = list(map(_as_value, lines))
    if sum(map(len, named)) > 80:  # noqa: PLR2004 - the width of a page
        return "[\n" + "".join(f"    {each},\n" for each in named) + "]"
    return f"[{', '.join(named)}]"


def quoted(text: str) -> str:
    """Return a text in quotes: a string of JSON is one of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_line(value: object, keys: Collection[set[str]]) -> bool:
    if not isinstance(value, dict):
        return isinstance(value, str)
    return value.keys() in keys and all(isinstance(words, str) for words in value.values())


def _from_value(value: Any) -> LineName:  # noqa: ANN401 - of any .toml
    if isinstance(value, str):
        return value
    if "like" in value:
        return NamedLine(value["like"], like=True, why=value.get("why"))
    if "picture" in value:
        return NamedLine(value["picture"], picture=True, why=value.get("why"))
    return NamedLine(value["line"], after=value.get("after"), why=value.get("why"))


def _as_value(line: LineName) -> str:
    if isinstance(line, str):
        return quoted(line)
    kind = "picture" if line.picture else "like" if line.like else "line"
    named = {kind: line.text, "after": line.after, "why": line.why}
    return f"{{ {', '.join(f'{key} = {quoted(text)}' for key, text in named.items() if text is not None)} }}"
