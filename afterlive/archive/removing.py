"""Taking an update down: out of content/, its documents and what builds remember; its place stays."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive import atomic, names
from afterlive.archive import article_file, leftovers
from afterlive.archive.addressed import find, pictures_of, slugs
from afterlive.archive.article_file import Article
from afterlive.archive.folder import LEAD, load
from afterlive.archive.homes import Homes, documents_of
from afterlive.archive.importing import alone, follow
from afterlive.archive.redacting import Redacted, without
from afterlive.archive.traces import hidden, left_by, traces_of
from afterlive.cache import FOLDER
from afterlive.cache.imports import DOCUMENTS
from afterlive.cache.lock import locked
from afterlive.document_files import is_of_a_page, toml_of
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.permalinks import PERMALINKS, page_of, permalinks, record, recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from afterlive.progress import Track

PLACE_AND_TIME = ("Date", "Kind", "Position", "Precision", "Stamp")
"""Metadata of an update that says nothing of what it was about."""
NEUTRAL = "taken-down"


@dataclass(frozen=True)
class Removal:
    """What was done to take an update down, and what the keeper has to know."""

    page: str
    """Its page, which says why."""
    former: tuple[str, ...]
    """Addresses of its page that it no longer has."""
    done: tuple[str, ...]
    left: tuple[str, ...]
    """Places where the same words still stand."""
    history: int
    """How many files git's history still has of it."""


def remove(content: Path, name: str, why: str, track: Track, *, keep_address: bool = False) -> Removal:
    """Take an update down, which is named `LIVEBLOG/UPDATE`, with the reason that its page will say.

    Raises DocumentError before anything is written, OSError.
    """
    why = " ".join(why.split())
    if not why or CONTROLS.search(why):
        raise DocumentError('say why, since its page will: --why "At the port\'s request"')
    folder, file, update = find(content, name)
    documents = {*documents_of(folder), *_own_document(content, update)}
    redacted = [made for path in sorted(documents) if (made := without(path, update, why))]
    _check_free(redacted)
    if update.is_removed and not redacted:
        raise DocumentError(f"{folder / file} is taken down already: {update.metadata['Removed']}")
    left = _left_of(update, redacted, why, folder, keep_address=keep_address)
    former = [slug for slug in slugs(update) if slug not in slugs(left)]
    pictures = _pictures(folder, file, update)
    texts = [update.title, *(block.text for block in update.blocks)]
    texts += [text for made in redacted for text in made.gone]
    with locked(content.parent / FOLDER / "lock", "removal", wait=True), alone(content):
        files = [folder / file, *pictures, *(path for made in redacted for path in made.files)]
        blobs = leftovers.old_blobs(folder, files, slugs(update))
        homes = {made.path: content / Homes.of(content).home(made.path) for made in redacted}
        done = list(_rewrite(redacted, homes))
        now = _replace(folder / file, left, former)
        for path in pictures:
            path.unlink(missing_ok=True)
        for home in {folder, *homes.values()}:
            if documents_of(home):
                follow(home, track)
        _forget(content.parent)
    return Removal(
        page=page_of(left.metadata["Slug"], folder.name),
        former=tuple(page_of(slug, folder.name) for slug in former),
        done=(*done, *(f"{path}: deleted" for path in pictures)),
        left=tuple(leftovers.places(content, texts, but=now)),
        history=leftovers.remember(folder, blobs),
    )


def _own_document(content: Path, update: Article) -> list[Path]:
    """Return the document that an update was made from, which is another live blog's if it was moved."""
    path = content.parent / update.origin[0] if update.origin else None
    return [path] if path and path.is_file() else []


def _check_free(redacted: Iterable[Redacted]) -> None:
    for made in redacted:
        path = made.path.with_name(made.name)
        if path != made.path and path.exists() and path.read_bytes() != made.data:
            raise DocumentError(f"{path} is in the way: {made.path.name} would become it; rename one of them")


def _left_of(
    update: Article, redacted: Iterable[Redacted], why: str, folder: Path, *, keep_address: bool
) -> Article:
    """Return what is left of an update: where it stood, why it is gone, and what knows it again."""
    copies = [copy for made in redacted for copy in made.copies]
    traces = {trace for copy in (update, *copies) for trace in left_by(copy) or traces_of(copy)}
    slug, *formerly = slugs(update)
    if not keep_address and not update.is_removed:
        formerly = [_hidden(former) for former in (slug, *formerly)]
        (slug,) = names.distinct([NEUTRAL], permalinks(folder))
    place = {key: update.metadata[key] for key in PLACE_AND_TIME if key in update.metadata}
    named = {"Slug": slug, "Formerly": " ".join(formerly)}
    return Article({"Title": "", **place, **named, "Removed": why, "Traces": " ".join(sorted(traces))}, "")


def _hidden(address: str) -> str:
    """Return the digest of a slug, in the folder of another live blog if it stood there."""
    folder, slash, slug = address.rpartition("/")
    return folder + slash + hidden(slug)


def _pictures(folder: Path, file: str, update: Article) -> list[Path]:
    """Return the pictures of an update that no other article of the live blog shows."""
    others = [article for name, article in load(folder).items() if name != file]
    shown = {path for article in others for path in pictures_of(article, folder)}
    return [path for path in pictures_of(update, folder) if path not in shown]


def _replace(path: Path, left: Article, former: Iterable[str]) -> Path:
    """Write what is left of an update in the place of its file, forget its old addresses; return the file."""
    new = path.with_name(f"{left.position:04d}-{left.metadata['Slug']}.md")
    atomic.write(new, article_file.dump(left).encode())
    if new != path:
        path.unlink()
    ever = (recorded(path.parent) - set(former)) | set(slugs(left))
    atomic.write(path.with_name(PERMALINKS), record(ever))
    return new


def _rewrite(redacted: Iterable[Redacted], homes: Mapping[Path, Path]) -> Iterator[str]:
    """Write documents anew, and say so; one of another name takes the place of the old one."""
    for made in redacted:
        path = made.path.with_name(made.name)
        atomic.write(path, made.data)
        if made.toml is not None:
            atomic.write(toml_of(path), made.toml.encode())
        if path == made.path:
            yield f"{path}: a mark stands in place of {len(made.gone)} of its lines"
        else:
            _take_place(path, made, homes[made.path])
            yield f"{path} takes the place of {made.path.name}, of which no part could be taken out safely"


def _take_place(path: Path, made: Redacted, folder: Path) -> None:
    """Make the new document the live blog's; delete the old one and the files beside it."""
    old, _, beside, fetched = made.files
    if is_of_a_page(fetched):
        fetched.unlink()
    lead = article_file.parse((folder / LEAD).read_text("utf-8"))
    before, now = (f"{DOCUMENTS}/{each.name}" for each in (old, path))
    named = {key: lead.metadata.get(key, "").replace(before, now) for key in ("Checksum", "Document")}
    atomic.write(folder / LEAD, article_file.dump(lead.having(**named)).encode())
    old.unlink()
    if beside.is_dir():
        shutil.rmtree(beside)


def _forget(root: Path) -> None:
    """Remove what builds and imports remember, but for locks that somebody holds."""
    for path in (root / FOLDER).glob("*"):
        if path.is_dir():
            shutil.rmtree(path)
