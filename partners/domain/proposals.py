"""Partners that units propose (đề xuất đối tác): made by a unit, decided once by an officer."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.enums import Role
from accounts.models import User
from deadlines.value import day_in_hanoi
from districts.domain.vocabulary import require_country
from districts.models import District
from outbox.due import Due, waiting_stage
from partners.domain.doubles import register_partner
from partners.domain.partners import Facts
from partners.domain.relations import start_relation
from partners.domain.there import require_not_ended, require_there
from partners.enums import NameKind, PartnerTier, ProposalState, Stage
from partners.errors import PartnerRefused
from partners.models import Partner, PartnerProposal, Relation
from vietnamese.text import clean_line, clean_text, fold


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What a unit knows about the partner; `other_names` one a line, `country` an ISO code."""

    name: str
    country: str
    tier: PartnerTier
    grounds: str
    other_names: str = ""
    channel: str = ""


@transaction.atomic
def propose(unit: District, proposed: Proposed, *, by: User, at: datetime) -> PartnerProposal:
    """Put a proposal before the department.

    PartnerRefused once the unit is no more, DistrictRefused for a country of no foreign partner.
    """
    require_not_ended(unit, day_in_hanoi(at))
    require_country(proposed.country)
    proposal = PartnerProposal.objects.create(
        district=unit,
        name=clean_line(proposed.name),
        folded_name=fold(f"{proposed.name} {proposed.other_names}"),
        other_names=clean_text(proposed.other_names),
        country=proposed.country,
        tier=proposed.tier,
        channel=clean_text(proposed.channel),
        grounds=clean_text(proposed.grounds),
        proposed_by=by,
        proposed_at=at,
    )
    record(by=by, action="proposal.made", on=proposal, at=at)
    return proposal


def waiting() -> QuerySet[PartnerProposal]:
    """Return what waits for an officer's decision, the oldest first."""
    proposals = PartnerProposal.objects.filter(state=ProposalState.WAITING)
    return proposals.select_related("district").order_by("proposed_at", "pk")


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name the waiting proposals to every officer: when they come, and then each week."""
    today = day_in_hanoi(now)
    officers = list(User.objects.filter(role=Role.OFFICER, is_active=True).order_by("pk"))
    for proposal in waiting():
        since = day_in_hanoi(proposal.proposed_at)
        for officer in officers:
            yield Due(
                what=f"proposal:{proposal.pk}",
                stage=waiting_stage(since, today),
                on=since,
                to=officer,
                title=f"Đề xuất đối tác chờ xem xét: {told(proposal)}",
                path=reverse("partners:proposal", args=[proposal.pk]),
                waits=True,
            )


def told(proposal: PartnerProposal) -> str:
    """Return who proposed whom, in a line."""
    return f"{proposal.name} ({proposal.district.committee} đề xuất)"


def facts_of(proposal: PartnerProposal) -> Facts:
    """Return the partner that would be made of a proposal."""
    others = [clean_line(line) for line in proposal.other_names.splitlines()]
    return Facts(
        name=proposal.name,
        country=proposal.country,
        tier=PartnerTier(proposal.tier),
        names=[(NameKind.ALIAS, name) for name in others if name],
        channel=proposal.channel,
    )


@transaction.atomic
def accept(
    proposal: PartnerProposal, *, although: Collection[int] = (), by: User, at: datetime
) -> Partner:
    """Make the proposed partner and begin the unit's relation with it.

    PartnerRefused if the proposal is decided already; LooksLikeKnown as for any new partner.
    """
    _require_waiting(proposal)
    source = f"Đề xuất của {proposal.district.committee}"
    partner = register_partner(facts_of(proposal), although=although, source=source, by=by, at=at)
    _settle(proposal, partner, by=by, at=at)
    return partner


@transaction.atomic
def join_to(proposal: PartnerProposal, partner: Partner, *, by: User, at: datetime) -> None:
    """Answer a proposal with a partner that the register has already; PartnerRefused if decided."""
    _require_waiting(proposal)
    _settle(proposal, partner, by=by, at=at)


@transaction.atomic
def decline(proposal: PartnerProposal, *, reply: str, by: User, at: datetime) -> None:
    """Decline a proposal with the reason; PartnerRefused without one or if it is decided."""
    reply = clean_text(reply).strip()
    if not reply:
        raise PartnerRefused(_("Đề nghị ghi lý do không tiếp nhận."))
    _decide(proposal, state=ProposalState.DECLINED, reply=reply, by=by, at=at)
    record(by=by, action="proposal.declined", on=proposal, at=at, reason=reply)


def _settle(proposal: PartnerProposal, partner: Partner, *, by: User, at: datetime) -> None:
    require_there([proposal.district], day_in_hanoi(at))
    _decide(proposal, state=ProposalState.ACCEPTED, partner=partner, by=by, at=at)
    record(by=by, action="proposal.accepted", on=proposal, at=at, partner=partner.name)
    if not Relation.objects.filter(partner=partner, district=proposal.district).exists():
        start_relation(
            partner,
            proposal.district,
            stage=Stage.EXPLORING,
            on=day_in_hanoi(at),
            note="Từ đề xuất của đơn vị.",
            by=by,
            at=at,
        )


def _require_waiting(proposal: PartnerProposal) -> None:
    held = PartnerProposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.WAITING:
        raise PartnerRefused(_("Đề xuất này đã được xem xét."))


def _decide(proposal: PartnerProposal, *, by: User, at: datetime, **decided: Any) -> None:
    waiting = PartnerProposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING)
    if not waiting.update(decided_by=by, decided_at=at, **decided):
        raise PartnerRefused(_("Đề xuất này đã được xem xét."))
    proposal.refresh_from_db()
