"""Write live blogs to content/, keep what was edited there, read them back, prove that nothing is lost."""

from afterlive.archive.capture import choices, explain, read
from afterlive.archive.exporting import liveblog
from afterlive.archive.facts import from_options as facts_from_options
from afterlive.archive.importing import import_document, import_folder
from afterlive.archive.published import unpublished
from afterlive.archive.verifying import Proof, verify

__all__ = [
    "Proof",
    "choices",
    "explain",
    "facts_from_options",
    "import_document",
    "import_folder",
    "liveblog",
    "read",
    "unpublished",
    "verify",
]
