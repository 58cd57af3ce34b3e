"""Waiting for what a page comes to: a click is done before the page that it leads to is there."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Response

PATIENCE = 30
"""Seconds: only a test that fails waits so long."""
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def eventually(look: Callable[[], object], expected: object = True) -> None:  # noqa: FBT002 - what most looks return
    """Look at a page until it is as expected, which it may be at once; fail with what was seen last."""
    from playwright.sync_api import Error  # noqa: PLC0415 - only tests with a browser need it

    end = time.monotonic() + PATIENCE
    while True:
        try:
            seen = look()
        except Error:  # the page goes elsewhere just now
            if time.monotonic() > end:
                raise
        else:
            if seen == expected or time.monotonic() > end:
                assert seen == expected
                return
        time.sleep(0.02)


@contextmanager
def used_again(page: Page) -> Iterator[Page]:
    """Lend a page, and take off what listens to it: a new page costs as much as three loads.

    What it is told of a screen is done when the call returns: the page is laid out, its listeners have run.
    """
    listening, listen, open_ = [], page.on, page.goto

    def on(event: Any, listener: Any) -> None:  # noqa: ANN401 - Playwright has a type for each event
        listening.append((event, listener))
        listen(event, listener)

    def goto(address: str, **options: Any) -> Response | None:  # noqa: ANN401 - Playwright's own
        if address.partition("#")[0] == page.url.partition("#")[0]:
            open_("about:blank")  # or it would be the page that another test has scrolled
        return open_(address, **options)

    def then_a_frame(change: Callable[..., None]) -> Callable[..., None]:
        def run(*arguments: Any, **options: Any) -> None:  # noqa: ANN401 - the method's own
            change(*arguments, **options)
            page.wait_for_function("width => innerWidth === width", arg=page.viewport_size["width"])
            page.evaluate(FRAME)

        return run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "on", on)
        patch.setattr(page, "goto", goto)
        for name in ("set_viewport_size", "emulate_media"):
            patch.setattr(page, name, then_a_frame(getattr(page, name)))
        yield page
    if not page.is_closed():
        for event, listener in listening:
            page.remove_listener(event, listener)
