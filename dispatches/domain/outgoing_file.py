"""Which file of an issued document leaves the house."""

from dataclasses import dataclass

from dispatches.models import Dispatch, StoredFile


@dataclass(frozen=True)
class OutgoingFile:
    """A stored file and the name under which the recipient gets it."""

    file: StoredFile
    name: str


def outgoing_file(dispatch: Dispatch) -> OutgoingFile | None:
    """Return the file that a recipient gets; None as long as no PDF was made."""
    if dispatch.pdf is None:
        return None
    return OutgoingFile(dispatch.pdf, dispatch.file_name)
