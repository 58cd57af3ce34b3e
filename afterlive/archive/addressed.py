"""Updates by the addresses that they have and had, and the pictures that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from afterlive.archive.folder import IMAGES, live_blogs, load
from afterlive.archive.traces import hidden
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from afterlive.archive.article_file import Article


def find(content: Path, name: str) -> tuple[Path, str, Article]:
    """Return the folder, the file and the article of an update: `LIVEBLOG/UPDATE`. Raises DocumentError."""
    live_blog, _, wanted = name.removeprefix(f"{content}/").rpartition("/")
    wanted = wanted.removesuffix(".md").removesuffix(".html")
    folder = content / live_blog
    if live_blog not in {each.name for each in live_blogs(content)}:
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


def moved_from(folder: Path, called: Collection[str], others: Iterable[str]) -> dict[str, Article]:
    """Return the articles that were moved to other folders, by their paths from the one so called."""
    return {
        f"../{other}/{file}": article
        for other in sorted(others)
        for file, article in load(folder.with_name(other)).items()
        if not article.is_lead and any(slug.partition("/")[0] in called for slug in _elsewhere(article))
    }


def _elsewhere(article: Article) -> list[str]:
    return [slug for slug in slugs(article) if "/" in slug]
