"""The folder of one live blog in content/: read, made to follow its documents, written."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, cast

from afterlive import atomic, names
from afterlive.archive import article_file
from afterlive.archive.article_file import KEEPERS, PLACE, Article
from afterlive.archive.merging import pair
from afterlive.errors import DocumentError
from afterlive.permalinks import PERMALINKS, record
from afterlive.weaving import weave

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from afterlive.archive.joining import Joined
    from afterlive.progress import Track

LEAD = "0000-lead.md"
DROPPED = "dropped.jsonl"
IMAGES = "images"


@dataclass(frozen=True)
class Archived:
    """What content/ has of a live blog before it is imported."""

    articles: Mapping[str, Article]
    addresses: set[str]
    """All that is recorded, with the folder's own name."""
    away: Mapping[str, Article]
    """Updates that were moved to other live blogs, by path: they follow its documents, too."""


@dataclass(frozen=True)
class Plan:
    """What importing does to the folder of a live blog, and what the keeper should know of it."""

    renames: tuple[tuple[str, str], ...]
    contents: Mapping[str, bytes]
    """What each file should hold, by its path in the folder; what isn't named stays as it is."""
    updates: int
    notes: tuple[str, ...]


def live_blogs(content: Path) -> list[Path]:
    """Return the folders of content/ that are live blogs; a hidden one is on its way to be."""
    return sorted(lead.parent for lead in content.glob(f"[!.]*/{LEAD}"))


def load(folder: Path) -> dict[str, Article]:
    """Return the articles of a live blog by their files' names: the lead, then the updates as they went.

    Raises DocumentError that names the file, OSError.
    """
    found = {path.name: _load(path) for path in sorted(folder.glob("*.md"))}
    slugs: dict[str, str] = {}
    for name, article in found.items():
        if article.is_lead:
            continue
        slug = article.metadata.get("Slug")
        if not slug:
            raise DocumentError(f"{folder / name} has no Slug: give it one, its page is named by it")
        if slug in slugs:
            raise DocumentError(
                f"{folder / name} has the slug of {slugs[slug]}: give one of them another Slug"
            )
        slugs[slug] = name
    return dict(sorted(found.items(), key=lambda entry: entry[1].position))


def _load(path: Path) -> Article:
    try:
        article = article_file.parse(path.read_text("utf-8"))
        _ = article.position, article.moment, article.origin
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error
    except (ValueError, KeyError) as error:
        raise DocumentError(f"{path}: Position, Date or the encoding is broken: {error}") from error
    return article


def plan(archived: Archived, joined: Joined, captures: Sequence[str], *, older: bool) -> Plan:
    """Return how the folder comes to hold what its documents say now.

    What nobody edited follows the documents, what was edited stays, nothing is deleted. `captures` are
    the names of the documents; `older` says whether updates that have neither time nor neighbour come first.
    """
    existing, away = archived.articles, archived.away
    updates = {name: article for name, article in existing.items() if not article.is_lead}
    names_, known = list(updates), list(updates.values())
    joined, contents = _without(joined, known, away, captures)
    pairs = pair(known, joined.updates)
    taken = {
        entry.rpartition("/")[2] for each in away.values() for entry in each.metadata["Formerly"].split()
    }
    named = _slugs(known, joined.updates, pairs, taken)
    notes = list(joined.notes)
    renames: list[tuple[str, str]] = []
    woven = weave(known, joined.updates, pairs, older=older, in_order=joined.in_order)
    for position, (old, new) in enumerate(woven, start=1):
        before = None if old is None else known[old]
        after = None if new is None else joined.updates[new].having(Slug=named[new])
        article = _followed(before, after, captures).having(Position=str(position))
        name = f"{position:04d}-{article.metadata['Slug']}.md"
        if article != before:
            contents[name] = article_file.dump(article).encode()
        if old is not None and names_[old] != name:
            renames.append((names_[old], name))
        notes += _notes(name, before, after, captures)
    told = _in_its_language(joined.lead, existing.get(LEAD))
    lead = _followed(existing.get(LEAD), told, captures)
    if lead != existing.get(LEAD):
        contents[LEAD] = article_file.dump(lead).encode()
    notes += _notes(LEAD, existing.get(LEAD), told, captures)
    ever = {*archived.addresses, *named.values(), *(article.metadata["Slug"] for article in known)}
    contents[PERMALINKS] = record(ever)
    contents[DROPPED] = b"".join(_dropped(joined))
    contents |= {f"{IMAGES}/{asset.name}": asset.data for asset in joined.assets}
    return Plan(tuple(renames), contents, len(woven), tuple(notes))


def _in_its_language(lead: Article, before: Article | None) -> Article:
    """Return a lead with the language that it had, where its documents don't tell one any more."""
    if before is None or "Lang" in lead.metadata or "Lang" not in before.metadata:
        return lead
    told = lead.having(Lang=before.metadata["Lang"])
    return told.having(Digest=told.digest)


def _without(
    joined: Joined, known: Sequence[Article], away: Mapping[str, Article], captures: Sequence[str]
) -> tuple[Joined, dict[str, bytes]]:
    """Return what documents say but for updates that are in other live blogs, and the files of those."""
    if not away:
        return joined, {}
    pairs = pair([*known, *away.values()], joined.updates)
    moved = {new: old - len(known) for new, old in pairs.items() if old >= len(known)}
    paths, contents = list(away), {}
    for new, old in moved.items():
        before = away[paths[old]]
        after = _followed(before, joined.updates[new], captures).having(Position=str(before.position))
        if after != before:
            contents[paths[old]] = article_file.dump(after).encode()
    left = (article for new, article in enumerate(joined.updates) if new not in moved)
    return replace(joined, updates=tuple(left)), contents


def _slugs(
    known: Sequence[Article], new: Sequence[Article], pairs: Mapping[int, int], others: Collection[str]
) -> dict[int, str]:
    """Return the permalinks' names of all new updates; one that is known keeps its own."""
    fresh = [index for index in range(len(new)) if index not in pairs]
    taken = [article.metadata["Slug"] for article in known]
    formerly = [slug for article in known for slug in article.metadata.get("Formerly", "").split()]
    named = names.distinct((new[index].stem for index in fresh), [*taken, *formerly, *others])
    return dict(zip(fresh, named, strict=True)) | {index: taken[old] for index, old in pairs.items()}


def _followed(before: Article | None, after: Article | None, captures: Sequence[str]) -> Article:
    """Return the article as it is once its document has changed."""
    if before is None or after is None:
        article = cast("Article", before or after)
        return article.having(Document=None) if after is None and _is_of(article, captures) else article
    if before.is_removed:
        return before.having(**{key: after.metadata.get(key) for key in ("Position", "Document")})
    tagged = {"Tags": _tags(before, after)}
    if before.is_edited:
        return before.having(**{key: after.metadata.get(key) for key in PLACE}, **tagged)
    return after.having(**{key: before.metadata.get(key) for key in KEEPERS} | tagged)


def _tags(before: Article, after: Article) -> str | None:
    """Return the tags that somebody gave in an article's file, and those that the `.toml` gives now."""
    gone = set(before.tags("Tagged")) - set(after.tags("Tagged"))
    kept = [tag for tag in before.tags("Tags") if tag not in gone]
    return ", ".join(dict.fromkeys([*kept, *after.tags("Tagged")])) or None


def _notes(
    name: str, before: Article | None, after: Article | None, captures: Sequence[str]
) -> Iterator[str]:
    if before is None:
        return
    if after is None:
        if _is_of(before, captures) and not before.is_removed:
            yield f"{name}: no longer in the document; it stays"
    elif before.is_removed:
        if "Traces" in before.metadata:
            yield f"{name}: was taken down, and stays so; the document has it again: take it down again"
    elif before.is_edited and before.metadata.get("Digest") != after.digest:
        yield f"{name}: changed in the document, but edited by hand; it stays as edited"


def _is_of(article: Article, captures: Sequence[str]) -> bool:
    """Tell whether an article was made from one of these documents."""
    return article.origin is not None and article.origin[0] in captures


def _dropped(joined: Joined) -> Iterator[bytes]:
    for document, line in joined.dropped:
        yield json.dumps({"document": document, **asdict(line)}, ensure_ascii=False).encode() + b"\n"


def carry_out(plan: Plan, folder: Path, track: Track) -> int:
    """Write what a plan says and return how many files changed. Raises OSError.

    A new folder appears whole. In one that is there each file does, and a second run ends what an
    interrupted one began: positions are read from metadata, so that half of the renames does no harm.
    """
    if not folder.exists():
        with atomic.appearing(folder) as temporary:
            temporary.mkdir()
            return _write(plan, temporary, track)
    atomic.sweep(folder)
    atomic.sweep(folder / IMAGES)
    for old, new in plan.renames:
        (folder / old).rename(folder / new)
    return len(plan.renames) + _write(plan, folder, track)


def _write(plan: Plan, folder: Path, track: Track) -> int:
    if any(name.startswith(IMAGES) for name in plan.contents):
        (folder / IMAGES).mkdir(exist_ok=True)
    names = track(list(plan.contents))
    return sum(atomic.write_changed(folder / name, plan.contents[name]) for name in names)
