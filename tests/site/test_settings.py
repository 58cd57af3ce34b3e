"""What a keeper sets: each setting changes the site, and what can't be set is said in one line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rebuilding import HOSTED, build, from_nothing, two_live_blogs

from afterlive.errors import DocumentError
from afterlive.site.site_settings import DEFAULTS, SETTINGS, check_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent.parent
CAPE = "2031-05-01-cape/index.html"
IMPRINT = "Title: Imprint & co\nSlug: imprint\nDate: 2031-06-01T09:00\n\nIda Holm, Quay 4.\n"
PRIVACY = "Title: Privacy\nSlug: privacy\n\nNothing is counted.\n"


def write_site(folder: Path) -> None:
    """Write a folder with two live blogs, two pages, a logo and a stylesheet of the keeper's own."""
    two_live_blogs(folder)
    for name, text in {
        "pages/imprint.md": IMPRINT,
        "pages/privacy.md": PRIVACY,
        "extra/logo.svg": "<svg/>",
        "extra/own.css": "h1 { color: teal; }",
    }.items():
        file = folder / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two live blogs, two pages, a logo and a stylesheet of the keeper's own."""
    write_site(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of that site where no setting is set."""
    folder = tmp_path_factory.mktemp("plain")
    write_site(folder)
    return build_dated(folder)


def build_dated(folder: Path, **settings: object) -> dict[str, bytes]:
    """Build a site, with a file that says the date of its pages."""
    (folder / "theme/templates/date.html").write_text("{{ pages[0].date.isoformat() }}", "utf-8")
    dated = {"TEMPLATE_PAGES": {"../theme/templates/date.html": "date.txt"}}
    return build(folder, **HOSTED, **dated, **settings)


SHOWN: Mapping[str, tuple[Any, str, str]] = {
    "SITENAME": ("The harbour", "index.html", "<title>The harbour</title>"),
    "SITESUBTITLE": ("Kept at the quay", "index.html", "<p>Kept at the quay</p>"),
    "AUTHOR": ("Ida Holm", "all.atom.xml", "<name>Ida Holm</name>"),
    "DEFAULT_LANG": ("ar", "index.html", '<html lang="ar" dir="rtl"'),
    "TIMEZONE": ("Europe/Oslo", "date.txt", "2031-06-01T09:00:00+02:00"),
    "ACCENT": ("blue", CAPE, 'data-accent="blue"'),
    "SEARCH_ENGINES": (False, CAPE, '<meta name="robots" content="noindex">'),
    "LICENCE": (
        "CC BY 4.0",
        CAPE,
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>',
    ),
    "LICENCE_URL": (
        "https://kept.example/licence",
        CAPE,
        '<a href="https://kept.example/licence" rel="license">Free</a>',
    ),
    "MENU": (["imprint"], CAPE, '<a class="own" href="../imprint.html">Imprint &amp; co</a>'),
    "FOOT": (
        [("The paper", "https://paper.example/")],
        CAPE,
        '<a href="https://paper.example/">The paper</a>',
    ),
    "LOGO": ("extra/logo.svg", CAPE, '<img class="logo" src="../extra/logo.svg" alt="">'),
    "STYLESHEET": ("extra/own.css", CAPE, '<link rel="stylesheet" href="../extra/own.css">'),
    "HEAD": ('<meta name="a" content="b">', CAPE, '<meta name="a" content="b">\n</head>'),
}
"""A value of each setting, a page, and what then stands in it and didn't before."""
BESIDE = {"LICENCE_URL": {"LICENCE": "Free"}}


@pytest.mark.parametrize("name", DEFAULTS)
def test_each_setting_changes_the_site(site: Path, plain: dict[str, bytes], name: str) -> None:
    value, page, shown = SHOWN[name]
    beside = BESIDE.get(name, {})
    before = build_dated(site, **beside) if beside else plain
    assert shown not in before[page].decode()
    assert shown in build_dated(site, **beside, **{name: value})[page].decode()


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_defaults_and_examples_fit_and_what_does_not_is_said_in_one_line(setting: Any) -> None:  # noqa: ANN401 - a record
    check_settings({setting.name: setting.default})
    check_settings({setting.name: setting.example})
    with pytest.raises(DocumentError, match=f"^{setting.name} must be ") as raised:
        check_settings({setting.name: 7})
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "MENU",
            ["imprnt"],
            "MENU: content/pages/ has no page with the slug imprnt; there are imprint, privacy",
        ),
        ("FOOT", [("A", "javascript:alert(1)")], "FOOT: javascript:alert.1. is no address"),
        ("LOGO", "extra/no.svg", "LOGO: there is no extra/no.svg in content/"),
        ("ACCENT", "pink", "ACCENT must be red, blue, green or violet, not 'pink'"),
    ],
)
def test_what_leads_nowhere_stops_the_build(site: Path, name: str, value: object, said: str) -> None:
    with pytest.raises(DocumentError, match=f"^{said}"):
        build(site, **{name: value})


def test_a_page_stands_at_the_foot_unless_it_is_in_the_menu(site: Path) -> None:
    built = build(site, MENU=["imprint"])
    foot = built[CAPE].decode().partition("<footer")[2]
    assert ">Privacy</a>" in foot
    assert "Imprint" not in foot
    assert 'class="own" href="./imprint.html" aria-current="page"' in built["imprint.html"].decode()


def test_logo_and_stylesheet_are_kept_with_the_theme_for_reading_offline(site: Path) -> None:
    worker = build(site, LOGO="extra/logo.svg", STYLESHEET="extra/own.css")["sw.js"].decode()
    shell = worker.partition("const EDITIONS")[0]
    assert '"extra/logo.svg"' in shell
    assert '"extra/own.css"' in shell


def test_a_page_that_is_renamed_is_renamed_wherever_it_is_linked(site: Path) -> None:
    build(site)
    (site / "content/pages/imprint.md").write_text(IMPRINT.replace("Imprint & co", "Who we are"), "utf-8")
    built = build(site)
    assert ">Who we are</a>" in built[CAPE].decode()
    assert built == from_nothing(site)


def test_one_block_of_a_template_can_be_overridden(site: Path) -> None:
    (site / "templates").mkdir()
    template = '{% extends "!theme/base.html" %}{% block head %}<meta name="mine" content="1">{% endblock %}'
    plain = build(site, THEME_TEMPLATES_OVERRIDES=[str(site / "templates")])[CAPE]
    (site / "templates/base.html").write_text(template, "utf-8")
    own = build(site, THEME_TEMPLATES_OVERRIDES=[str(site / "templates")])[CAPE].decode()
    assert '<meta name="mine"' in own
    assert own.replace('<meta name="mine" content="1">', "") == plain.decode()


RIGHTS = {
    "nothing": ("", ""),
    "a licence": (
        "Licence: CC BY-SA 4.0\n",
        '<a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="license">CC BY-SA 4.0</a>',
    ),
    "a licence of their own": ("Licence: Open Norrvik\n", "Licence: Open Norrvik"),
    "rights": ("Rights: © The Courier, kept with its leave\n", "© The Courier, kept with its leave"),
    "a publisher": ("Publisher: The Courier\n", "Source: <bdi>The Courier</bdi>"),
    "a source": (
        "Source: https://courier.example/live\n",
        'Source: <a href="https://courier.example/live">courier.example</a>',
    ),
    "rights and a publisher": ("Publisher: The Courier\nRights: © Ida Holm\n", "<bdi>© Ida Holm</bdi>"),
}


@pytest.mark.parametrize(("metadata", "shown"), RIGHTS.values(), ids=RIGHTS)
@pytest.mark.parametrize("licence", ["", "CC0"])
def test_the_foot_says_whose_text_it_is_and_never_more(
    site: Path, licence: str, metadata: str, shown: str
) -> None:
    lead = site / "content/2031-05-01-cape/0000-lead.md"
    lead.write_text(lead.read_text("utf-8").replace("Lang:", f"{metadata}Lang:"), "utf-8")
    built = build(site, LICENCE=licence)
    for page in (CAPE, "2031-05-01-cape/boat-1.html", "2031-05-01-cape/2031-05-01.html"):
        foot = re.sub(r"\s+", " ", built[page].decode().partition("<footer")[2])
        assert shown in foot
        assert ("CC0" in foot) == bool(licence and not metadata)
        assert ('rel="license"' in foot) == ("CC BY" in metadata or bool(licence and not metadata))
    other = built["2031-07-12-regatta/index.html"].decode()
    assert ("CC0" in other) == bool(licence)
