"""Documents that hold what isn't for readers beside what is: each such text has SECRET in it."""

from __future__ import annotations

import io
import plistlib

from office_samples import SECRET, docx, drawn, odt, packed, paragraph
from PIL import Image
from test_packed_export import PACKED
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from web_archives import BLOG, Captured, page, wacz, warc

SAID = (
    (
        "10:15",
        "Ferries are cancelled",
        '<p>No ferry will sail.</p><img src="fire_files/quay.jpg" alt="Quay">',
    ),
    ("09:50", "Smoke over the town", "<p>Keep your windows closed.</p>"),
)
PUBLIC = "Keep your windows closed."
"""What each of them says to readers, but for exports that are packed."""
HEAD = f"""<meta name="csrf-token" content="{SECRET}token"><!-- {SECRET}comment -->
<script>window.user = {{"email": "{SECRET}mail"}}</script><style>/* {SECRET}style */</style>"""
FOOT = f"""<form><input type="hidden" name="session" value="{SECRET}session"><input value="{SECRET}typed">
</form><template>{SECRET}template</template><p hidden>{SECRET}hidden</p>"""
PAGE = page(*SAID, head=HEAD).replace(b"</main>", f"</main>{FOOT}".encode())


def photograph() -> bytes:
    """Return a picture in which its camera wrote a place, a name and a comment."""
    exif, held = Image.Exif(), io.BytesIO()
    exif[0x010F] = exif[0x013B] = f"{SECRET}camera"
    exif.get_ifd(0x8825)[29] = f"{SECRET}place"
    Image.effect_mandelbrot((400, 300), (-3, -2.5, 2, 2.5), 50).save(
        held, "JPEG", exif=exif, comment=f"{SECRET}comment".encode()
    )
    return held.getvalue()


def request() -> bytes:
    """Return the record of what a browser asked for, as who it was."""
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=False)
    told = [
        ("Cookie", f"{SECRET}cookie"),
        ("Authorization", f"Basic {SECRET}password"),
        ("Host", "courier.example"),
    ]
    headers = StatusAndHeaders("GET /fire/live HTTP/1.1", told, is_http_request=True)
    writer.write_record(writer.create_warc_record(BLOG, "request", http_headers=headers))
    return held.getvalue()


ARCHIVED = request() + warc(
    [
        Captured(BLOG, PAGE, more=(("Set-Cookie", f"{SECRET}cookie"), ("X-Client-IP", f"{SECRET}192.0.2.7"))),
        Captured("https://courier.example/fire/fire_files/quay.jpg", photograph(), "image/jpeg"),
        Captured("https://courier.example/account", f"<h1>{SECRET}account</h1><p>{SECRET}mail</p>".encode()),
    ],
    packed=False,
)
WORDS = ("Harbour fire", "4 May 2031", "10:15", "Ferries are cancelled", "09:50", PUBLIC)
DELETED = f'<w:del w:author="{SECRET}editor"><w:r><w:delText>{SECRET}deleted</w:delText></w:r></w:del>'
VANISHED = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}hidden</w:t></w:r>"
CORE = f"<coreProperties><creator>{SECRET}author</creator><company>{SECRET}company</company></coreProperties>"
OPEN = (
    f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{SECRET}deleted</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
)
NOTE = f"<dc:creator>{SECRET}editor</dc:creator><text:p>{SECRET}note</text:p>"
NOTED = f"<text:p><office:annotation>{NOTE}</office:annotation>They said.</text:p>"
RESPONSE = {"WebResourceResponse": f"{SECRET}cookie".encode()}

PLANTED: dict[str, bytes] = {
    "fire.html": PAGE,
    "fire.mhtml": (
        f"From: <Saved by {SECRET}browser>\r\nSnapshot-Content-Location: {BLOG}\r\nX-User: {SECRET}user\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="cut"\r\n\r\n--cut\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: {BLOG}\r\nX-Cookie: {SECRET}\r\n\r\n"
    ).encode() + PAGE + b"\r\n--cut--\r\n",
    "fire.webarchive": plistlib.dumps({
        "WebMainResource": {"WebResourceData": PAGE, "WebResourceURL": BLOG, **RESPONSE},
        "WebSubresources": [{"WebResourceData": f"{SECRET}data".encode(),
                             "WebResourceURL": "https://courier.example/me.json", **RESPONSE}],
    }),
    "fire.zip": packed({"fire.html": PAGE, "fire_files/quay.jpg": photograph(),
                        "fire_files/me.json": f'{{"mail": "{SECRET}mail"}}'}),
    "fire.warc": ARCHIVED,
    "fire.wacz": wacz({"data.warc": ARCHIVED}, [BLOG], creator=f"{SECRET}me"),
    "fire.docx": docx(
        "".join([*map(paragraph, WORDS), paragraph("They said. ", DELETED, VANISHED,
                                                   '<w:r><w:commentReference w:id="0"/></w:r>'),
                 paragraph(drawn('r:embed="p1"', "Quay"))]),
        **{"docProps/core.xml": CORE, "docProps/app.xml": CORE, "word/comments.xml": f"{SECRET}comment",
           "word/people.xml": f"<people><person author='{SECRET}editor'/></people>",
           "word/media/image1.png": photograph()}),
    "fire.odt": odt(
        OPEN + "".join(f"<text:p>{words}</text:p>" for words in WORDS) + NOTED,
        **{"meta.xml": CORE, "Thumbnails/thumbnail.png": f"{SECRET}thumbnail"}),
    **{f"{form}.zip": data for form, data in PACKED.items() if "older" not in form},
}  # fmt: skip
"""A document of each form that holds such texts, beside what `data_samples` has, by its name."""
