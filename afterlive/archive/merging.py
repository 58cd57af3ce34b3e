"""Two lists of updates become one: captures of one live blog, and what content/ holds already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from afterlive.archive.traces import taken_down

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from afterlive.archive.article_file import Article

Place = tuple[int | None, int | None]
"""Where an update stands in what is known, and where in what is new."""


def pair(known: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Return for each new update that is a known one where that stands: {index in new: index in known}.

    An update is known by its id, else by its address, else by being what was imported before, to
    the letter, else by its headline or first words, which its permalink remembers. Of several that
    are alike the first is the first, in chronological order. Of one that was taken down, each that bears
    its traces is a copy.
    """
    pairs = taken_down(known, new)
    for traits in _TRAITS:
        taken = set(pairs.values())
        candidates = _by_trait(known, (index for index in range(len(known)) if index not in taken), traits)
        for trait, indices in _by_trait(
            new, (index for index in range(len(new)) if index not in pairs), traits
        ).items():
            free = (index for index in candidates.get(trait, ()) if index not in taken)
            for newer, older in zip((index for index in indices if index not in pairs), free, strict=False):
                pairs[newer] = older
                taken.add(older)
    return pairs


def _by_trait(
    articles: Sequence[Article], indices: Iterable[int], traits: Callable[[Article], Iterable[Hashable]]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        for trait in dict.fromkeys(traits(articles[index])):
            found[trait].append(index)
    return found


def _id(article: Article) -> Iterable[Hashable]:
    return filter(None, [article.metadata.get("Id")])


def _source(article: Article) -> Iterable[Hashable]:
    return filter(None, [article.metadata.get("Source")])


def _name(article: Article) -> Iterable[Hashable]:
    slug = article.metadata.get("Slug", "")
    stem, _, number = slug.rpartition("-")
    # The slug remembers the headline that an edited article had.
    return filter(None, [article.stem, slug, stem if number.isdecimal() else ""])


def _imported(article: Article) -> Iterable[Hashable]:
    return filter(None, [article.metadata.get("Digest")])


_TRAITS = (_id, _source, _imported, _name)


def weave(
    known: Sequence[Article],
    new: Sequence[Article],
    pairs: dict[int, int],
    *,
    older: bool,
    in_order: bool = False,
) -> list[Place]:
    """Return both lists as one in chronological order.

    What is new stands after the update that it follows in its own list. Where the two lists have
    nothing in common, times decide, and without times `older` says whether the new ones come first.
    `in_order` leaves the lists as they are, whatever times say.
    """
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    unplaced: list[int] = []
    anchor: int | None = None
    for index in range(len(new)):
        if index in pairs:
            anchor = pairs[index]
            before[anchor] += unplaced
            unplaced = []
        elif anchor is None:
            unplaced.append(index)
        else:
            after[anchor].append(index)
    found = {older_index: newer_index for newer_index, older_index in pairs.items()}
    woven: list[Place] = []
    for index in range(len(known)):
        woven += [(None, newer) for newer in before[index]]
        woven.append((index, found.get(index)))
        woven += [(None, newer) for newer in after[index]]
    loose: list[Place] = [(None, index) for index in unplaced]
    woven = loose + woven if older else woven + loose
    return woven if in_order else _by_time(woven, known, new)


def _by_time(woven: list[Place], known: Sequence[Article], new: Sequence[Article]) -> list[Place]:
    times = [(new[newer] if newer is not None else known[older or 0]).moment for older, newer in woven]
    if None in times:
        return woven
    return [place for _, place in sorted(zip(times, woven, strict=True), key=lambda timed: timed[0] or 0)]
