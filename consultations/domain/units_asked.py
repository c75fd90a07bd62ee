"""Which units a round asks (cơ quan được lấy ý kiến), while it is in preparation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.domain.preparation import in_preparation
from consultations.errors import ConsultationRefused
from consultations.models import Consultee, Round
from consultations.rules.naming import named_units
from dispatches.domain import drafting as dispatch_drafting
from districts.models import District


@transaction.atomic
def set_units(
    round_: Round,
    units: Sequence[District],
    *,
    seen: Sequence[int] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Say which units are asked, in which order; what was corrected for those who stay is kept.

    `seen` are the units that the page showed. A submission or an approval falls with the change,
    although the letter may read the same.
    """
    round_ = in_preparation(round_)
    addresses = dict(round_.consultees.order_by("position").values_list("district", "address"))
    if seen is not None and list(addresses) != list(seen):
        raise ConsultationRefused(
            _("Danh sách đơn vị vừa có người khác thay đổi. Đề nghị mở lại trang.")
        )
    if list(addresses) == [unit.pk for unit in units]:
        return
    round_.consultees.all().delete()
    ask(round_, units, addresses)
    find_units(round_, units)
    record(by=by, action="round.units_set", on=round_, at=at, units=[u.full_name for u in units])
    dispatch_drafting.withdraw(round_.dispatch, by=by, at=at)


def find_units(round_: Round, units: Sequence[District]) -> None:
    """Note anew which units the passages name, and let go of those no longer asked."""
    for content in round_.contents.prefetch_related("concerned", "passages"):
        content.concerned.set([unit for unit in content.concerned.all() if unit in units])
        for passage in content.passages.all():
            passage.units.set(named_units(passage.text, units))


def ask(round_: Round, units: Sequence[District], addresses: Mapping[int, str]) -> None:
    Consultee.objects.bulk_create(
        Consultee.of(unit, position, round=round_, address=addresses.get(unit.pk) or unit.email)
        for position, unit in enumerate(units, start=1)
    )
