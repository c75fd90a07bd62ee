"""Which file of an issued document leaves the house."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from dispatches.domain import signed_copies
from dispatches.models import Dispatch, StoredFile


class Unsigned(TextChoices):
    """Why the portal's own file leaves, without signatures."""

    NEVER = "never", _("chưa có bản đã ký số")
    NOT_VALID = "not_valid", _("bản đã ký số có chữ ký chưa xác định được là hợp lệ")
    WITHDRAWN = "withdrawn", _("chứng thư gốc của bản đã ký số đã bị gỡ khỏi danh sách tin cậy")

    @property
    def is_fallback(self) -> bool:
        """Whether there is a signed file that does not leave."""
        return self is not Unsigned.NEVER


@dataclass(frozen=True)
class OutgoingFile:
    """A stored file, the name under which the recipient gets it, and why it bears no signatures."""

    file: StoredFile
    name: str
    unsigned: Unsigned | None = None


def outgoing_file(dispatch: Dispatch) -> OutgoingFile | None:
    """Return the file that a recipient gets; None as long as no PDF was made.

    It is the newest signed file if its signatures are valid, the portal's own one otherwise; never
    a signed file that was replaced.
    """
    if dispatch.pdf is None:
        return None
    signed = signed_copies.newest(dispatch)
    if signed is None:
        return OutgoingFile(dispatch.pdf, dispatch.file_name, Unsigned.NEVER)
    check = signed_copies.newest_check(signed)
    if signed_copies.allows_sending(check):
        return OutgoingFile(signed.file, signed_name(dispatch))
    was_valid = check is not None and check.is_valid
    why = Unsigned.WITHDRAWN if was_valid else Unsigned.NOT_VALID
    return OutgoingFile(dispatch.pdf, dispatch.file_name, why)


def signed_name(dispatch: Dispatch) -> str:
    """Name under which the signed file is saved: «214-SNgV-NV-da-ky.pdf»."""
    return f"{dispatch.file_name.removesuffix('.pdf')}-da-ky.pdf"
