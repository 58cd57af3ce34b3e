"""A small archive, and the site that Pelican builds of it in this very process."""

from __future__ import annotations

import logging
from pathlib import Path

from pelican.settings import read_settings

from afterlive import archive

ROOT = Path(__file__).parents[2]
BEGINNING = "The lock gates\n2031-06-02\nA barge lies across the lock.\n"


def archive_in(house: Path, live_blogs: int = 1, updates: int = 12) -> None:
    """Make an archive of live blogs that are called lock, lock-2 and so on."""
    (house / "documents").mkdir()
    for number in range(1, live_blogs + 1):
        stamped = (
            f"{23 - tug // 60:02}:{59 - tug % 60:02} GMT\nTug {tug} arrives\nThe rope of tug {tug} holds.\n"
            for tug in range(updates)
        )
        name = "lock.txt" if number == 1 else f"lock-{number}.txt"
        (house / "documents" / name).write_text(BEGINNING + "".join(stamped))
    archive.import_folder(house / "content", list)


def build(house: Path) -> None:
    """Build the site as `make html` does, in silence. Raises DocumentError, OSError."""
    logging.disable()
    places = {"PATH": str(house / "content"), "OUTPUT_PATH": str(house / "output")}
    settings = read_settings(str(ROOT / "pelicanconf.py"), override=places)
    settings["PELICAN_CLASS"](settings).run()


def change(house: Path) -> None:
    """Edit an article, and take one down."""
    articles = sorted((house / "content" / "lock").glob("*.md"))
    articles[3].write_text(articles[3].read_text().replace("holds", "breaks"))
    articles[5].write_text(articles[5].read_text().rpartition("\n\n")[0] + "\nRemoved: it was another tug\n")
