"""What leaves and enters the office on paper, the registers that number it, and stored files."""

from dispatches.models.dispatches import SUBJECT_LIMIT, Dispatch
from dispatches.models.files import StoredFile
from dispatches.models.incoming import IncomingDocument
from dispatches.models.kinds import DocumentKind
from dispatches.models.links import DocumentLink
from dispatches.models.office import Agency, DraftingUnit, Signatory
from dispatches.models.references import ReferenceDocument
from dispatches.models.register import RegisterBook, RegisterCounter

__all__ = [
    "SUBJECT_LIMIT",
    "Agency",
    "Dispatch",
    "DocumentKind",
    "DocumentLink",
    "DraftingUnit",
    "IncomingDocument",
    "ReferenceDocument",
    "RegisterBook",
    "RegisterCounter",
    "Signatory",
    "StoredFile",
]
