"""Live blogs get another name, updates another live blog; every address that they had leads to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive import atomic, names
from afterlive.archive import facts
from afterlive.archive.folder import LEAD, live_blogs
from afterlive.archive.homes import Homes, documents_in
from afterlive.archive.importing import alone, follow
from afterlive.cache.imports import DOCUMENTS
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.cache.imports import Report
    from afterlive.progress import Track


def rename(content: Path, old: str, new: str, track: Track) -> Report:
    """Give a live blog another folder, and with it another address; the old one leads to it.

    Raises DocumentError before anything is written, OSError.
    """
    _check_name(content, old, new)
    tomls = dict(_tomls(content, old, new))
    with alone(content):
        (content / old).rename(content / new)
        for path, text in tomls.items():
            atomic.write_changed(path, text.encode())
        for path in content.glob("*/*.md"):
            text = path.read_text("utf-8")
            atomic.write_changed(
                path, text.replace(f"{{filename}}../{old}/", f"{{filename}}../{new}/").encode()
            )
        return follow(content / new, track)


def _check_name(content: Path, old: str, new: str) -> None:
    if not (content / old / LEAD).is_file():
        there = ", ".join(folder.name for folder in live_blogs(content))
        raise DocumentError(f"there is no live blog {old} in {content}" + (there and f"; there are {there}"))
    if new != names.slug(new):
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
        toml = path.with_suffix(".toml")
        said = facts.from_toml(toml)
        if said.live_blog == old:
            told = replace(said, live_blog=new)
        elif homes.home(path) == old and not said.live_blog:
            told = replace(said, slug=new)
        else:
            continue
        yield toml, facts.rewritten(toml.read_text("utf-8") if toml.exists() else "", told)
