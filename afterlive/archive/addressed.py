"""Updates by the addresses that they have and had, and the pictures that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from afterlive.archive.folder import IMAGES, LEAD, live_blogs, load
from afterlive.archive.traces import hidden
from afterlive.errors import DocumentError
from afterlive.permalinks import recorded

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from afterlive.archive.article_file import Article


def find(content: Path, name: str) -> tuple[Path, str, Article]:
    """Return the folder, the file and the article of an update: `LIVEBLOG/UPDATE`. Raises DocumentError."""
    live_blog, _, wanted = name.removeprefix(f"{content}/").rpartition("/")
    wanted = wanted.removesuffix(".md").removesuffix(".html")
    folder = content / live_blog
    if not live_blog or not (folder / LEAD).is_file():
        raise DocumentError(f"{name}: name an update by its live blog's folder and its slug: LIVEBLOG/UPDATE")
    for file, article in load(folder).items():
        names_of_it = {file.removesuffix(".md"), *slugs(article)}
        if not article.is_lead and names_of_it & {wanted, hidden(wanted)}:
            return folder, file, article
    raise DocumentError(f"{folder} has no update {wanted}: the name of each file there has its slug")


def slugs(update: Article) -> list[str]:
    """Return the names that an update's page has and had; one in another folder is `folder/slug`."""
    return [slug for key in ("Slug", "Formerly") for slug in update.metadata.get(key, "").split()]


def pictures_of(article: Article, folder: Path) -> list[Path]:
    """Return the pictures of a live blog that an article shows."""
    pictures = sorted((folder / IMAGES).iterdir()) if (folder / IMAGES).is_dir() else []
    named = ({path.name, quote(path.name)} for path in pictures)
    return [
        path
        for path, names_of_it in zip(pictures, named, strict=True)
        if any(f"{IMAGES}/{name}" in article.text for name in names_of_it)
    ]


def moved_from(folder: Path, called: Collection[str]) -> dict[str, Article]:
    """Return the articles that were moved to other live blogs, by path from a folder, which was so called."""
    found: dict[str, Article] = {}
    for other in live_blogs(folder.parent):
        if other != folder and any(_was_in(called, entry) for entry in recorded(other)):
            found |= {
                f"../{other.name}/{file}": article
                for file, article in load(other).items()
                if not article.is_lead and any(_was_in(called, slug) for slug in slugs(article))
            }
    return found


def _was_in(called: Collection[str], entry: str) -> bool:
    name, _, slug = entry.partition("/")
    return bool(slug) and f"{name}/" in called
