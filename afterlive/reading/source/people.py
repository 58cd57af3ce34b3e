"""Names of people, without what is for whoever writes to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAIL = re.compile(r"(?<![^\s<(])[<(]?[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+[>)]?")


def without_mail(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without addresses of mail, which no reader was shown; each but once, none empty."""
    return tuple(dict.fromkeys(name for each in names if (name := " ".join(_MAIL.sub("", each).split()))))
