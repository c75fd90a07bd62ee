"""What leaves and enters the office on paper, the registers that number it, and stored files."""

from dispatches.models.copies import LetterCopy, LetterRun
from dispatches.models.deliveries import Bounce, Correspondent, Delivery, PaperHandOver
from dispatches.models.dispatches import CANCELLED, SUBJECT_LIMIT, Dispatch
from dispatches.models.dossiers import Dossier, DossierDocument, DossierFile, Requirement
from dispatches.models.enclosures import Enclosure
from dispatches.models.exchange import ExchangeMessage
from dispatches.models.files import StoredFile
from dispatches.models.handling import CancelledNumber, DispatchHandling
from dispatches.models.incoming import IncomingDocument, IncomingEnclosure
from dispatches.models.kinds import DocumentKind
from dispatches.models.links import DocumentLink
from dispatches.models.office import Agency, DraftingUnit, Signatory
from dispatches.models.paper import PaperRecord
from dispatches.models.references import ReferenceDocument
from dispatches.models.register import RegisterBook, RegisterCounter
from dispatches.models.signing import SignatureCheck, SignedCopy, TrustRoot
from dispatches.models.storage import UnitFile, UnitStorage
from dispatches.models.templates import Checklist, Demand, LetterTemplate
from dispatches.models.writing import DispatchVersion, Remark, WritingLease

__all__ = [
    "CANCELLED",
    "SUBJECT_LIMIT",
    "Agency",
    "Bounce",
    "CancelledNumber",
    "Checklist",
    "Correspondent",
    "Delivery",
    "Demand",
    "Dispatch",
    "DispatchHandling",
    "DispatchVersion",
    "DocumentKind",
    "DocumentLink",
    "Dossier",
    "DossierDocument",
    "DossierFile",
    "DraftingUnit",
    "Enclosure",
    "ExchangeMessage",
    "IncomingDocument",
    "IncomingEnclosure",
    "LetterCopy",
    "LetterRun",
    "LetterTemplate",
    "PaperHandOver",
    "PaperRecord",
    "ReferenceDocument",
    "RegisterBook",
    "RegisterCounter",
    "Remark",
    "Requirement",
    "Signatory",
    "SignatureCheck",
    "SignedCopy",
    "StoredFile",
    "TrustRoot",
    "UnitFile",
    "UnitStorage",
    "WritingLease",
]
