"""The plugin for Pelican: its articles become the pages of live blogs."""

from __future__ import annotations

import atexit
import gc
import logging
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pelican
from pelican import ArticlesGenerator, Pelican
from rich.console import Console

from afterlive.cache import FOLDER
from afterlive.cache.lock import locked
from afterlive.errors import DocumentError
from afterlive.site.generator import LastGenerator, LiveBlogGenerator
from afterlive.site.menus import menus
from afterlive.site.site_settings import DEFAULTS, check_files_of_settings, check_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pelican.generators import Generator


class Builder(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, with live blogs for articles: `PELICAN_CLASS = Builder`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        prepare_process()
        settings = {**DEFAULTS, **settings}
        check_settings(settings)
        check_files_of_settings(settings)
        if not Path(settings["THEME"], "words").is_dir():
            raise DocumentError(
                f"THEME: {settings['THEME']} is no theme of an archive; live blogs stand in another theme by "
                '`PLUGINS = ["afterlive.site"]`, without PELICAN_CLASS'
            )
        if not settings["AUTHOR"]:
            del settings["AUTHOR"]  # for Pelican an empty name is one
        super().__init__(settings)
        self.delete_outputdir = False  # LiveBlogGenerator deletes what is out of date

    def run(self) -> None:
        """Build the site, with the garbage collector off, since a build leaves little garbage.

        Raises DocumentError if another build of this archive doesn't end.
        """
        gc.disable()
        try:
            with locked(self._lock, "build", wait=True):
                links = menus(self.settings)
                self.settings |= {"MENU_LINKS": links["MENU"], "FOOT_LINKS": links["FOOT"]}
                with uncounted():
                    super().run()
        finally:
            gc.enable()

    @property
    def _lock(self) -> Path:
        """The file of the lock: groups are built beside each other."""
        if self.settings.get("GROUP"):
            return Path(self.output_path).parent / "lock"
        return Path(self.settings["PATH"]).parent / FOLDER / "lock"

    def _get_generator_classes(self) -> list[Callable[..., Generator]]:
        live_blogs = LiveBlogGenerator
        if self.settings.get("GROUP") or self.settings.get("JOIN"):
            from afterlive.site.group_generators import generator_for  # noqa: PLC0415 - few builds need it

            live_blogs = generator_for(self.settings)
        classes = super()._get_generator_classes()
        return [*(live_blogs if cls is ArticlesGenerator else cls for cls in classes), LastGenerator]


@contextmanager
def uncounted() -> Iterator[None]:
    """Keep Pelican from saying at the end how many articles and drafts there are; what it logs stays."""
    spoken = pelican.console
    pelican.console = Console(quiet=True)
    try:
        yield
    finally:
        pelican.console = spoken


@cache
def prepare_process() -> None:
    """Log errors in one line, and end without collecting garbage; once for all builds of this process."""
    logging.getLogger("pelican").addFilter(_one_line)
    atexit.register(gc.freeze)


def _one_line(record: logging.LogRecord) -> bool:
    """Log an error of an article or a disk without its traceback, since its message says all.

    So does the warning that ends a build: Pelican logs it first, and then that there was one.
    """
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, DocumentError | OSError):
        record.exc_info = None
    return not (isinstance(error, RuntimeError) and str(error) == "Warning or error encountered")
