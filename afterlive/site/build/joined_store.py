"""What groups remember of their live blogs, as if it were remembered in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cache.store import Store, Value
from afterlive.site.articles.content import KNOWN, KnownArticles
from afterlive.site.build.group import SITE_OF_GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.site.articles.records import Lead, PublishedUpdate


class JoinedStore(Store):
    """A store that finds live blogs in those of their groups, and leaves these as they are."""

    def __init__(self, own: Store, of_live_blogs: Mapping[str, Store]) -> None:
        """Take up what is remembered of all else, and where each live blog is remembered."""
        super().__init__(own.folder, "")
        self.version = own.version
        self._of_live_blogs = of_live_blogs

    def load(self, kind: str, name: str, of_type: type[Value]) -> Value | None:
        """Return what was saved under this name; None if it is missing."""
        store = self._of_live_blogs.get(name)
        return store.load(kind, name, of_type) if store else super().load(kind, name, of_type)


@dataclass(frozen=True)
class GroupedArticles:
    """The articles of live blogs in groups: what is known of them, but not what they say."""

    groups: Mapping[str, str]
    """The folder of the group that a live blog is in."""
    store: Store

    def known(self, folder: str) -> KnownArticles:
        """Return what is remembered of a live blog's articles."""
        return self.store.load(KNOWN, folder, KnownArticles) or {}

    def published(self, _folder: str) -> list[Lead | PublishedUpdate]:
        """Return nothing: whoever joins groups reads no article."""
        return []

    def site_of(self, live_blog: str) -> Path:
        """Return the folder of the part of the site that a live blog's group made."""
        return Path(self.groups[live_blog], SITE_OF_GROUP)
