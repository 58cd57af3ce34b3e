"""ninjs, the news agencies' JSON: a list of texts, each an update."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys_of_first, named
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import from_text, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document


class NinjsText(msgspec.Struct):
    """A text."""

    uri: str
    headline: str | None = None
    byline: str | None = None
    body_html: str | None = None
    body_xhtml: str | None = None
    body_text: str | None = None
    pubstatus: str | None = None
    firstcreated: str | None = None
    versioncreated: str | None = None
    language: str | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is a list of ninjs."""
    return {"uri", "versioncreated"} <= keys_of_first(document)


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a list of texts is. Raises DocumentError."""
    texts = decoded(document, list[NinjsText], "a list of ninjs")
    language = next((text.language for text in texts if text.language), None)
    return [DataBlog(language=language, updates=tuple(map(_update, texts)))]


def _update(text: NinjsText) -> DataUpdate | Skipped:
    if text.pubstatus not in {"usable", None}:
        return Skipped(label=f"Text {text.uri}", reason="not published")
    time, modified = moment(text.firstcreated or text.versioncreated), moment(text.versioncreated)
    return DataUpdate(
        id=text.uri,
        title=plain(text.headline),
        html=text.body_html or text.body_xhtml or from_text(text.body_text or ""),
        time=time,
        modified=modified if modified != time else None,
        authors=named(text.byline),
    )
