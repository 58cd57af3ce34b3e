"""What a keeper sets in pelicanconf.py: each setting with its default, its form, and what it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ACCENTS = ("red", "blue", "green", "violet")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_language(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and ZoneInfo(value) is not None
    except (OSError, ValueError, LookupError):
        return False


def _is_file(value: object) -> bool:
    return value == "" or (isinstance(value, str) and value.startswith("extra/") and ".." not in value)


def _are_links(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(link, str)
        or (isinstance(link, list | tuple) and len(link) == 2 and all(map(_is_name, link)))  # noqa: PLR2004 - a pair
        for link in value
    )


class Setting(NamedTuple):
    """A setting that is a keeper's."""

    name: str
    default: Any
    fits: Callable[[object], bool]
    form: str
    """What a value must be, in words."""
    example: Any
    text: str
    """What it does, in Markdown."""


FILE = 'a file of content/extra/, such as "extra/logo.svg"'
LINKS = 'a list of slugs of pages and of pairs of words and address: ["imprint", ("Paper", "https://…")]'

SETTINGS = (
    Setting("SITENAME", "An archive of live blogs", _is_name, "a name in quotes", "The harbour archive",
            "What the archive is called: on every page, in feeds and packages."),
    Setting("SITESUBTITLE", "", _is_text, "a text in quotes", "Live blogs of the harbour, kept",
            "The line under the name on the home page."),
    Setting("AUTHOR", "", _is_text, "a name in quotes", "Ida Holm",
            "Who keeps the archive: the author of feeds as a whole; else it is the archive's name."),
    Setting("DEFAULT_LANG", "en", _is_language, 'a language such as "de" or "pt-BR"', "ar",
            "The language of pages that belong to no live blog. Each live blog speaks its own."),
    Setting("TIMEZONE", "UTC", _is_zone,
            'the name of a zone such as "Europe/London"', "Europe/Oslo",
            "The zone of dates in ordinary pages. Each live blog has its own."),
    Setting("ACCENT", "red", lambda value: value in ACCENTS, "red, blue, green or violet", "blue",
            "The colour that marks key events."),
    Setting("SEARCH_ENGINES", True, lambda value: isinstance(value, bool), "True or False", False,  # noqa: FBT003 - a table
            "Whether search engines may list the pages."),
    Setting("LICENCE", "", _is_text, "a text in quotes", "CC BY-SA 4.0",
            "The licence of texts that are your own. A live blog with a `source` or `publisher` isn't, and shows "
            "whose text it is; its own `licence` or `rights` stand in its `.toml`."),
    Setting("LICENCE_URL", "", _is_text, "an address in quotes", "https://example.org/licence",
            "Where the licence can be read. Those of Creative Commons are known."),
    Setting("MENU", (), _are_links, LINKS, ["imprint"],
            "What stands in the head of each page behind *Home*, *Topics* and *About*: pages of `content/pages/` by "
            "their slugs, and links by words and address."),
    Setting("FOOT", None, lambda value: value is None or _are_links(value), LINKS, ["privacy"],
            "The same at the foot of each page; unless set, all pages that the menu doesn't have."),
    Setting("LOGO", "", _is_file, FILE, "extra/logo.svg",
            "A picture beside the archive's name, instead of our mark."),
    Setting("STYLESHEET", "", _is_file, FILE.replace("logo.svg", "own.css"), "extra/own.css",
            "A stylesheet of your own, which comes behind the theme's."),
    Setting("HEAD", "", _is_text, "HTML in quotes", '<link rel="me" href="https://example.org/@ida">',
            "HTML for the `<head>` of each page. The pages allow no script and no style within HTML."),
)  # fmt: skip

DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def check_settings(values: Mapping[str, object]) -> None:
    """Raise SettingError for the first setting of a keeper's whose value isn't allowed."""
    for setting in SETTINGS:
        if setting.name in values and not setting.fits(values[setting.name]):
            raise SettingError(setting, values[setting.name])


class SettingError(DocumentError):
    """A setting has a value that it can't have."""

    def __init__(self, setting: Setting, value: object) -> None:
        super().__init__(f"{setting.name} must be {setting.form}, not {value!r}")
        self.name = setting.name


def check_files_of_settings(values: Mapping[str, Any]) -> None:
    """Raise DocumentError for a file that a setting names and that isn't there."""
    for name in ("LOGO", "STYLESHEET"):
        if values[name] and not Path(values["PATH"], values[name]).is_file():
            raise DocumentError(f"{name}: there is no {values[name]} in content/; put it there")


def own_theme() -> Path:
    """Return the folder of Afterlive's theme: in an installed package, or at the top of the repository."""
    package = Path(__file__).parent.parent
    return next(folder for folder in (package / "theme", package.parent / "theme") if folder.is_dir())


def as_markdown() -> str:
    """Return docs/settings.md."""
    rows = "\n\n".join(
        f"## {each.name}\n\n{each.text}\n\nMust be {each.form}. Default: `{each.default!r}`.\n\n"
        f"    {each.name} = {each.example!r}"
        for each in SETTINGS
    )
    return f"{_HEAD}\n{rows}\n{_FOOT}"


_HEAD = """\
# Settings

What is yours to set stands in `pelicanconf.py`, behind `from afterlive.settings import *`. A value that a setting can't
have stops the build with one line that names the file and the line, and nothing is changed. This page is made by
`make docs` of where the settings are defined.
"""
_FOOT = """
## One template, and all else

Afterlive's pages are templates of Jinja, and any can be your own. With `THEME_TEMPLATES_OVERRIDES = ["templates"]`, a
file `templates/base.html` such as

    {% extends "!theme/base.html" %}
    {% block head %}<link rel="icon" href="{{ root }}extra/icon.png">{% endblock %}

changes one block and keeps the rest. All [settings of Pelican](https://docs.getpelican.com/en/latest/settings.html) are
there as well, and `publishconf.py` says what differs where the site is hosted.
"""
