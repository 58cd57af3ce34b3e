"""An address that an update ever had leads to it for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Articles = Mapping[str, str]
    Here = Callable[[Articles], Path]

FOLDER = "2031-05-01-lighthouse"
BOATS = f"{FOLDER}/0004-boats.md"
RECORD = f"{FOLDER}/permalinks.txt"
SLUGS = "boats\nthe-lamp-fails\nwatch-the-cape\nwithdrawn\n"


def test_a_site_that_keeps_its_permalinks_is_built(build_here: Here, few: Articles) -> None:
    build_here({**few, RECORD: SLUGS})


def test_a_build_that_would_lose_a_permalink_fails_and_says_how_to_keep_it(
    build_here: Here, few: Articles
) -> None:
    renamed = few[BOATS].replace("Slug: boats", "Slug: lanterns")
    with pytest.raises(
        DocumentError, match=rf"^{FOLDER}/boats.html was a permalink .* write `Formerly: boats`"
    ):
        build_here({**few, BOATS: renamed, RECORD: SLUGS})


def test_a_draft_loses_its_permalink(build_here: Here, few: Articles) -> None:
    hidden = few[BOATS].replace("Kind: update", "Kind: update\nStatus: draft")
    with pytest.raises(DocumentError, match=r"boats\.html was a permalink"):
        build_here({**few, BOATS: hidden, RECORD: SLUGS})


def test_a_page_that_moved_leads_to_where_it_is_now(build_here: Here, few: Articles) -> None:
    renamed = few[BOATS].replace("Slug: boats", "Slug: lanterns\nFormerly: boats ships")
    output = build_here({**few, BOATS: renamed, RECORD: SLUGS})
    for old in ("boats", "ships"):
        page = html.fromstring((output / FOLDER / f"{old}.html").read_bytes())
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url=../{FOLDER}/lanterns.html"]
        assert page.xpath("//a/@href") == [f"../{FOLDER}/lanterns.html"]


def test_an_address_is_not_given_away(build_here: Here, few: Articles) -> None:
    taken = few[BOATS].replace("Slug: boats", "Slug: lanterns\nFormerly: withdrawn")
    with pytest.raises(DocumentError, match="has the same Slug as"):
        build_here({**few, BOATS: taken})
