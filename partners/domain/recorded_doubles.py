"""Whether an agreement is there already (phát hiện trùng), before it is recorded again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from districts.models import District
from partners.agreement_enums import AgreementKind, State
from partners.errors import LooksRecorded
from partners.models import Agreement, Partner
from vietnamese.text import fold


@dataclass(frozen=True)
class Double:
    """An agreement that may be the same one, and the reasons in words."""

    agreement: Agreement
    reasons: str


def require_new(
    partner: Partner,
    district: District | None,
    kind: AgreementKind,
    *,
    title: str,
    signed_on: date | None,
    although: Collection[int],
) -> None:
    """Refuse what looks recorded already; `although` are the doubles that somebody was shown.

    The same unit, or the province, with the same partner in a text of the same kind: of the same
    title, or signed on the same day. The partner's row is locked, so that of two who record one
    agreement at the same moment the second is told of the first.
    """
    folded = fold(title)
    same = Q(folded_title=folded) | (Q(signed_on=signed_on) if signed_on else Q())
    found = Agreement.objects.filter(
        same, partner=partner, district=district, kind=kind, parent=None
    ).exclude(state=State.STOPPED)
    unseen = [
        Double(each, _reasons(each, folded, signed_on))
        for each in found.exclude(pk__in=although).order_by("pk")
    ]
    if unseen:
        raise LooksRecorded(_("Thỏa thuận này có thể đã được ghi."), unseen)


def _reasons(known: Agreement, folded: str, signed_on: date | None) -> str:
    told = [_("cùng các bên, cùng loại")]
    if known.folded_title == folded:
        told.append(_("cùng tên"))
    if signed_on and known.signed_on == signed_on:
        told.append(_("cùng ngày ký"))
    return ", ".join(told)
