"""A page that is told otherwise than others of its browser, without a context of its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


@contextmanager
def in_zone(page: Page, zone: str) -> Iterator[None]:
    """Have the reader of a page in a time zone."""
    with _told(page, "Emulation.setTimezoneOverride", timezoneId=zone):
        yield


@contextmanager
def without_script(page: Page) -> Iterator[None]:
    """Have no script of a page run."""
    with _told(page, "Emulation.setScriptExecutionDisabled", value=True):
        yield


@contextmanager
def _told(page: Page, what: str, **how: Any) -> Iterator[None]:  # noqa: ANN401 - of JSON
    """Tell a page by the devtools protocol; it is as before once that session ends."""
    session = page.context.new_cdp_session(page)
    session.send(what, how)
    try:
        yield
    finally:
        session.detach()
