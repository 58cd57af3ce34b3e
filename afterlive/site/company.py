"""Live blogs within an existing Pelican site: `PLUGINS = ["afterlive.site"]` and `LIVE_BLOGS = "live"`.

They are an archive of their own in a folder of the site, with a home, topics and search, in the site's theme.
The site's articles, pages, feeds and plugins never meet them, but for links, which may lead to any of them.
"""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import BaseLoader, FileSystemLoader, TemplateNotFound
from pelican.contents import Static
from pelican.generators import Generator

from afterlive.errors import DocumentError
from afterlive.site.articles.addressed_pages import AddressedPages
from afterlive.site.articles.links import LinkTarget
from afterlive.site.build.sitemaps import sitemaps
from afterlive.site.build.theme_files import lighten
from afterlive.site.generator import LiveBlogGenerator
from afterlive.site.plugin import prepare_process
from afterlive.site.show.theme import Theme
from afterlive.site.site_settings import check_settings, own_theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from pelican import Pelican
    from pelican.writers import Writer

    from afterlive.site.articles.records import Site

LIVE_BLOGS = "LIVE_BLOGS"
OURS = "afterlive/"
"""Where the templates of live blogs stand among those of the site's theme."""


def prepare_site(pelican: Pelican) -> None:
    """Keep the folder of live blogs out of the site's own articles and pages. Raises DocumentError."""
    prepare_process()
    folder = pelican.settings.setdefault(LIVE_BLOGS, "live")
    parts = Path(folder).parts if isinstance(folder, str) else ()
    if not parts or ".." in parts or Path(folder).is_absolute():
        raise DocumentError(f'{LIVE_BLOGS} must be a folder of the content such as "live", not {folder!r}')
    if not Path(pelican.settings["PATH"], folder).is_dir():
        raise DocumentError(
            f"{LIVE_BLOGS}: there is no folder {folder} in the content; make it, or name another"
        )
    check_settings({name: value for name, value in pelican.settings.items() if name in OF_LIVE_BLOGS})
    documents = Path(folder).parent / "documents"  # where `afterlive import --into` keeps them
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        pelican.settings[name] = [*pelican.settings[name], folder, documents.as_posix()]


OF_LIVE_BLOGS = ("LICENCE", "LICENCE_URL", "ACCENT", "SEARCH_ENGINES")
"""The settings of an archive that live blogs have in company, too."""


class TakenPage(NamedTuple):
    """A page of an archive that isn't made here: the site has its own."""

    save_as: str


class CompanyGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Build the live blogs of a site."""

    def generate_context(self) -> None:
        """Read live blogs, and tell Pelican where their pages will be. Raises DocumentError."""
        self.live_blogs.generate_context()
        inner = self.live_blogs.context
        self.context["static_links"].update(f"{self.folder}/{path}" for path in inner["static_links"])
        updates = inner["generated_content"]
        self.context["generated_content"] = AddressedPages(
            self.context["generated_content"], updates.articles, updates.folders, f"{self.folder}/"
        )

    def generate_output(self, writer: Writer) -> None:
        """Write the pages of live blogs, and the style and script that they need."""
        inner = self.live_blogs.context
        for kind in ("static_content", "generated_content"):
            for path, target in self._from_within(kind).items():
                inner[kind].setdefault(path, target)
        self.live_blogs.site_context = self.context
        self.live_blogs.generate_output(writer)
        self.live_blogs.finish()
        theme = Path(self.live_blogs.output_path, "theme")
        shutil.copytree(own_theme() / "static", theme, dirs_exist_ok=True)
        lighten(theme)
        shutil.copy(own_theme() / "company/company.css", theme)

    def _from_within(self, kind: str) -> dict[str, Any]:
        """Return what links may lead to, by paths and with addresses as within the live blogs' folder."""
        up, own = "../" * (self.folder.count("/") + 1), f"{self.folder}/"
        found = {}
        for path, content in self.context[kind].items():
            if content and path.startswith(own):
                found[path.removeprefix(own)] = LinkTarget(content.url.removeprefix(own), _source(content))
            elif content:
                found[path] = LinkTarget(f"{up}{content.url}")
        return found

    @property
    def folder(self) -> str:
        """The folder of live blogs, in the content and in the site."""
        return str(self.settings[LIVE_BLOGS]).strip("/")

    @cached_property
    def live_blogs(self) -> CompanyLiveBlogs:
        """What builds them, with settings of an archive, where the site's are not of that kind."""
        settings = archive_settings(self.settings, self.folder, self.output_path)
        context = {
            **self.context,
            **settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "pages": [TakenPage("404.html"), TakenPage("offline.html")],
            "hidden_pages": [],
            "draft_pages": [],
        }
        live_blogs = CompanyLiveBlogs(
            self.env,
            context=context,
            settings=settings,
            path=settings["PATH"],
            theme=settings["THEME"],
            output_path=settings["OUTPUT_PATH"],
        )
        live_blogs.root = Path(self.path).parent
        return live_blogs


def _source(content: Any) -> str:  # noqa: ANN401 - Pelican has no types
    """Return the path of a file; an empty text if it isn't a file."""
    return content.source_path if isinstance(content, Static) else ""


class CompanyLiveBlogs(LiveBlogGenerator):
    """Write the pages of live blogs in the theme of the site."""

    own_articles = False
    site_context: Mapping[str, Any] = {}

    def __init__(self, site_env: Environment, **given: Any) -> None:  # noqa: ANN401 - as Pelican has it
        super().__init__(**given)
        self.site_env = site_env

    def theme_of_pages(self, site: Site) -> Theme:
        """Return what pages are rendered with: our templates, within the base.html of the site's theme."""
        env = within(self.site_env)
        up = "/".join(".." for _ in Path(self.settings[LIVE_BLOGS]).parts)
        env.globals = {**env.globals, "site_root": up}
        return Theme(env, site, Path(self.theme) / "words", OURS)

    def finish(self) -> None:
        """Write the sitemap and remember the build; there is no service worker in company."""
        self.build.finish(sitemaps(self.build))

    def generate_output(self, writer: Writer) -> None:
        """Write what has changed, now that the site's theme can be told what it shows on each page."""
        self.look.env.globals.update(self.site_context)
        super().generate_output(writer)


def within(site_env: Environment) -> Environment:
    """Return an environment in which templates of ours, which are escaped, extend those of the site."""
    env = site_env.overlay(
        loader=TwoThemes(site_env),
        autoescape=lambda name: bool(name and name.startswith(OURS)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.join_path = _join_path  # type: ignore[method-assign]  # what one of ours extends or imports is ours
    return env


class TwoThemes(BaseLoader):
    """Loads templates of ours by names that begin with `afterlive/`, and those of the site by theirs."""

    def __init__(self, site_env: Environment) -> None:
        self.of_site = site_env.loader
        self.ours = FileSystemLoader([own_theme() / "company", own_theme() / "templates"])

    def get_source(self, environment: Environment, template: str) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return a template. Raises TemplateNotFound."""
        if template.startswith(OURS):
            return self.ours.get_source(environment, template.removeprefix(OURS))
        if self.of_site is None:
            raise TemplateNotFound(template)
        return self.of_site.get_source(environment, template)


def _join_path(template: str, parent: str) -> str:
    """Return which template is meant in one of ours: another of ours, or behind a slash one of the site."""
    if not parent.startswith(OURS) or template.startswith("!"):
        return template
    return template[1:] if template.startswith("/") else f"{OURS}{template}"


def archive_settings(site: Mapping[str, Any], folder: str, output: str) -> dict[str, Any]:
    """Return the settings of an archive within a site, which has the site's name and language."""
    from afterlive import settings as module  # noqa: PLC0415 - it imports this package

    ours = {name: value for name, value in vars(module).items() if name.isupper()}
    url = f"{site['SITEURL'].rstrip('/')}/{folder}" if site["SITEURL"] else ""
    names = ("SITENAME", "AUTHOR", "DEFAULT_LANG", "TIMEZONE", "IGNORE_FILES", *OF_LIVE_BLOGS)
    kept = {name: site[name] for name in names if name in site}
    theme_of_site = [*site["THEME_TEMPLATES_OVERRIDES"], str(Path(site["THEME"], "templates"))]
    return {
        **site,
        **ours,
        **kept,
        "MENU_LINKS": (),
        "FOOT_LINKS": (),
        LIVE_BLOGS: folder,
        "PATH": str(Path(site["PATH"], folder)),
        "OUTPUT_PATH": str(Path(output, folder)),
        "SITEURL": url,
        "FEED_ALL_ATOM": "all.atom.xml",
        "CATEGORY_FEED_ATOM": "{slug}/feed.atom.xml",
        "ARTICLE_PATHS": [""],
        "ARTICLE_EXCLUDES": [],
        "OUTPUT_RETENTION": [],
        "THEME_TEMPLATES_OVERRIDES": theme_of_site,
    }
