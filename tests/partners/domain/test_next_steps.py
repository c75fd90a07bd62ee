"""What was to be done after an activity: due, done, told."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.agenda import Span
from districts.holdings import Passing
from partners.domain.activities import finish_next_step
from partners.domain.agenda import entries
from partners.domain.handing_on import NEXT_STEPS
from partners.domain.next_steps import due_reminders, open_steps
from partners.errors import PartnerRefused
from partners.models import Activity
from tests.districts.acts import enter, unit
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.partners.factories import activity, partner

pytestmark = pytest.mark.django_db
DUE = DAY + dt.timedelta(days=20)


@pytest.mark.parametrize(
    ("days", "stages"), [(-8, []), (-7, ["week"]), (0, ["today"]), (1, ["overdue"])]
)
def test_it_is_told_a_week_before_on_the_day_and_after_it(days, stages):
    officer = user("officer")
    made = activity(partner(), next_step="Gửi thư\ncảm ơn", next_step_due=DUE)
    found = list(due_reminders(AT + dt.timedelta(days=20 + days)))
    assert [(each.stage, each.on, each.to) for each in found] == [
        (stage, DUE, officer) for stage in stages
    ]
    if found:
        assert found[0].title == f"Gửi thư (sau «{made}»), hạn 22/8/2021"


def test_the_units_that_took_part_are_told_too():
    unit = district()
    theirs, officer = officer_of(unit), user("officer")
    activity(partner(), unit, next_step="Gửi thư", next_step_due=DUE)
    found = due_reminders(AT + dt.timedelta(days=30))
    assert [each.to for each in found] == [theirs, officer]


def test_done_it_is_told_no_more_and_done_once():
    officer = user("officer")
    made = activity(partner(), next_step="Gửi thư", next_step_due=DUE)
    finish_next_step(made, by=officer, at=AT)
    assert list(due_reminders(AT + dt.timedelta(days=30))) == []
    with pytest.raises(PartnerRefused, match="Không còn việc tiếp theo"):
        finish_next_step(made, by=officer, at=AT)


def test_without_a_next_step_nothing_is_done():
    with pytest.raises(PartnerRefused):
        finish_next_step(activity(partner()), by=user("officer"), at=AT)


def shown(person, first, last, *, undone=False):
    span = Span(person=person, first=first, last=last, today=DAY, undone=undone)
    return [(entry.day, entry.title) for entry in entries(span)]


def test_without_a_day_it_stands_on_today_until_it_is_done():
    unit, other = district(), district("Yên Dũng")
    officer, theirs = user("officer"), officer_of(unit)
    made = activity(partner(), unit, title="Đoàn vào", next_step="Gửi thư\ncảm ơn")
    told = [(DAY, "Gửi thư (Đoàn vào), chưa đặt hạn")]
    for person in (officer, theirs):
        assert shown(person, dt.date.min, DUE, undone=True) == told
        assert shown(person, DAY, DUE) == told
        assert shown(person, DAY + dt.timedelta(days=1), DUE) == []
    assert shown(officer_of(other, "yd"), DAY, DUE) == []
    assert list(open_steps(Activity.objects.all())) == [made]
    assert list(due_reminders(AT)) == [], "nothing falls due"

    finish_next_step(made, by=officer, at=AT)
    assert shown(officer, DAY, DUE) == shown(theirs, dt.date.min, DUE, undone=True) == []
    assert not open_steps(Activity.objects.all())


def test_the_list_of_what_is_open_has_what_has_no_day():
    client = signed_in(user("officer"))
    undated = activity(partner(), next_step="Gửi thư")
    late = activity(
        partner("Khác", "b"), next_step="Gửi thư", next_step_due=DAY - dt.timedelta(days=1)
    )
    activity(partner("Nữa", "c"))

    def rows(step):
        page = client.get(reverse("partners:activities"), {"step": step})
        return [row[0].object for row in page.context["rows"]]

    assert rows("open") == [late, undated]
    assert rows("late") == [late]


ABOLISHED = dt.date(2021, 8, 18)
AFTER = dt.datetime.fromisoformat("2021-08-19T08:00:00+07:00")


@pytest.fixture
def handed_to_the_province():
    """A step that the city's officer entered; the city ends, and the province takes it over."""
    city, town = district("Bắc Giang", "city", code="a"), district("Chũ", "town", code="c", rank=2)
    theirs, others, officer = officer_of(city, "city"), officer_of(town, "town"), user("officer")

    def made(*units):
        step = activity(partner(), *units, next_step="Gửi thư", next_step_due=DUE)
        entered_by = theirs if units[-1] == city else others
        type(step).objects.filter(pk=step.pk).update(entered_by=entered_by)
        enter(("a", "p", "abolished"), new=[("p", "province", "Bắc Ninh")], on=ABOLISHED)
        passing = Passing(old=unit("a"), new=unit("p"))
        NEXT_STEPS.move(step.pk, passing, by=officer, at=AFTER)
        return [due.to.username for due in due_reminders(AFTER)]

    return made, city, town


def test_what_the_province_took_over_is_told_to_the_department(handed_to_the_province):
    made, city, _town = handed_to_the_province
    assert made(city) == ["officer"]


def test_and_to_the_unit_that_still_has_a_part_in_it(handed_to_the_province):
    made, city, town = handed_to_the_province
    assert made(city, town) == ["town", "officer"]


def test_of_a_unit_that_has_ended_the_department_is_told_until_somebody_takes_over():
    city = district("Bắc Giang", "city", code="a")
    theirs = officer_of(city)
    user("officer")
    made = activity(partner(), city, next_step="Gửi thư", next_step_due=DUE)
    type(made).objects.update(entered_by=theirs)
    assert [due.to.username for due in due_reminders(AFTER)] == ["district"]
    enter(("a", "p", "abolished"), new=[("p", "province", "Bắc Ninh")], on=ABOLISHED)
    assert [due.to.username for due in due_reminders(AFTER)] == ["officer"]
