"""The spaces of French within quotation marks and before signs of two parts: no line breaks there.

Documents that are copied or saved often have them as ordinary spaces.
"""

from __future__ import annotations

import re

_SPACE = re.compile("(?<=[«‹]) | (?=[»›;:!?])")


def kept_together(text: str, language: str) -> str:
    """Return a text, or its safe HTML, whose signs stay on the line of their words if it is French."""
    return _SPACE.sub("\u00a0", text) if language.startswith("fr") else text
