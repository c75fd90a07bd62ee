"""What an agreement is called and says, and from when on that is fixed (nội dung thỏa thuận)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from dispatches.lint.treaties import RESERVED
from partners.agreement_enums import AgreementKind, State
from partners.domain.law import is_outside
from partners.errors import PartnerRefused
from partners.models import Agreement
from partners.rules.courses import BEFORE_SIGNING, BEING_WRITTEN
from vietnamese.text import clean_line

# What stands in the text that the parties sign.
IN_THE_TEXT = (
    "title",
    "kind",
    "level",
    "district",
    "partner",
    "languages",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
    "extended_to",
)


def fixed_in(state: State | str) -> Sequence[str]:
    """Return what a change leaves as it is in the state.

    While opinions are asked and until the signing: what the bodies are asked about and what the
    permission is for, with what decides who is asked. From then on also the days: those are
    corrected with a reason (partners.domain.corrections), or moved by a text of its own.
    """
    if state in BEING_WRITTEN:
        return ()
    if state in BEFORE_SIGNING:
        return (*IN_THE_TEXT, "concerns_security", "is_sensitive")
    return (*IN_THE_TEXT, "effective_on", "effective_early")


def refuse_fixed(agreement: Agreement, columns: dict[str, Any]) -> None:
    """What was submitted to opinions, or permitted, is what is signed: nothing else under its name.

    Also whether national security is concerned: that decides who is asked.
    """
    if all(getattr(agreement, name) == columns[name] for name in fixed_in(agreement.state)):
        return
    if agreement.state in BEFORE_SIGNING:
        raise PartnerRefused(
            _(
                "Đã lấy ý kiến: tên, bên ký, loại, cấp, ngôn ngữ, thời hạn, việc gia hạn và dấu "
                "hiệu quốc phòng, an ninh không đổi được nữa. Cần sửa thì đưa về bước soạn thảo để "
                "lấy ý kiến lại."
            )
        )
    raise PartnerRefused(
        _(
            "Thỏa thuận đã ký: tên, bên ký, ngôn ngữ, thời hạn, ngày có hiệu lực không sửa được "
            "nữa. Ngày, thời hạn ghi sai thì đính chính; nội dung thay đổi thì lập văn bản sửa "
            "đổi, bổ sung, gia hạn."
        )
    )


def check_title(title: str) -> None:
    """Refuse a word that belongs to treaties between states (Law 70/2020/QH14, art. 2)."""
    if found := RESERVED.search(clean_line(title)):
        raise PartnerRefused(
            _(
                "«%(name)s» là tên gọi dành cho điều ước quốc tế; đề nghị dùng Thỏa thuận, "
                "Bản ghi nhớ, Ý định thư hoặc tên khác."
            )
            % {"name": found.group()}
        )


def begun_kinds() -> list[AgreementKind]:
    """Return what a text may be called that goes through the course of the law."""
    return [kind for kind in AgreementKind if not is_outside(kind)]


def check_kind(kind: AgreementKind) -> None:
    """Refuse the course of the law to what is no international agreement (law, art. 2.1)."""
    if is_outside(kind):
        raise PartnerRefused(
            _(
                "«%(kind)s» không phải thỏa thuận quốc tế nên không đi theo trình tự này: đề nghị "
                "ghi quan hệ, hoạt động với đối tác, hoặc ghi nhận văn bản đã ký."
            )
            % {"kind": AgreementKind(kind).label}
        )
