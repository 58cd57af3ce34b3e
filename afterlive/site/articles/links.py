"""Links within content/, `{filename}0000-lead.md` or `{static}images/a.jpg`, as Pelican resolves them.

Pictures get their size on the way, so that nothing moves when they arrive.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.contents import Content, Static

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Places = dict[str, str | None]
"""What links led to: for `static_content PATH` or `generated_content PATH` the URL, None without one.

Behind the URL of a picture stands its size, as attributes of HTML.
"""

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_PICTURE = re.compile(r"""<img\b(?![^>]* (?:width|height)=)[^>]* src=(["'])(.*?)\1""")
_ROOT_OF_TEXTS = ".."  # every page that shows the text of an update stands one folder deep


class LinkTarget:
    """Where the page of an article is, for Pelican to link to."""

    __slots__ = ("url",)

    def __init__(self, url: str) -> None:
        self.url = url


class LinkedText(Content):  # type: ignore[misc]  # Pelican has no types
    """The text of an article, with as much of Pelican's content as resolving its links takes."""

    def __init__(self, path: str, html: str, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.source_path = str(Path(settings["PATH"], path))
        self._content = html
        self._context: dict[str, _Looked] = {}

    def resolved(self, context: Mapping[str, Any]) -> tuple[str, Places]:
        """Return the HTML with links that lead where Pelican's context says, and these places."""
        places: Places = {}
        self._context = {
            kind: _Looked(kind, context, places) for kind in ("generated_content", "static_content")
        }
        html = self._update_content(self._content, _ROOT_OF_TEXTS)
        return with_sizes(html, [place for place in places.values() if place]), places


def with_sizes(html: str, places: Iterable[str]) -> str:
    """Return the HTML with the sizes of pictures that are known."""
    sizes = {url: size for url, _, size in (place.partition(" ") for place in places) if size}

    def sized(match: re.Match[str]) -> str:
        size = sizes.get(unescape(match[2]).removeprefix(f"{_ROOT_OF_TEXTS}/"))
        return f"{match[0]} {size}" if size else match[0]

    return _PICTURE.sub(sized, html)


class _Looked:
    """One kind of Pelican's contents, with a note of each that is looked up."""

    def __init__(self, kind: str, context: Mapping[str, Any], places: Places) -> None:
        self.kind = kind
        self.contents = context[kind]
        self.places = places

    def get(self, path: str, _default: None) -> Any:  # noqa: ANN401 - Pelican has no types
        self.places[f"{self.kind} {path}"] = _place(self.contents.get(path))
        return self.contents.get(path)


def are_still(places: Places, context: Mapping[str, Any]) -> bool:
    """Tell whether links lead where they did."""
    for link, place in places.items():
        kind, _, path = link.partition(" ")
        if _place(context[kind].get(path)) != place:
            return False
    return True


def _place(content: Any) -> str | None:  # noqa: ANN401 - Pelican has no types
    if isinstance(content, Static) and content.source_path.lower().endswith(_PICTURES):
        return f"{content.url}{_size(content.source_path)}"
    return content.url if content else None


def _size(picture: str) -> str:
    """Return ` width="4" height="3"`, or nothing if the picture doesn't say."""
    import imagesize  # noqa: PLC0415 - slow, and few builds need it

    width, height = imagesize.get(picture)
    return f' width="{round(width)}" height="{round(height)}"' if width > 0 and height > 0 else ""
