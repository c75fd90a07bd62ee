"""What partners hands on for a unit that has ended: relations, next steps, agreements, promises.

An agreement keeps its signatory; what passes on is who answers for it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from textwrap import shorten

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts import holdings
from districts.domain.lineage import Lineage
from districts.enums import UnitKind
from districts.errors import TransferRefused
from districts.holdings import Holding, HoldingKind, Passing
from districts.models import District
from partners.agreement_enums import PartyRole, Side, State
from partners.domain.commitments import pass_on
from partners.domain.contact_days import recount
from partners.domain.inheritance import inherit, take_over
from partners.domain.next_steps import open_steps
from partners.domain.relation_passing import pass_relation
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import (
    Activity,
    Agreement,
    AgreementParty,
    Commitment,
    Relation,
)
from partners.rules.courses import BEFORE_SIGNING, BINDING
from vietnamese.dates import short_date
from vietnamese.text import fold

TITLE_LENGTH = 160  # characters of a next step that name it in a list


def register_all() -> None:
    """Let the transfer page know these kinds."""
    holdings.register(RELATIONS)
    holdings.register(NEXT_STEPS)
    holdings.register(AGREEMENTS)
    holdings.register(UNSIGNED)
    holdings.register(COMMITMENTS)


def _relations(units: Sequence[District], day: date) -> list[Holding]:
    running = Relation.objects.filter(district__in=units).exclude(stage=Stage.ENDED)
    return [
        Holding(
            pk=one.pk,
            unit_pk=one.district_id,
            title=one.partner.name,
            note=one.get_stage_display(),
        )
        for one in running.select_related("partner").order_by("partner__sort_key", "pk")
    ]


def _next_steps(units: Sequence[District], day: date) -> list[Holding]:
    waiting = open_steps(Activity.objects.filter(districts__in=units))
    waiting = waiting.order_by("next_step_due", "pk").distinct()
    lineage = Lineage.load()
    return [
        Holding(
            pk=activity.pk,
            unit_pk=unit.pk,
            title=shorten(activity.next_step, TITLE_LENGTH, placeholder="…"),
            note=_about(activity),
        )
        for activity in waiting.prefetch_related("districts")
        for unit in lineage.left_with(units, activity.districts.all())
    ]


def _about(activity: Activity) -> str:
    due = activity.next_step_due
    return f"{activity.title}, {_('hạn')} {short_date(due)}" if due else activity.title


def _move_next_step(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The activity stays the old unit's; the new one stands beside it and has the next step."""
    activity = Activity.objects.get(pk=pk)
    if activity.districts.filter(pk=passing.new.pk).exists():
        raise TransferRefused(_("Hoạt động đã ghi cho «%s».") % passing.new.full_name)
    activity.districts.add(passing.new)
    activity.taken_over_by.add(passing.new)
    recount(activity.partners.values_list("pk", flat=True), day_in_hanoi(at))
    record(
        by=by,
        action="activity.handed_on",
        on=activity,
        at=at,
        before=passing.old.full_name,
        after=passing.new.full_name,
    )


def _agreements(units: Sequence[District], day: date) -> list[Holding]:
    return _in_states((State.SIGNED, *BINDING), units)


def _unsigned(units: Sequence[District], day: date) -> list[Holding]:
    """A unit that is no more signs nothing: what it prepared is stopped, its successor begins."""
    return _in_states(BEFORE_SIGNING, units)


def _in_states(states: Sequence[State], units: Sequence[District]) -> list[Holding]:
    """Return the agreements in these states that the units answer for or take part in."""
    parts = _parts(units)
    answers = Q(charge_district__in=units) | Q(pk__in=parts.values("agreement"))
    running = Agreement.objects.filter(answers, state__in=states)
    running = running.prefetch_related(Prefetch("parties", parts, to_attr="held_parts"))
    return [
        Holding(
            pk=one.pk,
            unit_pk=unit.pk,
            title=one.title,
            note=one.get_state_display(),
            url=reverse("partners:agreement", args=[one.pk]),
        )
        for one in running.order_by("folded_title", "pk")
        for unit in units
        if unit.pk == one.charge_district_id or any(_is_of(p, unit) for p in one.held_parts)
    ]


def _move_agreement(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """Name who answers for it since the unit ended, by the law's own provision if it has one.

    So with every part that the unit had in it: as the one that signed first, beside it, or as the
    one that carries it out.
    """
    agreement = Agreement.objects.get(pk=pk)
    on = passing.old.valid_to or day_in_hanoi(at)
    province = passing.new.kind == UnitKind.PROVINCE
    heir = passing.new.committee if province else passing.new
    basis = _agreement_basis(passing, on)
    parts = list(_parts([passing.old]).filter(agreement=agreement))
    signs = any(part.role == PartyRole.SIGNS for part in parts)
    answers = signs or agreement.charge_district_id == passing.old.pk
    if not (answers or parts):
        raise TransferRefused(_("Thỏa thuận vừa được chuyển cho đơn vị khác."))
    try:
        if answers:
            inherit(agreement, heir, on=on, basis=basis, by=by, at=at)
        for part in parts:
            if not (answers and part.role == PartyRole.SIGNS):
                take_over(part, heir, on=on, basis=basis, by=by, at=at)
    except PartnerRefused as refusal:
        raise TransferRefused(str(refusal)) from refusal


def _parts(units: Sequence[District]) -> QuerySet[AgreementParty]:
    """Return the parts in agreements that the units have now."""
    provinces = (_of_province(unit) for unit in units if unit.kind == UnitKind.PROVINCE)
    held = reduce(or_, provinces, Q(district__in=units))
    return AgreementParty.objects.filter(held, succeeded_by=None).order_by("pk")


def _of_province(province: District) -> Q:
    """Return the condition that a part is the province's, which the text knows by its name.

    Another province may have taken the name: what was signed or taken over since is that one's.
    """
    end = province.valid_to or date.max
    signed = Q(agreement__signed_on=None) | Q(agreement__signed_on__lt=end)
    before = Q(responsible_from__lt=end) | Q(signed, responsible_from=None)
    return Q(before, district=None, side=Side.OURS, folded_name__in=_names(province))


def _is_of(part: AgreementParty, unit: District) -> bool:
    """Whether one of the parts found is that of the unit."""
    if part.district_id:
        return part.district_id == unit.pk
    return part.folded_name in _names(unit)


def _names(unit: District) -> list[str]:
    """Return what a text may call the unit's People's Committee, folded."""
    return [fold(unit.committee), fold(f"Ủy ban nhân dân {unit.full_name}")]


def _agreement_basis(passing: Passing, on: date) -> str:
    found = Lineage.load().answering_for(passing.old, on)
    of_new = (one.agreement_basis for one in found if one.unit == passing.new)
    return next(of_new, passing.basis)


def _commitments(units: Sequence[District], day: date) -> list[Holding]:
    still_open = Commitment.objects.still_open().filter(
        district__in=units, agreement__mistaken_on=None
    )
    return [
        Holding(
            pk=one.pk,
            unit_pk=one.district_id,
            title=shorten(one.text, TITLE_LENGTH, placeholder="…"),
            note=f"{one.agreement.title}, {_('hạn')} {short_date(one.due_on)}",
            url=reverse("partners:agreement", args=[one.agreement_id]),
        )
        for one in still_open.select_related("agreement").order_by("due_on", "pk")
    ]


def _move_commitment(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The new unit keeps the promise; what the province itself takes over is the department's."""
    province = passing.new.kind == UnitKind.PROVINCE
    try:
        pass_on(
            Commitment.objects.select_related("agreement").get(pk=pk),
            before=passing.old,
            after=None if province else passing.new,
            on=passing.old.valid_to or day_in_hanoi(at),
            basis=passing.basis,
            by=by,
            at=at,
        )
    except PartnerRefused as refusal:
        raise TransferRefused(str(refusal)) from refusal


RELATIONS = HoldingKind(
    code="relation",
    label=gettext_lazy("Quan hệ hợp tác"),
    find=_relations,
    move=pass_relation,
)
NEXT_STEPS = HoldingKind(
    code="next_step",
    label=gettext_lazy("Việc tiếp theo của hoạt động"),
    find=_next_steps,
    move=_move_next_step,
)
AGREEMENTS = HoldingKind(
    code="agreement",
    label=gettext_lazy("Thỏa thuận đã ký"),
    find=_agreements,
    move=_move_agreement,
    as_agreement=True,
)
UNSIGNED = HoldingKind(
    code="unsigned",
    label=gettext_lazy("Thỏa thuận đang chuẩn bị"),
    find=_unsigned,
    instead=gettext_lazy("Không chuyển được: dừng, lập hồ sơ mới của đơn vị kế thừa."),
)
COMMITMENTS = HoldingKind(
    code="commitment",
    label=gettext_lazy("Cam kết theo thỏa thuận chưa hoàn thành"),
    find=_commitments,
    move=_move_commitment,
)
