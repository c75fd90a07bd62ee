"""What the year's report counts, each thing for the unit that had it at the time."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import (
    BigIntegerField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from accounts.columns import Text
from coop_portal.reports.ways import ByColumn, ByLink, BySigner, Way
from deadlines.value import HANOI
from districts.domain.programme import begins_after, ends_before
from districts.models import District, Programme
from partners.agreement_enums import Side, State
from partners.domain.agreement_periods import PAST_END
from partners.domain.in_force import OPERATIVE, agreements_as_of, in_force_on
from partners.domain.standing import standing
from partners.domain.taking_part import signers
from partners.models import (
    Activity,
    Agreement,
    AgreementParty,
    Relation,
    RelationStage,
)

FIELDS = ByColumn("fields")
NO_FIELD = gettext_lazy("Chưa ghi lĩnh vực")
# Nobody may have entered yet that the term is over: it is over by its last day.
IN_FORCE_THEN = Q(state_then__in=OPERATIVE, past_then=False)


@dataclass(frozen=True)
class Year:
    """A calendar year as it stands today: what lies ahead of today is not reported.

    It is reported under the programme that is worked under today, if there is one.
    """

    number: int
    today: dt.date
    programme: Programme | None = None

    @property
    def first(self) -> dt.date:
        return dt.date(self.number, 1, 1)

    @property
    def last(self) -> dt.date:
        """The year's last day, or today while it runs."""
        return min(dt.date(self.number, 12, 31), self.today)

    @property
    def before_programme(self) -> bool:
        """Whether it lies before the programme's first year."""
        return self.programme is not None and begins_after(self.programme, self.number)

    @property
    def in_programme(self) -> bool:
        """Whether it is one of the programme's years."""
        return (
            self.programme is not None
            and not self.before_programme
            and not ends_before(self.programme, self.number)
        )

    @property
    def knows_undated(self) -> bool:
        """Whether it counts what has no known day: that was there when the programme began.

        Of earlier years nobody can say so.
        """
        return not self.before_programme

    @property
    def until(self) -> dt.datetime:
        """The moment at which its last day ends: what was written later does not count."""
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), HANOI)

    @property
    def judged_on(self) -> dt.date:
        """The day on which what was due earlier is late: today, or the day after the year."""
        return min(dt.date(self.number + 1, 1, 1), self.today)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of thing that is counted, and by which ways it is told apart."""

    url_name: str  # of the list behind its figures
    label: Text
    rows: Callable[[Year], QuerySet[Any]]
    unit: Way
    country: Way
    field: Way = FIELDS

    def count(self, year: Year) -> int:
        return self.rows(year).count()


def relations_in_force(year: Year) -> QuerySet[Any]:
    """Return the relations in force on the year's last day, as the gauge of that day counts them.

    Each knows whose it was then: `unit_then`, None for the province.
    """
    passed = RelationStage.objects.filter(relation=OuterRef("pk"), passed_on__gt=year.last)
    before = Subquery(passed.order_by("passed_on", "pk").values("passed_from")[:1])
    then = Coalesce(before, "district_id", output_field=BigIntegerField())
    rows = in_force_on(Relation.objects.all(), year.last, undated=year.knows_undated)
    return rows.annotate(unit_then=then)


def activities(year: Year) -> QuerySet[Activity]:
    """Return the activities that began in the year; no cancelled ones, no invented examples."""
    real = standing(Activity.objects.filter(is_example=False))
    return real.filter(starts_on__range=(year.first, year.last))


def units_of(activity: Activity) -> list[District]:
    """Return the units that did the activity, not those that took over what was left to do."""
    took_over = set(activity.taken_over_by.all())
    return [unit for unit in activity.districts.all() if unit not in took_over]


def _doers() -> QuerySet[Any]:
    """Return the links of activities with the units that did them."""
    same = {"activity": OuterRef("activity"), "district": OuterRef("district")}
    took_over = Activity.taken_over_by.through.objects.filter(**same)
    return Activity.districts.through.objects.exclude(Exists(took_over))


def agreements_signed(year: Year) -> QuerySet[Agreement]:
    """Return the agreements signed in the year; of some the sources tell no day.

    Neither invented examples nor what changes or extends an agreement is one.
    """
    real = Agreement.objects.filter(is_example=False, parent=None)
    return real.filter(signed_on__range=(year.first, year.last))


def agreements_in_force(year: Year) -> QuerySet[Agreement]:
    """Return the agreements in force on the year's last day, by their history; no examples."""
    return _agreements_then(year).filter(IN_FORCE_THEN)


def agreements_of(year: Year) -> QuerySet[Agreement]:
    """Return the agreements of which the year's report tells: signed in the year, or in force."""
    signed = Q(signed_on__range=(year.first, year.last))
    rows = _agreements_then(year).filter(signed | IN_FORCE_THEN)
    return with_signers(rows).order_by("signed_on", "pk")


def _agreements_then(year: Year) -> QuerySet[Any]:
    return agreements_as_of(Agreement.objects.all(), year.last, undated=year.knows_undated)


def with_signers(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return them with what `ours` and `theirs` read."""
    signed = signers().select_related("district", "partner")
    return rows.select_related("partner", "district").prefetch_related(
        Prefetch("parties", signed, to_attr="signers")
    )


def ours(agreement: Agreement) -> str:
    """Name who signed at home: «Thành phố Bắc Giang; huyện Yên Dũng», or the province."""
    return _names(agreement.ours, agreement, Side.OURS)


def theirs(agreement: Agreement) -> str:
    """Name the partners that signed."""
    return _names(agreement.partner.name, agreement, Side.THEIRS)


def _names(first: str, agreement: Agreement, side: Side) -> str:
    parties: Sequence[AgreementParty] = cast("Any", agreement).signers
    others = [_name(party) for party in parties if party.side == side]
    return capfirst("; ".join(dict.fromkeys([first, *others])))


def _name(party: AgreementParty) -> str:
    """Name it as the register does, or a body outside it as the text prints it."""
    if party.district:
        return party.district.full_name
    return party.partner.name if party.partner else party.printed_name


def state_then(agreement: Any) -> str:
    """Say where it stood on the year's last day."""
    state = State(agreement.state_then)
    past = agreement.past_then and state in OPERATIVE
    return f"{state.label}; {PAST_END}" if past else str(state.label)


RELATIONS = Subject(
    url_name="reports:relations",
    label=gettext_lazy("Quan hệ hợp tác đang có hiệu lực"),
    rows=relations_in_force,
    unit=ByColumn("unit_then"),
    country=ByColumn("partner__country"),
)
ACTIVITIES = Subject(
    url_name="reports:activities",
    label=gettext_lazy("Hoạt động trong năm"),
    rows=activities,
    unit=ByLink(_doers, "activity", "district"),
    country=ByLink(Activity.partners.through.objects.all, "activity", "partner__country"),
)
AGREEMENTS = Subject(
    url_name="reports:agreements",
    label=gettext_lazy("Thỏa thuận ký trong năm"),
    rows=agreements_signed,
    unit=BySigner(Side.OURS, "district"),
    country=BySigner(Side.THEIRS, "partner__country"),
)
IN_FORCE_AGREEMENTS = Subject(
    url_name="reports:agreements_in_force",
    label=gettext_lazy("Thỏa thuận đang có hiệu lực"),
    rows=agreements_in_force,
    unit=BySigner(Side.OURS, "district"),
    country=BySigner(Side.THEIRS, "partner__country"),
)
SUBJECTS = (RELATIONS, ACTIVITIES, AGREEMENTS, IN_FORCE_AGREEMENTS)
