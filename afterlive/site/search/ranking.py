"""The weight of a word in a text."""

from __future__ import annotations

from functools import cache

TITLE = 4
"""An occurrence in a headline counts as much as this many in the text; query.js has the same numbers."""

# BM25 as Robertson and Zaragoza give it (2009), with the length of a text against a fixed one instead of the
# average: one more update must not change the weights of all others.
_SATURATION = 1.2
_LENGTH_SHARE = 0.75
_USUAL_LENGTH = 100
_KEY_EVENT = 1.1

MOST = 15
"""The most that a word can count in a text."""


@cache
def weigh(count: int, length: int, key: bool) -> int:  # noqa: FBT001 - keywords make the cache slow
    """Return the weight of a word that occurs `count` times in a text of `length` words: from 1 to 15."""
    share = count / (count + _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _USUAL_LENGTH))
    return max(1, min(MOST, round(share * (_KEY_EVENT if key else 1) * MOST)))
