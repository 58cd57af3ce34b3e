"""Documents become folders of content/."""

from __future__ import annotations

import shutil
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from afterlive import atomic, names, reading
from afterlive.archive import article_file, facts
from afterlive.archive.addressed import moved_from
from afterlive.archive.capture import Capture, capture
from afterlive.archive.folder import LEAD, Archived, Plan, carry_out, load, plan
from afterlive.archive.homes import Homes, documents_in, documents_of
from afterlive.archive.joining import join
from afterlive.cache.imports import DOCUMENTS, Imports, Report
from afterlive.cache.lock import locked
from afterlive.document_files import checksum_of, is_of_a_page, pictures_of, stem_of, toml_of
from afterlive.errors import DocumentError, RefusedDocumentsError
from afterlive.model import Facts
from afterlive.permalinks import recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from afterlive.archive.article_file import Article
    from afterlive.progress import Track
    from afterlive.reading.steps.data_choice import Choice

LOCK = ".importing"


def import_document(path: Path, content: Path, told: Facts, track: Track) -> list[Report]:
    """Import a document, with the other captures of its live blog, and keep it in documents/ beside content/.

    Of an export that says of several live blogs that they are some, each is imported, from a copy of its own.
    Raises DocumentError, OSError; of one live blog nothing is written before all is read and planned.
    """
    if parts := _parts(path, told):
        return _import_parts(path, parts, content, told, track)
    toml = _toml(path, told)
    captures = _captures(path, content, told)
    with alone(content):
        planned = _planned(home_of(path, content, told), captures, content, Homes.of(content))
        _keep(path, content.parent / DOCUMENTS, toml)
        return [_carried_out(planned, track)]


def check_document(path: Path, content: Path, told: Facts) -> None:
    """Raise the DocumentError or OSError that importing a document would, and write nothing."""
    _toml(path, told)
    if not _parts(path, told):
        _planned(home_of(path, content, told), _captures(path, content, told), content, Homes.of(content))


def home_of(path: Path, content: Path, told: Facts) -> str:
    """Return the name of the folder of content/ that a document was or will be imported to."""
    return Homes.of(content).home(path, told)


def follow(folder: Path, track: Track) -> Report:
    """Let a live blog follow its documents; the caller lets nobody else write to content/ meanwhile.

    Raises DocumentError, OSError.
    """
    captures = [capture(path) for path in documents_of(folder)]
    return _carried_out(_planned(folder.name, captures, folder.parent, Homes.of(folder.parent)), track)


def edited(document: Path, content: Path) -> dict[int, str]:
    """Return the articles of a document that somebody edited, by the lines that each was made from."""
    name = f"{DOCUMENTS}/{document.name}"
    home = Homes.of(content).documents.get(name)
    found: dict[int, str] = {}
    for file, article in (load(content / home) if home else {}).items():
        if article.is_edited and article.origin and article.origin[0] == name:
            found |= dict.fromkeys(article.origin[1], file)
    return found


def _captures(path: Path, content: Path, told: Facts) -> list[Capture]:
    """Return what a document says, and then what the other captures of its live blog say."""
    documents, homes = content.parent / DOCUMENTS, Homes.of(content)
    kept = documents / path.name
    if kept.exists() and checksum_of(kept) != checksum_of(path):
        raise DocumentError(f"{kept} is another document: rename {path.name}")
    home = homes.home(path, told)
    others = [other for other in documents_in(documents) if other.name != path.name]
    mates = [other for other in others if homes.home(other) == home]
    return [capture(path, told), *map(capture, mates)]


def _parts(path: Path, told: Facts) -> list[Choice]:
    """Return the live blogs that an export holds, where several are told and none is chosen."""
    said = facts.first(told, facts.from_toml(toml_of(path)))
    parts = [] if said.thread else [choice for choice in reading.choices(path, said) if choice.is_told]
    if parts and (said.slug or said.title):
        raise DocumentError(f"{path}: holds {len(parts)} live blogs: choose with --thread which one that is")
    return parts


def _import_parts(path: Path, parts: list[Choice], content: Path, told: Facts, track: Track) -> list[Report]:
    """Import each live blog of an export from a copy that is named after both."""
    said = facts.first(told, facts.from_toml(toml_of(path)))
    slugs = names.distinct((names.slug(part.words) or "live-blog" for part in parts), ())
    reports: list[Report] = []
    with TemporaryDirectory() as folder:
        for part, slug in zip(parts, slugs, strict=True):
            copy = Path(folder) / f"{stem_of(path)}-{slug}{path.name[len(stem_of(path)) :]}"
            shutil.copyfile(path, copy)
            reports += import_document(copy, content, replace(said, thread=part.value), track)
    return reports


def import_folder(content: Path, track: Track) -> list[Report]:
    """Import every document of documents/ beside content/.

    A live blog of which a document can't be imported stays as it is, and the others are imported; then
    RefusedDocumentsError is raised with a line each. Raises OSError.
    """
    imports, documents = Imports.of(content), _by_home(content)
    names = {home: [path.name for path in paths] for home, paths in documents.items()}
    unchanged = {home: found for home in documents if (found := imports.unchanged(home, names[home]))}
    changed = {path: home for home in documents if home not in unchanged for path in documents[home]}
    captures: dict[str, list[Capture]] = defaultdict(list)
    refused: dict[str, list[DocumentError]] = defaultdict(list)
    for path in track(list(changed)):
        try:
            captures[changed[path]].append(capture(path))
        except DocumentError as error:
            refused[changed[path]].append(error)
    reports = {home: found.report for home, found in unchanged.items()}
    ready = [home for home in documents if home in captures and home not in refused]
    if ready:
        with alone(content):
            homes = Homes.of(content)
            for together in _in_turn(ready, homes):
                planned = {}
                for home in together:
                    try:
                        planned[home] = _planned(home, captures[home], content, homes)
                    except DocumentError as error:
                        refused[home].append(error)
                reports |= {home: _carried_out(planned[home], track) for home in planned}
    fresh = {home: imports.imported(names[home], reports[home]) for home in reports if home not in unchanged}
    imports.keep(unchanged | fresh, without={name for home in refused for name in names[home]})
    told = [reports[home] for home in documents if home in reports]
    if refused:
        raise RefusedDocumentsError([error for errors in refused.values() for error in errors], told)
    return told


def _in_turn(live_blogs: list[str], homes: Homes) -> list[list[str]]:
    """Return live blogs that are planned together: from one, updates were moved into others."""
    moved = [name for name in live_blogs if homes.away(name)]
    return [[name for name in live_blogs if name not in moved], *([name] for name in moved)]


def _by_home(content: Path) -> dict[str, list[Path]]:
    """Return the documents of documents/ by the folder that each was imported to, or will be."""
    homes, found = Homes.of(content), defaultdict(list)
    for path in documents_in(content.parent / DOCUMENTS):
        found[homes.home(path)].append(path)
    return found


@contextmanager
def alone(content: Path) -> Iterator[None]:
    """Let one import at a time write to content/, which is made where it isn't there."""
    content.mkdir(parents=True, exist_ok=True)
    with locked(content / LOCK, "import", wait=False):
        for folder in (content, content.parent / DOCUMENTS):
            atomic.sweep(folder)
        yield


def _planned(home: str, captures: list[Capture], content: Path, homes: Homes) -> tuple[Path, Plan]:
    folder = content / home
    _check_free(folder, captures, homes)
    # The capture that the others join comes first: where they differ, its text is kept.
    ordered = sorted(captures, key=lambda capture: (bool(capture.said.live_blog), capture.name))
    addresses = recorded(folder) | {f"{home}/"}
    loaded = load(folder) if folder.exists() else {}
    existing, notes = _with_former(loaded, home, addresses)
    names = [capture.name for capture in ordered]
    older = ordered[0].newest_first
    away = moved_from(folder, homes.names(home), homes.away(home))
    made = plan(Archived(existing, addresses, away), join(ordered), names, older=older)
    contents = dict(made.contents)
    if existing != loaded:
        contents.setdefault(LEAD, article_file.dump(existing[LEAD]).encode())
    notes += _renamed(names, existing.get(LEAD))
    notes += [
        f'{toml_of(capture.path).name} says slug = "{slug}", and it stays {home}: its addresses'
        f" move by afterlive rename {home} {slug}"
        for capture in ordered
        if (slug := capture.said.slug) and slug != home and not capture.said.live_blog
    ]
    return folder, replace(made, contents=contents, notes=(*made.notes, *notes))


def _with_former(
    existing: dict[str, Article], home: str, addresses: set[str]
) -> tuple[dict[str, Article], list[str]]:
    """Return articles with a lead that knows all names that its folder had, and a note for each new one."""
    if LEAD not in existing:
        return existing, []
    lead = existing[LEAD]
    known = [name for name in lead.metadata.get("Formerly", "").split() if name != f"{home}/"]
    fresh = sorted(name for name in addresses if name.endswith("/") and name not in {*known, f"{home}/"})
    lead = lead.having(Formerly=" ".join([*known, *fresh]) or None)
    notes = [
        f"its folder was called {name.rstrip('/')}: the addresses that it had lead here" for name in fresh
    ]
    return existing | {LEAD: lead}, notes


def _renamed(names: Collection[str], lead: Article | None) -> list[str]:
    """Return a note for each document that was renamed, as far as each of them is there."""
    before = lead.checksums if lead else {}
    if len(names) != len(before):
        return []
    return [
        f"{name} was renamed: it is the document of this live blog" for name in names if name not in before
    ]


def _check_free(folder: Path, captures: list[Capture], homes: Homes) -> None:
    """Raise DocumentError where two live blogs would share a folder without saying that they are one."""
    own = [capture for capture in captures if not capture.said.live_blog]
    known = any(homes.documents.get(capture.name) == folder.name for capture in captures)
    if len(own) > 1 or (own and folder.exists() and not known):
        raise DocumentError(
            f"{own[-1].name}: {folder} is another live blog: give --slug NAME; or, if it is a capture of "
            f'that one, write live_blog = "{folder.name}" into the .toml beside the document'
        )


def _carried_out(planned: tuple[Path, Plan], track: Track) -> Report:
    folder, plan = planned
    return Report(str(folder), plan.updates, carry_out(plan, folder, track), list(plan.notes))


def _toml(path: Path, told: Facts) -> str:
    """Return NAME.toml with what was told on the command line added, so that the next import knows it too."""
    toml = toml_of(path)
    said = facts.from_toml(toml)
    for field in fields(Facts):
        ours, theirs = getattr(told, field.name), getattr(said, field.name)
        if ours and theirs and ours != theirs:
            raise DocumentError(f"{toml.name} says {field.name} = {theirs}: change it there")
    written = toml.read_text("utf-8") if toml.exists() else ""
    fresh: dict[str, Any] = {
        field.name: () if getattr(said, field.name) else getattr(told, field.name) for field in fields(Facts)
    }
    return facts.with_lines(written, facts.as_toml(Facts(**fresh)))


def _keep(path: Path, documents: Path, toml: str) -> None:
    """Copy a document into documents/, with its facts and the files that were saved beside a page."""
    documents.mkdir(parents=True, exist_ok=True)
    atomic.copy_changed(path, documents / path.name)
    if toml:
        atomic.write_changed(documents / f"{stem_of(path)}.toml", toml.encode())
    if (fetched := pictures_of(path)) != path and is_of_a_page(fetched):
        atomic.copy_changed(fetched, documents / fetched.name)
    own = {f"{stem_of(path)}_files".lower(), f"{path.name}_files".lower()}
    for beside in [each for each in path.parent.iterdir() if each.name.lower() in own and each.is_dir()]:
        if not (documents / beside.name).exists():
            with atomic.appearing(documents / beside.name) as copy:
                shutil.copytree(beside, copy, symlinks=True, dirs_exist_ok=True)
