"""The next round of a matter, drafted from the one before (lập lần lấy ý kiến tiếp theo)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.domain import drafting
from consultations.domain.agreement_opinions import agreement_of
from consultations.domain.comparing import round_before
from consultations.domain.drafting import Wording
from consultations.enums import Narrowing
from consultations.errors import ConsultationRefused
from consultations.models import Content, Round
from deadlines.value import Deadline, day_in_hanoi
from districts.domain.units import audience, exists_on
from districts.models import District
from partners.domain import agreement_letters


def why_not(previous: Round) -> str:
    """Return why no next round can be drafted from this one, or nothing."""
    if not previous.is_over:
        return _("Lần lấy ý kiến này chưa kết thúc.")
    if previous.consultation.rounds.filter(ordinal__gt=previous.ordinal).exists():
        return _("Đã lập lần lấy ý kiến tiếp theo.")
    return ""


def units_for(previous: Round, which: Narrowing, on: date) -> list[District]:
    """Return whom the next round asks: the units of the one before, or those that `which` names.

    Units that have ended are left out. Before the answers are opened nothing tells who commented.
    """
    if which in (Narrowing.COMMENTED, Narrowing.SILENT) and previous.cancelled_at:
        previous = round_before(previous) or previous
    if which == Narrowing.COMMENTED and previous.is_sealed:
        raise ConsultationRefused(_("Ý kiến của lần trước chưa mở, chưa biết đơn vị nào góp ý."))
    asked = previous.consultees.order_by("position")
    match which:
        case Narrowing.COMMENTED:
            found = [unit for unit in asked.with_course() if unit.has_comments]
        case Narrowing.SILENT:
            found = [unit for unit in asked.with_answers() if not unit.has_replied]
        case _:
            found = list(asked.select_related("district"))
    return [unit.district for unit in found if exists_on(unit.district, on)]


@transaction.atomic
def carry_on(
    previous: Round,
    *,
    wording: Wording,
    deadline: Deadline,
    units: Sequence[District],
    by: Actor,
    at: datetime,
) -> Round:
    """Draft the next round with the contents of the one before, each linked to its origin.

    A second click is refused: then there is a next round.
    """
    previous = Round.objects.get(pk=previous.pk)
    if refusal := why_not(previous):
        raise ConsultationRefused(refusal)
    if not units:
        raise ConsultationRefused(_("Chưa chọn đơn vị nào để lấy ý kiến."))
    wording = _addressed(wording, previous, units, day_in_hanoi(at))
    round_ = drafting.start(
        previous.consultation, wording=wording, deadline=deadline, units=units, by=by, at=at
    )
    contents = previous.contents.select_related("round", "carried_from__round")
    for origin in contents.prefetch_related("concerned", "passages__units"):
        _copy(origin, round_, units)
    if round_.about_agreement and (agreement := agreement_of(previous)):
        agreement_letters.attach(agreement, round_.dispatch, by=by, at=at)
    record(by=by, action="round.carried_on", on=round_, at=at, ordinal=previous.ordinal)
    drafting.recompose(round_, by=by, at=at)
    return round_


def _addressed(wording: Wording, previous: Round, units: Sequence[District], day: date) -> Wording:
    """Address whom this round asks, where others are asked and nobody has changed the words."""
    before = set(previous.consultees.values_list("district", flat=True))
    if wording.audience != previous.audience or before == {unit.pk for unit in units}:
        return wording
    return replace(wording, audience=audience(units, day))


def _copy(origin: Content, round_: Round, units: Sequence[District]) -> None:
    content = Content.objects.create(
        round=round_,
        ordinal=origin.ordinal,
        heading=origin.heading,
        carried_from=_asked_before(origin),
    )
    content.concerned.set([unit for unit in origin.concerned.all() if unit in units])
    for kept in origin.passages.all():
        passage = content.passages.create(ordinal=kept.ordinal, text=kept.text, key=kept.key)
        passage.units.set([unit for unit in kept.units.all() if unit in units])


def _asked_before(origin: Content) -> Content:
    """Return the content on which opinions were taken last: nobody's are of a round given up."""
    while origin.round.cancelled_at and origin.carried_from:
        origin = origin.carried_from
    return origin
