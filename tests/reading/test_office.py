"""Texts of Word and of OpenDocument: read as the page that they make, without what isn't for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from office_samples import SECRET, WORD, docx, drawn, odt, paragraph

from afterlive import archive, reading
from afterlive.errors import DocumentError
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

HIDDEN = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}hidden</w:t></w:r>"
IN_WORD = docx(
    "".join(
        [
            paragraph("Fog on the fjord", style="Titel"),
            paragraph("12:03"),
            paragraph(
                "Boats leave ",
                f"<w:del><w:r><w:delText>{SECRET}never</w:delText></w:r></w:del>",
                f"<w:moveFrom><w:r><w:t>{SECRET}moved</w:t></w:r></w:moveFrom>",
                "<w:ins><w:r><w:t>again</w:t></w:r></w:ins>",
                "<w:moveTo><w:r><w:t> at </w:t></w:r></w:moveTo>",
                '<w:fldSimple w:instr="TIME"><w:r><w:t>noon</w:t></w:r></w:fldSimple>',
                '<w:r><w:t>.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>',
                HIDDEN,
            ),
            paragraph("09:40"),
            paragraph(
                "No boat, ",
                '<w:hyperlink r:id="l1"><w:r><w:rPr><w:b/></w:rPr><w:t>they say</w:t></w:r></w:hyperlink>',
                "<w:r><w:t>.</w:t></w:r>",
            ),
            paragraph(drawn('r:embed="p1"', "A grey quay")),
            paragraph(drawn('r:link="p2"', "Elsewhere")),
            paragraph("09:05"),
            paragraph("The first ferry left on time."),
        ]
    ),
    **{"word/comments.xml": f"{SECRET}comment"},
)
BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
GONE = '<style:style style:name="G"><style:text-properties text:display="none"/></style:style>'
IN_OPENDOCUMENT = odt(
    f"""<text:tracked-changes><text:changed-region><text:deletion><text:p>{SECRET}never</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Fog on the fjord</text:h>
<text:p>12:03</text:p>
<text:p>Boats leave<text:s/>again<office:annotation><text:p>{SECRET}comment</text:p></office:annotation> at
noon.<text:span text:style-name="G">{SECRET}hidden</text:span></text:p>
<text:p>09:40</text:p>
<text:p>No boat, <text:a xlink:href="https://harbour.example/fog"><text:span
text:style-name="B">they say</text:span></text:a>.</text:p>
<text:p><draw:frame><draw:image xlink:href="Pictures/quay.png"/>
<svg:title>A grey quay</svg:title></draw:frame></text:p>
<text:p>09:05</text:p>
<text:p>The first ferry left on time.</text:p>""",
    BOLD + GONE,
)
TEXTS = {"fog.docx": IN_WORD, "fog.odt": IN_OPENDOCUMENT}


def read(name: str, data: bytes, folder: Path) -> LiveBlog:
    (folder / name).write_bytes(data)
    return reading.read(folder / name, Facts(date=archive.facts_from_options({"date": "2031-05-04"}).date))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_a_word_processor_is_read_as_the_page_that_it_makes(name: str, tmp_path: Path) -> None:
    live_blog = read(name, TEXTS[name], tmp_path)
    assert live_blog.title == "Fog on the fjord"
    assert [(str(update.time), [block.text for block in update.blocks]) for update in live_blog.updates] == [
        ("2031-05-04 09:05:00", ["The first ferry left on time."]),
        ("2031-05-04 09:40:00", ["No boat, they say.", "A grey quay"]),
        ("2031-05-04 12:03:00", ["Boats leave again at noon."]),
    ]
    words, image = live_blog.updates[1].blocks
    assert words.markdown == "No boat, **[they say](https://harbour.example/fog)**."
    assert (image.kind, len(live_blog.assets)) == ("image", 1)


@pytest.mark.parametrize(
    "first", ["Fog on the fjord", "4 May 2031</w:t></w:r></w:p><w:p><w:r><w:t>Fog on the fjord"]
)
def test_the_first_line_is_the_title_of_a_text_without_a_style_for_it(tmp_path: Path, first: str) -> None:
    lines = (first, "All boats are held back.", "12:03", "Boats leave again.", "09:40", "No boat, they say.")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    live_blog = read("fog.docx", docx(body), tmp_path)
    assert (live_blog.title, [block.text for block in live_blog.lead]) == ("Fog on the fjord", [lines[1]])


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("fog.docx", "1 comments, 2 deletions, 1 hidden pieces of text, 1 pictures that stand elsewhere"),
        ("fog.odt", "1 comments, 1 deletions, 1 hidden pieces of text"),
    ],
)
def test_what_is_deleted_hidden_or_said_beside_a_text_stays_in_the_file(
    name: str, left: str, tmp_path: Path
) -> None:
    live_blog = read(name, TEXTS[name], tmp_path)
    assert live_blog.warnings[0] == f"left in the document, as no text for readers: {left}"
    content = tmp_path / "site" / "content"
    archive.import_document(
        tmp_path / name, content, archive.facts_from_options({"date": "2031-05-04"}), list
    )
    files = [path for path in content.rglob("*") if path.is_file()]
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []
    assert [proof.missing for proof in archive.verify(content, list)] == [()]


BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:d xmlns:w="{WORD}">&b;</w:d>'
)
REFUSED = {
    "entities in Word's": ("fog.docx", docx("", **{"word/styles.xml": BOMB}), "names entities"),
    "entities in OpenDocument": ("fog.odt", odt("", **{"content.xml": BOMB}), "names entities"),
    "broken XML": ("fog.docx", docx("<w:p>"), "word/document.xml in it is broken"),
    "20 MB of XML": ("fog.odt", odt(" " * 20_000_001), "content.xml in it is larger than 20 MB"),
    "a password": (
        "fog.odt",
        odt("", **{"META-INF/manifest.xml": "<m:encryption-data xmlns:m='m'/>"}),
        "locked by a password",
    ),
    "an old document of Word": (
        "fog.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "an old document",
    ),
    "elements without end": (
        "fog.docx",
        docx("<w:sdt><w:sdtContent>" * 200 + paragraph("Fog") + "</w:sdtContent></w:sdt>" * 200),
        "broken",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_a_word_processor_does_not_write_is_refused_in_one_line(why: str, tmp_path: Path) -> None:
    name, data, said = REFUSED[why]
    with pytest.raises(DocumentError) as refused:
        read(name, data, tmp_path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_table_and_a_list_of_opendocument_are_lines(tmp_path: Path) -> None:
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>Pier</text:p></table:table-cell><table:table-cell>"
        "<text:p>2</text:p></table:table-cell></table:table-row></table:table>"
    )
    items = "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
    body = f"<text:p>09:00</text:p><text:p>Where:</text:p>{table}{items}"
    body += "<text:p>10:00</text:p><text:p>Go.</text:p>"
    first, _ = read("fog.odt", odt(body), tmp_path).updates
    assert [block.text for block in first.blocks] == ["Where:", "Pier · 2", "One"]
