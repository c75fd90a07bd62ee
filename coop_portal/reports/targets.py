"""How many partners each unit had at the year's end, against the programme's target (chỉ tiêu)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop_portal.reports.subjects import Year, relations_in_force
from coop_portal.reports.tables import Breakdown, Line, figure
from coop_portal.reports.units import written
from districts.domain.programme import targeted
from districts.models import Programme
from partners.enums import GaugeState

LIST = "reports:targets"
PARTNERS = gettext_lazy("Quan hệ đang có hiệu lực")


def units_against_target(year: Year, programme: Programme) -> QuerySet[Any]:
    """Return who has a target on the year's last day, with `partners_then` and `target_state`."""
    own = relations_in_force(year).filter(unit_then=OuterRef("pk")).order_by()
    count = own.values("unit_then").annotate(n=Count("pk")).values("n")
    return (
        targeted(programme, year.last)
        .annotate(partners_then=Coalesce(Subquery(count), 0))
        .annotate(
            target_state=Case(
                When(partners_then__lt=programme.target_least, then=Value(GaugeState.UNDER)),
                When(partners_then__gt=programme.target_most, then=Value(GaugeState.OVER)),
                default=Value(GaugeState.MET),
                output_field=CharField(),
            )
        )
    )


def comes_to(unit: Any, programme: Programme) -> str:
    """Say how the unit stands: «Thiếu 2», «Đạt», «Vượt»."""
    state = GaugeState(unit.target_state)
    if state == GaugeState.UNDER:
        return _("Thiếu %d") % (programme.target_least - unit.partners_then)
    return str(state.label)


def aim(programme: Programme) -> str:
    """Return the target as the programme words it: «2-4»."""
    return f"{programme.target_least}-{programme.target_most}"


def targets(year: Year) -> Iterator[Breakdown]:
    """Return how many units stand how, and each of them; nothing where none has a target."""
    programme = year.programme
    if programme is None:
        return
    units: list[Any] = list(units_against_target(year, programme))
    if not units:
        return
    counts = Counter(unit.target_state for unit in units)
    yield Breakdown(
        gettext_lazy("So với chỉ tiêu của Đề án"),
        gettext_lazy("Tình trạng"),
        (gettext_lazy("Số đơn vị"),),
        tuple(
            Line(str(s.label), (figure(LIST, year, counts[s.value], state=s.value),))
            for s in GaugeState
        ),
    )
    yield Breakdown(
        gettext_lazy("Chỉ tiêu theo đơn vị"),
        gettext_lazy("Đơn vị"),
        (PARTNERS,),
        tuple(
            Line(
                written(unit),
                (figure("reports:relations", year, unit.partners_then, unit=unit.pk),),
                (aim(programme), comes_to(unit, programme)),
            )
            for unit in units
        ),
        (gettext_lazy("Chỉ tiêu"), gettext_lazy("So với chỉ tiêu")),
    )
