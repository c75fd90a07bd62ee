"""What leaves and enters the office on paper, the registers that number it, and stored files."""

from dispatches.models.copies import LetterCopy, LetterRun
from dispatches.models.dispatches import SUBJECT_LIMIT, Dispatch
from dispatches.models.files import StoredFile
from dispatches.models.office import Agency, DraftingUnit, Signatory
from dispatches.models.register import RegisterBook, RegisterCounter

__all__ = [
    "SUBJECT_LIMIT",
    "Agency",
    "Dispatch",
    "DraftingUnit",
    "LetterCopy",
    "LetterRun",
    "RegisterBook",
    "RegisterCounter",
    "Signatory",
    "StoredFile",
]
