"""Every reader, held to whatever a document of its form may turn into."""

from __future__ import annotations

import os
import re
import time
from random import Random
from typing import TYPE_CHECKING

import pytest
from forms import FORMS, ZIPS, damaged, document, hold, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterlive import reading
from afterlive.reading.source import packed_export
from afterlive.reading.source.document import load

if TYPE_CHECKING:
    from pathlib import Path

UPDATES = {
    "text": 3, "page": 4, "markdown": 3, "export": 1, "whatsapp": 3, "irc": 3, "storify": 4, "ninjs": 3,
    "warc": 4, "wacz": 4, "safari-page": 4, "zipped-page": 4, "word": 3, "opendocument": 3,
    "packed-whatsapp": 3,
}  # fmt: skip
"""How many updates the document of a form has, if not two."""

NESTED = "n0: &n0 [ha, ha]\n" + "\n".join(f"n{n}: &n{n} [*n{n - 1}, *n{n - 1}]" for n in range(1, 40))
"""YAML in which each list is twice the one before."""

PARTS = "".join(f'Content-Type: multipart/mixed; boundary="cut{n}"\n\n--cut{n}\n' for n in range(2000))
"""Parts of a mail, each inside the one before."""

ADDRESS = re.compile(r"https?://[^\s\"'<>|)\]]+")
ODD_ADDRESSES = (
    "http://[x", "http://[::1]:x/#a", "https://a\u2100b/", "https://a:99999/x#y", "javascript:1", "//[", "?",
    "", "https://\u0661.example/\u202e",
)  # fmt: skip
"""What is no address, or is one to some parsers alone."""

EXAMPLES = 100 if "TORTURE" in os.environ else 9

FOUND = {
    "an address that is none, of an update": ("atom", "tag:gazette.example,2024:3", "http://[x"),
    "an address that is none, of an image": ("page", "data:image/png", "http://[x"),
    "an address with a NUL in it, of an image": ("page", 'src="data:', 'src="%00" data-src="data:'),
    "an address longer than a file's name, of an image": ("page", 'src="data:', f'src="{"q" * 9000}" x="'),
    "an address that runs, of the page": ("page", "https://gazette.example/live", "javascript:alert(1)"),
    "an address that runs, of an update": ("rss", "<guid>2</guid>", "<link>javascript:alert(1)</link>"),
    "half a character": ("rss", "The engine runs", "&#xd83d;"),
    "characters that are none, of the page": (
        "page",
        '"headline":"Unseen"',
        r'"headline":"Un\u0001seen\uffff"',
    ),
    "characters that are none, in JSON": ("guardian", '"The ferry sails"', '"The \uffff sails\\u0001"'),
    "characters that are none, in a body": ("guardian", "<p>It left", "&#1;&#xffff; It left"),
    "characters that are none, of a feed": ("rss", "<guid>2</guid>", "<guid>&#1;2&#xffff;</guid>"),
    "no content": ("atom", '<content type="html">', '<content type="html"/><content type="html">'),
    "entries without words": ("atom", "<entry>", "<entry/><rest>"),
    "a name with spaces in its namespace": ("atom", "<feed ", '<feed xmlns:a="b c d" a:e="f" '),
    "an offset beyond all clocks": ("page", "08:00:00 +0000", f"08:00:00 +{'9' * 30}"),
    "lists in lists in lists": ("markdown", "authors: [Ida Holm, Per Lund]", NESTED),
    "parts in parts in parts": ("mhtml", "Content-Type: text/html", f"{PARTS}Content-Type: text/html"),
    "100,000 attributes": ("page", "<h1>", f"<h1 {' '.join(f'a{n}' for n in range(100_000))}>"),
    "brackets that stay open": ("markdown", "It left", "[" * 10_000),
    "links that stay open": ("markdown", "It left", "[a](" * 5000),
    "tags that stay open": ("markdown", "It left", "<a " * 5000),
    "lists that stay open": ("markdown", "authors: [", "authors: " + "[" * 5000),
    "an integer without digits": ("markdown", "date: 2024-03-03", '!!int "-"'),
    "a truth that is none": ("markdown", "date: 2024-03-03", "true: !!bool x"),
    "a time that is none": ("markdown", "date: 2024-03-03", "date: !!timestamp x"),
    "a fraction without digits": ("markdown", "date: 2024-03-03", 'share: !!float "_"'),
    "a list for a name": ("guardian", '"id": "b2"', '"id": [1]'),
    "a number of 5,000 digits": ("markdown", "date: 2024-03-03", f"number: 0x{'f' * 5000}"),
}
"""What once was neither read nor refused: a form, a piece of its document, and what stands there instead."""


def test_every_form_has_a_document(tmp_path: Path) -> None:
    without = {reader.recognises.__module__.rpartition(".")[2] for reader in reading.READERS}
    for form in FORMS:
        opened = packed_export.opened(load(write(tmp_path, form, document(form))))
        reader = next(reader for reader in reading.READERS if reader.recognises(opened))
        without.discard(reader.recognises.__module__.rpartition(".")[2])
    assert without == {"refused"}


@pytest.mark.parametrize("form", FORMS)
def test_the_document_of_each_form_is_read(tmp_path: Path, form: str) -> None:
    live_blog = hold(write(tmp_path, form, document(form)))
    assert live_blog
    assert len(live_blog.updates) == UPDATES.get(form, 2)


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_document_is_read_or_refused(tmp_path: Path, form: str) -> None:
    read = []

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.randoms(use_true_random=False))
    def check(chance: Random) -> None:
        path = write(tmp_path, form, damaged(document(form), chance))
        live_blog = hold(path)
        assert live_blog == hold(path)
        read.append(live_blog is not None)

    check()
    assert any(read) or FORMS[form] in ZIPS  # whose XML and JSON are whole, or refused


@pytest.mark.parametrize("kind", FOUND)
def test_what_once_broke_a_reader_does_no_more(tmp_path: Path, kind: str) -> None:
    form, piece, instead = FOUND[kind]
    assert piece in document(form)
    begun = time.process_time()
    hold(write(tmp_path, form, document(form).replace(piece, instead)))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("odd", ODD_ADDRESSES)
def test_an_odd_address_wherever_there_is_one_is_read_or_refused(tmp_path: Path, odd: str) -> None:
    for form in FORMS:
        hold(write(tmp_path, form, ADDRESS.sub(lambda _: odd, document(form))))


@pytest.mark.skipif("TORTURE" not in os.environ, reason="takes minutes; make torture runs it")
@pytest.mark.parametrize("form", FORMS)
def test_10000_damaged_documents_take_a_second_each_at_most(tmp_path: Path, form: str) -> None:
    for number in range(10_000 // len(FORMS)):
        path = write(tmp_path, form, damaged(document(form), Random(f"{form} {number}")))  # noqa: S311 - no secret
        begun = time.process_time()
        hold(path)
        assert time.process_time() - begun < 1, number


@pytest.mark.skipif("TORTURE" not in os.environ, reason="see above")
def test_random_bytes_take_a_second_each_at_most(tmp_path: Path) -> None:
    chance = Random(0)  # noqa: S311 - no secret
    for number in range(1000):
        name = f"ferry.{chance.choice(list(FORMS.values()))}"
        (tmp_path / name).write_bytes(chance.randbytes(chance.randrange(20_000)))
        begun = time.process_time()
        hold(tmp_path / name)
        assert time.process_time() - begun < 1, number
