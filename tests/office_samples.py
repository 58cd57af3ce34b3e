"""Documents of word processors and spreadsheets, packed here of the parts that say something."""

from __future__ import annotations

import io
import zipfile

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1200)
SECRET = "SECRET-"  # noqa: S105 — it opens nothing
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"


def packed(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of Word's; a run that is no element is text."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    texts = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{look}{''.join(texts)}</w:p>"


def drawn(relation: str, words: str) -> str:
    """Return a picture of Word's, whose relation is `r:embed="…"` or `r:link="…"`."""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWN}/wordprocessingDrawing"><wp:docPr descr="{words}"/>'
        f'<a:graphic xmlns:a="{DRAWN}/main"><a:graphicData>'
        f'<pic:pic xmlns:pic="{DRAWN}/picture"><pic:blipFill><a:blip {relation}/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(body: str, **more: str | bytes) -> bytes:
    """Return a document of Word; `more` replaces or adds files."""
    relation = f'<Relationship Id="{{}}" Type="{LINKED}/{{}}" Target="{{}}" {{}}/>'
    outside = 'TargetMode="External"'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" '
        'ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relation.format('r1', 'officeDocument', 'word/document.xml', '')}</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relation.format('l1', 'hyperlink', 'https://harbour.example/fog', outside)}"
        f"{relation.format('p1', 'image', 'media/image1.png', '')}"
        f"{relation.format('p2', 'image', 'file:///etc/hostname', outside)}"
        f"{relation.format('s1', 'styles', 'styles.xml', '')}</Relationships>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Titel">'
        '<w:name w:val="Title"/></w:style></w:styles>',
        "word/media/image1.png": PNG,
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{LINKED}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    return packed(files | more)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def odt(body: str, styles: str = "", **more: str | bytes) -> bytes:
    """Return an OpenDocument; `more` replaces or adds files, likewise."""
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "Pictures/quay.png": PNG,
        "content.xml": f'<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:draw="{OFFICE}:drawing:1.0" xmlns:style="{OFFICE}:style:1.0" '
        f'xmlns:fo="{OFFICE}:xsl-fo-compatible:1.0" xmlns:svg="{OFFICE}:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
    }
    return packed(files | more)
