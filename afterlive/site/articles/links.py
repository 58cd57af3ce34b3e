"""Links within content/: `{filename}0000-lead.md` to an article, `{static}images/a.jpg` to a file.

An article may name any other article, but only files of its own live blog's folder.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from pelican.contents import Static

from afterlive.errors import DocumentError
from afterlive.picture_kinds import HEAD, is_markup
from afterlive.picture_size import is_too_large, size_of
from afterlive.site.articles.picture_copies import PictureCopy, copies_of, srcset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LinkTargets = dict[str, str | None]
"""What links led to, by `static_content PATH` or `generated_content PATH`: a URL, None if there is nothing.

After the URL of a picture comes what its place in a page follows from: its size, and when it was changed.
"""

ARTICLE, STATIC = "generated_content", "static_content"
"""Where Pelican's context has what a link leads to."""
_KINDS = {"filename": ARTICLE, "static": STATIC}
"""The same, by the word in the link's braces."""

_LINK = re.compile(r"[{|]([^{|}]*)[}|]([^?#]*)(.*)", re.DOTALL)
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_RUN = frozenset(
    ".htm .html .xht .xhtml .shtml .mht .mhtml .xml .xsl .xslt .svgz .js .mjs .cjs .wasm .swf .hta".split()  # noqa: SIM905 - endings read best as one text
)
_ROOT_OF_TEXTS = "../"  # every page with the text of an update is one folder deep


class LinkTarget:
    """The page of an article or a file, for Pelican to link to."""

    __slots__ = ("source_path", "url")

    def __init__(self, url: str, source_path: str = "") -> None:
        self.url = url
        self.source_path = source_path
        """Of a file, where it stands in content/."""


class ContentLink(NamedTuple):
    """A link within content/."""

    kind: str
    """What it leads to: `ARTICLE` or `STATIC`."""
    path: str
    """From content/."""
    rest: str
    """Query and fragment."""


def is_link(address: str) -> bool:
    """Tell whether an address is a link within content/: `{static}…`, `{filename}…`."""
    return _LINK.fullmatch(address) is not None


def link_of(address: str, article: str, content: str) -> ContentLink:
    """Return the link of an article that has this address. Raises DocumentError if it isn't allowed."""
    word, name, rest = _LINK.fullmatch(address).groups()  # type: ignore[union-attr]  # is_link said so
    folder = posixpath.dirname(article)
    path = posixpath.normpath(posixpath.join("/", folder, unquote(name)))[1:]
    if word not in _KINDS:
        raise fault(article, content, address, "write {static} and a file, or {filename} and an article")
    if word == "static" and (not path.startswith(f"{folder}/") or _leads_up(folder, unquote(name))):
        raise fault(article, content, address, f"it leads out of {folder}/: put a copy of the file there")
    return ContentLink(_KINDS[word], path, rest)


def _leads_up(folder: str, name: str) -> bool:
    """Tell whether a name leads out of a folder on any system, or to a hidden file in it."""
    own = name.removeprefix(f"/{folder}/")
    return any(part.startswith(".") and part != "." for part in own.split("/")) or any(
        odd in own for odd in "\\:\0"
    )


def check_files(article: str, paths: Iterable[str], content: str) -> None:
    """Raise DocumentError for a file that an article links to, unless it is in the live blog's folder."""
    own = Path(content, posixpath.dirname(article)).resolve()
    for path in paths:
        file = Path(content, path)
        if not file.is_file():
            raise fault(article, content, posixpath.basename(path), "there is no such file: put it there")
        if not file.resolve().is_relative_to(own):
            raise fault(article, content, posixpath.basename(path), "the file is a link out of its folder")
        if _would_run(file):
            raise fault(
                article,
                content,
                posixpath.basename(path),
                "a browser would run it as part of this site: make a PNG or PDF of it, or link elsewhere",
            )


def _would_run(file: Path) -> bool:
    """Tell whether a browser runs what is in a file, by its ending or its first bytes."""
    with file.open("rb") as opened:
        head = opened.read(HEAD)
    if file.suffix.lower() == ".svg":
        from afterlive.svg import is_inert  # noqa: PLC0415 - lxml is slow, and few builds need it

        return not is_inert(file.read_bytes())
    return file.suffix.lower() in _RUN or is_markup(head)


def fault(article: str, content: str, address: str, what: str) -> DocumentError:
    """Return the error for a link of an article, which names its line."""
    lines = Path(content, article).read_text("utf-8", "replace").split("\n")
    word = address.partition("}")[0]
    named = (
        number
        for looked_for in (address, word)
        for number, line in enumerate(lines, 1)
        if looked_for in unquote(line)
    )
    number = next(named, None)
    line = f", line {number}" if number else ""
    return DocumentError(f"{article}{line}: links to {address[:100]!r}; {what}")


class Resolved(NamedTuple):
    """What a link within content/ leads to."""

    url: str
    size: str = ""
    """Of a picture: width and height, as attributes of HTML."""
    copies: str = ""
    """Likewise, its copies."""


class Resolver:
    """Resolves the links of articles by Pelican's context, and notes each target that it looked up."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        self.targets: LinkTargets = {}
        self.copies: dict[str, PictureCopy] = {}
        """The copies of pictures that pages offer, by path."""

    def resolved(self, links: Mapping[str, ContentLink], article: str) -> dict[str, Resolved]:
        """Return what each address leads to. Raises DocumentError."""
        return {address: self._resolved(address, link, article) for address, link in links.items()}

    def _resolved(self, address: str, link: ContentLink, article: str) -> Resolved:
        content = self.context[link.kind].get(link.path)
        target = _target(content)
        self.targets[f"{link.kind} {link.path}"] = target
        if target is None:
            raise fault(article, self.context["PATH"], address, "nothing of this name is published")
        url = f"{_ROOT_OF_TEXTS}{content.url}{link.rest}"
        size = size_of(Path(content.source_path)) if _is_picture(content) else None
        if size is None:
            return Resolved(url)
        if is_too_large(size):
            raise fault(
                article,
                self.context["PATH"],
                address,
                f"a picture of {size[0] * size[1] // 1_000_000} megapixels: put a smaller one there",
            )
        copies = copies_of(content.url, Path(content.source_path), size[0])
        self.copies |= {copy.path: copy for copy in copies}
        return Resolved(url, f' width="{size[0]}" height="{size[1]}"', srcset(copies, _ROOT_OF_TEXTS))


def are_unchanged(targets: LinkTargets, context: Mapping[str, Any]) -> bool:
    """Tell whether all links still lead to the same targets."""
    return all(
        _target(context[kind].get(path)) == target
        for link, target in targets.items()
        for kind, path in [link.split(" ", 1)]
    )


def _target(content: Any) -> str | None:  # noqa: ANN401 - Pelican has no types
    if _is_picture(content):
        status = Path(content.source_path).stat()
        return f"{content.url} {size_of(Path(content.source_path))} {status.st_size} {status.st_mtime_ns}"
    return (content.url if content else None) or None


def _is_picture(content: Any) -> bool:  # noqa: ANN401 - likewise
    return isinstance(content, Static | LinkTarget) and content.source_path.lower().endswith(_PICTURES)
