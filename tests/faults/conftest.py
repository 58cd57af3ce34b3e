"""What the children of these tests find done."""

from __future__ import annotations

import logging

import pytest
from sites import archive_in, build


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Build in this process what each child builds, so that it finds the templates compiled."""
    folder = tmp_path_factory.mktemp("compiled")
    archive_in(folder)
    build(folder)
    logging.disable(logging.NOTSET)
