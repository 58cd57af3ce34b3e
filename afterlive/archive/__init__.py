"""Write live blogs to content/, keep what was edited there, read them back, prove that nothing is lost."""

from afterlive.archive.capture import choices, explain, read
from afterlive.archive.exporting import liveblog
from afterlive.archive.facts import from_options as facts_from_options
from afterlive.archive.importing import (
    check_document,
    documents_in,
    home_of,
    import_document,
    import_folder,
)
from afterlive.archive.published import unpublished
from afterlive.archive.verifying import Proof, verify

__all__ = [
    "Proof",
    "check_document",
    "choices",
    "documents_in",
    "explain",
    "facts_from_options",
    "home_of",
    "import_document",
    "import_folder",
    "liveblog",
    "read",
    "unpublished",
    "verify",
]
