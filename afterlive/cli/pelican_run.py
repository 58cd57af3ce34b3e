"""Pelican, as the commands run it: settings are looked at first, so that what is wrong is one line."""

from __future__ import annotations

import ast
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cli.import_document import import_new
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse

SETTINGS, HOSTED = Path("pelicanconf.py"), Path("publishconf.py")
CONTENT, OUTPUT = Path("content"), Path("output")


def add_debug(command: argparse.ArgumentParser) -> None:
    """Add the option to see more."""
    command.add_argument("--debug", action="store_true", help="show all that Pelican logs")


def add_port(command: argparse.ArgumentParser) -> None:
    """Add the option that says where the site is served."""
    command.add_argument("--port", type=int, default=8000, help="where to serve it (default: %(default)s)")


def prepare(settings: Path) -> None:
    """Import what is new in documents/. Raises DocumentError, first of all for bad settings."""
    look_at(settings)
    CONTENT.mkdir(exist_ok=True)
    import_new()


def run_pelican(settings: Path, asked: argparse.Namespace, *options: str, output: Path = OUTPUT) -> int:
    """Run Pelican in this folder, and return its exit status."""
    from pelican import main  # noqa: PLC0415 - slow, and bad settings need none of it

    debug = ["--debug"] if asked.debug else []
    try:
        main([str(CONTENT), "--output", str(output), "--settings", str(settings), *options, *debug])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def look_at(settings: Path) -> None:
    """Raise DocumentError, with file and line, where settings can't be read or are wrong."""
    from pelican.settings import get_settings_from_file  # noqa: PLC0415 - slow

    from afterlive.site.site_settings import SettingError, check_settings  # noqa: PLC0415 - likewise

    if not settings.is_file():
        raise DocumentError(
            f"there is no {settings} here: go to an archive's folder, or make one: afterlive new NAME"
        )
    try:
        check_settings(get_settings_from_file(str(settings)))
    except SettingError as error:
        raise DocumentError(f"{_place(error.name, settings)}: {error}") from error
    except SystemExit as ended:
        raise DocumentError(str(ended)) from ended
    except SyntaxError as error:
        raise DocumentError(f"{_short(error.filename)}, line {error.lineno}: {error.msg}") from error
    except DocumentError:
        raise
    except Exception as error:
        own = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith("conf.py")
        ]
        place = f"{_short(own[-1].filename)}, line {own[-1].lineno}" if own else str(settings)
        raise DocumentError(f"{place}: {type(error).__name__}: {error}") from error


def _place(name: str, settings: Path) -> str:
    """Return the file and line where a setting has its value."""
    for file in (settings, SETTINGS):
        for statement in reversed(ast.parse(file.read_text("utf-8")).body if file.is_file() else []):
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return f"{file}, line {statement.lineno}"
    return str(settings)


def _short(file: str | None) -> str:
    return Path(file).name if file else str(SETTINGS)
