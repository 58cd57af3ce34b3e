"""A stem, as the files of the index have it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.search.analysis import Postings, joined
from afterlive.site.search.codes import Codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CODES = Codes()
_POSTINGS = msgspec.json.Decoder(dict[int, Postings])


class StemEntry(msgspec.Struct, frozen=True, array_like=True):
    """A stem, as the files of the index have it."""

    line: str
    """Stem, forms, texts and weights; of a common word, in place of these two, the names of its files."""
    forms: list[str]
    """None if the stem itself is the only one."""
    places: str = ""
    """Not known of a common word."""
    postings: msgspec.Raw = msgspec.Raw(b"{}")
    """JSON: the `Postings` in each live blog, by the number of its first text; none of a common word."""


def postings_with(old: StemEntry | None, changed: Mapping[int, Postings | None]) -> dict[int, Postings]:
    """Return the postings of a stem, with new ones by the first texts of live blogs."""
    known = _POSTINGS.decode(old.postings) if old else {}
    postings: dict[int, Postings | None] = {**known, **changed}
    return {first: found for first, found in sorted(postings.items()) if found}


def entry_of(stem: str, postings: Mapping[int, Postings]) -> StemEntry:
    """Join the postings of a stem in all live blogs, by their first texts in order."""
    last = -1
    texts: list[str] = []
    weights: list[str] = []
    places: list[str] = []
    for first, (start, end, further, weights_here, places_here, _) in postings.items():
        texts += (_CODES[first + start - last], further)
        weights.append(weights_here)
        places.append(places_here)
        last = first + end
    head, forms = head_and_forms(stem, {found.forms for found in postings.values()})
    line = f"{head} {''.join(texts)} {''.join(weights)}"
    return StemEntry(line, forms, "".join(places), msgspec.Raw(msgspec.json.encode(postings)))


def head_and_forms(stem: str, forms: Iterable[str]) -> tuple[str, list[str]]:
    """Return how the line of a stem begins, and its forms, none if the stem itself is the only one."""
    every = joined(" ".join(forms))
    listed = every.split(" ") if every != stem else []
    return ",".join([stem, *(_change(stem, form) for form in listed)]), listed


def _change(stem: str, form: str) -> str:
    """Return how a stem becomes a form: how many letters it loses, and those that it gains."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stem, form, strict=False)))
    return _CODES[len(stem) - same] + form[same:]
