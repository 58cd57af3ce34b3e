"""Write live blogs to content/, keep what was edited there, read them back, prove that nothing is lost."""

from afterlive.archive.capture import choices, explain, read, read_as
from afterlive.archive.exporting import liveblog
from afterlive.archive.facts import from_options as facts_from_options
from afterlive.archive.facts import from_toml as facts_from_toml
from afterlive.archive.facts import rewritten as facts_rewritten
from afterlive.archive.facts import with_fact
from afterlive.archive.homes import documents_in, documents_of, is_archive
from afterlive.archive.importing import (
    check_document,
    edited,
    home_of,
    import_document,
    import_folder,
)
from afterlive.archive.published import unpublished
from afterlive.archive.removing import Removal, remove
from afterlive.archive.renaming import move, rename
from afterlive.archive.standing import standings
from afterlive.archive.verifying import Proof, verify
from afterlive.cache.imports import DOCUMENTS

__all__ = [
    "DOCUMENTS",
    "Proof",
    "Removal",
    "check_document",
    "choices",
    "documents_in",
    "documents_of",
    "edited",
    "explain",
    "facts_from_options",
    "facts_from_toml",
    "facts_rewritten",
    "home_of",
    "import_document",
    "import_folder",
    "is_archive",
    "liveblog",
    "move",
    "read",
    "read_as",
    "remove",
    "rename",
    "standings",
    "unpublished",
    "verify",
    "with_fact",
]
