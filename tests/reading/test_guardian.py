"""The Guardian's JSON, in both of its forms."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from afterlive import reading
from afterlive.model import LiveBlog

API = {
    "response": {
        "content": {
            "webTitle": "Harbour fire – live",
            "webUrl": "https://watcher.example/fire",
            "fields": {"standfirst": "<p>Crews from three towns.</p>", "byline": "Barney Dole"},
            "blocks": {
                "body": [
                    {
                        "id": "b2",
                        "title": "Smoke warning lifted",
                        "bodyHtml": "<p>Open your <strong>windows</strong>.</p>",
                        "attributes": {"keyEvent": True},
                        "firstPublishedDate": "2024-03-03T09:12:00Z",
                        "lastModifiedDate": "2024-03-03T09:20:00Z",
                        "contributors": ["rory-sands"],
                    },
                    {
                        "id": "b1",
                        "bodyHtml": "<p>Good morning.</p>",
                        "firstPublishedDate": "2024-03-03T07:55:00Z",
                    },
                ]
            },
        }
    }
}
RENDERED = {
    "headline": "Harbour fire – live",
    "webURL": "https://watcher.example/fire",
    "pagination": {"currentPage": 1, "totalPages": 3},
    "pinnedPost": {"id": "b0", "title": "From another page", "elements": [{"html": "<p>Stay away.</p>"}]},
    "blocks": [
        {
            "id": "b2",
            "title": "Smoke warning lifted",
            "blockFirstPublished": 1709457120000,
            "blockFirstPublishedDisplay": "09.12 GMT",
            "attributes": {"keyEvent": True, "pinned": False},
            "elements": [
                {"html": "<p>Open your windows.</p>"},
                {
                    "media": {"allImages": [{"url": "https://i.example/s.jpg", "fields": {"width": "9"}}]},
                    "data": {"alt": "The quay", "caption": "At dawn", "credit": "Photograph: Ines Marlow"},
                },
                {"url": "https://watcher.example/rope", "text": "Rope works sold"},
            ],
        },
        {"id": "b1", "blockFirstPublished": 1709452500000, "elements": [{"html": "<p>Good morning.</p>"}]},
    ],
}


def read(data: Any, folder: Path) -> LiveBlog:  # noqa: ANN401 — any JSON
    path = folder / "fire.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return reading.read(path)


def test_the_content_api_gives_updates_and_the_lead(tmp_path: Path) -> None:
    live_blog = read(API, tmp_path)
    morning, smoke = live_blog.updates
    assert [block.text for block in live_blog.lead] == ["Crews from three towns."]
    assert (smoke.title, smoke.key, smoke.id) == ("Smoke warning lifted", True, "b2")
    assert smoke.time == dt.datetime(2024, 3, 3, 9, 12, tzinfo=dt.UTC)
    assert smoke.modified == dt.datetime(2024, 3, 3, 9, 20, tzinfo=dt.UTC)
    assert [block.markdown for block in smoke.blocks] == ["Open your **windows**."]
    assert (morning.title, morning.key) == (None, False)


def test_the_blocks_of_a_rendered_page_keep_stamps_pictures_and_cards(tmp_path: Path) -> None:
    live_blog = read(RENDERED, tmp_path)
    smoke = live_blog.updates[-1]
    assert (smoke.stamp, smoke.time) == ("09.12 GMT", dt.datetime(2024, 3, 3, 9, 12, tzinfo=dt.UTC))
    assert [(block.kind, block.markdown) for block in smoke.blocks] == [
        ("paragraph", "Open your windows."),
        ("card", "[At dawn Photograph: Ines Marlow](https://i.example/s.jpg)"),
        ("card", "[Rope works sold](https://watcher.example/rope)"),
    ]
    assert live_blog.warnings == ("This is page 1 of 3 of the live blog: capture the others, too.",)
    assert "Stay away." in [dropped.text for dropped in live_blog.dropped]


@pytest.mark.parametrize("data", [{"blocks": []}, {"blocks": 7}, [1], {"response": {"content": None}}])
def test_other_json_is_left_to_other_readers(data: Any, tmp_path: Path) -> None:  # noqa: ANN401 — any JSON
    path = tmp_path / "other.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert not reading.guardian.recognises(reading.document.load(path))
