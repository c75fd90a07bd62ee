"""Which file of an issued document leaves the house."""

from dataclasses import dataclass

from dispatches.domain import signed_copies
from dispatches.models import Dispatch, StoredFile


@dataclass(frozen=True)
class OutgoingFile:
    """A stored file and the name under which the recipient gets it."""

    file: StoredFile
    name: str


def outgoing_file(dispatch: Dispatch) -> OutgoingFile | None:
    """Return the file that a recipient gets; None as long as no PDF was made.

    It is the newest signed file if its signatures are valid, the portal's own one otherwise; never
    a signed file that was replaced.
    """
    if dispatch.pdf is None:
        return None
    signed = signed_copies.newest(dispatch)
    if signed and signed_copies.allows_sending(signed_copies.newest_check(signed)):
        return OutgoingFile(signed.file, signed_name(dispatch))
    return OutgoingFile(dispatch.pdf, dispatch.file_name)


def signed_name(dispatch: Dispatch) -> str:
    """Name under which the signed file is saved: «214-SNgV-NV-da-ky.pdf»."""
    return f"{dispatch.file_name.removesuffix('.pdf')}-da-ky.pdf"
