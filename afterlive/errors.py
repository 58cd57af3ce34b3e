"""What is raised for whatever a keeper has to mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal may obey; names in a document and what servers say can have it."""


class DocumentError(ValueError):
    """What is wrong with a document, in one line that says what to do."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        self.line = line
        message = _CONTROLS.sub("\ufffd", message)
        super().__init__(f"line {line}: {message}" if line else message)


class RefusedDocumentsError(DocumentError):
    """What is wrong with documents of a folder, a line each; the others were imported, as `reports` says."""

    def __init__(self, errors: Sequence[DocumentError], reports: Sequence[object]) -> None:
        self.reports = reports
        super().__init__("\n".join(map(str, errors)))
