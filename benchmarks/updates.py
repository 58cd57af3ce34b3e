# ruff: noqa: INP001 — scripts, not a package
"""Synthetic live blogs: the same text as content/ of Afterlive, of stock Pelican, of Hugo and of Eleventy."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_START = dt.datetime(2026, 9, 1, 6, 0, tzinfo=dt.UTC)
_VOCABULARY = 20_000
_ONSETS = [
    "b",
    "br",
    "c",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
_SYLLABLES = [2, 2, 3, 3, 3, 4]
_TOPICS = [
    f"{what} {kind}"
    for what in ("key", "video", "photo", "official", "reader", "analysis")
    for kind in ("event", "update", "quote", "recap", "reaction")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the updates of an archive are spread."""

    live_blog: int = 500
    """How many updates a live blog has."""
    days: int = 20
    """Over how many days they came."""


USUAL = Shape()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An update, or the lead at position 0."""

    live_blog: str
    position: int
    title: str
    time: dt.datetime
    topics: tuple[str, ...]
    text: str

    @property
    def slug(self) -> str:
        """The name of its page."""
        return "-".join(self.title.lower().split())


class Writer:
    """Makes up text: words by Zipf's law, some emphasised or linked, some paragraphs quotes or lists."""

    def __init__(self, seed: int) -> None:
        made_up = random.Random(0)  # noqa: S311 - nothing secret; the vocabulary is the same for all
        syllables = [f"{onset}{vowel}" for onset in _ONSETS for vowel in "aeiou"]
        self.vocabulary = [
            "".join(made_up.choices(syllables, k=made_up.choice(_SYLLABLES))) for _ in range(_VOCABULARY)
        ]
        self.weights = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
        self.random = random.Random(seed)  # noqa: S311 - likewise

    def words(self, count: int) -> list[str]:
        """Return so many words."""
        return self.random.choices(self.vocabulary, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        """Return a sentence of 8 to 16 words."""
        words = self.words(self.random.randint(8, 16))
        form = self.random.choices(("plain", "strong", "emphasis", "link", "quote"), (72, 8, 8, 6, 6))[0]
        if form == "strong":
            words[2] = f"**{words[2]} {words[3]}**"
        elif form == "emphasis":
            words[1] = f"*{words[1]}*"
        elif form == "link":
            words[3] = (
                f"[{words[3]} {words[4]}](https://example.org/{words[5]}/{self.random.randint(1, 9999)})"
            )
        elif form == "quote":
            words[0], words[4] = f'"{words[0]}', f'{words[4]}"'
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.random.choice("....!?")

    def paragraph(self, length: int) -> str:
        """Return a paragraph of so many words or a few more."""
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < length:
            sentences.append(self.sentence())
        form = self.random.choices(("plain", "quote", "list"), (92, 5, 3))[0]
        if form == "list":
            return "\n".join(f"- {sentence}" for sentence in sentences)
        return ("> " if form == "quote" else "") + " ".join(sentences)

    def text(self) -> str:
        """Return 80 to 150 words in 1 to 5 paragraphs."""
        count, length = self.random.randint(1, 5), self.random.randint(80, 150)
        return "\n\n".join(self.paragraph(length // count) for _ in range(count))

    def update(self, live_blog: str, position: int, time: dt.datetime, number: int) -> Update:
        """Return an update of a live blog."""
        title = " ".join(self.words(self.random.randint(5, 9))).capitalize() + f" {number:06}"
        topics = tuple(self.random.sample(_TOPICS, self.random.choice((0, 1, 1, 2, 2, 3))))
        return Update(
            live_blog=live_blog, position=position, title=title, time=time, topics=topics, text=self.text()
        )


def updates(count: int, shape: Shape = USUAL) -> Iterator[Update]:
    """Yield so many updates, those of each live blog after its lead."""
    writer = Writer(count)
    for number in range(count):
        time = (_START + dt.timedelta(days=shape.days) * number / count).replace(microsecond=0)
        live_blog, position = _live_blog(number, shape), number % shape.live_blog + 1
        if position == 1:
            title = f"Live blog {number // shape.live_blog + 1}"
            yield Update(
                live_blog=live_blog, position=0, title=title, time=time, topics=(), text=writer.text()
            )
        yield writer.update(live_blog, position, time, number)


def one_more(count: int, run: int, shape: Shape = USUAL) -> Update:
    """Return an update for the newest live blog that the first `count` don't hold; `run` tells them apart."""
    before = (count - 1) // shape.live_blog * shape.live_blog
    time = _START + dt.timedelta(days=shape.days, minutes=run)
    return Writer(count + run).update(_live_blog(count - 1, shape), count - before + run, time, count + run)


def _live_blog(number: int, shape: Shape) -> str:
    """Return the folder of the live blog that an update is in."""
    return f"live-{number // shape.live_blog + 1:03}"


def afterlive(update: Update) -> str:
    """Return an update as an article of Afterlive."""
    place = ["Kind: lead", "Timezone: UTC", "Lang: en"]
    if update.position:
        place = [f"Slug: {update.slug}", "Kind: update", f"Position: {update.position}"]
    fields = [
        f"Title: {update.title}",
        f"Date: {update.time:%Y-%m-%dT%H:%M:%S}+00:00",
        *place,
        "Precision: second",
    ]
    topics = [f"Tags: {', '.join(update.topics)}"] if update.topics else []
    return "\n".join([*fields, *topics, "", update.text, ""])


def stock(update: Update) -> str:
    """Return an update as an article of Pelican."""
    fields = {
        "Title": update.title,
        "Date": f"{update.time:%Y-%m-%d %H:%M:%S}",
        "Category": update.live_blog,
        "Slug": update.slug,
        **({"Tags": ", ".join(update.topics)} if update.topics else {}),
    }
    return "\n".join(f"{key}: {value}" for key, value in fields.items()) + f"\n\n{update.text}\n"


def hugo(update: Update) -> str:
    """Return an update as a page of Hugo; a lead is the page of its section."""
    fields = {
        "title": update.title,
        "date": update.time.isoformat(),
        "position": update.position,
        "topics": update.topics,
        **({"slug": update.slug, "days": [_day(update)]} if update.position else {}),
    }
    return _front_matter(fields, update.text)


def _day(update: Update) -> str:
    """Return what the page of a day goes by."""
    return f"{update.live_blog}-{update.time:%Y-%m-%d}"


def eleventy(update: Update) -> str:
    """Return an update as a page of Eleventy."""
    fields = {
        "title": update.title,
        "date": update.time.isoformat(),
        "liveblog": update.live_blog,
        "position": update.position,
        "permalink": f"/{update.live_blog}/{update.slug if update.position else 'index'}.html",
        "layout": "update.njk" if update.position else "liveblog.njk",
        "topics": update.topics,
        "tags": ["update"] if update.position else ["lead"],
    }
    return _front_matter(fields, update.text)


def _front_matter(fields: dict[str, object], text: str) -> str:
    lines = "\n".join(f"{key}: {json.dumps(value)}" for key, value in fields.items())
    return f"---\n{lines}\n---\n{text}\n"


FORMS = {"afterlive": afterlive, "stock": stock, "hugo": hugo, "eleventy": eleventy}


def write(update: Update, folder: Path, builder: str) -> None:
    """Write an update into the content of a builder."""
    name = (
        "_index.md" if builder == "hugo" and not update.position else f"{update.position:04}-{update.slug}.md"
    )
    file = folder / update.live_blog / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(FORMS[builder](update), encoding="utf-8")


def write_all(count: int, folders: Mapping[str, Path], shape: Shape = USUAL) -> None:
    """Write so many updates into the emptied content of each builder."""
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
    for update in updates(count, shape):
        for builder, folder in folders.items():
            write(update, folder, builder)
