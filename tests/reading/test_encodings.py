"""Bytes become text as browsers decide it."""

import pytest

from afterlive.reading.source.encodings import text_of

PAGE = '<meta charset="{}"><p>{}'


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Онлайн: выборы"),
        ("koi8-r", "koi8-r", "Участки открылись"),
        ("iso-8859-1", "cp1252", "“Grève” – l’équipe"),  # which browsers take for windows-1252
        ("gb2312", "gb18030", "台风直播，龍"),  # a character that gb2312 lacks
        ("Shift_JIS", "cp932", "地震速報①"),
        ("iso-8859-9", "cp1254", "Seçim canlı"),
        ("utf-8", "utf-8", "Grève"),
        ("windows-1252", "utf-8", "Grève en direct"),  # a tool that rewrote the page left its declaration
        ("utf-8", "cp1252", "Grève à Brest"),  # what is mostly no UTF-8
        ("no-such-thing", "cp1252", "Züge stehen still, und die Bahnhöfe sind für Stunden geschlossen."),
    ],
)
def test_a_page_is_read_as_it_declares_where_its_bytes_allow(
    declared: str, encoding: str, words: str
) -> None:
    page = PAGE.format(declared, words)
    assert text_of(page.encode(encoding)) == page


def test_one_bad_byte_costs_one_character() -> None:
    page = PAGE.format("utf-8", "Bon\x00jour à tous").encode().replace(b"\x00", b"\xff")
    assert text_of(page) == PAGE.format("utf-8", "Bon\ufffdjour à tous")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_known_with_and_without_a_mark(encoding: str) -> None:
    text = "11:00 GMT\nThe vote is live, and counted by hand."
    assert text_of(text.encode(encoding)) == text


def test_bytes_that_are_no_text_are_none() -> None:
    assert text_of(b"\x00\x01\x02\x00\x00\x03" * 50) is None


def test_one_bad_byte_of_xml_that_declares_itself_costs_one_character() -> None:
    before, behind = (
        '<?xml version="1.0" encoding="UTF-8"?><title>Grève à l’écran</title><p>contin',
        "uent</p>",
    )
    assert text_of(before.encode() + b"\xe9" + behind.encode()) == f"{before}\ufffd{behind}"
