"""The round that follows a closed one (lần lấy ý kiến tiếp theo): its contents are taken over."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafting
from consultations.domain.drafting import Wording
from consultations.enums import Outcome
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Content, Passage, Round
from consultations.rules.naming import named_units
from deadlines.value import Deadline, day_in_hanoi
from dispatches.domain.linking import link
from dispatches.enums import LinkKind
from districts.domain.units import exists_on
from districts.models import District

COMMENTED = (Outcome.AGREED_WITH_COMMENTS, Outcome.DISAGREED)
SILENT = (Outcome.NO_REPLY, Outcome.DEEMED_AGREED)


@transaction.atomic
def open_next(
    earlier: Round,
    *,
    contents: Collection[Content],
    units: Sequence[District],
    deadline: Deadline,
    by: User,
    at: datetime,
) -> Round:
    """Open the next round as a draft with these contents of the earlier one and its wording.

    Its letter tells what came of the earlier round and is linked to that round's letter. Refused
    before the earlier round is closed, and once another has followed it.
    """
    if earlier.consultation.rounds.filter(ordinal__gt=earlier.ordinal).exists():
        raise ConsultationRefused(_("Đã có lần lấy ý kiến tiếp theo."))
    if not contents or not units:
        raise ConsultationRefused(_("Chọn ít nhất một nội dung và một đơn vị."))
    round_ = drafting.start(
        earlier.consultation,
        wording=_wording(earlier),
        deadline=deadline,
        units=units,
        by=by,
        at=at,
    )
    for ordinal, content in enumerate(sorted(contents, key=lambda c: c.ordinal), start=1):
        _carry(content, round_, ordinal, units)
    drafting.recompose(round_, by=by, at=at)
    link(round_.dispatch, LinkKind.BASIS, earlier.dispatch, by=by, at=at)
    record(
        by=by,
        action="round.carried_over",
        on=round_,
        at=at,
        earlier=str(earlier),
        contents=[content.ordinal for content in contents],
        units=[unit.full_name for unit in units],
    )
    return round_


def who_may_be_asked(earlier: Round, at: datetime) -> list[Consultee]:
    """Return the units asked before that still exist, in their order."""
    asked = earlier.consultees.select_related("district").order_by("position")
    return [unit for unit in asked if exists_on(unit.district, day_in_hanoi(at))]


def _wording(earlier: Round) -> Wording:
    if earlier.drafting_unit is None or earlier.signatory is None:
        raise ConsultationRefused(_("Lần trước không có đơn vị soạn thảo hoặc người ký."))
    return Wording(**{each.name: getattr(earlier, each.name) for each in fields(Wording)})


def _carry(content: Content, round_: Round, ordinal: int, units: Sequence[District]) -> None:
    taken = Content.objects.create(
        round=round_, ordinal=ordinal, heading=content.heading, carried_from=content
    )
    taken.concerned.set([unit for unit in content.concerned.all() if unit in units])
    for passage in content.passages.all():
        copied = Passage.objects.create(content=taken, ordinal=passage.ordinal, text=passage.text)
        copied.units.set(named_units(passage.text, units))
