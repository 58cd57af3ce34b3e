"""What forms have beside text and time: headlines, edits, pictures, links, key events, order, replies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from data_samples import EDITED, LINK, PICTURE, SAMPLES, TEXTS, TIMES

from afterlive import archive, reading
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog, Update


def read(data: Any, folder: Path, facts: Facts = Facts(), name: str = "fog.json") -> LiveBlog:  # noqa: ANN401, B008 — any JSON; frozen
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return reading.read(path, facts)


def markdown(update: Update) -> list[str]:
    return [block.markdown for block in update.blocks]


def test_an_edit_in_wordpress_is_joined_with_its_entry(tmp_path: Path) -> None:
    live_blog = read(SAMPLES["Liveblog in WordPress"].data, tmp_path)
    edited = live_blog.updates[2]
    assert (edited.title, edited.modified) == ("A headline", EDITED)
    assert markdown(edited) == [TEXTS[2], f"<{PICTURE}>"]
    assert [update.id for update in live_blog.updates if update.key] == ["2"]
    assert [block.text for block in live_blog.lead] == ["Boats wait for the fog to lift."]
    assert str(live_blog.updates[0].time) == "2031-05-04 10:00:05+02:00"
    reasons = [(each.text, each.reason) for each in live_blog.dropped]
    assert reasons == [
        ("Edit 103", "an edit, which its update has"),
        ("Update 104", "deleted"),
        ("Edit 105", "an edit, which its update has"),
        ("Comment 106", "a reader's comment"),
        ("In the export: 1 × page", "of another live blog, or of none"),
        ("In the export: 1 × post", "of another live blog, or of none"),
    ]


def test_easy_liveblogs_gives_key_and_edit(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Easy Liveblogs' API"].data)
    data["updates"][0] |= {"title": "Fog <em>lifts</em> &amp; boats leave", "modified": EDITED.isoformat()}
    last = read(data, tmp_path).updates[-1]
    assert (last.title, last.modified) == ("Fog lifts & boats leave", EDITED)


def test_superdesks_editors_decide_the_order(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Superdesk"].data)
    posts = {post["_id"]: post for post in data["_items"]}
    posts["1"] |= {"order": 30.5, "sticky": True, "lb_highlight": True, "headline": "A headline"}
    posts["2"]["groups"][0]["refs"].append(
        {
            "item": {
                "item_type": "image",
                "meta": {"caption": "Dawn", "media": {"renditions": {"original": {"href": PICTURE}}}},
            }
        }
    )
    live_blog = read(data, tmp_path)
    assert live_blog.in_order
    last = live_blog.updates[-1]
    assert (last.id, last.title, last.pinned, last.key) == ("1", "A headline", True, True)
    assert markdown(live_blog.updates[0]) == [TEXTS[1], f"[Dawn]({PICTURE})"]


def test_an_order_of_editors_outlives_the_import(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Superdesk"].data)
    next(post for post in data["_items"] if post["_id"] == "1")["order"] = 30.5
    path = tmp_path / "fog.json"
    path.write_text(json.dumps(data))
    archive.import_document(path, tmp_path / "content", Facts(), list)
    exported = archive.liveblog(tmp_path / "content" / "fog")
    assert [update.id for update in exported.updates][-1] == "1"
    assert exported.in_order


def test_a_picture_of_scribblelive_is_shown_and_comments_are_kept(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["ScribbleLive"].data)
    first = next(post for post in data["Posts"] if post["Id"] == 1)
    first |= {
        "Media": [{"Type": "IMAGE", "Url": PICTURE}],
        "IsComment": 1,
        "IsStuck": 1,
        "Source": "<a>X</a>",
    }
    first["LastModified"] = "/Date(1935741605000+0000)/"
    update = read(data, tmp_path).updates[0]
    assert markdown(update) == [TEXTS[0], f"<{PICTURE}>", "X"]
    assert update.pinned
    assert update.modified


def test_a_story_keeps_its_order_and_shows_each_kind_of_element(tmp_path: Path) -> None:
    def element(kind: str, data: Any, posted: str) -> dict[str, Any]:  # noqa: ANN401 — any JSON
        return {"eid": kind, "type": kind, "permalink": LINK, "posted_at": posted, "data": data}

    story = {
        "sid": "1",
        "title": "Fog",
        "elements": [
            element("text", {"text": "<h2>Morning</h2><p>It began.</p>"}, "2016-03-05T11:00:00Z"),
            element("image", {"image": {"src": PICTURE, "caption": "The quay"}}, "2016-03-05T08:00:00Z"),
            element("link", {"link": {"title": "Notice", "description": "No boat."}}, "2016-03-05T09:00:00Z"),
            element(
                "video", {"video": {"title": "Film", "src": "https://v.example/1"}}, "2016-03-05T07:00:00Z"
            ),
        ],
    }
    updates = read(story, tmp_path).updates
    assert [(update.title, markdown(update)) for update in updates] == [
        ("Morning", ["It began."]),
        (None, [f"[The quay]({PICTURE})"]),
        (None, [f"[Notice]({LINK})", "No boat."]),
        (None, ["[Film](https://v.example/1)"]),
    ]


def test_json_feed_gives_tags_pictures_and_edits(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["JSON Feed"].data)
    data["items"][0] |= {"image": PICTURE, "tags": ["fog"], "date_modified": EDITED.isoformat(), "url": LINK}
    last = read(data, tmp_path).updates[-1]
    assert (last.tags, last.modified, last.url) == (("fog",), EDITED, LINK)
    assert markdown(last) == [f"<{PICTURE}>", TEXTS[-1]]


def test_telegram_gives_styles_links_tags_edits_and_pictures(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Telegram"].data)
    data["messages"][1] |= {
        "text": [
            {"type": "bold", "text": "A headline"},
            "\n\nNo boat, ",
            {"type": "text_link", "text": "they say", "href": LINK},
            ". ",
            {"type": "hashtag", "text": "#fog"},
        ],
        "edited_unixtime": str(int(EDITED.timestamp())),
        "photo": "photos/fog.png",
    }
    folder = tmp_path / "fog_files" / "photos"
    folder.mkdir(parents=True)
    (folder / "fog.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1200))
    live_blog = read(data, tmp_path)
    first = live_blog.updates[0]
    assert (first.title, first.tags, first.modified) == ("A headline", ("fog",), EDITED)
    words, image = first.blocks
    assert words.markdown == f"No boat, [they say]({LINK}). #fog"
    assert (image.kind, len(live_blog.assets)) == ("image", 1)


def test_a_picture_that_does_not_come_along_is_told(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Telegram"].data)
    data["messages"][1]["photo"] = "photos/fog.png"
    live_blog = read(data, tmp_path, Facts(source="https://t.example/courier"))
    (warning,) = live_blog.warnings
    assert markdown(live_blog.updates[0]) == [TEXTS[0]]
    assert warning.startswith("1 pictures, such as photos/fog.png, don't come along")


def test_answers_in_slack_stand_under_what_they_answer(tmp_path: Path) -> None:
    import io  # noqa: PLC0415 — only this test packs
    import zipfile  # noqa: PLC0415 — likewise

    messages = [
        {"ts": "1.1", "user": "U1", "text": f"*A headline*\nNo boat, <{LINK}|they say> &amp; wait, <@U2>."},
        {"ts": "2.1", "user": "U2", "text": "When?", "thread_ts": "1.1"},
        {"ts": "3.1", "user": "U2", "text": "Noon.", "edited": {"ts": "9.0"}, "pinned_to": ["C1"]},
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("channels.json", '[{"name": "fog"}]')
        archive.writestr("users.json", '[{"id": "U1", "real_name": "Ida Holm"}, {"id": "U2", "name": "per"}]')
        archive.writestr("fog/1970-01-01.json", json.dumps(messages))
    first, second = read(held.getvalue(), tmp_path, name="fog.zip").updates
    assert (first.title, markdown(first)) == (
        "A headline",
        [f"No boat, [they say]({LINK}) & wait, @per.", "> **per**", "> When?"],
    )
    assert (second.pinned, second.modified is not None) == (True, True)


def test_discord_gives_markdown_pins_edits_and_files(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Discord"].data)
    data["messages"][1] |= {
        "content": f"**A headline**\nNo *boat* <b>, see {LINK}",
        "isPinned": True,
        "timestampEdited": EDITED.isoformat(),
        "attachments": [{"url": PICTURE, "fileName": "fog.jpg"}],
    }
    first = read(data, tmp_path).updates[0]
    assert (first.title, first.pinned, first.modified) == ("A headline", True, EDITED)
    assert markdown(first) == [f"No *boat* &lt;b>, see [{LINK}]({LINK})", f"<{PICTURE}>"]


WHATSAPP = """\
\u200e[5/14/31, 9:00:01\u202fAM] Fog: \u200eMessages are end-to-end encrypted.
[5/14/31, 9:05:12\u202fAM] Ida Holm: Fog closes the channel.
No boat leaves.
\u200e[5/14/31, 9:41:00\u202fPM] Per Lund: \u200e<attached: 03-PHOTO.jpg>
[5/14/31, 9:42:00\u202fPM] Per Lund: Noon: we leave. \u200e<This message was edited>
"""


def test_whatsapp_on_ios_in_twelve_hours_with_the_month_first(tmp_path: Path) -> None:
    live_blog = read(WHATSAPP.encode(), tmp_path, name="fog.txt")
    assert live_blog.title == "Fog"
    assert [(str(update.time), [block.text for block in update.blocks]) for update in live_blog.updates] == [
        ("2031-05-14 09:05:12", ["Fog closes the channel.\nNo boat leaves."]),
        ("2031-05-14 21:42:00", ["Noon: we leave."]),
    ]
    assert [each.reason for each in live_blog.dropped] == [
        "a notice of WhatsApp",
        "its picture doesn't come along",
    ]


def test_a_log_of_irc_goes_on_over_midnight(tmp_path: Path) -> None:
    log = """--- Log opened Sun May 04 23:00:00 2031
23:05 -!- Topic for #fog: Fog on the fjord
23:40 < per> No boat.
23:41  * per looks at the quay
--- Day changed Mon May 05 2031
00:03 <@ida> The fog lifts.
"""
    live_blog = read(log.encode(), tmp_path, name="fog.log")
    assert live_blog.title == "Fog on the fjord"
    assert [(str(update.time), update.authors) for update in live_blog.updates] == [
        ("2031-05-04 23:40:00", ("per",)),
        ("2031-05-04 23:41:00", ("per",)),
        ("2031-05-05 00:03:00", ("ida",)),
    ]


def test_a_note_of_mastodon_has_warning_picture_and_tag(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["an outbox of Mastodon"].data)
    data["orderedItems"][0]["object"] |= {
        "summary": "Spoiler",
        "updated": EDITED.isoformat(),
        "attachment": [{"mediaType": "image/jpeg", "url": PICTURE, "name": "A grey quay"}],
        "tag": [{"type": "Hashtag", "name": "#fog"}, {"type": "Mention", "name": "@per"}],
    }
    first = read(data, tmp_path).updates[0]
    assert (first.title, first.tags, first.modified) == (None, ("fog",), EDITED)
    assert markdown(first) == ["Spoiler", TEXTS[0], f"[A grey quay]({PICTURE})"]


def test_links_of_bluesky_count_bytes(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Bluesky"].data)
    record = data["thread"]["post"]["record"]
    record["text"] = "Nebel über dem Fjord 🌫 hier #fog"
    begin = record["text"].encode().index(b"hier")
    record["facets"] = [
        {
            "index": {"byteStart": begin, "byteEnd": begin + 4},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": LINK}],
        },
        {
            "index": {"byteStart": begin + 5, "byteEnd": begin + 9},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "fog"}],
        },
    ]
    data["thread"]["post"]["embed"] = {"images": [{"fullsize": PICTURE, "alt": "A grey quay"}]}
    first = read(data, tmp_path).updates[0]
    assert markdown(first) == [f"Nebel über dem Fjord 🌫 [hier]({LINK}) \\#fog", f"[A grey quay]({PICTURE})"]
    assert first.tags == ("fog",)


def test_a_tweet_has_its_long_links_and_its_own_picture(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["X"].data.partition(b"= ")[2])
    data[-1]["tweet"] |= {
        "full_text": "Boats &amp; fog https://t.co/a https://t.co/b",
        "entities": {
            "urls": [{"url": "https://t.co/a", "expanded_url": LINK, "display_url": "harbour.example/fog"}],
            "hashtags": [{"text": "fog"}],
        },
        "extended_entities": {
            "media": [{"url": "https://t.co/b", "media_url_https": "https://p.example/m/f.png"}]
        },
    }
    folder = tmp_path / "tweets_files" / "tweets_media"
    folder.mkdir(parents=True)
    (folder / "1-f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1200))
    live_blog = read(b"window.YTD.tweets.part0 = " + json.dumps(data).encode(), tmp_path, name="tweets.js")
    words, image = live_blog.updates[0].blocks
    assert words.markdown == f"Boats & fog [harbour.example/fog]({LINK})"
    assert (image.kind, len(live_blog.assets)) == ("image", 1)
    assert live_blog.updates[0].tags == ("fog",)


@pytest.mark.parametrize("form", ["Telegram", "Slack", "Discord", "Mastodon's API"])
def test_a_zone_that_the_keeper_gives_shows_in_every_time(form: str, tmp_path: Path) -> None:
    sample = SAMPLES[form]
    live_blog = read(sample.data, tmp_path, Facts(timezone="Europe/Oslo"), sample.file)
    assert [update.time for update in live_blog.updates] == TIMES
    assert {str(update.time)[-6:] for update in live_blog.updates} == {"+02:00"}


def test_addresses_that_mastodon_parts_are_whole(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["an outbox of Mastodon"].data)
    parts = "".join(
        f'<span class="{name}">{text}</span>'
        for name, text in (("invisible", "https://"), ("ellipsis", "harbour.example/f"), ("invisible", "og"))
    )
    data["orderedItems"][0]["object"]["content"] = f'<p>They say <a href="{LINK}">{parts}</a></p>'
    assert markdown(read(data, tmp_path).updates[0]) == [f"They say [{LINK}]({LINK})"]


def test_an_outbox_whose_notes_alone_say_for_whom_they_are_is_read(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["an outbox of Mastodon"].data)
    for activity in data["orderedItems"]:
        del activity["to"]
    live_blog = read(data, tmp_path)
    assert (len(live_blog.updates), [each.reason for each in live_blog.dropped]) == (21, ["not public"] * 2)


@pytest.mark.parametrize("prefix", ["/", "/bucket/", ""])
def test_a_picture_of_an_outbox_is_never_sought_on_the_web(prefix: str, tmp_path: Path) -> None:
    data = json.loads(SAMPLES["an outbox of Mastodon"].data)
    note = data["orderedItems"][0]["object"]
    note["attachment"] = [{"mediaType": "image/png", "url": f"{prefix}media_attachments/f.png"}]
    note["url"] = "https://fjord.example/@ida/1"
    live_blog = read(data, tmp_path)
    assert markdown(live_blog.updates[0]) == [TEXTS[0]]
    assert live_blog.warnings[0].startswith(f"1 pictures, such as {prefix}media_attachments/f.png, don't")
    folder = tmp_path / "fog_files" / "media_attachments"
    folder.mkdir(parents=True)
    (folder / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1200))
    assert len(read(data, tmp_path).assets) == 1


def test_what_programs_write_into_slack_is_read(tmp_path: Path) -> None:
    from office_samples import packed  # noqa: PLC0415 — only this test packs

    bot = {"ts": "1.1", "subtype": "bot_message", "username": "Buoy", "text": "", "attachments": [
        {"title": "Wind &amp; fog", "title_link": LINK, "text": "*No* boat.", "fallback": "Wind"},
        {"fallback": "Tide"}, {"from_url": LINK, "title": "A preview", "text": "of a page"}]}  # fmt: skip
    files = {
        "channels.json": '[{"name": "fog"}]',
        "users.json": "[]",
        "fog/1970-01-01.json": json.dumps([bot]),
    }
    (update,) = read(packed(files), tmp_path, name="fog.zip").updates
    assert (update.authors, markdown(update)) == (
        ("Buoy",),
        [f"[Wind & fog]({LINK})", "**No** boat.", "Tide"],
    )


def test_what_programs_write_into_discord_is_read_and_its_folder_found(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Discord"].data)
    data["messages"][1] |= {
        "content": "",
        "embeds": [
            {"title": "Wind", "url": None, "description": "**No** boat."},
            {"title": "Page", "url": LINK},
        ],
        "attachments": [{"url": "fog.json_Files/f.png", "fileName": "f.png"}],
    }
    folder = tmp_path / "fog.json_Files"
    folder.mkdir()
    (folder / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1200))
    live_blog = read(data, tmp_path)
    first = live_blog.updates[0]
    assert [block.text for block in first.blocks if block.kind != "image"] == ["Wind", "No boat.", "Page"]
    assert len(live_blog.assets) == 1
    archive.import_document(tmp_path / "fog.json", tmp_path / "site" / "content", Facts(), list)
    assert (tmp_path / "site" / "documents" / folder.name / "f.png").exists()


def test_what_a_page_of_telegram_passes_on_has_its_source_and_leaves_the_name_alone(tmp_path: Path) -> None:
    page = SAMPLES["a page of Telegram"].data.decode()
    forwarded = (
        '<div class="forwarded body"><div class="from_name">The Coast Guard <span class="date details" '
        'title="04.05.2031 06:00:00 UTC+00:00">06:00</span></div><div class="text">{}</div></div>'
    )
    page = page.replace(f'<div class="text">{TEXTS[1]}</div>', forwarded.format(TEXTS[1]))
    poll = (
        '<div class="media_wrap"><a class="media_video" href="video_files/fog%201.mp4"></a>'
        '<div class="media_poll">'
        '<div class="question bold">Will it lift?</div><div class="answer">- Yes</div></div></div>'
    )
    page = page.replace(f'<div class="text">{TEXTS[3]}</div>', f'<div class="text">{TEXTS[3]}</div>{poll}')
    live_blog = read(page.encode(), tmp_path, name="messages.html")
    assert {update.authors for update in live_blog.updates} == {("Ida Holm",)}
    assert markdown(live_blog.updates[1]) == ["↪ The Coast Guard", TEXTS[1]]
    assert markdown(live_blog.updates[3]) == [TEXTS[3], "fog 1.mp4", "Will it lift?", "- Yes"]


def test_a_clock_in_a_log_that_is_none_is_no_time(tmp_path: Path) -> None:
    log = "--- Log opened Sun May 04 23:00:00 2031\n23:40 <per> No boat.\n99:99 <per> It lifts.\n"
    first, second = read(log.encode(), tmp_path, name="fog.log").updates
    assert (str(first.time), second.time) == ("2031-05-04 23:40:00", None)


def test_telegrams_text_may_stand_under_another_name(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["Telegram"].data)
    pieces = [{"type": "plain", "text": "No boat, "}, {"type": "text_link", "text": "they say", "href": LINK}]
    data["messages"][1] |= {"text": "", "text_entities": pieces}
    assert markdown(read(data, tmp_path).updates[0]) == [f"No boat, [they say]({LINK})"]


def test_what_an_entry_of_a_feed_is_about_is_a_link(tmp_path: Path) -> None:
    data = json.loads(SAMPLES["JSON Feed"].data)
    data["items"][0]["external_url"] = LINK
    assert markdown(read(data, tmp_path).updates[-1]) == [TEXTS[-1], f"<{LINK}>"]
