"""Activities with partners (hoạt động hợp tác)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from districts.models import District, Field
from partners.domain.relations import note_activity
from partners.enums import ActivityKind
from partners.errors import PartnerRefused
from partners.models import Activity, Agreement, Partner, Relation
from vietnamese.text import clean_line, clean_text, fold


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is entered about an activity; of no unit it is the province's own."""

    kind: ActivityKind
    title: str
    starts_on: date
    ends_on: date
    partners: Sequence[Partner]
    districts: Sequence[District] = ()
    agreements: Sequence[Agreement] = ()
    fields: Sequence[Field] = ()
    place: str = ""
    our_people: str = ""
    their_people: str = ""
    outcome: str = ""
    next_step: str = ""
    next_step_due: date | None = None


LINES = ("title", "place")
TEXTS = ("our_people", "their_people", "outcome", "next_step")
DAYS = ("starts_on", "ends_on", "next_step_due")


@transaction.atomic
def record_activity(
    entry: Entry, *, source: str = "", is_example: bool = False, by: Actor, at: datetime
) -> Activity:
    """Record an activity; it shows with each partner, unit and agreement that it names.

    PartnerRefused without a partner, or if it ends before it starts.
    """
    if not entry.partners:
        raise PartnerRefused(_("Đề nghị chọn ít nhất một đối tác."))
    if entry.ends_on < entry.starts_on:
        raise PartnerRefused(_("Ngày kết thúc không thể trước ngày bắt đầu."))
    activity = Activity.objects.create(
        kind=entry.kind,
        folded_title=fold(entry.title),
        **{name: clean_line(getattr(entry, name)) for name in LINES},
        **{name: clean_text(getattr(entry, name)) for name in TEXTS},
        **{name: getattr(entry, name) for name in DAYS},
        source=clean_line(source),
        is_example=is_example,
        entered_by_id=by.pk,
        entered_at=at,
    )
    _connect(activity, entry)
    record(by=by, action="activity.recorded", on=activity, at=at)
    note_activity(_relations(entry.partners, entry.districts), entry.starts_on)
    return activity


def _connect(activity: Activity, entry: Entry) -> None:
    activity.partners.set(entry.partners)
    activity.districts.set(entry.districts)
    activity.agreements.set(entry.agreements)
    activity.fields.set(entry.fields)


def _relations(partners: Iterable[Partner], districts: Iterable[District]) -> list[Relation]:
    """Return the relations that an activity keeps alive: of its units, or else the province's."""
    districts = list(districts)
    ours = Q(district__in=districts) if districts else Q(district__isnull=True)
    return list(Relation.objects.filter(ours, partner__in=list(partners)))
