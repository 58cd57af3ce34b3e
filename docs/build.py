"""Build the documents as a site, in the look of the archive: `make docs` puts it into output/docs/."""

from __future__ import annotations

import posixpath
import shutil
import sys
import tomllib
from html import escape
from pathlib import Path

from lxml import html
from markdown import markdown

from afterlive.site.site_settings import as_markdown

ROOT = Path(__file__).parent.parent
PAGES = {
    "README.md": "Quick start",
    "docs/keeping.md": "Keeping",
    "docs/articles.md": "Articles",
    "docs/settings.md": "Settings and theming",
    "docs/pelican.md": "In a Pelican site",
    "docs/publishing.md": "Publishing and offline",
    "docs/reading.md": "Reading",
    "docs/promises.md": "Promises",
    "docs/threats.md": "Threats",
    "docs/speed.md": "Speed",
    "docs/scale.md": "Scale",
    "CONTRIBUTING.md": "How it is built",
    "CHANGELOG.md": "Changes",
}
EXTENSIONS = ["tables", "fenced_code", "toc", "sane_lists"]
HOME = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Homepage"]
PICTURES = f"{HOME.replace('github.com', 'raw.githubusercontent.com')}/main/"
PAGE = """\
<!doctype html>
<html lang="en" data-accent="red">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Afterlive</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="css/style.css">
</head>
<body class="plain">
<header class="mast">
<a class="name" href="index.html">Afterlive</a>
</header>
<main>
<nav class="text" aria-label="Documents"><p>{menu}</p></nav>
<div class="text">
{text}
</div>
</main>
</body>
</html>
"""


def main(output: Path) -> None:
    """Write the site into a folder."""
    (ROOT / "docs/settings.md").write_text(as_markdown(), "utf-8")
    (output / "css").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "theme/static/css/style.css", output / "css")
    shutil.copy(ROOT / "theme/static/icon.svg", output)
    for picture in [*ROOT.glob("docs/*.png"), *ROOT.glob("docs/*.svg")]:
        shutil.copy(picture, output)
    for file, title in PAGES.items():
        text = _text(file)
        menu = " · ".join(
            f'<a href="{name_of(other)}"{" aria-current=page" if other == file else ""}>{escape(named)}</a>'
            for other, named in PAGES.items()
        )
        page = PAGE.format(title=escape(title), menu=menu, text=text)
        (output / name_of(file)).write_text(page, "utf-8")


def name_of(file: str) -> str:
    """Return the name of a document's page."""
    return "index.html" if file == "README.md" else f"{Path(file).stem.lower()}.html"


def _text(file: str) -> str:
    """Return a document as HTML whose links lead to other pages, or to the repository."""
    made = markdown((ROOT / file).read_text("utf-8"), extensions=EXTENSIONS)
    text = html.fragment_fromstring(made, create_parent="div")
    for element, attribute, link, _ in list(text.iterlinks()):
        element.set(attribute, _link(file, link))
    return "".join(html.tostring(child, encoding="unicode") for child in text)


def _link(file: str, link: str) -> str:
    if link.startswith(PICTURES):
        file, link = "README.md", link.removeprefix(PICTURES)
    address, _, fragment = link.partition("#")
    if "://" in link or not address:
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), address))
    behind = f"#{fragment}" if fragment else ""
    if target in PAGES:
        return name_of(target) + behind
    if target.startswith("docs/") and target.endswith((".png", ".svg")):
        return posixpath.basename(target)
    return f"{HOME}/blob/main/{target}{behind}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
