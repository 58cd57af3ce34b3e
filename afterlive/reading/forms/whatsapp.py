"""WhatsApp: the `.txt` that a chat exports, on Android and on iOS."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.text_html import from_text, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.source.document import Document

MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
"""Characters that steer the direction of text, which WhatsApp sets before names and notices."""
STAMP = re.compile(
    r"""\[?(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{2,4}),?\s
    (?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?
    (?:\s?(?P<half>[ap])\.?\s?m\.?)?(?:\]\s|\s-\s)(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
NAME = re.compile(r"(?P<name>[^:]{1,80}):\s(?P<text>.*)", re.DOTALL)
GROUP = re.compile(r"[\"“„«](.+)[\"”“»]")
FILE = re.compile(r"(?:<[^<>:]+:\s(?P<ios>[^<>]+\.\w+)>|(?P<android>[\w.-]+\.\w{2,4}) \([^()]+\))")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp)$", re.IGNORECASE)
EDITED = re.compile(
    r"\s*<[^<>\n]*\b(?:edited|bearbeitet|editó|editado|modifié|modificato|bewerkt)\b[^<>\n]*>$"
)
OMITTED = re.compile(
    r"<(?:media|medien|multimedia|médias?|mídia)\b[^<>]*>|\w+ (?:omitted|weggelassen)", re.IGNORECASE
)
DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht"
    r"|Du hast diese Nachricht gelöscht|Se eliminó este mensaje|Eliminaste este mensaje"
    r"|Ce message a été supprimé|Vous avez supprimé ce message|Questo messaggio è stato eliminato"
    r"|Mensagem apagada|Esta mensagem foi apagada|Dit bericht is verwijderd)\.?"
)
OWN_WORDS = re.compile(r"\] (?:[^:]{1,80}: )?[\u200e\u200f]")
"""What stands before words of WhatsApp's own on iOS, in whatever language."""
OWN_END = re.compile(r"\s*\u200e<[^<>:]+>\s*$")
"""That a message was edited, likewise."""
FEW = 2
MAX_MONTH = 12
TELEPHONE = re.compile(r"\+\d[\d ().-]{6,20}")
"""What WhatsApp calls people whom the keeper's telephone doesn't know."""


class WhatsAppMessage(NamedTuple):
    """A message: the numbers of its stamp, and the text after it."""

    stamp: re.Match[str]
    text: str
    is_marked: bool
    """Whether a mark of direction stands before the text, as in notices on iOS."""


def recognises(document: Document) -> bool:
    """Tell whether a document is an exported chat."""
    begun = [line for line in document.text[:5000].split("\n") if line.strip()]
    if not begun or not STAMP.match(_bare(begun[0])):
        return False
    stamped = [match for line in begun if (match := STAMP.match(_bare(line)))]
    return len(stamped) >= FEW and any(NAME.match(match["rest"]) for match in stamped)


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a chat is."""
    messages = _messages(document.lines)
    order = _order(messages)
    notices = [message.text for message in messages if not NAME.match(message.text)]
    group = next((match[1] for text in notices if (match := GROUP.search(text))), None)
    first = NAME.match(messages[0].text)
    group = group or (first["name"] if first and messages[0].is_marked else None)
    updates = tuple(_update(number, each, order, group) for number, each in enumerate(messages, 1))
    authors = {name for update in updates if isinstance(update, DataUpdate) for name in update.authors}
    numbers = len([*filter(TELEPHONE.fullmatch, authors)])
    warning = f"{numbers} authors are telephone numbers: --pseudonyms keeps them back"
    return [
        DataBlog(
            title=group,
            updates=updates,
            oldest_first=True,
            warnings=(warning,) if numbers else (),
            load=kept_with(document),
        )
    ]


def _bare(line: str) -> str:
    return MARKS.sub("", line).replace("\u202f", " ").replace("\xa0", " ")


def _messages(lines: Sequence[str]) -> list[WhatsAppMessage]:
    found: list[WhatsAppMessage] = []
    for line in lines:
        words = _bare(OWN_END.sub("", line))
        if match := STAMP.match(words):
            marked = OWN_WORDS.search(line) is not None
            found.append(WhatsAppMessage(match, match["rest"], marked))
        elif found:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{words}")
    return found


def _order(messages: Sequence[WhatsAppMessage]) -> str:
    """Return which of a date's numbers are day, month and year, so that no day goes back."""
    dates = [tuple(int(message.stamp[name]) for name in "abc") for message in messages]
    if any(date[0] > 31 for date in dates):  # noqa: PLR2004 — no day of a month
        return "ymd"
    if any(date[1] > MAX_MONTH for date in dates):
        return "mdy"
    if any(date[0] > MAX_MONTH for date in dates):
        return "dmy"
    back = {
        order: sum(_date(one, order) > _date(other, order) for one, other in pairwise(dates))
        for order in ("dmy", "mdy")
    }
    return "mdy" if back["mdy"] < back["dmy"] else "dmy"


def _date(numbers: tuple[int, ...], order: str) -> tuple[int, int, int]:
    year, month, day = (numbers[order.index(name)] for name in "ymd")
    return (year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 — two digits are of this century


def _update(number: int, message: WhatsAppMessage, order: str, group: str | None) -> DataUpdate | Skipped:
    said = NAME.match(message.text)
    label = f"Message {number}"
    if said is None or (message.is_marked and said["name"] == group):
        return Skipped(label=label, reason="a notice of WhatsApp")
    text = EDITED.sub("", said["text"]).strip()
    if DELETED.fullmatch(text):
        return Skipped(label=label, reason="deleted")
    if OMITTED.fullmatch(text):
        return Skipped(label=label, reason="a picture or a file that wasn't exported")
    file = FILE.match(text)
    if message.is_marked and not file:
        return Skipped(label=label, reason="words of WhatsApp's own: deleted, or a file that wasn't exported")
    name = (file["ios"] or file["android"]) if file else ""
    html = from_text(text[file.end() :].strip() if file else text)
    shown = picture(name) if PICTURE.search(name) else from_text(name)
    return DataUpdate(
        html=shown + html if file else html, time=_time(message, order), authors=(said["name"],)
    )


def _time(message: WhatsAppMessage, order: str) -> dt.datetime | None:
    stamp = message.stamp
    hour = int(stamp["hour"])
    if stamp["half"]:
        hour = hour % 12 + (12 if stamp["half"].lower() == "p" else 0)
    year, month, day = _date(tuple(int(stamp[name]) for name in "abc"), order)
    try:
        return dt.datetime(year, month, day, hour, int(stamp["minute"]), int(stamp["second"] or 0))  # noqa: DTZ001 — a wall clock
    except ValueError:
        return None
