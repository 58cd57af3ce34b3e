"""Exports as services hand them out, packed: read as their main file is, with the pictures in them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from typing import TYPE_CHECKING

import pytest
from data_samples import SAMPLES, SECRET, TEXTS
from office_samples import PNG, packed

from afterlive import archive, reading
from afterlive.errors import DocumentError
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

TWEETS = json.loads(SAMPLES["X"].data.partition(b"= ")[2])
TWEETS[-1]["tweet"]["extended_entities"] = {
    "media": [{"url": "https://t.co/x", "media_url_https": "https://p.example/f.png"}]
}
ACCOUNT = {
    "email": f"{SECRET}mail",
    "phoneNumber": f"{SECRET}47 5550",
    "createdVia": f"{SECRET}192.0.2.7",
    "username": "ida",
    "accountDisplayName": "Ida Holm",
}
OUTBOX = json.loads(SAMPLES["an outbox of Mastodon"].data)
OUTBOX["orderedItems"][0]["object"]["attachment"] = [
    {"url": "/media_attachments/files/f.png", "mediaType": "image/png"}
]
TELEGRAM = json.loads(SAMPLES["Telegram"].data)
TELEGRAM["messages"][1]["photo"] = "photos/f.png"
PAGE = SAMPLES["a page of Telegram"].data.decode()
BEGIN, MARK, REST = PAGE.partition('<div class="message default clearfix joined" id="message12">')
NEXT = '<a class="pagination block_link" href="messages2.html">Next messages</a>'
PAGES = (
    BEGIN.replace(TEXTS[0], f'{TEXTS[0]}</div><a class="photo_wrap" href="photos/f.png"></a><div>'),
    PAGE.partition('<div class="message default')[0] + MARK + REST,
)  # fmt: skip
CHAT = SAMPLES["WhatsApp"].data.decode().replace(TEXTS[0], f"f.png (file attached)\n{TEXTS[0]}", 1)


def script(name: str, data: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(data)}"


def tarred(files: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        for name, data in files.items():
            content = data.encode() if isinstance(data, str) else data
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return held.getvalue()


MASTODON: dict[str, str | bytes] = {
    "outbox.json": json.dumps(OUTBOX),
    "actor.json": json.dumps(
        {"id": "https://fjord.example/users/ida", "name": "Ida Holm", "summary": SECRET}
    ),
    "likes.json": json.dumps({"orderedItems": [f"{SECRET}like"]}),
    "media_attachments/files/f.png": PNG,
}
PACKED = {
    "X": packed(
        {
            "Your archive.html": "<html><body>Your archive</body></html>",
            "data/account.js": script("account", [{"account": ACCOUNT}]),
            "data/tweets.js": script("tweets", TWEETS[:8]),
            "data/tweets-part1.js": script("tweets", TWEETS[8:]),
            "data/direct-messages.js": script("direct_messages", [{"dmConversation": f"{SECRET}direct"}]),
            "data/tweets_media/1-f.png": PNG,
        }
    ),
    "an outbox of Mastodon": packed(MASTODON),
    "an older outbox of Mastodon": tarred(MASTODON),
    "Telegram": packed(
        {"ChatExport_2031-05-04/result.json": json.dumps(TELEGRAM), "ChatExport_2031-05-04/photos/f.png": PNG}
    ),
    "a page of Telegram": packed(
        {"E/messages2.html": PAGES[1], "E/messages.html": PAGES[0], "E/photos/f.png": PNG}
    ),
    "WhatsApp": packed({"WhatsApp Chat with Fog.txt": CHAT, "f.png": PNG}),
}  # fmt: skip


@pytest.mark.parametrize("form", PACKED)
def test_a_packed_export_is_read_as_its_file_with_its_pictures(form: str, tmp_path: Path) -> None:
    path = tmp_path / "fog.zip"
    path.write_bytes(PACKED[form])
    live_blog = reading.read(path)
    assert [update.blocks[-1].text for update in live_blog.updates[1:]] == TEXTS[1:]
    assert {update.authors for update in live_blog.updates} == {("Ida Holm",)}
    assert "image" in {block.kind for block in live_blog.updates[0].blocks}
    assert [asset.data for asset in live_blog.assets] == [PNG]
    assert "don't publish that folder" in live_blog.warnings[-1]


@pytest.mark.parametrize("form", PACKED)
def test_what_else_a_packed_export_holds_stays_in_it(form: str, tmp_path: Path) -> None:
    path, content = tmp_path / "fog.zip", tmp_path / "site" / "content"
    path.write_bytes(PACKED[form])
    archive.import_document(path, content, Facts(), list)
    files = [path for path in content.rglob("*") if path.is_file()]
    assert [path.name for path in files if SECRET.encode() in path.read_bytes()] == []
    assert [proof.missing for proof in archive.verify(content, list)] == [()]


def test_a_page_of_several_says_where_the_chat_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "messages.html"
    path.write_text(PAGE.replace("</body>", f"{NEXT}</body>"))
    assert reading.read(path).warnings == (
        "The chat goes on in messages2.html: pack its folder into a .zip, and import that.",
    )


def test_an_export_of_wordpress_com_is_read_from_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "fog.zip"
    path.write_bytes(packed({"fjord.wordpress.2031-05-04.000.xml": SAMPLES["Liveblog in WordPress"].data}))
    assert len(reading.read(path).updates) == len(TEXTS)


def locked() -> bytes:
    """Return a zip that says of its file that it has a password."""
    data = bytearray(packed({"outbox.json": json.dumps(OUTBOX)}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def claiming(size: int, *names: str) -> bytes:
    """Return a zip that says of each of its files that it is larger than it is."""
    data = bytearray(packed(dict.fromkeys(names, "{}")))
    begin = -1
    for _ in names:
        begin = data.index(b"PK\x01\x02", begin + 1)
        data[begin + 24 : begin + 28] = size.to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "a password": (locked(), "locked by a password"),
    "a size beyond bounds": (claiming(600_000_000, "outbox.json"), "packs more than 500 MB of text"),
    "parts beyond bounds": (
        claiming(200_000_000, "tweets.js", "tweets-part1.js", "tweets-part2.js"),
        "packs more than 500 MB of text",
    ),
    "two exports": (
        packed({"a/result.json": json.dumps(TELEGRAM), "b/result.json": json.dumps(TELEGRAM)}),
        "packs 2 exports, such as a/result.json and b/result.json: unpack it",
    ),
    "a broken part": (packed({"outbox.json": '{"orderedItems": '}), "a packed file"),
    "a file that is only called so": (packed({"outbox.json": '{"mails": []}'}), "a packed file"),
    "half of it": (PACKED["X"][:900], "a packed file that is broken"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_packed_file_that_can_not_be_read_is_refused_in_one_line(why: str, tmp_path: Path) -> None:
    data, said = REFUSED[why]
    path = tmp_path / "fog.zip"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as refused:
        reading.read(path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE])
def test_what_swells_is_refused_before_it_is_held(
    kind: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterlive.reading.source.packed.MAX_BYTES", 3_000_000)
    member = tarfile.TarInfo("spaces")
    member.type, member.size = kind, 60_000_000
    path = tmp_path / "fog.tar.gz"
    path.write_bytes(gzip.compress(member.tobuf() + b" " * 9_000_000, compresslevel=1))
    with pytest.raises(DocumentError, match="packs more than 3 MB: unpack it, and take the one"):
        reading.read(path)


def test_an_edited_tweet_has_its_last_words_and_the_time_of_the_first(tmp_path: Path) -> None:
    first = {"id_str": "1", "created_at": "Sun May 04 08:00:05 +0000 2031", "full_text": "Fogg."}
    last = {"id_str": "2", "created_at": "Sun May 04 08:20:00 +0000 2031", "full_text": "Fog."}
    reply = {"id_str": "3", "created_at": "Sun May 04 09:00:00 +0000 2031", "full_text": "Sun.",
             "in_reply_to_status_id_str": "1"}  # fmt: skip
    first["edit_info"] = {"initial": {"editTweetIds": ["1", "2"]}}
    last["edit_info"] = {"edit": {"initialTweetId": "1", "editControlInitial": {"editTweetIds": ["1", "2"]}}}
    path = tmp_path / "tweets.js"
    path.write_text(script("tweets", [{"tweet": tweet} for tweet in (first, last, reply)]))
    live_blog = reading.read(path)
    fog, sun = live_blog.updates
    assert ([block.text for block in fog.blocks], fog.id) == (["Fog."], "2")
    assert (str(fog.time)[11:19], str(fog.modified)[11:19]) == ("08:00:05", "08:20:00")
    assert [each.text for each in live_blog.dropped] == ["Version 1"]
    assert next(choice.value for choice in reading.choices(path)) == "2"
    assert sun.id == "3"


def test_names_in_an_export_tell_a_terminal_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fog.zip"
    path.write_bytes(packed({f"{name}\x1b]0;x\x07/outbox.json": '{"orderedItems": []}' for name in "ab"}))
    with pytest.raises(DocumentError, match=r"packs 2 exports, such as a�\]0;x�/outbox\.json"):
        reading.read(path)
