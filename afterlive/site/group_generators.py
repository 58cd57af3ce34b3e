"""Builds of a group of live blogs, and of the whole site from such groups, for the largest archives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.log import console

from afterlive.cache.keys import digest
from afterlive.cache.store import Store
from afterlive.errors import DocumentError
from afterlive.site.articles import foreign
from afterlive.site.articles.article_files import ArticleFiles
from afterlive.site.articles.checks import check_folders
from afterlive.site.articles.content import Content, LiveBlogFolder
from afterlive.site.build.group import (
    Group,
    forget_group,
    group_of,
    load_groups,
    names_of,
    number_and_count,
)
from afterlive.site.build.joined_build import JoinedBuild
from afterlive.site.build.joined_store import GroupedArticles, JoinedStore
from afterlive.site.build.manifest import RECORDS, BuildCache
from afterlive.site.build.site_build import SiteBuild
from afterlive.site.generator import LiveBlogGenerator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.site.articles.content import Articles
    from afterlive.site.build.manifest import Manifest


def generator_for(settings: Mapping[str, Any]) -> type[LiveBlogGenerator]:
    """Return what builds a group, or joins groups."""
    return GroupGenerator if settings.get("GROUP") else JoinGenerator


class GroupBuild(SiteBuild):
    """A build of live blogs alone."""

    def make(self) -> None:
        """Make the files of live blogs that have changed. Raises DocumentError."""
        made = self.make_live_blogs()
        self.written = [path for live_blog in made for path in live_blog.written]
        self.pages_written = sum(live_blog.pages for live_blog in made)
        self.remove_gone(made)
        self.cache.keep_only(self.records)


class GroupGenerator(LiveBlogGenerator):
    """Read the articles of one group, and write the pages of its live blogs."""

    build_of = GroupBuild

    def read(self) -> tuple[Articles, list[LiveBlogFolder]]:
        """Read what has changed in the live blogs of this group. Raises DocumentError."""
        if foreign.is_asked_for(self):
            raise DocumentError("a plugin takes part in reading articles: build all of them at once")
        forget_group(self._folder)
        files = ArticleFiles(self.path, self.settings, self.readers.extensions)
        content = Content(self.settings, self.cache.read, files)
        number, count = number_and_count(self.settings["GROUP"])
        names = files.folders()
        own = [name for name in names if group_of(name, count) == number]
        folders = content.read(content.look(own))
        self.offer_links(content, names)
        others = (name for name in names if group_of(name, count) != number)
        self.others_with_topics = map(content.has_topics, others)
        return content, folders

    def has_topics(self) -> bool:
        """Tell whether any live blog of the site has a topic: those of other groups are asked if need be."""
        return super().has_topics() or any(self.others_with_topics)

    def finish(self) -> None:
        """Write down that the group is complete."""
        number, count = number_and_count(self.settings["GROUP"])
        group = Group(
            number=number,
            count=count,
            version=self.cache.made.version.decode(),
            topics=self.look.site.topics,
            live_blogs=[folder.name for folder in self.folders],
        )
        group.save(self._folder)
        console.print(f"Group {number} of {count}: {self.summary()}", highlight=False, soft_wrap=True)

    @property
    def _folder(self) -> Path:
        return Path(self.output_path).parent


class JoinGenerator(LiveBlogGenerator):
    """Put groups together, and make what follows from all of them."""

    build_of = JoinedBuild

    def read(self) -> tuple[Articles, list[LiveBlogFolder]]:
        """Take up what groups remember. Raises DocumentError."""
        groups = load_groups(self.settings["JOIN"])
        of_live_blogs = {name: folder for folder, group in groups.items() for name in group.live_blogs}
        names = names_of(groups.values())
        check_folders(names)
        self._check(*next(iter(groups.items())))
        own = self.cache
        stores = {folder: _stores(folder, own) for folder in groups}
        self.cache = BuildCache(
            read=JoinedStore(own.read, {name: stores[of_live_blogs[name]].read for name in names}),
            made=JoinedStore(own.made, {name: stores[of_live_blogs[name]].made for name in names}),
            pictures=own.pictures,
        )
        articles = GroupedArticles(of_live_blogs, self.cache.read)
        self.offer_links(articles, names)
        self.topics = any(group.topics for group in groups.values())
        return articles, [_folder_of(name, self.cache.manifest(name), of_live_blogs[name]) for name in names]

    def has_topics(self) -> bool:
        """Tell whether any live blog of the site has a topic."""
        return self.topics

    def _check(self, folder: str, group: Group) -> None:
        """Raise DocumentError if a group, as all others, was built by another version than would join it."""
        if group.version != self.cache.made.version.decode():
            raise DocumentError(
                f"{folder}: was built by another version, another theme or other settings; build it again"
            )


def _stores(folder: str, own: BuildCache) -> BuildCache:
    """Return what a group remembers, if that is of the same version."""
    records = Path(folder, RECORDS)
    return BuildCache(
        read=Store(records / "read", own.read.version.decode()),
        made=Store(records / "made", own.made.version.decode()),
        pictures=own.pictures,
    )


def _folder_of(name: str, manifest: Manifest, group: str) -> LiveBlogFolder:
    if manifest.record is None:
        raise DocumentError(f"{group}: what it remembers of {name} is damaged; build this group again")
    return LiveBlogFolder(
        name=name,
        key=digest(manifest.key, manifest.record),
        articles=manifest.record.articles,
        pages=manifest.record.articles,
        has_topics=manifest.topics,
        linked=(),
    )
