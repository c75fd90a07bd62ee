"""What holds for every change of a round in preparation."""

from django.utils.translation import gettext as _

from consultations.domain.locks import locked_round
from consultations.errors import ConsultationRefused
from consultations.models import Round


def in_preparation(round_: Round, seen: str | None = None) -> Round:
    locked = locked_round(round_.pk)
    if locked.is_issued:
        raise ConsultationRefused(_("Công văn đã ban hành, không sửa được nội dung lấy ý kiến."))
    if seen is not None:
        require_seen(locked, seen)
    return locked


def require_seen(round_: Round, seen: str) -> None:
    """Refuse an act on a letter that is not the one that the page showed."""
    if seen != round_.dispatch.letter_digest:
        raise ConsultationRefused(
            _("Công văn đã thay đổi sau khi đồng chí mở trang này. Đề nghị mở lại trang.")
        )
