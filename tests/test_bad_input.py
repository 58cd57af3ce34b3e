"""Documents as bad as they come: each ends as a live blog or as one line that says what is wrong."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterlive import archive
from afterlive.errors import DocumentError
from afterlive.model import Facts, LiveBlog

if TYPE_CHECKING:
    from collections.abc import Callable

HARBOUR = """\
Fire at the harbour
3 March 2024
Two warehouses are burning at the harbour.
10:40 GMT
The fire is out
The last flames were put out at twenty to eleven.
10:15 GMT
Ferries are cancelled
No ferry will sail before noon, the port said.
09:50 GMT
Smoke over the town
Residents should keep their windows closed.
"""
TITLES = ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
LAST = HARBOUR.replace("The fire is out", "{}")

PAGE = """\
<!doctype html><html lang="en"><head><title>Fire</title>{head}</head>
<body><main><h1>Fire at the harbour</h1>
<article id="u3"><time datetime="2024-03-03T10:40:00Z">10:40</time>
<h2>The fire is out</h2><p>The last flames are out.</p></article>
<article id="u2"><time datetime="2024-03-03T10:15:00Z">10:15</time>
<h2>Ferries are cancelled</h2><p>No ferry will sail.</p></article>
<article id="u1"><time datetime="2024-03-03T09:50:00Z">09:50</time>
<h2>Smoke over the town</h2><p>Keep windows closed.</p></article>
</main></body></html>"""
SCRIPT = '<script type="application/ld+json">{}</script>'
BOMB = '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def many(number: int) -> str:
    """A text of so many updates, a minute apart, over as many days as that takes."""
    return "Harbour watch\n3 March 2024\nAll quiet.\n" + "".join(
        f"{n // 60 % 24:02}:{n % 60:02} GMT\nReport of {n:05}\nNothing was seen at the harbour.\n"
        for n in range(number - 1, -1, -1)
    )


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("fire.txt", HARBOUR)
    return buffer.getvalue()


def linked(**data: object) -> str:
    return PAGE.format(head=SCRIPT.format(json.dumps(data)))


def lying(*updates: dict[str, object]) -> str:
    return linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": list(updates)})


def boundary(body: str) -> str:
    return f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n{body}'


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "empty"),
    "blank lines alone": ("a.txt", b" \n\t\n\r\n", "empty"),
    "a byte order mark alone": ("a.txt", b"\xef\xbb\xbf", "empty"),
    "a PDF": ("a.txt", b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "a PDF behind white space": ("a.txt", b"\n\n%PDF-1.4\n", "PDF"),
    "NUL bytes": ("a.txt", HARBOUR.encode().replace(b" ", b"\0"), "no text"),
    "random bytes": ("a.txt", bytes(range(256)) * 40, "no text"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "no text"),
    "a zip file": ("a.zip", zipped(), "a packed file"),
    "a gzip file": ("a.txt", gzip.compress(HARBOUR.encode()), "a packed file"),
    "prose": ("a.txt", b"It was quiet.\nNobody knew why, and nobody asked.\nSo it stayed.\n", "no update"),
    "one word": ("a.txt", b"Harbour", "no update"),
    "an empty page": ("a.html", b"<!doctype html><html><body></body></html>", "no update"),
    "a page of script alone": ("a.html", b"<!doctype html><html><script>live()</script></html>", "no update"),
    "a page without a live blog": (
        "a.html",
        b"<!doctype html><p>It was quiet.</p><p>So it stayed.</p>",
        "no update",
    ),
    "elements nested without end": (
        "a.html",
        b"<!doctype html>" + b"<div>" * 100_000,
        "nested more than 256 deep",
    ),
    "a feed without entries": (
        "a.atom",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
        "the feed has no entries",
    ),
    "XML that expands without end": (
        "a.atom",
        f"{BOMB}]><feed><title>&j;</title></feed>".encode(),
        "no entries",
    ),
    "JSON of something else": ("a.json", b'{"name": "harbour", "ships": [1, 2]}', "none of a live blog's"),
    "JSON that breaks off": ("a.json", b'{"response": {"content": {"blocks": [', "none of a live blog's"),
    "JSON nested without end": ("a.json", b"[" * 200_000, "none of a live blog's"),
    "an export that breaks off": ("a.jsonl", b'{"title": "Fire", "lead": [], ', "none of a live blog's"),
    "an MHTML file without a page": ("a.mhtml", boundary("--b--\n").encode(), "holds no page"),
}

MANY: dict[str, tuple[str, Callable[[], str], str]] = {
    "a header of 500,000 characters": (
        "a.mhtml",
        lambda: boundary(f"--b\nContent-Type: text/html; {'x=y; ' * 100_000}\n\n{PAGE}\n--b--\n"),
        "a header has more than",
    ),
    "60,000 escapes in Markdown": ("a.md", lambda: HARBOUR + "\n" + r"\*" * 60_000, "more than 10000 marks"),
    "a million elements": ("a.html", lambda: PAGE + "<div>x</div>" * 1_000_000, "more than 200000 elements"),
    "100,000 attributes": (
        "a.html",
        lambda: PAGE + f"<p {' '.join(f'a{n}' for n in range(100_000))}>",
        "attributes",
    ),
    "100 MB in a line of a page": (
        "a.html",
        lambda: PAGE + "All is quiet. " * 7_200_000,
        "save the live blog in",
    ),
    "a million objects": (
        "a.json",
        lambda: f'{{"version":"https://jsonfeed.org/version/1.1","items":[{"{}," * 1_000_001}{{}}]}}',
        "more than 1000000 objects",
    ),
    "1,200,000 short lines": ("a.txt", lambda: HARBOUR + "10:40\na\n" * 600_000, "more than 1000000 lines"),
    "100 MB in a line": ("a.txt", lambda: HARBOUR + "All is quiet. " * 7_200_000, "save the live blog in"),
}
"""What would take minutes or gigabytes: the document's name, its text, and the problem that is named."""

GROWING: dict[str, tuple[str, str, str, str]] = {
    "updates without blank lines": ("a.txt", HARBOUR, "10:40 GMT\nThe fire is out\nAll quiet.\n", ""),
    "rules of a page": ("a.html", PAGE.format(head="")[:-21], "<hr>It rains.", "</main></body></html>"),
    "lists in Markdown": ("a.md", "# Fire\n\n## 10:40 Out\n", "1. One\n\n## 10:41 Smoke\n\n> Out\n\n", ""),
    "edits of one update": (
        "a.xml",
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><wp:post_id>1</wp:post_id>',
        (
            "<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_content>Out</wp:comment_content>"
            "<wp:comment_type>liveblog</wp:comment_type></wp:comment>"
            "<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_content>Out</wp:comment_content>"
            "<wp:comment_type>liveblog</wp:comment_type><wp:commentmeta><wp:meta_key>liveblog_replaces"
            "</wp:meta_key><wp:meta_value>2</wp:meta_value></wp:commentmeta></wp:comment>"
        ),
        "</item></channel></rss>",
    ),
}
"""What once took time that grew with its square: a name, the document before, what repeats, and after."""

READ: dict[str, tuple[str, bytes]] = {
    "a byte order mark": ("a.txt", b"\xef\xbb\xbf" + HARBOUR.encode()),
    "UTF-16": ("a.txt", HARBOUR.encode("utf-16")),
    "UTF-16, the other way round": ("a.txt", b"\xfe\xff" + HARBOUR.encode("utf-16-be")),
    "UTF-32": ("a.txt", HARBOUR.encode("utf-32")),
    "Latin-1": ("a.txt", HARBOUR.replace("burning", "brûlés à l’été".replace("’", "'")).encode("latin-1")),
    "newlines of Windows": ("a.txt", HARBOUR.replace("\n", "\r\n").encode()),
    "newlines of old Macs": ("a.txt", HARBOUR.replace("\n", "\r").encode()),
    "newlines of every kind": ("a.txt", HARBOUR.replace("\n", "\r\n", 4).replace("GMT\n", "GMT\r").encode()),
    "no newline at the end": ("a.txt", HARBOUR.rstrip().encode()),
    "blank lines everywhere": ("a.txt", HARBOUR.replace("\n", "\n\n\n").encode()),
    "tabs and no-break spaces": (
        "a.txt",
        HARBOUR.replace(" ", "\u00a0").replace("Two\u00a0", "\tTwo ").encode(),
    ),
    "control characters": ("a.txt", HARBOUR.replace("harbour.", "harbour.\x07").encode()),
    "a name without an ending": ("fire", HARBOUR.encode()),
    "a name of Windows' own": ("con.txt", HARBOUR.encode()),
    "a name that leads elsewhere": ("..%2f..%2fup.txt", HARBOUR.encode()),
    "a page": ("a.html", PAGE.format(head="").encode()),
    "a page that is cut in its last update": ("a.html", PAGE.format(head="").encode().rpartition(b"</p>")[0]),
    "a page with broken JSON-LD": ("a.html", PAGE.format(head=SCRIPT.format('{"@type":')).encode()),
    "JSON-LD of wrong types": (
        "a.html",
        lying({"@type": 7, "headline": ["x"], "datePublished": {"a": 1}, "articleBody": None}).encode(),
    ),
    "JSON-LD without updates": (
        "a.html",
        linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": "none"}).encode(),
    ),
}

HEADLINES = {
    "one of 10,000 characters": "The fire " + "is out and " * 900 + "all is well",
    "of emoji": "🔥 🚒 ✅ harbour",
    "from right to left": "النار في الميناء انطفأت",
    "with characters that turn the text": "The \u202eerif\u202c is out",
    "of Markdown": "**Out** [is](x) `the` fire_now_",
    "of HTML": "<script>alert(1)</script> is out",
    "of one word": "Out",
    "that leads elsewhere": "../../etc/passwd is out",
    "that is a page's name": "Index",
}


def read(folder: Path, name: str, data: bytes) -> LiveBlog:
    (folder / name).write_bytes(data)
    return archive.read(folder / name)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_live_blog_is_refused_in_one_line_and_at_once(tmp_path: Path, kind: str) -> None:
    name, data, problem = REFUSED[kind]
    begun = time.process_time()
    with pytest.raises(DocumentError) as refused:
        read(tmp_path, name, data)
    assert time.process_time() - begun < 5
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path / name}: ")
    assert problem in str(refused.value)


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("kind", MANY)
def test_what_is_too_much_is_refused_in_five_seconds_and_300_mb(tmp_path: Path, kind: str) -> None:
    name, make, problem = MANY[kind]
    (tmp_path / name).write_text(make(), "utf-8")
    program = (
        "import sys; from afterlive.cli import main; status = main(['read', sys.argv[1]]); "
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]); sys.exit(status)"
    )
    begun = os.times()
    done = subprocess.run(  # noqa: S603 - nothing in it is from outside
        [sys.executable, "-c", program, str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    ended = os.times()
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert problem in done.stderr
    assert ended.children_user - begun.children_user < 5
    assert int(done.stdout) < 300_000


@pytest.mark.skipif("TORTURE" not in os.environ, reason="takes a minute; make torture runs it")
@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_with_the_length_and_not_with_its_square(tmp_path: Path, kind: str) -> None:
    name, before, piece, after = GROWING[kind]

    def seconds(times: int) -> float:
        begun = time.process_time()
        assert read(tmp_path, name, (before + piece * times + after).encode()).updates
        return time.process_time() - begun

    assert seconds(8000) < 7 * seconds(2000) + 0.5


def test_what_only_looks_like_an_element_in_a_script_counts_for_nothing(tmp_path: Path) -> None:
    script = f"<script>let a = '<p {' '.join(f'a{n}' for n in range(5000))}>'; let b = 1 <a;</script>"
    page = PAGE.format(head=script + "<style>p{}</style>" * 2)
    assert [update.title for update in read(tmp_path, "a.html", page.encode()).updates] == TITLES


@pytest.mark.parametrize("name", [b"f\xff.txt", b"fire\nwater.txt"])
def test_a_name_that_no_article_could_hold_is_refused_in_one_line(tmp_path: Path, name: bytes) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(documents) + b"/" + name)).write_text(HARBOUR)
    except OSError:
        pytest.skip("this file system has no such names")
    with pytest.raises(DocumentError, match="rename the document") as refused:
        archive.import_folder(tmp_path / "content", list)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["War\u00a0in Ukraine.txt", "Krieg – Tag 1.txt", "戦争.txt"])
def test_any_other_name_will_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / name).write_text(HARBOUR)
    assert [report.updates for report in archive.import_folder(tmp_path / "content", list)] == [3]


@pytest.mark.parametrize("kind", READ)
def test_what_can_be_read_is_read_whole(tmp_path: Path, kind: str) -> None:
    assert [update.title for update in read(tmp_path, *READ[kind]).updates] == TITLES


@pytest.mark.parametrize("kind", HEADLINES)
def test_any_headline_goes_through_content_and_back(tmp_path: Path, kind: str) -> None:
    headline = HEADLINES[kind]
    path = tmp_path / "documents" / "fire.txt"
    path.parent.mkdir()
    path.write_text(LAST.format(headline), "utf-8")
    (report,) = archive.import_folder(tmp_path / "content", list)
    assert Path(report.folder).parent == tmp_path / "content"
    last = archive.liveblog(Path(report.folder)).updates[-1]
    assert headline in (last.title, last.blocks[0].text)
    assert [proof.missing for proof in archive.verify(tmp_path / "content", list)] == [()]
    assert [report.changed for report in archive.import_folder(tmp_path / "content", list)] == [0]


def test_500_updates_with_one_headline_have_a_file_each(tmp_path: Path) -> None:
    path = tmp_path / "documents" / "fire.txt"
    path.parent.mkdir()
    lines = (
        f"{n // 60:02}:{n % 60:02} GMT\nGoal\nThe ball was in the net, for the {n}th time.\n"
        for n in range(500)
    )
    first = "00:00 GMT\nKick-off\nThe ball rolls.\n"  # one word beside every stamp would be a label
    path.write_text("Many goals\n3 March 2024\nIt was a long match.\n" + first + "".join(lines))
    archive.import_folder(tmp_path / "content", list)
    assert len(list((tmp_path / "content" / "fire").glob("*-goal*.md"))) == 500
    assert [proof.missing for proof in archive.verify(tmp_path / "content", list)] == [()]


def test_ten_megabytes_on_one_line_are_dealt_with(tmp_path: Path) -> None:
    line = "All quiet at the harbour. " * 400_000
    assert len(read(tmp_path, "a.txt", HARBOUR.replace("Two warehouses", line).encode()).updates) == 3


@pytest.mark.skipif("TORTURE" not in os.environ, reason="takes ten seconds; make torture runs it")
def test_16000_updates_are_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, "a.txt", many(16_000).encode()).updates) == 16_000


def test_lone_surrogates_do_not_get_through(tmp_path: Path) -> None:
    page = lying({"@type": "BlogPosting", "headline": "\ud800 out", "articleBody": "\udfff", "@id": "#u3"})
    liveblog = read(tmp_path, "a.html", page.encode("utf-8", "surrogatepass"))
    assert "\ud800" not in repr(liveblog)
    repr(liveblog).encode()


def test_a_link_in_documents_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (documents / "fire.txt").write_text(HARBOUR)
    assert [report.updates for report in archive.import_folder(tmp_path / "content", list)] == [3]


def test_links_in_the_folder_of_a_page_bring_nothing_along(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    (tmp_path / "fire_files").mkdir()
    (tmp_path / "fire_files" / "a.png").symlink_to(tmp_path / "secret.png")
    page = PAGE.format(head="").replace("<p>The", '<img src="fire_files/a.png" alt="No"><p>The')
    (tmp_path / "fire.html").write_text(page)
    archive.import_document(tmp_path / "fire.html", tmp_path / "house" / "content", Facts(), list)
    assert [path for path in (tmp_path / "house").rglob("*.png") if not path.is_symlink()] == []


def test_what_the_keeper_says_wins_over_a_lying_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR)
    told = Facts(title="Harbour", timezone="Europe/Berlin")
    liveblog = archive.read(tmp_path / "a.txt", told)
    assert (liveblog.title, liveblog.timezone) == ("Harbour", "Europe/Berlin")
