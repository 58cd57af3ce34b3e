"""Groups of live blogs, which are built one by one, perhaps on several machines, and joined to one site."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from afterlive import atomic
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SITE_OF_GROUP = "site"
"""The folder of a group's part of the site, within the group's own."""
_RECORD = "group.json"
"""Says of a group what it is, once it is complete."""


def group_of(live_blog: str, count: int) -> int:
    """Return the number of the group, from 1 on, that a live blog is in for good."""
    return int.from_bytes(hashlib.blake2b(live_blog.encode(), digest_size=8).digest()) % count + 1


def number_and_count(text: str) -> tuple[int, int]:
    """Return what `3/10` says. Raises ValueError."""
    number, count = map(int, text.split("/"))
    if not 1 <= number <= count:
        raise ValueError(text)
    return number, count


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group that was built."""

    number: int
    count: int
    version: str
    """Of the code, the theme and the settings."""
    topics: bool
    """Whether its pages lead to topics."""
    live_blogs: list[str]

    def save(self, folder: Path) -> None:
        """Write down what the group in a folder is. Raises OSError."""
        atomic.write(folder / _RECORD, msgspec.json.encode(self))


def forget_group(folder: Path) -> None:
    """Say that the group in a folder isn't complete. Raises OSError."""
    (folder / _RECORD).unlink(missing_ok=True)


def load_groups(folders: Sequence[str]) -> dict[str, Group]:
    """Return the groups in folders. Raises DocumentError unless they are all the groups of one archive."""
    groups = {folder: _load(folder) for folder in folders}
    first = next(iter(groups.values()))
    for folder, group in groups.items():
        if (group.count, group.version) != (first.count, first.version):
            raise DocumentError(
                f"{folder}: was built otherwise than {folders[0]}: by other settings, another theme or "
                "version, or for another number of groups; build it again"
            )
    numbers = [group.number for group in groups.values()]
    if missing := set(range(1, first.count + 1)).difference(numbers):
        raise DocumentError(f"group {min(missing)}/{first.count} is missing: build it, and name its folder")
    if len(numbers) > first.count:
        raise DocumentError(f"there are {first.count} groups, not {len(numbers)}: name each once")
    if len({group.topics for group in groups.values() if group.live_blogs}) > 1:
        raise DocumentError("the first topic came or the last one went: build all groups again")
    return groups


def _load(folder: str) -> Group:
    try:
        return msgspec.json.decode(Path(folder, _RECORD).read_bytes(), type=Group)
    except (OSError, msgspec.MsgspecError):
        raise DocumentError(
            f"{folder}: is no group that was built to its end; make it by `afterlive build --group 1/10`"
        ) from None


def names_of(groups: Iterable[Group]) -> list[str]:
    """Return the live blogs of groups, in order."""
    return sorted(name for group in groups for name in group.live_blogs)
