"""Which updates are the live blog, of a document that holds several or all that somebody wrote."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.reading.source.data_blog import DataUpdate, Skipped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from afterlive.model import Facts
    from afterlive.reading.source.data_blog import DataBlog

NAMED = 5
"""So many choices stand in an error."""
FIRST_WORDS = 8
OPENING = 2000
"""Characters of HTML in which they stand; of a hundred thousand updates no tree can be made in time."""
TAG = re.compile(r"<[^<>]*>?")


class Choice(NamedTuple):
    """What a keeper can choose of a document: its option, the value, and what that holds."""

    option: str
    value: str
    updates: int
    begins: str
    """The day, where that isn't the choice itself."""
    words: str
    """The title, else the first words."""
    is_told: bool = False
    """Whether the document itself says that it is a live blog."""


def choices(blogs: Sequence[DataBlog], facts: Facts) -> list[Choice]:
    """Return what there is to choose: the live blogs of a document, or threads and days of an account."""
    if len(blogs) > 1:
        found = [(blog, _own(blog)) for blog in blogs]
        return [
            Choice(
                "--thread",
                blog.id or "",
                len(updates),
                _begins(updates, facts),
                _opening(updates, blog.title),
                blog.is_told,
            )
            for blog, updates in found
        ]
    threads: dict[str, list[DataUpdate]] = {}
    days: dict[str, list[DataUpdate]] = {}
    updates = _own(blogs[0])
    roots = _roots(updates)
    for update in updates:
        threads.setdefault(roots.get(update.id or "", ""), []).append(update)
        days.setdefault(str(day_of(update, facts) or ""), []).append(update)
    long = {root: found for root, found in threads.items() if root and len(found) > 1}
    return [
        *(
            Choice("--thread", root, len(found), _begins(found, facts), _opening(found))
            for root, found in sorted(long.items(), key=lambda thread: _begins(thread[1], facts))
        ),
        *(
            Choice("--day", day, len(found), "", _opening(found))
            for day, found in sorted(days.items())
            if day
        ),
    ]


def chosen(blogs: Sequence[DataBlog], facts: Facts) -> DataBlog:
    """Return the live blog that the keeper chose, or the only one. Raises DocumentError."""
    blog = _one(blogs, facts)
    thread = facts.thread if facts.thread != blog.id else None
    asked = bool(thread or facts.day or facts.tag)
    own = _own(blog)
    roots = _roots(own) if thread or blog.is_account else {}
    days = {day_of(update, facts) for update in own}
    if blog.is_account and not asked and len({*roots.values()}) > 1 and len(days) > 1:
        raise DocumentError(
            f"holds {len(own)} updates of many days: choose with --thread ID, --day YYYY-MM-DD or "
            "--tag NAME; --list shows what there is"
        )
    kept: list[DataUpdate | Skipped] = []
    left: Counter[str] = Counter()
    for element in blog.updates:
        reason = _reason(element, facts, thread, roots)
        if reason is None:
            kept.append(element)
        elif asked:
            left[reason] += 1
        elif isinstance(element, Skipped):
            kept.append(element)
        else:
            kept.append(Skipped(label=f"Update {element.id or len(kept) + 1}", reason=reason))
    if asked and not any(isinstance(element, DataUpdate) for element in kept):
        raise DocumentError(
            "nothing in it is what --thread, --day and --tag ask for: --list shows what there is"
        )
    kept += [
        Skipped(label=f"Updates that were not chosen: {number}", reason=why) for why, number in left.items()
    ]
    blog = replace(blog, updates=tuple(kept))
    return _anonymous(blog) if facts.pseudonyms else blog


def day_of(update: DataUpdate, facts: Facts) -> dt.date | None:
    """Return the day of an update, in the keeper's zone where that is known."""
    time = update.time
    if time is None:
        return update.day
    return (time.astimezone(ZoneInfo(facts.timezone)) if facts.timezone and time.tzinfo else time).date()


def _one(blogs: Sequence[DataBlog], facts: Facts) -> DataBlog:
    if len(blogs) == 1:
        return blogs[0]
    if not blogs:
        raise DocumentError("holds nothing that was public: export the channel of the live blog itself")
    found = next((blog for blog in blogs if blog.id and blog.id == facts.thread), None)
    if found is None:
        names = "; ".join(f"{blog.id} “{blog.title or 'without a title'}”" for blog in blogs[:NAMED])
        more = "; …" if len(blogs) > NAMED else ""
        raise DocumentError(
            f"holds {len(blogs)} live blogs ({names}{more}): choose one with --thread ID; --list shows all"
        )
    return found


def _own(blog: DataBlog) -> list[DataUpdate]:
    return [each for each in blog.updates if isinstance(each, DataUpdate) and not each.by_other]


def _roots(updates: Iterable[DataUpdate]) -> dict[str, str]:
    """Return the first update of the thread that each belongs to, by their ids."""
    parents = {update.id: update.parent for update in updates if update.id}
    roots: dict[str, str] = {}
    for begin in parents:
        way: list[str] = []
        at = begin
        while at not in roots and parents.get(at) in parents and at not in way[-1:]:
            way.append(at)
            at = parents[at] or at
            if len(way) > len(parents):  # each answers the other
                break
        root = roots.get(at, at)
        roots.update(dict.fromkeys([*way, at, begin], root))
    return roots


def _reason(
    element: DataUpdate | Skipped, facts: Facts, thread: str | None, roots: Mapping[str, str]
) -> str | None:
    """Return why an element is left out; None if it is an update of the live blog."""
    if isinstance(element, Skipped):
        return element.reason
    if element.by_other and not facts.replies:
        return "by somebody else: --replies brings it in"
    own = element.id or "", element.parent or ""
    if thread and thread not in {roots.get(name, name) for name in own}:
        return "of another thread"
    if facts.day and not _is_on(day_of(element, facts), facts.day):
        return "of another day"
    tags = {tag.lower().lstrip("#") for tag in element.tags}
    if facts.tag and facts.tag.lower().lstrip("#") not in tags:
        return "without the tag"
    return None


def _is_on(day: dt.date | None, asked: str) -> bool:
    """Tell whether a day is the one that was asked for, or in the range `2024-03-05/2024-03-07`."""
    first, _, last = asked.partition("/")
    return day is not None and first <= day.isoformat() <= (last or first)


def _anonymous(blog: DataBlog) -> DataBlog:
    """Return a live blog in which `Person 1` stands for the first name, wherever it stands."""
    updates = [each for each in blog.updates if isinstance(each, DataUpdate)]
    names = dict.fromkeys(name for update in updates for name in update.authors)
    people = {
        name: f"Person {number}" for number, name in enumerate(dict.fromkeys([*names, *blog.authors]), 1)
    }
    people |= {alias: people[name] for alias, name in blog.people.items() if name in people}
    if not people:
        return blog
    known = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{known})(?!\w)")

    def said(text: str) -> str:
        return pattern.sub(lambda match: people[match[0]], text)

    def renamed(element: DataUpdate | Skipped) -> DataUpdate | Skipped:
        if isinstance(element, Skipped):
            return element
        authors = tuple(people[name] for name in element.authors)
        title = said(element.title) if element.title else None
        return replace(element, authors=authors, title=title, html=said(element.html))

    authors = tuple(people[name] for name in blog.authors)
    return replace(blog, authors=authors, updates=tuple(map(renamed, blog.updates)))


def _begins(updates: Sequence[DataUpdate], facts: Facts) -> str:
    return min((str(day) for update in updates if (day := day_of(update, facts))), default="")


def _opening(updates: Sequence[DataUpdate], title: str | None = None) -> str:
    first = min(updates, key=lambda each: each.time.timestamp() if each.time else 0, default=None)
    text = title or (first and (first.title or unescape(TAG.sub(" ", first.html[:OPENING])))) or ""
    return " ".join(CONTROLS.sub("", text).split()[:FIRST_WORDS])
