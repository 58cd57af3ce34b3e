"""What data holds for its owner alone, in odd places: nothing of it is in what is read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from data_samples import SECRET

from afterlive import reading
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

MAIL = f"{SECRET}ida@fjord.example"


def slack(*messages: dict[str, Any]) -> bytes:
    """Return the export of a workspace with two messages for all and others."""
    said = [{"ts": f"{number}.0", "user": "U1", "text": text} for number, text in enumerate(("It", "rains"))]
    files = {
        "users.json": [{"id": "U1", "real_name": "Ida Holm"}],
        "channels.json": [{"name": "fog"}],
        "fog/2031-05-04.json": [*said, *messages],
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, json.dumps(data))
    return held.getvalue()


def telegram(kind: str, text: str) -> dict[str, Any]:
    """Return a chat of Telegram with two messages."""
    said = [
        {"id": number, "type": "message", "date_unixtime": "1935700000", "from": "Ida", "text": text}
        for number in range(2)
    ]
    return {"name": "Fog", "type": kind, "id": text, "messages": said}


def account(*chats: dict[str, Any]) -> bytes:
    """Return what Telegram exports of a whole account."""
    return json.dumps({"personal_information": {"phone_number": SECRET}, "chats": {"list": chats}}).encode()


def atom(author: str) -> bytes:
    """Return a feed with two entries by an author."""
    entries = (
        f"<entry><title>It rains</title><id>{number}</id><updated>2031-05-04T10:0{number}:00Z</updated>"
        f"<author><name>{author}</name></author></entry>"
        for number in range(2)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Fog</title>{"".join(entries)}</feed>'.encode()


def page(author: object) -> bytes:
    """Return a page whose data names an author."""
    updates = [
        {"articleBody": "It rains", "datePublished": f"2031-05-04T10:0{number}:00Z", "author": author}
        for number in range(2)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "author": author, "liveBlogUpdate": updates})
    head = f'<title>Fog</title><script type="application/ld+json">{data}</script>'
    return f'<!doctype html>{head}<meta name="author" content="{MAIL}"><main><h1>Fog</h1></main>'.encode()


TOKEN = {
    "url_private": f"https://files.example/quay.png?t={SECRET}",
    "name": "quay.png",
    "mimetype": "image/png",
}
DOCUMENTS = {
    "a token in the address of a file": ("a.zip", slack({"ts": "3.0", "user": "U1", "files": [TOKEN]})),
    "a message for one": ("a.zip", slack({"ts": "3.0", "user": "U1", "text": SECRET, "is_ephemeral": True})),
    "a hidden answer": ("a.zip", slack({"ts": "3.0", "thread_ts": "1.0", "text": SECRET, "hidden": True})),
    "chats of two": (
        "a.json",
        account(*(telegram(kind, SECRET) for kind in ("personal_chat", "saved_messages", "bot_chat")),
                telegram("public_channel", "It rains")),
    ),
    "an address of mail as the author of an entry": ("a.atom", atom(f"Ida Holm &lt;{MAIL}&gt;")),
    "an address of mail as an author": ("a.html", page(MAIL)),
    "an address of mail as an author's name": ("b.html", page({"@type": "Person", "name": MAIL})),
}  # fmt: skip


@pytest.mark.parametrize("what", DOCUMENTS)
def test_what_was_for_its_owner_alone_is_not_read(what: str, tmp_path: Path) -> None:
    name, data = DOCUMENTS[what]
    assert SECRET.encode() in data
    (tmp_path / name).write_bytes(data)
    live_blog = reading.read(tmp_path / name)
    assert len(live_blog.updates) >= 2
    assert SECRET not in repr(live_blog)


def test_an_account_without_a_channel_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(account(telegram("personal_chat", SECRET)))
    with pytest.raises(DocumentError, match="holds nothing that was public"):
        reading.read(tmp_path / "a.json")


def test_the_keeper_is_told_of_telephone_numbers(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Fog.txt"
    said = [
        ("10:15", "+47 555 01 23"),
        ("10:20", "Ida"),
        ("10:25", "+47 (555) 01-24"),
        ("10:30", "+47 555 01 23"),
    ]
    path.write_text("".join(f"01/05/2031, {time} - {name}: It rains.\n" for time, name in said))
    assert [line for line in reading.read(path).warnings if "telephone" in line] == [
        "2 authors are telephone numbers: --pseudonyms keeps them back"
    ]
