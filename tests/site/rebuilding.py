"""Sites that are built on top of others, and the same from nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

ROOT = Path(__file__).parent.parent.parent
HOSTED = {
    "SITEURL": "https://kept.example/x",
    "FEED_ALL_ATOM": "all.atom.xml",
    "CATEGORY_FEED_ATOM": "{slug}/feed.atom.xml",
}


def lead(title: str) -> str:
    return f"Title: {title}\nDate: 2031-05-01\nKind: lead\nLang: en\nTags: Norrvik\n\nNo light was seen.\n"


def update(number: int, text: str, tags: str = "", slug: str = "") -> str:
    return (
        f"Title: Boat {number}\nDate: 2031-05-0{1 + number // 5}T{number:02}:00+00:00\nKind: update\n"
        f"Position: {number}\nSlug: {slug or f'boat-{number}'}\nTags: {tags}\n\n{text}\n"
    )


def build(folder: Path, **changed: Any) -> dict[str, bytes]:  # noqa: ANN401 - settings are anything
    """Build the site of `folder/content`, and return its files."""
    places = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "THEME": str(folder / "theme"),
    }
    configuration = read_settings(str(ROOT / "pelicanconf.py"), override={**places, **changed})
    configuration["PELICAN_CLASS"](configuration).run()
    return files_of(folder / "output")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def from_nothing(folder: Path, **changed: Any) -> dict[str, bytes]:  # noqa: ANN401 - likewise
    """Build the same site without anything remembered."""
    with tempfile.TemporaryDirectory() as name:
        for part in ("content", "theme"):
            shutil.copytree(folder / part, Path(name) / part)
        return build(Path(name), **changed)


def two_live_blogs(folder: Path) -> None:
    """Write the articles of two live blogs, and put the theme beside them."""
    for name in ("2031-05-01-cape", "2031-07-12-regatta"):
        live_blog = folder / "content" / name
        live_blog.mkdir(parents=True)
        (live_blog / "0000-lead.md").write_text(lead(name), "utf-8")
        for number in range(1, 9):
            text = update(number, f"Word{number} of {name}.", "Norrvik" if number % 2 else "Ice")
            (live_blog / f"{number:04}.md").write_text(text, "utf-8")
    shutil.copytree(ROOT / "theme", folder / "theme")
