"""Threads of X as copied from Thread Reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from afterlive import reading
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

THREAD = """Thread by @fjordcourier on Thread Reader App – Thread Reader App
Fjord Courier Profile picture
Fjord Courier
@fjordcourier
May 4, 2031 • 3 tweets • 1 min read  Read on X
{}
• • •
Missing some Tweet in this thread? You can try to force a refresh
"""
TWEETS = {
    "lines": ("The ferry left.\nNo boat, they say.\nThe fog lifts.", "The ferry left."),
    "paragraphs": (
        "The ferry left.\nOn time!\n\nNo boat, they say.\n\nThe fog lifts.",
        "The ferry left.\nOn time!",
    ),
}


@pytest.mark.parametrize("kind", TWEETS)
def test_each_tweet_of_a_thread_is_an_update(kind: str, tmp_path: Path) -> None:
    body, first = TWEETS[kind]
    path = tmp_path / "fog.txt"
    path.write_text(THREAD.format(body))
    live_blog = reading.read(path)
    assert [block.text for update in live_blog.updates for block in update.blocks] == [
        first,
        "No boat, they say.",
        "The fog lifts.",
    ]
    assert {(update.date, update.authors) for update in live_blog.updates} == {
        (dt.date(2031, 5, 4), ("Fjord Courier",))
    }
    assert [each.text for each in live_blog.dropped][-2:] == [
        "• • •",
        "Missing some Tweet in this thread? You can try to force a refresh",
    ]


def test_a_thread_in_which_nothing_parts_the_tweets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fog.txt"
    path.write_text(THREAD.format("The ferry left.\nOn time!\nNo boat, they say.\nThe fog lifts."))
    with pytest.raises(
        DocumentError, match="of 3 tweets in 4 lines, so that nothing tells where each begins"
    ):
        reading.read(path)
