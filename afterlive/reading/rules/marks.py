"""Marks: the stamps of lines, and the one pattern of them that the updates of a document have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from afterlive.reading.rules import bylines, furniture, match_clocks, prose, stamps, text_blocks
from afterlive.reading.rules.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

Form = Literal["seconds", "alone", "before text", "byline", "behind text", "count", "day", "revised"]
"""How a stamp stands in its line: as Unix seconds, alone (but for a name or a label), before the text, behind
a name, behind the headline, as the minute of a match, as a date alone, as the time of a revision."""
FORMS: tuple[tuple[Form, int], ...] = (
    # what marks updates, and how many of it a document must have; of equally many the first holds
    ("seconds", 2),
    ("alone", 2),
    ("before text", 2),
    ("byline", 2),
    ("behind text", 4),
    ("count", 3),
    ("day", 3),
)
NICK = re.compile(r"<[ @+%&~]?(?P<name>[^<>\s]{1,30})>\s+(?=\S)")
"""Who speaks, as chats print it behind the stamp: `<kit> `."""
MESSENGER = re.compile(r"(?P<name>[^\[\]]{1,60}), \[")
"""Who speaks, as messengers copy it: `Harbour Desk, [12 Mar 2024 14:05]`."""
GLUED = re.compile(r"[^\W\d_]{1,20}(?=\d)")
"""A word that a copy left touching the stamp, as the alternative text of a picture: `sign10:02AM`."""
SET_OFF = re.compile(r"[\s*\])_]*(?:[:–—|•·-]|\.\s)")
LABEL_BEHIND = re.compile(r"(?P<names>.*[a-z])\s?(?P<label>[A-Z][A-Z ]{2,})")
LABELLED: Mapping[Form, Form] = {"before text": "alone", "behind text": "byline"}
"""How a stamp stands in its line if the words beside it are no text."""
ALIKE: Mapping[Form, tuple[Form, ...]] = {"before text": ("alone", "revised"), "byline": ("alone",)}
"""The forms that marks of a form have where what stands beside their stamps is lacking."""
FEW = 1 / 3
"""The share of stamps with text behind them, where the others stand alone."""
UNDER = 3
"""A minute so few lines under a clock is in the clock's update."""
OF_CLOCKS = 3
"""So many stamps at least, the page's own among them, tell an age that is the page's."""
RARE = 8
"""Minutes of a match mark updates where there are so many times as many of them as clocks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line with a stamp that may be an update's."""

    index: int
    form: Form
    stamp: Stamp
    text: str = ""
    """What of the line is text, beside the stamp, a name and a label; mostly nothing."""
    beside: str = ""
    """All that stands beside the stamp: the text, or the name and the label."""
    authors: tuple[str, ...] = ()
    label: str | None = None
    apart: str = ""
    """What of the line is neither stamp nor text: who speaks in a chat, a word glued to the stamp."""

    @property
    def words(self) -> str:
        """The names that may stand beside the stamp, else all that does."""
        return (
            self.beside
            if self.text or bylines.authors(self.beside) is not None
            else ", ".join(self.authors) or self.beside
        )

    @property
    def shape(self) -> tuple[bool, bool]:
        """Whether a year stands in it, and whether words such as `Published`."""
        has_year = self.stamp.day is not None and self.stamp.day.year is not None
        return has_year and self.stamp.age is None, not self.stamp.count and self.stamp.text[:1].isalpha()


def mark(index: int, text: str, before: str = "") -> Mark | None:
    """Return the stamp of a line, unless it is only mentioned there; `before` is the line above."""
    if text_blocks.TWEET_AUTHOR.match(text):
        return None
    stamp = stamps.leading(text)
    if stamp is None and (number := text_blocks.NUMBER.match(text)):
        stamp = stamps.leading(unnumbered := text[number.end() :])
        text = unnumbered if stamp else text
    if stamp is None and (glued := GLUED.match(text)):
        found = _glued(index, text[glued.end() :])
        if found:
            return replace(found, apart=glued[0])
    if stamp:
        found = _leading(index, text, stamp)
        is_revised = found and found.form == "alone" and stamps.says_revised(before)
        return replace(found, form="revised") if found and is_revised else found
    stamp = stamps.trailing(text)
    if stamp and (stamp.clock is not None or stamp.age is not None):
        return _behind(index, text, stamp)
    return None


def _glued(index: int, text: str) -> Mark | None:
    """Return the stamp behind a word that touches it: one with its half of the day, and text behind it."""
    stamp = stamps.leading(text)
    found = _leading(index, text, stamp) if stamp and stamp.start == 0 and stamp.half else None
    return found if found and found.text else None


def _leading(index: int, text: str, stamp: Stamp) -> Mark | None:
    rest = stamps.rest(text, stamp)
    timed = stamp.clock is not None or stamp.age is not None
    if not rest or (stamp.day and stamps.whole(rest)):
        return Mark(index, _form_alone(stamp, timed=timed), stamp)
    if stamp.count:
        return Mark(index, "count", stamp, rest)
    if nick := NICK.match(rest):
        text = rest[nick.end() :]
        return Mark(index, "before text", stamp, text, text, (nick["name"],), apart=nick[0].strip())
    names, label = _names_and_label(rest) if timed else (None, None)
    if names is not None or label is not None:
        return Mark(index, "alone", stamp, beside=rest, authors=names or (), label=label)
    if timed:
        mentioned = not stamp.marked and rest[0].islower() and ":" not in stamp.text  # 3.15 million
    else:
        mentioned = SET_OFF.match(text, stamp.end) is None
    return None if mentioned else Mark(index, "before text", stamp, rest, rest)


def with_moments(found: Sequence[Mark | None], texts: Sequence[str]) -> Iterator[Mark | None]:
    """Yield the marks of a match's lines, also of those that are a moment: `Abpfiff`.

    Right under a stamp, a moment is the headline.
    """
    for index, (mark, text) in enumerate(zip(found, texts, strict=True)):
        under = index > 0 and found[index - 1] is not None
        if mark is None and not under and match_clocks.is_moment(text):
            yield Mark(index, "count", Stamp(text=text, start=0, end=len(text), count=True))
        else:
            yield mark


def with_age_of_page(found: Sequence[Mark | None], texts: Sequence[str]) -> tuple[Mark | None, ...]:
    """Return marks of which an age under a byline, above nothing but clocks, says how old the page is."""
    alone = [mark for mark in found if mark and mark.form == "alone"]
    if len(alone) < OF_CLOCKS or any(mark.stamp.age is not None for mark in alone[1:]):
        return tuple(found)
    first = alone[0]
    is_age = first.stamp.age is not None and first.stamp.clock is None and first.index > 0
    if not is_age or not bylines.authors(texts[first.index - 1]):
        return tuple(found)
    return tuple(mark and (replace(mark, form="revised") if mark is first else mark) for mark in found)


def settled(found: Mark, names: Container[str], labels: Container[int]) -> Mark:
    """Return a mark whose words beside the stamp are names, a label or text, as all of the document says."""
    if found.index in labels:
        return replace(
            found, form=LABELLED.get(found.form, found.form), text="", authors=(), label=found.label or ""
        )
    if found.words in names and not found.authors:
        return replace(
            found, form=LABELLED.get(found.form, found.form), text="", authors=bylines.split(found.beside)
        )
    if (
        found.text
        or found.apart
        or not found.authors
        or found.words in names
        or bylines.authors(found.beside) is not None
    ):
        return found
    form: Form = "behind text" if found.form == "byline" else "before text"
    return replace(found, form=form, text=found.beside, authors=(), label=None)


def _form_alone(stamp: Stamp, *, timed: bool) -> Form:
    if stamps.is_revised(stamp.text):
        return "revised"
    if stamp.unix:
        return "seconds"
    if stamp.count:
        return "count"
    return "alone" if timed or stamp.day is None else "day"


def _names_and_label(text: str) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the names and the label beside a stamp; None for each that is missing."""
    label = furniture.label(text)
    if label is not None:
        return None, label
    behind = LABEL_BEHIND.fullmatch(text)
    if behind and (label := furniture.label(behind["label"])) is not None:
        text = behind["names"]
    names = bylines.people(text)
    return names, label if names else None


def _behind(index: int, text: str, stamp: Stamp) -> Mark | None:
    if (messenger := MESSENGER.fullmatch(text, 0, stamp.start)) and text[stamp.end :].strip() == "]":
        name = messenger["name"]
        return Mark(index, "byline", stamp, beside=name, authors=(name,), apart=name)
    before = stamps.linking(text[: stamp.start])
    before = text_blocks.NUMBER.sub("", text_blocks.BULLET.sub("", before))
    names, label = _names_and_label(before)
    if names is not None:
        return Mark(index, "byline", stamp, beside=before, authors=names)
    if label is not None:
        return Mark(index, "alone", stamp, beside=before, label=label)
    if not before or prose.is_paragraph(before) or before.endswith(":"):
        return None
    return Mark(index, "behind text", stamp, before, before)


def usual(marks: Sequence[Mark | None]) -> tuple[Mark, ...]:
    """Return the marks of the one form that a document's updates have; empty if they have no stamps."""
    by_form: dict[Form, list[Mark]] = {}
    for found in marks:
        if found:
            by_form.setdefault(found.form, []).append(found)
    form = _form(by_form)
    if form is None:
        return ()
    chosen = [*by_form[form], *_alike(by_form, form)]
    if form == "alone":
        chosen += _between(by_form, chosen)
    if form in {"alone", "before text"}:
        chosen += _minutes(by_form.get("count", ()), chosen)
    return _without_head(sorted(chosen, key=lambda mark: mark.index))


def _alike(by_form: Mapping[Form, Sequence[Mark]], form: Form) -> Iterator[Mark]:
    """Yield the marks of other forms that differ only in the text beside their stamps."""
    shapes = {mark.shape for mark in by_form[form]}
    others = (mark for other in ALIKE.get(form, ()) for mark in by_form.get(other, ()))
    yield from (mark for mark in others if mark.shape in shapes)


def _between(by_form: Mapping[Form, Sequence[Mark]], alone: Sequence[Mark]) -> list[Mark]:
    """Return the few stamps with text behind a dash or the like whose time fits between their neighbours."""
    found = []
    for mark in by_form.get("before text", ()):
        above = next((one.stamp.clock for one in reversed(alone) if one.index < mark.index), None)
        below = next((one.stamp.clock for one in alone if one.index > mark.index), None)
        clock = mark.stamp.clock
        if (
            clock
            and above
            and below
            and mark.stamp.marked
            and (above > clock > below or above < clock < below)
        ):
            found.append(mark)
    return found if len(found) <= FEW * len(alone) else []


def _minutes(counts: Sequence[Mark], clocks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the minutes of a match, if they mark updates beside clocks: most stand under no clock."""
    lines = {mark.index + offset for mark in clocks for offset in range(UNDER)}
    free = [mark for mark in counts if mark.index not in lines]
    return free if len(free) >= dict(FORMS)["count"] and 2 * len(free) > len(counts) else ()


def _form(by_form: Mapping[Form, Sequence[Mark]]) -> Form | None:
    numbers = {form: len(by_form[form]) for form, least in FORMS if len(by_form.get(form, ())) >= least}
    clocks = {form: number for form, number in numbers.items() if form not in {"count", "day"}}
    most = max(clocks.values(), default=0)
    if most * RARE < numbers.get("count", 0):
        return "count"
    if 2 * clocks.get("seconds", 0) > most:
        return "seconds"
    among = clocks or numbers
    if len(among) > 1 and "behind text" in among:
        last = by_form["behind text"][-1].index
        others = [form for form in among if form != "behind text" and by_form[form][0].index > last]
        among = {form: among[form] for form in others} or among  # a list of earlier headlines stands above
    return max(among, key=among.__getitem__, default=None)


def _without_head(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Leave out the first stamps if they are of a shape that no later one has: those are the page's own."""
    shape = marks[0].shape
    head = next((index for index, mark in enumerate(marks) if mark.shape != shape), 0)
    rest = marks[head:]
    is_own = head < len(rest) and all(mark.shape != shape for mark in rest)
    return tuple(rest if is_own else marks)
