"""Who answers for an agreement since a unit was abolished (kế thừa; Decree 177/2025/NĐ-CP)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District
from partners.agreement_enums import AgreementLevel, EventKind, PartyRole, Side
from partners.domain.agreement_events import enter, locked
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementParty
from partners.rules.courses import BEFORE_SIGNING, FINAL
from vietnamese.text import clean_line, fold


@dataclass(frozen=True)
class Heir:
    """Who takes over: a unit, or by its name a provincial People's Committee."""

    unit: District | None
    name: str

    @classmethod
    def of(cls, successor: District | str) -> "Heir":
        if isinstance(successor, District):
            return cls(successor, successor.committee)
        return cls(None, clean_line(successor))


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
    now, heir, basis = locked(agreement), Heir.of(successor), clean_line(basis)
    _require(now, heir, basis)
    signing = now.parties.filter(side=Side.OURS, role=PartyRole.SIGNS)
    if signing.filter(printed_name=heir.name, responsible_from=on).exists():
        raise _known()
    signed = signing.filter(succeeded_by=None).first()
    charge = {
        "charge_level": AgreementLevel.DISTRICT if heir.unit else AgreementLevel.PROVINCE,
        "charge_district": heir.unit,
    }
    return _succeed(now, signed, heir, charge, on=on, basis=basis, note=note, by=by, at=at)


@transaction.atomic
def take_over(
    party: AgreementParty,
    successor: District | str,
    *,
    on: date,
    basis: str,
    by: Actor,
    at: datetime,
) -> AgreementParty:
    """Name who has the part of a further party of ours from the day on: co-signatory, contact."""
    now, heir, basis = locked(party.agreement), Heir.of(successor), clean_line(basis)
    _require(now, heir, basis)
    if AgreementParty.objects.filter(succeeds=party).exists():
        raise _known()
    return _succeed(now, party, heir, {}, on=on, basis=basis, note="", by=by, at=at)


def _succeed(
    now: Agreement,
    party: AgreementParty | None,
    heir: Heir,
    columns: Mapping[str, Any],
    *,
    on: date,
    basis: str,
    note: str,
    by: Actor,
    at: datetime,
) -> AgreementParty:
    made = AgreementParty.objects.create(
        agreement=now,
        side=Side.OURS,
        role=party.role if party else PartyRole.SIGNS,
        printed_name=heir.name,
        folded_name=fold(heir.name),
        district=heir.unit,
        responsible_from=on,
        basis=basis,
        succeeds=party,
    )
    told = " ".join(filter(None, [f"{heir.name}. {basis}.", note]))
    enter(now, EventKind.INHERITED, on=on, note=told, by=by, at=at, columns=columns)
    record(by=by, action="agreement.inherited", on=now, at=at, party=heir.name, basis=basis)
    return made


def _require(agreement: Agreement, heir: Heir, basis: str) -> None:
    if agreement.state in FINAL:
        raise PartnerRefused(_("Thỏa thuận đã kết thúc, không còn gì để kế thừa."))
    if agreement.state in BEFORE_SIGNING:
        raise PartnerRefused(
            _("Thỏa thuận chưa ký không được kế thừa: đề nghị dừng, lập hồ sơ mới.")
        )
    if not basis:
        raise PartnerRefused(_("Chưa ghi căn cứ pháp lý của việc kế thừa."))
    if not heir.name:
        raise PartnerRefused(_("Chưa ghi bên tiếp nhận."))


def _known() -> PartnerRefused:
    return PartnerRefused(_("Việc kế thừa này đã được ghi."))
