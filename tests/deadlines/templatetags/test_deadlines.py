from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from deadlines.templatetags.deadlines import vn_date, vn_datetime, vn_weekday, vn_when
from deadlines.value import HANOI, Deadline
from deadlines.working_days import WorkingCalendar

ROUND = Deadline.before(date(2021, 8, 9))
EXTENDED = Deadline.before(date(2021, 8, 12))
WEDNESDAY = datetime(2021, 8, 4, 8, 0, tzinfo=HANOI)


def shown(tag, **context):
    return Template("{% load deadlines %}" + tag).render(Context(context))


def words(html):
    return " ".join(html.split())


def component(deadline, now, **context):
    tag = "{% deadline deadline now extended=extended calendar=calendar %}"
    context = {"calendar": WorkingCalendar()} | context
    return words(shown(tag, deadline=deadline, now=now, **context))


def test_the_component_is_complete():
    assert component(ROUND, WEDNESDAY) == (
        '<div class="due"> <div class="left">4<small>ngày còn lại</small></div> '
        '<div class="words"> <b>Trước ngày 09/8/2021</b> <br> <span class="muted small"> '
        "Hạn cuối: hết Chủ nhật 08/8/2021, 24:00 giờ Hà Nội. "
        "Ngày làm việc cuối: thứ Sáu 06/8/2021. </span> </div> </div>"
    )


def test_a_deadline_on_a_working_day_names_no_other_day():
    html = component(Deadline.through(date(2021, 8, 9)), WEDNESDAY)
    assert "Đến hết ngày 09/8/2021" in html
    assert "Ngày làm việc cuối" not in html


def test_an_extension_holds_and_the_first_deadline_is_told():
    html = component(ROUND, WEDNESDAY, extended=EXTENDED)
    assert '<div class="left">7<small>ngày còn lại</small>' in html
    assert "<b>Trước ngày 12/8/2021</b>" in html
    assert "Hạn cuối: hết thứ Tư 11/8/2021, 24:00 giờ Hà Nội." in html
    assert "Đã gia hạn; hạn ban đầu: trước ngày 09/8/2021." in html


def test_a_deadline_that_was_not_moved_tells_no_extension():
    assert component(ROUND, WEDNESDAY, extended=ROUND) == component(ROUND, WEDNESDAY)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2021-08-08T20:40", "3<small>giờ còn lại</small>"),
        ("2021-08-08T23:40", "20<small>phút còn lại</small>"),
        ("2021-08-09T00:05", "5<small>phút quá hạn</small>"),
        ("2021-08-09T03:20", "3<small>giờ quá hạn</small>"),
        ("2021-08-11T08:00", "2<small>ngày quá hạn</small>"),
    ],
)
def test_the_figure_and_its_unit(now, left):
    moment = datetime.fromisoformat(now).replace(tzinfo=HANOI)
    html = component(ROUND, moment)
    assert f'<div class="left">{left}' in html
    assert ('class="due over"' in html) is (moment >= ROUND.instant)


def test_without_a_calendar_the_component_reads_it_once(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        html = shown("{% deadline deadline now %}", deadline=ROUND, now=WEDNESDAY)
    assert "thứ Sáu 06/8/2021" in html


def test_with_a_calendar_the_component_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        component(ROUND, WEDNESDAY)


def test_moments_are_shown_in_hanoi_time():
    moment = datetime(2021, 8, 3, 17, 30, tzinfo=UTC)
    assert vn_date(moment) == "04/8/2021"
    assert vn_weekday(moment) == "thứ Tư"
    assert vn_datetime(moment) == "00:30 ngày 04/8/2021"
    assert vn_when(moment) == "04/8 00:30"


def test_a_date_is_shown_as_it_is():
    assert vn_date(date(2021, 2, 9)) == "09/02/2021"
    assert vn_weekday(date(2021, 8, 8)) == "Chủ nhật"


def test_nothing_is_shown_of_nothing():
    assert [vn_date(None), vn_weekday(None), vn_datetime(None), vn_when(None)] == ["", "", "", ""]


def test_a_deadline_before_a_time_says_the_time():
    html = component(Deadline.before_time(date(2021, 8, 9), time(17, 0)), WEDNESDAY)
    assert "Trước 17 giờ 00 ngày 09/8/2021" in html
    assert "Hạn cuối: 17:00 giờ Hà Nội, thứ Hai 09/8/2021." in html


@pytest.mark.parametrize(
    "deadline", [ROUND, Deadline.before_time(date(2021, 8, 9), time(17, 0))], ids=["day", "hour"]
)
def test_a_page_in_vietnamese_says_the_instant_as_paper_does(deadline):
    assert f"Hạn cuối: {deadline.instant_phrase}." in component(deadline, WEDNESDAY)


def test_a_page_in_english_keeps_the_dates_and_the_words_of_the_letter():
    with translation.override("en"):
        html = component(ROUND, WEDNESDAY, extended=EXTENDED)
        assert vn_datetime(WEDNESDAY) == "08:00 on 04/8/2021"
    assert "7<small>days left</small>" in html
    assert "Trước ngày 12/8/2021" in html
    assert "Closing moment: end of Wednesday 11/8/2021, 24:00 Hanoi time." in html
