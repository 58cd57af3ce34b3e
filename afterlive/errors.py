"""What is raised for whatever a keeper has to mend."""

from __future__ import annotations


class DocumentError(ValueError):
    """What is wrong with a document, in one line that says what to do."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        self.line = line
        super().__init__(f"line {line}: {message}" if line else message)
