"""The theme's styles and scripts, as browsers load them: without what is there for who changes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.atomic import write_changed
from afterlive.site.site_settings import own_theme

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"""("[^"]*")|\s*([{};,]|(?<=[\w-]):(?= ))\s*""")
"""What needs no space around it, outside of strings; a colon only where a value follows."""


def lighten(folder: str | Path) -> None:
    """Take comments and indents from the styles and scripts of our theme in a folder. Raises OSError.

    A keeper's own files stay as they are: there, what looks like a comment or an indent may be none.
    """
    originals = own_theme() / "static"
    for original in originals.rglob("*"):
        made = LIGHT.get(original.suffix)
        file = Path(folder, original.relative_to(originals))
        if made and file.is_file():
            data = original.read_bytes()
            if file.read_bytes() == data:
                write_changed(file, made(data.decode()).encode())


def _style(text: str) -> str:
    return _AROUND.sub(lambda match: match[1] or match[2], _lines(_COMMENT.sub("", text)))


def _script(text: str) -> str:
    return re.sub(r"^//.*\n", "", _lines(text), flags=re.MULTILINE)


def _lines(text: str) -> str:
    """Return the lines of a text that aren't empty, without spaces around them."""
    return "".join(f"{line}\n" for line in map(str.strip, text.split("\n")) if line)


LIGHT: dict[str, Callable[[str], str]] = {".css": _style, ".js": _script}
"""What makes files light, by their endings."""
