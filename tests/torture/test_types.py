"""Every reader of structured data, given each value of a document as every other type that its form has."""

from __future__ import annotations

import json
import os
import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from forms import DATA, document, hold, places, records, replaced, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JSON = (None, True, 0, -1, 1e300, 10**400, "", "x", "\ud800", [], [1], [[]], {}, {"a": 1}, [None, {"id": []}])
"""A value of every type of JSON, the odd ones too."""
ODD = (
    "9" * 5000, "1e999", "NaN", "-Infinity", "[" * 5000 + "]" * 5000, '{"a":' * 50_000 + "1" + "}" * 50_000,
    r'"\ud83d"', '"\t\x0b"', r'"\q"', '{"a": 1, "a": 2}', "",
)  # fmt: skip
"""What parsers of JSON don't agree about."""
YAML = (
    "", "~", "yes", "-1", ".inf", '!!int "-"', "!!bool x", "!!timestamp x", '!!float "_"', "!!binary x",
    "!!python/name:os.system", "!x y", "2024-03-03", "2024-99-99", "12:60", "[]",
    "[[1], {a: b}]", "{}", "{a: {b: c}}",
    "{[1]: 2}", "!!set {a, b}", "!!omap [a: 1]", "|\n  text", "*a", "&a [*a]", "<<: x",
)  # fmt: skip
"""A value of every type of YAML, likewise."""
LENIENT = {"page", "markdown"}
"""Forms whose data is believed only where it makes sense; a value of another type is passed over."""
ROUNDS = range(len(JSON)) if "TORTURE" in os.environ else range(2)
"""How many other types each value has in turn."""


def confused(form: str) -> Iterator[str]:
    """Yield the document of a form with each of its values as some of the others, in `make torture` all."""
    text = document(form)
    if form == "markdown":
        for line in text.split("---\n")[1].splitlines():
            for value in YAML:
                yield text.replace(line, f"{line.partition(':')[0]}: {value}")
        return
    for before, record, after in records(form, text):
        valid = json.loads(record)
        for number, at in enumerate(places(valid)):
            for turn in ROUNDS:
                other = JSON[(number + turn * 7) % len(JSON)]
                yield before + json.dumps(replaced(valid, at, other)) + after


@pytest.mark.parametrize("form", ["page", "markdown", *DATA])
def test_a_value_of_any_type_is_read_or_refused_in_one_line(tmp_path: Path, form: str) -> None:
    read = refused = 0
    for text in confused(form):
        if hold(write(tmp_path, form, text)):
            read += 1
        else:
            refused += 1
    assert read
    assert refused or form in LENIENT


@pytest.mark.parametrize("form", ["page", *DATA])
def test_json_that_parsers_do_not_agree_about_is_read_or_refused_in_one_line(
    tmp_path: Path, form: str
) -> None:
    for before, record, after in records(form, document(form)):
        for brace in islice(re.finditer("{", record), 3):
            for odd in ODD:
                inner = f'"odd": {odd}, {record[brace.end() :]}'
                hold(write(tmp_path, form, before + record[: brace.end()] + inner + after))
