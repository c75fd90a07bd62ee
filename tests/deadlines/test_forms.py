import datetime as dt

import pytest

from deadlines.forms import CallDeadlineForm, DeadlineForm, initial
from deadlines.value import Deadline

DAY = dt.date(2021, 8, 9)


def typed(kind="before_date", date="09/8/2021", time=""):
    form = DeadlineForm({"deadline_kind": kind, "deadline_date": date, "deadline_time": time})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("parts", "deadline"),
    [
        ({}, Deadline.before(DAY)),
        ({"date": "2021-08-09"}, Deadline.before(DAY)),
        ({"kind": "through_date"}, Deadline.through(DAY)),
        ({"kind": "before_time", "time": "17:00"}, Deadline.before_time(DAY, dt.time(17))),
        # A time that was typed before the kind was changed is no part of the deadline.
        ({"kind": "before_date", "time": "17:00"}, Deadline.before(DAY)),
    ],
)
def test_the_parts_make_a_deadline(parts, deadline):
    assert typed(**parts).cleaned_data["deadline"] == deadline


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"kind": "some_day"}, "deadline_kind"),
        ({"kind": "within_working_days"}, "deadline_kind"),
        ({"date": ""}, "deadline_date"),
        ({"date": "31/02/2021"}, "deadline_date"),
        ({"date": "08/09/21"}, "deadline_date"),
        ({"date": "09/8/9999"}, "deadline_date"),
        ({"date": "09/8/0021"}, "deadline_date"),
        ({"kind": "before_time"}, "deadline_time"),
        ({"kind": "before_time", "time": "17:00:30"}, "deadline_time"),
        ({"kind": "before_time", "time": "25:00"}, "deadline_time"),
    ],
)
def test_what_is_no_deadline_is_said_at_its_field(parts, field):
    form = typed(**parts)

    assert list(form.errors) == [field]
    assert "deadline" not in form.cleaned_data


@pytest.mark.parametrize(
    "deadline",
    [Deadline.before(DAY), Deadline.through(DAY), Deadline.before_time(DAY, dt.time(17))],
)
def test_what_a_form_shows_gives_the_same_deadline_again(deadline):
    form = DeadlineForm(initial=initial(deadline))
    shown = {field.html_name: field.value() for field in form}

    again = DeadlineForm(shown)
    assert again.is_valid(), again.errors
    assert again.cleaned_data["deadline"] == deadline


def called(**parts):
    form = CallDeadlineForm({f"deadline_{name}": value for name, value in parts.items()})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("parts", "deadline"),
    [
        ({"kind": "within_working_days", "working_days": "7"}, Deadline.from_receipt(7)),
        # A day that was typed before the kind was changed is no part of the deadline, nor a count.
        (
            {"kind": "within_working_days", "working_days": "7", "date": "09/8/2021"},
            Deadline.from_receipt(7),
        ),
        ({"kind": "through_date", "working_days": "7", "date": "09/8/2021"}, Deadline.through(DAY)),
    ],
)
def test_a_call_may_count_from_each_one_s_receipt(parts, deadline):
    assert called(**parts).cleaned_data["deadline"] == deadline


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"kind": "within_working_days", "date": "09/8/2021"}, "deadline_working_days"),
        ({"kind": "within_working_days", "working_days": "0"}, "deadline_working_days"),
        ({"kind": "within_working_days", "working_days": "bảy"}, "deadline_working_days"),
        ({"kind": "within_working_days", "working_days": "251"}, "deadline_working_days"),
        ({"kind": "before_date", "working_days": "7"}, "deadline_date"),
        ({"kind": "before_date", "date": "31/02/2021"}, "deadline_date"),
    ],
)
def test_what_a_call_leaves_out_is_said_once_at_its_field(parts, field):
    form = called(**parts)

    assert {name: len(said) for name, said in form.errors.items()} == {field: 1}
    assert "deadline" not in form.cleaned_data


def test_a_call_shows_what_it_counts():
    deadline = Deadline.from_receipt(7)
    form = CallDeadlineForm(initial=initial(deadline))
    again = CallDeadlineForm({field.html_name: field.value() or "" for field in form})

    assert again.is_valid(), again.errors
    assert again.cleaned_data["deadline"] == deadline
