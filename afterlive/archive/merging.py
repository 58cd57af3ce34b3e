"""Two lists of updates become one: captures of one live blog, and what content/ holds already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from afterlive.archive.traces import taken_down

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from afterlive.archive.article_file import Article


def pair(known: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Return for each new update that is a known one where that stands: {index in new: index in known}.

    An update is known by its id, else by its address, else by being what was imported before, to
    the letter, else by its headline or first words, which its permalink remembers, else by its time and text,
    else by its text, if no other has that. Of several that are alike the first is the first, in chronological
    order. Of one that was taken down, each that bears its traces is a copy.
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
    before, after = (_by_trait(each, range(len(each)), _told) for each in (known, new))
    for told, alike in after.items():
        same = before.get(told, [])
        if len(alike) == len(same) == 1 and alike[0] not in pairs and same[0] not in pairs.values():
            pairs[alike[0]] = same[0]
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


def _told(article: Article) -> list[tuple[str, str]]:
    """Return document and text of an update that its headline alone names, which may be corrected."""
    named = "Id" in article.metadata or "Source" in article.metadata
    return [(article.origin[0], article.text)] if article.text and article.origin and not named else []


def _told_then(article: Article) -> Iterable[Hashable]:
    return [(article.metadata.get("Date"), *told) for told in _told(article)]


_TRAITS = (_id, _source, _imported, _name, _told_then)
