"""An activity that was not held, or was entered by mistake, stays visible and counts nowhere."""

import datetime as dt

import pytest

from accounts.agenda import Span
from accounts.models import AuditEvent
from coop_portal.reports.subjects import Year, activities
from dispatches.uploads import Upload
from partners.domain import contact_days, silence
from partners.domain.activities import finish_next_step
from partners.domain.activity_files import attach, detach
from partners.domain.agenda import entries
from partners.domain.cancelling import cancel_activity, restore_activity
from partners.domain.handing_on import _next_steps as next_steps_left
from partners.domain.next_steps import due_reminders, open_steps
from partners.enums import Cancellation
from partners.errors import PartnerRefused
from partners.models import Activity, Relation
from tests.factories import AT, DAY, district, user
from tests.partners.domain.test_activities import changed
from tests.partners.factories import activity, activity_file, partner, relation
from tests.refusing import refused

pytestmark = pytest.mark.django_db
DUE = DAY + dt.timedelta(days=20)
LATER = DAY + dt.timedelta(days=30)
OFF, MISTAKEN = Cancellation.CALLED_OFF, Cancellation.MISTAKEN


@pytest.fixture
def officer():
    return user("officer")


def cancelled(made, by, kind=OFF, reason="Bạn hoãn do dịch"):
    cancel_activity(made, kind, reason=reason, by=by, at=AT)
    made.refresh_from_db()
    return made


def counted_as(made):
    """The days and places in which the activity counts on its day and after it."""
    seo, unit = made.partners.get(), made.districts.get()
    contact_days.catch_up(LATER)
    seo.refresh_from_db()
    [mine] = Relation.objects.filter(partner=seo, district=unit)
    person = user("officer", f"o{AuditEvent.objects.count()}")
    span = Span(person=person, first=DAY, last=LATER, today=DAY)
    undone = Span(person=person, first=dt.date.min, last=LATER, today=DAY, undone=True)
    return {
        "contact": seo.last_contact_on,
        "relation": mine.last_activity_on,
        "heard": silence.last_heard(mine),
        "report": activities(Year(2021, LATER)).count(),
        "calendar": [entry.key for entry in entries(span)],
        "undone": [entry.key for entry in entries(undone)],
        "told": len({due.what for due in due_reminders(AT + dt.timedelta(days=30))}),
        "open": open_steps(Activity.objects.all()).count(),
        "left": len(next_steps_left([unit], LATER)),
    }


@pytest.mark.parametrize("kind", [OFF, MISTAKEN])
@pytest.mark.parametrize("days", [0, 10])
def test_cancelled_it_counts_nowhere_and_restored_it_counts_again(officer, kind, days):
    seo, unit = partner(), district()
    since = DAY - dt.timedelta(days=90)
    relation(seo, unit, on=since)
    day = DAY + dt.timedelta(days=days)
    made = activity(seo, unit, starts_on=day, ends_on=day, next_step="Gửi thư", next_step_due=DUE)
    key = f"activity.step:{made.pk}"
    counts = {
        "contact": day,
        "relation": day,
        "heard": day,
        "report": 1,
        "calendar": [key],
        "undone": [key],
        "told": 1,
        "open": 1,
        "left": 1,
    }
    nothing = {"contact": None, "relation": None, "heard": since, "report": 0} | {
        "calendar": [],
        "undone": [],
        "told": 0,
        "open": 0,
        "left": 0,
    }
    assert counted_as(made) == counts
    cancelled(made, officer, kind)
    assert counted_as(made) == nothing
    assert contact_days.catch_up(LATER) == 0
    assert list(contact_days.told_of(seo)) == [made], "it stays visible"

    restore_activity(made, reason="Bạn sang như kế hoạch", by=officer, at=AT)
    assert counted_as(made) == counts


def test_the_trail_tells_both_and_why(officer):
    made = cancelled(activity(partner()), officer, MISTAKEN, "Ghi  hai lần")
    assert (made.cancelled_as, made.cancelled_because) == ("mistaken", "Ghi hai lần")
    assert (made.cancelled_by, made.cancelled_at, made.version) == (officer, AT, 2)
    assert made.cancelled == "Đã hủy: ghi nhầm hoặc ghi trùng"
    restore_activity(made, reason="Không trùng", by=officer, at=AT)
    told = AuditEvent.objects.filter(object_id=str(made.pk), action__startswith="activity.")
    assert [(event.action, event.data) for event in told.order_by("pk")][1:] == [
        ("activity.cancelled", {"cancelled_as": "mistaken", "reason": "Ghi hai lần"}),
        (
            "activity.restored",
            {
                "cancelled_as": "mistaken",
                "cancelled_because": "Ghi hai lần",
                "reason": "Không trùng",
            },
        ),
    ]


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_cancelled_or_restored(officer, reason):
    made = activity(partner())
    with pytest.raises(PartnerRefused, match="ghi lý do"):
        cancelled(made, officer, reason=reason)
    cancelled(made, officer)
    with pytest.raises(PartnerRefused, match="ghi lý do"):
        restore_activity(made, reason=reason, by=officer, at=AT)


def test_what_is_cancelled_takes_nothing_in(officer):
    made = activity(partner(), next_step="Gửi thư")
    kept = activity_file(made)
    with pytest.raises(PartnerRefused, match="chưa bị hủy"):
        restore_activity(made, reason="Nhầm", by=officer, at=AT)
    cancelled(made, officer)
    upload = Upload("Thư.pdf", b"%PDF-1.7 thu", "application/pdf")
    for act in (
        lambda: changed(made, title="Tên khác"),
        lambda: attach(made, upload, by=officer, at=AT),
        lambda: detach(kept, by=officer, at=AT),
    ):
        with pytest.raises(PartnerRefused, match="đã hủy; muốn ghi tiếp thì khôi phục trước"):
            act()
    with pytest.raises(PartnerRefused, match="Không còn việc tiếp theo"):
        finish_next_step(made, by=officer, at=AT)
    with pytest.raises(PartnerRefused, match="đã được hủy trước đó"):
        cancelled(made, officer)


@pytest.mark.parametrize(
    "changes",
    [
        {"cancelled_at": AT},
        {"cancelled_at": AT, "cancelled_as": "called_off"},
        {"cancelled_at": AT, "cancelled_because": "Dịch bệnh"},
        {"cancelled_at": AT, "cancelled_as": "khac", "cancelled_because": "Dịch bệnh"},
        {"cancelled_as": "called_off", "cancelled_because": "Dịch bệnh"},
        {"cancelled_because": "Dịch bệnh"},
    ],
)
def test_the_database_wants_kind_moment_and_reason_or_none(changes):
    rows = Activity.objects.filter(pk=activity(partner()).pk)
    assert refused(lambda: rows.update(**changes))


def test_who_had_cancelled_goes_with_the_cancellation(officer):
    rows = Activity.objects.filter(pk=activity(partner()).pk)
    assert refused(lambda: rows.update(cancelled_by=officer))
