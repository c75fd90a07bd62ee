"""Who answers for an agreement since a unit was abolished (kế thừa; Decree 177/2025/NĐ-CP)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District
from partners.agreement_enums import AgreementLevel, EventKind, Side
from partners.domain.agreement_events import enter, locked
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementParty
from partners.rules.courses import BEFORE_SIGNING, FINAL
from vietnamese.text import clean_line


@transaction.atomic
def inherit(
    agreement: Agreement,
    successor: District | str,
    *,
    on: date,
    basis: str,
    note: str = "",
    by: Actor,
    at: datetime,
) -> AgreementParty:
    """Name who answers for an agreement from the day on, and by which act.

    The signatory stays, and so does the state. A name instead of a unit is that of a provincial
    People's Committee.
    """
    now = locked(agreement)
    unit = successor if isinstance(successor, District) else None
    name = unit.committee if unit else clean_line(str(successor))
    basis = clean_line(basis)
    _require(now, name, basis, on)
    party = AgreementParty.objects.create(
        agreement=now, side=Side.OURS, printed_name=name, district=unit,
        responsible_from=on, basis=basis,
    )  # fmt: skip
    enter(
        now,
        EventKind.INHERITED,
        on=on,
        note=" ".join(filter(None, [f"{name}. {basis}.", note])),
        by=by,
        at=at,
        columns={
            "charge_level": AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE,
            "charge_district": unit,
        },
    )
    record(by=by, action="agreement.inherited", on=now, at=at, party=name, basis=basis)
    return party


def _require(agreement: Agreement, name: str, basis: str, on: date) -> None:
    if agreement.state in FINAL:
        raise PartnerRefused(_("Thỏa thuận đã kết thúc, không còn gì để kế thừa."))
    if agreement.state in BEFORE_SIGNING:
        raise PartnerRefused(
            _("Thỏa thuận chưa ký không được kế thừa: đề nghị dừng, lập hồ sơ mới.")
        )
    if not basis:
        raise PartnerRefused(_("Chưa ghi căn cứ pháp lý của việc kế thừa."))
    if not name:
        raise PartnerRefused(_("Chưa ghi bên tiếp nhận."))
    if agreement.parties.filter(printed_name=name, responsible_from=on).exists():
        raise PartnerRefused(_("Việc kế thừa này đã được ghi."))
