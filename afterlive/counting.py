"""So many of something, in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return so many of something: `1 line`, `2 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
