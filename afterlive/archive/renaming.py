"""Live blogs get another name, updates another live blog; every address that they had leads to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive import atomic, names
from afterlive.archive import article_file, facts
from afterlive.archive.addressed import find, pictures_of, slugs
from afterlive.archive.folder import LEAD, live_blogs, load
from afterlive.archive.homes import Homes, documents_in, documents_of
from afterlive.archive.importing import alone, follow
from afterlive.cache.imports import DOCUMENTS
from afterlive.document_files import toml_of
from afterlive.errors import DocumentError
from afterlive.permalinks import PERMALINKS, page_of, permalinks, record, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from afterlive.archive.article_file import Article
    from afterlive.progress import Track


def rename(content: Path, old: str, new: str, track: Track) -> None:
    """Give a live blog another folder, and with it another address; the old one leads to it.

    Raises DocumentError before anything is written, OSError.
    """
    _check_name(content, old, new)
    tomls = dict(_tomls(content, old, new))
    with alone(content):
        _call(content / old, old, new)
        (content / old).rename(content / new)
        for path, text in tomls.items():
            atomic.write_changed(path, text.encode())
        for path in content.glob("*/*.md"):
            text = path.read_text("utf-8")
            atomic.write_changed(
                path, text.replace(f"{{filename}}../{old}/", f"{{filename}}../{new}/").encode()
            )
        if documents_of(content / new):
            follow(content / new, track)


def _call(folder: Path, old: str, new: str) -> None:
    """Write into the lead and among the addresses what a folder was called."""
    lead = article_file.parse((folder / LEAD).read_text("utf-8"))
    former = dict.fromkeys([*lead.metadata.get("Formerly", "").split(), f"{old}/"])
    former.pop(f"{new}/", None)
    atomic.write(folder / LEAD, article_file.dump(lead.having(Formerly=" ".join(former))).encode())
    atomic.write(folder / PERMALINKS, record({*recorded(folder), *former, f"{new}/"}))


def _check_name(content: Path, old: str, new: str) -> None:
    there = [folder.name for folder in live_blogs(content)]
    if old not in there:
        named = f"; there are {', '.join(there)}" if there else ""
        raise DocumentError(f"there is no live blog {old} in {content}{named}")
    if not new or new != names.slug(new):
        raise DocumentError(
            f"{new} can't be an address: write lower-case letters, digits and hyphens,"
            " and no name of a page of the site"
        )
    taken = Homes.of(content).former.get(new, old)
    if (content / new).exists() or taken != old:
        raise DocumentError(f"{new} is the address of another live blog, {taken if taken != old else new}")


def _tomls(content: Path, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Yield each `.toml` that has to name the folder, and what it says then."""
    homes = Homes.of(content)
    for path in documents_in(content.parent / DOCUMENTS):
        toml = toml_of(path)
        said = facts.from_toml(toml)
        if said.live_blog == old:
            told = replace(said, live_blog=new)
        elif homes.home(path) == old and not said.live_blog:
            told = replace(said, slug=new)
        else:
            continue
        yield toml, facts.rewritten(toml.read_text("utf-8") if toml.exists() else "", told)


def move(content: Path, name: str, other: str, track: Track) -> str:
    """Move an update, which is named `LIVEBLOG/UPDATE`, to another live blog; return its page there.

    Raises DocumentError before anything is written, OSError.
    """
    folder, file, update = find(content, name)
    target = content / other
    if not (target / LEAD).is_file() or target == folder:
        raise DocumentError(f"{other} is no other live blog in {content}")
    pictures = pictures_of(update, folder)
    for picture in pictures:
        there = target / picture.relative_to(folder)
        if there.exists() and there.read_bytes() != picture.read_bytes():
            raise DocumentError(f"{there} is another picture: give one of them another name")
    theirs = load(target)
    update = _credited(update, load(folder)[LEAD], theirs)
    taken = permalinks(target) | {slug for article in theirs.values() for slug in slugs(article)}
    (slug,) = names.distinct([update.metadata["Slug"]], taken)
    here = {f"{name}/{slug}" for name in _called(target)}
    had = [
        [each] if "/" in each else [f"{name}/{each}" for name in _called(folder)] for each in slugs(update)
    ]
    former = [each for addresses in had for each in addresses if each not in here]
    moved = update.having(Slug=slug, Formerly=" ".join(former))
    with alone(content):
        for picture in pictures:
            atomic.write(target / picture.relative_to(folder), picture.read_bytes())
        place = _place(list(theirs.values()), moved)
        atomic.write(target / f"{place:04d}-{slug}.md", article_file.dump(moved).encode())
        _renumber(target, [*list(theirs)[:place], f"{place:04d}-{slug}.md", *list(theirs)[place:]])
        atomic.write(target / PERMALINKS, record({*recorded(target), slug, *former}))
        (folder / file).unlink()
        _renumber(folder, [each for each in load(folder) if each != file])
        atomic.write(folder / PERMALINKS, record(recorded(folder) - {*slugs(update), *here}))
        for each in (folder, target):
            if documents_of(each):
                follow(each, track)
    return page_of(slug, other)


def _credited(update: Article, lead: Article, theirs: Mapping[str, Article]) -> Article:
    """Return an update with its own source; raise DocumentError where it would be told wrongly elsewhere."""
    other = theirs[LEAD].metadata
    for fact in ("Publisher", "Licence", "Rights"):
        if other.get(fact) != lead.metadata.get(fact):
            raise DocumentError(
                f"the live blogs differ in {fact}, so that the update would be credited wrongly"
            )
    known = update.metadata.get("Id")
    if known and any(each.metadata.get("Id") == known for each in theirs.values()):
        raise DocumentError(
            f"an update there has the same id, {known}, so that an import would take one for the other"
        )
    source = update.metadata.get("Source") or lead.metadata.get("Source")
    return update if source == other.get("Source") else update.having(Source=source)


def _called(folder: Path) -> list[str]:
    """Return the names that the folder of a live blog has and had."""
    lead = article_file.parse((folder / LEAD).read_text("utf-8"))
    return [folder.name, *(name.rstrip("/") for name in lead.metadata.get("Formerly", "").split())]


def _place(articles: list[Article], moved: Article) -> int:
    """Return where an update belongs behind the lead and the updates that are older; without a time, last."""
    moment = moved.moment
    if moment is None:
        return len(articles)
    older = [at for at, each in enumerate(articles) if each.is_lead or (each.moment or 0) <= moment]
    return max(older) + 1


def _renumber(folder: Path, files: list[str]) -> None:
    """Give updates their positions anew, in the order of their files, of which the first is the lead."""
    for position, file in enumerate(files):
        path = folder / file
        article = article_file.parse(path.read_text("utf-8"))
        if position and article.position != position:
            atomic.write(path, article_file.dump(article.having(Position=str(position))).encode())
        if position:
            path.rename(folder / f"{position:04d}-{article.metadata['Slug']}.md")
