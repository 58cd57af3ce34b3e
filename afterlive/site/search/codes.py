"""Numbers from 0 as short strings.

They are written in base 32, the smallest digit first: `0` to `O` is the last digit, `P` to `o` one that
others follow. So small numbers take one letter, nothing separates numbers, and JSON escapes one digit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Codes(dict[int, str]):
    """The code of each number."""

    def __missing__(self, number: int) -> str:
        digits, rest = [], number
        while rest > 31:  # noqa: PLR2004 - base 32
            digits.append(chr(80 + rest % 32))
            rest //= 32
        self[number] = "".join(digits) + chr(48 + rest)
        return self[number]


def numbers(codes: str) -> Iterator[int]:
    """Return the numbers that codes stand for."""
    number, unit = 0, 1
    for digit in codes.encode():
        number += (digit - 48) % 32 * unit
        unit *= 32
        if digit < 80:  # noqa: PLR2004 - the last one
            yield number
            number, unit = 0, 1
