import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from deadlines.fields import DayField


@pytest.mark.parametrize("typed", ["09/8/2021", " 9/08/2021 ", "2021-08-09"])
def test_a_day_is_typed_as_day_month_year(typed):
    assert DayField().clean(typed) == dt.date(2021, 8, 9)


@pytest.mark.parametrize("typed", ["01/01/0001", "31/12/1900", "01/01/2100", "31/12/9999"])
def test_a_day_in_a_year_without_known_holidays_is_asked_for_again(typed):
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(typed)

    assert refusal.value.messages == ["Đề nghị kiểm tra lại năm."]


def test_a_field_may_take_fewer_years():
    field = DayField(years=range(2007, 2100))

    assert field.clean("01/01/2007") == dt.date(2007, 1, 1)
    with pytest.raises(ValidationError):
        field.clean("31/12/2006")


def test_a_day_may_be_left_out():
    assert DayField(required=False).clean("") is None


def test_a_day_is_shown_as_everywhere_else_and_what_was_typed_as_it_was_typed():
    shown = DayField().widget.format_value
    assert [shown(dt.date(2021, 8, 9)), shown(dt.date(2023, 2, 14))] == ["09/8/2021", "14/02/2023"]
    assert [shown("9/08/21"), shown(None)] == ["9/08/21", None]


def test_a_day_that_was_not_touched_has_not_changed():
    assert not DayField().has_changed(dt.date(2021, 8, 9), "09/8/2021")
