"""Links within content/, `{filename}0000-lead.md` or `{static}images/a.jpg`, as Pelican resolves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.contents import Content

if TYPE_CHECKING:
    from collections.abc import Mapping

Places = dict[str, str | None]
"""What links led to: for `static_content PATH` or `generated_content PATH` the URL, None without one."""

_ROOT_OF_TEXTS = ".."  # every page that shows the text of an update stands one folder deep


class Place:
    """Where the page of an article is, for Pelican to link to."""

    __slots__ = ("url",)

    def __init__(self, url: str) -> None:
        self.url = url


class Text(Content):  # type: ignore[misc]  # Pelican has no types
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
        return self._update_content(self._content, _ROOT_OF_TEXTS), places


class _Looked:
    """One kind of Pelican's contents, with a note of each that is looked up."""

    def __init__(self, kind: str, context: Mapping[str, Any], places: Places) -> None:
        self.kind = kind
        self.contents = context[kind]
        self.places = places

    def get(self, path: str, _default: None) -> Any:  # noqa: ANN401 - Pelican has no types
        self.places[f"{self.kind} {path}"] = _url(self.contents.get(path))
        return self.contents.get(path)


def are_still(places: Places, context: Mapping[str, Any]) -> bool:
    """Tell whether links lead where they did."""
    for place, url in places.items():
        kind, _, path = place.partition(" ")
        if _url(context[kind].get(path)) != url:
            return False
    return True


def _url(content: Any) -> str | None:  # noqa: ANN401 - Pelican has no types
    return content.url if content else None
