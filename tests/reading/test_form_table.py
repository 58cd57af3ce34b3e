"""What each form says beside text and time, in a table; and all of them in one site, without secrets."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from data_samples import EDITED, LINK, PICTURE, SAMPLES, SECRET, TEXTS
from office_samples import packed
from planted import PLANTED, PUBLIC, photograph
from search_index import Index

from afterlive import archive, packing, reading
from afterlive.model import Facts
from afterlive.names import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterlive.model import Update

ROOT = Path(__file__).parents[2]
IDS = ("id", "_id", "Id", "eid", "uri", "@id", "id_str")
HTML = f'<p>No boat, <a href="{LINK}">they say</a>.</p>'
HEADED = f"<h4>A headline</h4>{HTML}"
SAID = f"No boat, [they say]({LINK})."
UNIX = int(EDITED.timestamp())
ISO = EDITED.isoformat()
GREY = f"[A grey quay]({PICTURE})"
STAMP = f"{EDITED:%Y-%m-%d %H:%M:%S}"


def merged(change: dict[str, Any], within: str = "") -> Callable[[str], str]:
    """Return what gives the third element of a document of JSON these fields."""

    def changed(text: str) -> str:
        begin = text.index("= ") + 2 if text.startswith("window") else 0
        data = json.loads(text[begin:])
        waiting: list[Any] = [data]
        for each in waiting:
            if isinstance(each, dict) and any(str(each.get(name)) == "3" for name in IDS):
                (each[within] if within else each).update(change)
            waiting += each.values() if isinstance(each, dict) else each if isinstance(each, list) else []
        return text[:begin] + json.dumps(data)

    return changed


def replaced(*pairs: str) -> Callable[[str], str]:
    """Return what writes other texts for some of a document, each behind the one that it is for."""

    def changed(text: str) -> str:
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert text.count(old) == 1
            text = text.replace(old, new)
        return text

    return changed


@dataclass(frozen=True)
class Row:
    """How the third update of a document is changed, and what it then has."""

    change: Callable[[str], str] = field(default=lambda text: text)
    title: str | None = "A headline"
    markdown: tuple[str, ...] = (SAID,)
    modified: Any = EDITED
    url: str | None = None
    key: bool = False
    pinned: bool = False
    tags: tuple[str, ...] = ()
    dropped: int = 0
    """How many elements are no updates."""


TABLE = {
    "Liveblog in WordPress": Row(markdown=(TEXTS[2], f"<{PICTURE}>"), dropped=6),
    "Easy Liveblogs in WordPress": Row(
        replaced("<title></title><link>https://fjord.example/?p=3<",
                 f"<title>A headline</title><link>{LINK}<",
                 f"<![CDATA[{TEXTS[2]}]]></content:encoded>",
                 f"<![CDATA[{HTML}]]></content:encoded><wp:post_modified_gmt>{STAMP}</wp:post_modified_gmt>"),
        url=LINK, dropped=3),
    "Liveblog's API": Row(
        merged({"render": HEADED, "key_event": True, "timestamp": UNIX, "share_link": LINK}),
        url=LINK, key=True, dropped=1),
    "Easy Liveblogs' API": Row(merged({"title": "A headline", "content": HTML, "modified": ISO})),
    "Superdesk": Row(
        merged({
            "headline": "A headline", "content_updated_date": ISO, "sticky": True,
            "lb_highlight": True, "tags": ["fog"],
            "groups": [{"id": "root", "refs": [{"idRef": "main"}]}, {"id": "main", "refs": [
                {"item": {"item_type": "text", "text": HTML}},
                {"item": {"item_type": "image", "meta": {"caption": "Dawn", "credit": "Ida Holm", "media": {
                    "renditions": {"thumbnail": {"href": f"{PICTURE}?s"}, "original": {"href": PICTURE}}}}}},
                {"item": {"item_type": "embed", "meta": {"original_url": LINK, "title": "The notice"}}}]}]}),
        markdown=(SAID, f"[Dawn Ida Holm]({PICTURE})", f"[The notice]({LINK})"),
        key=True, pinned=True, tags=("fog",), dropped=2),
    "ScribbleLive": Row(
        merged({"Content": HEADED, "LastModified": f"/Date({UNIX}000+0000)/", "IsStuck": 1, "IsComment": 1,
                "Media": [{"Type": "IMAGE", "Url": PICTURE}], "Source": f'<a href="{LINK}">X</a>'}),
        markdown=(SAID, f"<{PICTURE}>", f"[X]({LINK})"), pinned=True, dropped=2),
    "Storify": Row(merged({"type": "text", "permalink": LINK, "data": {"text": HEADED}}), url=LINK,
                   modified=None),
    "JSON-LD": Row(merged({"headline": "A headline", "articleBody": HTML, "url": LINK,
                           "dateModified": ISO}), url=LINK),
    "JSON Feed": Row(
        merged({"title": "A headline", "content_html": HTML, "url": LINK, "tags": ["fog"], "image": PICTURE,
                "date_modified": ISO}),
        markdown=(f"<{PICTURE}>", SAID), url=LINK, tags=("fog",)),
    "ninjs": Row(merged({"headline": "A headline", "body_html": HTML, "versioncreated": ISO}),
                 dropped=1),
    "Telegram": Row(
        merged({"text": [{"type": "bold", "text": "A headline"}, "\n\nNo boat, ",
                         {"type": "text_link", "text": "they say", "href": LINK}, ". ",
                         {"type": "hashtag", "text": "#fog"}], "edited_unixtime": str(UNIX)}),
        markdown=(f"{SAID} #fog",), tags=("fog",), dropped=1),
    "a page of Telegram": Row(
        replaced(f">{TEXTS[2]}<",
                 f'><strong>A headline</strong><br><br>No boat, <a href="{LINK}">they say</a>.<'),
        modified=None, dropped=1),
    "Slack": Row(
        replaced(f'"text": "{TEXTS[2]}"',
                 f'"text": "*A headline*\\nNo boat, <{LINK}|they say>.", "pinned_to": ["C1"],'
                 f'"edited": {{"ts": "{UNIX}.1"}},'
                 f'"files": [{{"mimetype": "image/png", "url_private": "{PICTURE}"}}]'),
        markdown=(SAID, f"<{PICTURE}>"), pinned=True, dropped=1),
    "Discord": Row(
        merged({"content": f"**A headline**\nNo boat, [they say]({LINK}).", "isPinned": True,
                "timestampEdited": ISO,
                "attachments": [{"url": PICTURE, "fileName": "f.jpg"}]}),
        markdown=(SAID, f"<{PICTURE}>"), pinned=True, dropped=1),
    "WhatsApp": Row(
        replaced(TEXTS[2], f"No boat: {LINK}\nNoon. <This message was edited>"),
        title=None, markdown=(f"No boat: [{LINK}]({LINK})  \nNoon.",), modified=None, dropped=2),
    "irssi": Row(replaced(f"<@ida> {TEXTS[2]}", " * ida looks"), title=None, markdown=("\\* ida looks",),
                 modified=None, dropped=1),
    "WeeChat": Row(replaced(f"@ida\t{TEXTS[2]}", " *\tida looks"), title=None, markdown=("\\* ida looks",),
                   modified=None, dropped=1),
    "an outbox of Mastodon": Row(
        merged({"summary": "Spoiler", "content": HTML, "updated": ISO, "url": LINK,
                "attachment": [{"mediaType": "image/jpeg", "url": PICTURE, "name": "A grey quay"}],
                "tag": [{"type": "Hashtag", "name": "#fog"}]}),
        title=None, markdown=("Spoiler", SAID, GREY), url=LINK, tags=("fog",), dropped=2),
    "Mastodon's API": Row(
        merged({"spoiler_text": "Spoiler", "content": HTML, "edited_at": ISO, "url": LINK,
                "media_attachments": [{"type": "image", "url": PICTURE, "description": "A grey quay"}],
                "tags": [{"name": "fog"}]}),
        title=None, markdown=("Spoiler", SAID, GREY), url=LINK, tags=("fog",), dropped=2),
    "Bluesky": Row(
        merged({"record": {"text": "Kein Boot für Åse, they say.", "createdAt": "2031-05-04T08:14:05Z",
                           "facets": [
                    {"index": {"byteStart": 21, "byteEnd": 29},
                     "features": [{"$type": "app.bsky.richtext.facet#link", "uri": LINK}]}], "tags": ["fog"]},
                "embed": {"images": [{"fullsize": PICTURE, "alt": "A grey quay"}]}}),
        title=None, markdown=(f"Kein Boot für Åse, [they say]({LINK}).", GREY),
        modified=None, url="https://bsky.app/profile/ida.example/post/3", tags=("fog",), dropped=1),
    "X": Row(
        merged({"full_text": "No boat &amp; no car, https://t.co/a. https://t.co/b", "entities": {
                    "urls": [{"url": "https://t.co/a", "expanded_url": LINK, "display_url": "they say"}],
                    "hashtags": [{"text": "fog"}]},
                "extended_entities": {"media": [{"url": "https://t.co/b", "media_url_https": PICTURE}]}}),
        title=None, markdown=(f"No boat & no car, [they say]({LINK}).", f"<{PICTURE}>"), modified=None,
        url="https://x.com/i/status/3", tags=("fog",)),
}  # fmt: skip


def rich(form: str) -> bytes:
    """Return the document of a form with what its row changes."""
    data, row = SAMPLES[form].data, TABLE[form]
    if form != "Slack":
        return row.change(data.decode()).encode()
    with zipfile.ZipFile(BytesIO(data)) as held:
        files: dict[str, str | bytes] = {name: held.read(name) for name in held.namelist()}
    day = "fog/2031-05-04.json"
    return packed(
        files | {day: row.change(str(files[day], "utf-8") if isinstance(files[day], bytes) else "")}
    )


def third(updates: tuple[Update, ...]) -> Update:
    return updates[2]


@pytest.mark.parametrize("form", SAMPLES)
def test_a_form_gives_all_that_it_says(form: str, tmp_path: Path) -> None:
    row, sample = TABLE[form], SAMPLES[form]
    path = tmp_path / sample.file
    path.write_bytes(rich(form))
    live_blog = reading.read(path)
    update = third(live_blog.updates)
    assert len(live_blog.updates) == len(TEXTS)
    assert (update.title, tuple(block.markdown for block in update.blocks)) == (row.title, row.markdown)
    assert (update.time, update.modified, update.url) == (sample.times[2], row.modified, row.url)
    assert (update.key, update.pinned, update.tags) == (row.key, row.pinned, row.tags)
    assert len(live_blog.dropped) == row.dropped


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one live blog for each form, with its packages."""
    from pelican.settings import read_settings  # noqa: PLC0415 - it sets up logging

    folder = tmp_path_factory.mktemp("forms")
    for form, sample in SAMPLES.items():
        path = folder / "exports" / f"{slug(form)}{Path(sample.file).suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(rich(form))
        archive.import_document(path, folder / "content", Facts(slug=slug(form), title=form), list)
    (folder / "exports/fire_files").mkdir()
    (folder / "exports/fire_files/quay.jpg").write_bytes(photograph())
    for name, data in PLANTED.items():
        path = folder / "exports" / name
        path.write_bytes(data)
        told = Facts(slug=slug(f"planted {name}"), title=name, date=dt.date(2031, 5, 4))
        archive.import_document(path, folder / "content", told, list)
    places = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output")}
    settings = read_settings(str(ROOT / "pelicanconf.py"), override=places)
    settings["PELICAN_CLASS"](settings).run()
    list(packing.pack(folder / "output", folder / "dist", ["zip", "html", "epub"], list))
    return folder


def test_every_form_is_built_verified_and_found(site: Path) -> None:
    assert {proof.missing for proof in archive.verify(site / "content", list)} == {()}
    for form in SAMPLES:
        page = (site / "output" / slug(form) / "index.html").read_text("utf-8")
        assert [text for text in TEXTS[:2] + TEXTS[3:] if text not in page] == []
    search = site / "output" / "search"
    files = search.rglob("*.js")
    index = Index((str(file.relative_to(search)), file.read_text("utf-8")) for file in files)
    numbers = index.texts_with("quay")
    for shelf in (shelf for shelf in index.directory["liveBlogs"] if shelf["size"] >= len(TEXTS)):
        found = [number for number in numbers if shelf["first"] <= number < shelf["first"] + shelf["size"]]
        assert len(found) >= len(TEXTS) - 1


def test_nothing_of_any_form_that_was_never_public_is_in_the_site(site: Path) -> None:
    kept = {site / "documents", site / "exports"}
    files = [path for path in site.rglob("*") if path.is_file() and not kept & {*path.parents}]
    assert {path.relative_to(site).parts[0] for path in files} == {".cache", "content", "dist", "output"}
    said, found = Counter[str](), []
    for path in files:
        for name, data in opened(path):
            said[path.relative_to(site).parts[0]] += PUBLIC.encode() in data
            found += [f"{path}: {name}"] if SECRET.encode() in data else []
    assert found == []
    assert min(said[folder] for folder in ("content", "dist", "output")) >= 8


def opened(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what is in a file, and in each that is packed in it."""
    yield "", path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as held:
            yield from ((name, held.read(name)) for name in held.namelist())
