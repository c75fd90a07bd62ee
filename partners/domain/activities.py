"""Activities with partners (hoạt động hợp tác)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import District, Field
from partners.domain.contact_days import remember_activities
from partners.domain.partners import CHANGED
from partners.domain.standing import hold, require_standing, standing
from partners.domain.there import require_there
from partners.enums import ActivityKind
from partners.errors import PartnerRefused, RecordChanged
from partners.models import Activity, Agreement, Partner
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
COLUMNS = ("kind", *LINES, "starts_on", "ends_on", *TEXTS, "next_step_due")


@transaction.atomic
def record_activity(
    entry: Entry, *, source: str = "", is_example: bool = False, by: Actor, at: datetime
) -> Activity:
    """Record an activity; it shows with each partner, unit and agreement that it names.

    PartnerRefused without a partner, if it ends before it starts, or for a unit that was not there
    when it began.
    """
    _require_whole(entry)
    require_there(entry.districts, entry.starts_on)
    partners = hold(entry.partners)
    activity = Activity(
        source=clean_line(source), is_example=is_example, entered_by_id=by.pk, entered_at=at
    )
    _keep(activity, entry)
    record(by=by, action="activity.recorded", on=activity, at=at)
    remember_activities(partners, day_in_hanoi(at))
    return activity


@transaction.atomic
def change_activity(
    activity: Activity, entry: Entry, *, version: int, by: Actor, at: datetime
) -> None:
    """Change what is entered, over the version that was seen; RecordChanged if there is a newer.

    Who took it over later need not have been there when it began. PartnerRefused for one that was
    cancelled.
    """
    _require_whole(entry)
    took_over = set(activity.taken_over_by.all())
    require_there([unit for unit in entry.districts if unit not in took_over], entry.starts_on)
    partners = hold([*entry.partners, *activity.partners.all()])
    seen = standing(Activity.objects.filter(pk=activity.pk, version=version))
    if not seen.update(version=version + 1):
        now = Activity.objects.get(pk=activity.pk)
        require_standing(now)
        raise RecordChanged(str(CHANGED), now.version)
    activity = Activity.objects.get(pk=activity.pk)
    before = {name: getattr(activity, name) for name in COLUMNS}
    _keep(activity, entry)
    changes = {
        name: [old, getattr(activity, name)]
        for name, old in before.items()
        if old != getattr(activity, name)
    }
    record(by=by, action="activity.changed", on=activity, at=at, changes=changes)
    remember_activities(partners, day_in_hanoi(at))


@transaction.atomic
def finish_next_step(activity: Activity, *, by: Actor, at: datetime) -> None:
    """Enter that the next step is done today; PartnerRefused if there is none that is open."""
    still_open = standing(Activity.objects.filter(pk=activity.pk, next_step_done_on=None))
    today = day_in_hanoi(at)
    if not still_open.exclude(next_step="").update(next_step_done_on=today):
        raise PartnerRefused(_("Không còn việc tiếp theo nào chưa xong."))
    record(by=by, action="activity.step_done", on=activity, at=at)


def _require_whole(entry: Entry) -> None:
    if not entry.partners:
        raise PartnerRefused(_("Đề nghị chọn ít nhất một đối tác."))
    if entry.ends_on < entry.starts_on:
        raise PartnerRefused(_("Ngày kết thúc không thể trước ngày bắt đầu."))
    if entry.next_step_due and not entry.next_step:
        raise PartnerRefused(_("Có hạn thì cần ghi việc tiếp theo là gì."))


def _keep(activity: Activity, entry: Entry) -> None:
    step = (activity.next_step, activity.next_step_due)
    for name in COLUMNS:
        setattr(activity, name, getattr(entry, name))
    for name in LINES:
        setattr(activity, name, clean_line(getattr(entry, name)))
    for name in TEXTS:
        setattr(activity, name, clean_text(getattr(entry, name)))
    if step != (activity.next_step, activity.next_step_due):
        activity.next_step_done_on = None  # another step, or the same by another day
    activity.folded_title = fold(f"{activity.title} {activity.place}")
    activity.save()
    activity.partners.set(entry.partners)
    activity.districts.set(entry.districts)
    took_over = activity.taken_over_by.filter(pk__in=[unit.pk for unit in entry.districts])
    # Of an activity somebody did it: when nobody else is named, those that are.
    activity.taken_over_by.set(took_over if took_over.count() < len(entry.districts) else [])
    activity.agreements.set(entry.agreements)
    activity.fields.set(entry.fields)
