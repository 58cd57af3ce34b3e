"""A document of each form of data: 21 updates of an invented live blog, and what must stay in the file."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from html import escape
from typing import Any, NamedTuple

SECRET = "SECRET-"  # noqa: S105 — it opens nothing
"""What begins everything that was never public."""
BEGINS = dt.datetime(2031, 5, 4, 8, 0, 5, tzinfo=dt.UTC)
TIMES = [BEGINS + dt.timedelta(minutes=7 * number) for number in range(21)]
TEXTS = [f"Report {number:02} from the quay." for number in range(1, 22)]
EDITED = BEGINS + dt.timedelta(hours=9)
LINK = "https://harbour.example/fog"
PICTURE = "https://fjord.example/fog.jpg"


class Sample(NamedTuple):
    """A document, and how the texts of its updates differ from `TEXTS`."""

    file: str
    data: bytes
    authors: tuple[str, ...] = ("Ida Holm",)
    ids: tuple[str, ...] = tuple(str(number) for number in range(1, 22))
    times: tuple[dt.datetime, ...] = tuple(TIMES)


def _json(data: Any) -> bytes:  # noqa: ANN401 — any JSON
    return json.dumps(data).encode()


def _each(make: Any) -> list[Any]:  # noqa: ANN401 — what a form has for an update
    return [make(number, text, time) for number, (text, time) in enumerate(zip(TEXTS, TIMES, strict=True), 1)]


def _stamp(time: dt.datetime, zone: int = 0) -> str:
    return time.astimezone(dt.timezone(dt.timedelta(hours=zone))).strftime("%Y-%m-%d %H:%M:%S")


def _unix(time: dt.datetime) -> int:
    return int(time.timestamp())


def _comment(number: int, text: str, time: dt.datetime, *, meta: str = "", kind: str = "liveblog") -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author><![CDATA[Ida Holm]]></wp:comment_author>
<wp:comment_author_email><![CDATA[{SECRET}mail@fjord.example]]></wp:comment_author_email>
<wp:comment_author_IP><![CDATA[{SECRET}192.0.2.7]]></wp:comment_author_IP>
<wp:comment_date><![CDATA[{_stamp(time, 2)}]]></wp:comment_date>
<wp:comment_date_gmt><![CDATA[{_stamp(time)}]]></wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_approved>{kind}</wp:comment_approved>{meta}</wp:comment>"""


def _meta(key: str, value: str, kind: str = "comment") -> str:
    told = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value>"
    return f"<wp:{kind}meta>{told}</wp:{kind}meta>"


def post_of_wordpress(number: int, title: str, text: str, more: str = "", **fields: str) -> str:
    """Return a post of an export of WordPress."""
    told = {"post_type": "post", "status": "publish"} | fields
    return f"""<item><title>{title}</title><link>https://fjord.example/?p={number}</link>
<dc:creator>ida</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{fields.get("date", _stamp(BEGINS))}</wp:post_date_gmt>
<wp:post_type>{told["post_type"]}</wp:post_type><wp:status>{told["status"]}</wp:status>{more}</item>"""


def wxr(*posts: str) -> bytes:
    """Return an export of WordPress."""
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Fjord Courier</title>
<language>en-GB</language>
<wp:author><wp:author_login>ida</wp:author_login><wp:author_email>{SECRET}ida@fjord.example</wp:author_email>
<wp:author_display_name>Ida Holm</wp:author_display_name></wp:author>{"".join(posts)}
{post_of_wordpress(90, "About us", f"{SECRET}settings", post_type="page")}
{post_of_wordpress(91, f"{SECRET}draft", f"{SECRET}unfinished", status="draft")}</channel></rss>""".encode()


def _liveblog() -> bytes:
    comments = _each(
        lambda number, text, time: _comment(
            number,
            text,
            time,
            meta=_meta("liveblog_key_entry", "1") if number == 2 else "",
        )
    )
    comments[2] = _comment(3, f'<h4>A headline</h4>\n\n{TEXTS[2]}\n\n<img src="{PICTURE}">', TIMES[2])
    later = [
        _comment(103, TEXTS[2], EDITED, meta=_meta("liveblog_replaces", "3")),
        _comment(104, f"{SECRET}deleted", TIMES[4]),
        _comment(105, "", EDITED, meta=_meta("liveblog_replaces", "104")),
        _comment(106, f"{SECRET}reader", TIMES[4], kind="comment"),
    ]
    lead = "Boats wait for the fog to lift.\n\n[liveblog]"
    return wxr(post_of_wordpress(10, "Fog on the fjord", lead, "".join([*comments, *later])))


def _easy_liveblogs() -> bytes:
    entry = {"post_type": "elb_entry"}
    of = _meta("_elb_liveblog", "50", "post")
    posts = _each(
        lambda number, text, time: post_of_wordpress(number, "", text, of, date=_stamp(time), **entry)
    )
    hidden = post_of_wordpress(60, "", f"{SECRET}pending", of, status="pending", **entry)
    return wxr(
        post_of_wordpress(50, "Fog on the fjord", "Boats wait.", _meta("_elb_is_liveblog", "1", "post")),
        *posts,
        hidden,
    )


def _liveblog_api() -> bytes:
    entries = _each(
        lambda number, text, time: {
            "id": str(number),
            "type": "new",
            "render": f"<p>{text}</p>",
            "entry_time": _unix(time),
            "authors": [{"name": "Ida Holm", "email": f"{SECRET}mail"}],
        }
    )
    return _json(
        {"entries": [{"id": "99", "type": "delete", "render": f"{SECRET}gone"}, *entries[::-1]], "pages": 1}
    )


def _easy_api() -> bytes:
    updates = _each(
        lambda number, text, time: {
            "id": number, "title": "", "content": f"<p>{text}</p>", "datetime": time.isoformat(),
            "author": "Ida Holm",
        }
    )  # fmt: skip
    return _json({"title": "Fog on the fjord", "status": "closed", "updates": updates[::-1]})


def _superdesk_post(number: int, text: str, time: dt.datetime, **more: Any) -> dict[str, Any]:  # noqa: ANN401 — any JSON
    return {
        "_id": str(number),
        "published_date": time.isoformat(),
        "post_status": "open",
        "deleted": False,
        "order": float(number),
        "publisher": {"display_name": "Ida Holm", "email": f"{SECRET}mail"},
        "groups": [{"id": "main", "refs": [{"item": {"item_type": "text", "text": f"<p>{text}</p>"}}]}],
        **more,
    }


def _superdesk() -> bytes:
    posts = [
        *_each(_superdesk_post),
        _superdesk_post(90, f"{SECRET}deleted", EDITED, deleted=True),
        _superdesk_post(91, f"{SECRET}draft", EDITED, post_status="draft"),
    ]
    return _json({"_items": posts[::-1]})


def _scribblelive() -> bytes:
    def post(number: int, text: str, time: dt.datetime, **more: int) -> dict[str, Any]:
        written = f"/Date({_unix(time)}000+0000)/"
        return {
            "Id": number, "Content": text, "Created": written, "LastModified": written,
            "Creator": {"Name": "Ida Holm"}, "IsDeleted": 0, "IsApproved": 1, **more,
        }  # fmt: skip

    hidden = [
        post(90, f"{SECRET}deleted", EDITED, IsDeleted=1),
        post(91, f"{SECRET}waiting", EDITED, IsApproved=0),
    ]
    return _json({"Title": "Fog on the fjord", "Posts": [*_each(post)[::-1], *hidden], "NumPosts": 23})


def _storify() -> bytes:
    elements = _each(
        lambda number, text, time: {
            "eid": str(number), "type": "quote", "posted_at": time.isoformat(),
            "data": {"quote": {"text": text}}, "attribution": {"name": "Ida Holm"},
        }
    )  # fmt: skip
    return _json({"content": {"sid": "1", "title": "Fog", "status": "published", "elements": elements}})


def _linked_data() -> bytes:
    updates = _each(
        lambda number, text, time: {
            "@type": "BlogPosting", "@id": str(number), "articleBody": text,
            "datePublished": time.isoformat(),
            "author": {"name": "Ida Holm"},
        }
    )  # fmt: skip
    return _json({"@type": "LiveBlogPosting", "headline": "Fog", "liveBlogUpdate": updates[::-1]})


def _json_feed() -> bytes:
    entries = _each(
        lambda number, text, time: {
            "id": str(number), "content_text": text, "date_published": time.isoformat(),
            "authors": [{"name": "Ida Holm"}],
        }
    )  # fmt: skip
    return _json({"version": "https://jsonfeed.org/version/1.1", "title": "Fog", "items": entries[::-1]})


def _ninjs() -> bytes:
    texts = _each(
        lambda number, text, time: {
            "uri": str(number), "body_html": f"<p>{text}</p>", "firstcreated": time.isoformat(),
            "versioncreated": time.isoformat(), "byline": "Ida Holm", "pubstatus": "usable",
        }
    )  # fmt: skip
    hidden = {"uri": "90", "versioncreated": EDITED.isoformat(), "pubstatus": "withheld", "body_html": SECRET}
    return _json([*texts, hidden])


def _telegram() -> bytes:
    def message(number: int, text: Any, time: dt.datetime, **more: Any) -> dict[str, Any]:  # noqa: ANN401 — any JSON
        return {
            "id": number, "type": "message", "date": _stamp(time, 2).replace(" ", "T"),
            "date_unixtime": str(_unix(time)), "from": "Fjord Courier", "author": "Ida Holm", "text": text,
            "from_id": f"{SECRET}user7", "contact_information": {"phone_number": f"{SECRET}+47 5550"},
            **more,
        }  # fmt: skip

    service = message(90, "", TIMES[0], type="service", actor=f"{SECRET}member", action="invite_members")
    return _json(
        {"name": "Fjord Courier", "type": "public_channel", "id": 7, "messages": [service, *_each(message)]}
    )


def _telegram_page() -> bytes:
    def message(number: int, text: str, time: dt.datetime) -> str:
        date = f"{time.strftime('%d.%m.%Y %H:%M:%S')} UTC+00:00"
        name = '<div class="from_name">Ida Holm </div>' if number == 1 else ""
        return (
            f'<div class="message default clearfix{"" if number == 1 else " joined"}" id="message{number}">'
            f'<div class="body"><div class="pull_right date details" title="{date}">10:00</div>{name}'
            f'<div class="text">{text}</div></div></div>'
        )

    return f"""<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_header">
<div class="text bold">Fjord Courier</div></div><div class="history">
<div class="message service" id="message-1"><div class="body details">{SECRET}joined</div></div>
{"".join(_each(message))}</div></body></html>""".encode()


def _slack() -> bytes:
    messages = _each(
        lambda number, text, time: {"ts": f"{_unix(time)}.{number:06}", "user": "U1", "text": text}
    )
    joined = {"ts": "1.0", "subtype": "channel_join", "user": "U1", "text": f"{SECRET}joined"}
    users = [{"id": "U1", "profile": {"real_name": "Ida Holm", "email": f"{SECRET}mail"}}]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("channels.json", json.dumps([{"name": "fog", "id": "C1"}]))
        archive.writestr("users.json", json.dumps(users))
        archive.writestr("dms.json", json.dumps([{"id": "D1", "members": ["U1", "U2"]}]))
        archive.writestr("D1/2031-05-04.json", json.dumps([{"ts": "2.0", "text": f"{SECRET}direct"}]))
        archive.writestr("fog/2031-05-04.json", json.dumps([joined, *messages]))
    return held.getvalue()


def _discord() -> bytes:
    def message(number: int, text: str, time: dt.datetime, **more: str) -> dict[str, Any]:
        return {
            "id": str(number), "type": "Default", "timestamp": time.isoformat(), "content": text,
            "author": {"name": "ida", "nickname": "Ida Holm", "id": f"{SECRET}7"}, **more,
        }  # fmt: skip

    joined = message(90, f"{SECRET}joined", TIMES[0], type="GuildMemberJoin")
    return _json(
        {"guild": {"name": "Courier"}, "channel": {"name": "fog"}, "messages": [joined, *_each(message)]}
    )


def _whatsapp() -> bytes:
    lines = _each(lambda _number, text, time: f"{time.strftime('%d/%m/%Y, %H:%M')} - Ida Holm: {text}")
    notices = [
        f"04/05/2031, 07:59 - {SECRET}number joined",
        "04/05/2031, 08:00 - Ida Holm: This message was deleted",
    ]
    return "\n".join([*notices, *lines]).encode()


def _irssi() -> bytes:
    lines = _each(lambda _number, text, time: f"{time.strftime('%H:%M:%S')} <@ida> {text}")
    joined = f"08:00 -!- ida [{SECRET}ida@192.0.2.1] has joined #fog"
    return "\n".join(["--- Log opened Sun May 04 08:00:00 2031", joined, *lines]).encode()


def _weechat() -> bytes:
    lines = _each(lambda _number, text, time: f"{_stamp(time)}\t@ida\t{text}")
    return "\n".join([f"2031-05-04 08:00:00\t-->\tida ({SECRET}192.0.2.1) has joined #fog", *lines]).encode()


PUBLIC = ["https://www.w3.org/ns/activitystreams#Public"]


def _activity(number: int, text: str, time: dt.datetime, to: list[str] = PUBLIC) -> dict[str, Any]:
    note = {
        "type": "Note", "id": str(number), "content": f"<p>{text}</p>", "to": to,
        "published": time.isoformat(), "attributedTo": "https://fjord.example/users/ida",
        "inReplyTo": str(number - 1) if number > 1 else None,
    }  # fmt: skip
    return {"type": "Create", "to": to, "object": note}


def _outbox() -> bytes:
    hidden = [
        _activity(90, f"{SECRET}direct", EDITED, to=["https://other.example/users/jon"]),
        _activity(91, f"{SECRET}followers", EDITED, to=["https://fjord.example/users/ida/followers"]),
    ]
    return _json({"type": "OrderedCollection", "orderedItems": [*_each(_activity), *hidden]})


def _status(number: int, text: str, time: dt.datetime, visibility: str = "public") -> dict[str, Any]:
    return {
        "id": str(number), "created_at": time.isoformat(), "content": f"<p>{text}</p>",
        "visibility": visibility,
        "account": {"id": "1", "display_name": "Ida Holm"}, "in_reply_to_id": None,
    }  # fmt: skip


def _statuses() -> bytes:
    hidden = [
        _status(90, f"{SECRET}direct", EDITED, "direct"),
        _status(91, f"{SECRET}few", EDITED, "private"),
    ]
    return _json([*_each(_status)[::-1], *hidden])


def _bluesky_post(number: int, text: str, time: dt.datetime, did: str = "did:a") -> dict[str, Any]:
    return {
        "uri": str(number),
        "author": {"did": did, "handle": "ida.example", "displayName": "Ida Holm"},
        "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": time.isoformat()},
    }


def _bluesky() -> bytes:
    first, *others = _each(_bluesky_post)
    replies = [{"post": post, "replies": []} for post in others]
    reader = {"post": _bluesky_post(90, f"{SECRET}reader", EDITED, "did:b"), "replies": []}
    return _json({"thread": {"post": first, "replies": [*replies, reader, {"notFound": True}]}})


def _tweets() -> bytes:
    tweets = _each(
        lambda number, text, time: {
            "tweet": {
                "id_str": str(number),
                "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "full_text": escape(text),
                "in_reply_to_status_id_str": str(number - 1) if number > 1 else None,
            }
        }
    )
    return b"window.YTD.tweets.part0 = " + _json(tweets[::-1])


_MINUTES = tuple(time.replace(second=0, tzinfo=None) for time in TIMES)
_LOCAL = tuple(time.replace(tzinfo=None) for time in TIMES)
_NONE: tuple[str, ...] = ()
SAMPLES = {
    "Liveblog in WordPress": Sample("fog.xml", _liveblog()),
    "Easy Liveblogs in WordPress": Sample("fog.xml", _easy_liveblogs()),
    "Liveblog's API": Sample("fog.json", _liveblog_api()),
    "Easy Liveblogs' API": Sample("fog.json", _easy_api()),
    "Superdesk": Sample("fog.json", _superdesk()),
    "ScribbleLive": Sample("fog.json", _scribblelive()),
    "Storify": Sample("fog.json", _storify()),
    "JSON-LD": Sample("fog.json", _linked_data()),
    "JSON Feed": Sample("fog.json", _json_feed()),
    "ninjs": Sample("fog.json", _ninjs()),
    "Telegram": Sample("fog.json", _telegram()),
    "a page of Telegram": Sample(
        "fog.html", _telegram_page(), ids=tuple(f"message{n}" for n in range(1, 22))
    ),
    "Slack": Sample("fog.zip", _slack(), ids=tuple(f"{_unix(t)}.{n:06}" for n, t in enumerate(TIMES, 1))),
    "Discord": Sample("fog.json", _discord()),
    "WhatsApp": Sample("fog.txt", _whatsapp(), ids=_NONE, times=_MINUTES),
    "irssi": Sample("fog.log", _irssi(), ("ida",), _NONE, _LOCAL),
    "WeeChat": Sample("fog.weechatlog", _weechat(), ("ida",), _NONE, _LOCAL),
    "an outbox of Mastodon": Sample("fog.json", _outbox(), ("ida",)),
    "Mastodon's API": Sample("fog.json", _statuses()),
    "Bluesky": Sample("fog.json", _bluesky()),
    "X": Sample("tweets.js", _tweets(), ()),
}
