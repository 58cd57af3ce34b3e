"""X, once Twitter: the `tweets.js` of an archive, and of its pictures those in `NAME_files/tweets_media`."""

from __future__ import annotations

import datetime as dt
from html import escape, unescape
from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import decoded, decoded_beside, named
from afterlive.reading.source.text_html import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afterlive.reading.source.document import Document

BEGINS = ("window.YTD.tweets.part", "window.YTD.tweet.part")
PASSED_ON = "RT @"
MEDIA, OLD_MEDIA = "tweets_media/", "tweet_media/"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class TweetLink(msgspec.Struct):
    """An address that was made short."""

    url: str
    expanded_url: str | None = None
    display_url: str | None = None


class TweetTag(msgspec.Struct):
    """A tag."""

    text: str


class TweetMedium(msgspec.Struct):
    """A picture, or the first frame of a video."""

    url: str | None = None
    media_url_https: str | None = None
    ext_alt_text: str | None = None


class TweetEntities(msgspec.Struct):
    """What is said of parts of the text."""

    urls: list[TweetLink] = []
    hashtags: list[TweetTag] = []
    media: list[TweetMedium] = []


class TweetVersions(msgspec.Struct, rename="camel"):
    """All versions of what was edited, the first one first."""

    edit_tweet_ids: list[str] = []


class TweetEdits(msgspec.Struct, rename="camel"):
    """What is said of them in the later versions."""

    edit_control_initial: TweetVersions = msgspec.field(default_factory=TweetVersions)


class TweetEditing(msgspec.Struct):
    """What is said of them in the first version, or in the later ones."""

    initial: TweetVersions = msgspec.field(default_factory=TweetVersions)
    edit: TweetEdits = msgspec.field(default_factory=TweetEdits)


class Tweet(msgspec.Struct):
    """What was written."""

    id_str: str
    created_at: str
    full_text: str
    entities: TweetEntities = msgspec.field(default_factory=TweetEntities)
    extended_entities: TweetEntities = msgspec.field(default_factory=TweetEntities)
    in_reply_to_status_id_str: str | None = None
    edit_info: TweetEditing | None = None
    lang: str | None = None


class XAccount(msgspec.Struct, rename="camel"):
    """Whose archive it is."""

    username: str | None = None
    account_display_name: str | None = None


class XAccountElement(msgspec.Struct):
    """The element of the list of accounts."""

    account: XAccount


class TweetElement(msgspec.Struct):
    """An element of the list."""

    tweet: Tweet


def recognises(document: Document) -> bool:
    """Tell whether a document is a list of tweets."""
    return document.text.lstrip().startswith(BEGINS)


def blogs(document: Document) -> list[DataBlog]:
    """Return what somebody wrote. Raises DocumentError."""
    tweets = [each.tweet for each in decoded(document, list[TweetElement], "tweets of an archive")]
    versions = _versions(tweets)
    load = kept_with(document)
    accounts = decoded_beside(load, "account.js", list[XAccountElement]) or []
    account = accounts[0].account if accounts else XAccount()
    author = named(account.account_display_name, account.username)
    return [
        DataBlog(
            language=next((tweet.lang for tweet in tweets if tweet.lang not in {None, "und", "zxx"}), None),
            is_account=True,
            updates=tuple(_update(tweet, versions, author) for tweet in tweets),
            load=lambda source: load(source) or load(source.replace(MEDIA, OLD_MEDIA)),
        )
    ]


def _versions(tweets: Sequence[Tweet]) -> dict[str, tuple[Tweet, Tweet]]:
    """Return the first and the last version of each tweet that was edited, by the ids of all versions."""
    known = {tweet.id_str: tweet for tweet in tweets}
    found: dict[str, tuple[Tweet, Tweet]] = {}
    for tweet in tweets:
        editing = tweet.edit_info or TweetEditing()
        told = editing.edit.edit_control_initial.edit_tweet_ids or editing.initial.edit_tweet_ids
        ids = [each for each in told if each in known]
        if len(ids) > 1:
            found |= dict.fromkeys(ids, (known[ids[0]], known[ids[-1]]))
    return found


def _update(
    tweet: Tweet, versions: Mapping[str, tuple[Tweet, Tweet]], author: tuple[str, ...]
) -> DataUpdate | Skipped:
    first, last = versions.get(tweet.id_str, (tweet, tweet))
    if tweet is not last:
        return Skipped(label=f"Version {tweet.id_str}", reason="an update has its later version")
    parent = tweet.in_reply_to_status_id_str or ""
    return DataUpdate(
        id=tweet.id_str,
        url=f"https://x.com/i/status/{tweet.id_str}",
        html=_html(tweet),
        time=_time(first.created_at),
        modified=None if first is tweet else _time(tweet.created_at),
        authors=() if tweet.full_text.startswith(PASSED_ON) else author,
        tags=tuple(tag.text for tag in tweet.entities.hashtags),
        parent=versions[parent][1].id_str if parent in versions else parent or None,
        by_other=tweet.full_text.startswith(PASSED_ON),
    )


def _time(text: str) -> dt.datetime | None:
    """Return the time that `Tue Mar 05 08:05:12 +0000 2024` is; there are too many for `strptime`."""
    try:
        day = f"{text[26:]}-{MONTHS.index(text[4:7]) + 1:02}-{text[8:10]}"
        return dt.datetime.fromisoformat(f"{day}T{text[11:19]}{text[20:25]}")
    except ValueError:
        return None


def _html(tweet: Tweet) -> str:
    text = escape(unescape(tweet.full_text))
    for link in tweet.entities.urls:
        url = escape(link.expanded_url or link.url)
        shown = escape(link.display_url or link.expanded_url or link.url)
        text = text.replace(escape(link.url), f'<a href="{url}">{shown}</a>')
    media = tweet.extended_entities.media or tweet.entities.media
    for medium in media:
        text = text.replace(escape(medium.url or "\0"), "")
    return paragraphs(text) + "".join(_picture(tweet, medium) for medium in media)


def _picture(tweet: Tweet, medium: TweetMedium) -> str:
    remote = medium.media_url_https or ""
    local = f"{MEDIA}{tweet.id_str}-{remote.rpartition('/')[2]}"
    alt = escape(medium.ext_alt_text or "")
    return f'<figure><img data-src="{escape(local)}" src="{escape(remote)}" alt="{alt}"></figure>'
