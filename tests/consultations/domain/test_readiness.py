"""What stands against sending a letter, and what only deserves a second look."""

import datetime as dt

import pytest
from django.urls import reverse

from consultations.domain import call_rules, readiness
from consultations.models import Consultee
from deadlines.domain.calendar import working_calendar
from deadlines.value import Deadline
from dispatches import cautions, guards
from dispatches.domain import issuing
from dispatches.errors import DispatchRefused
from districts.enums import UnitKind
from districts.models import District
from tests.consultations import rounds
from tests.consultations.rounds import AT, hanoi, wording
from tests.dispatches import factories as dispatches
from tests.factories import district, signed_in

pytestmark = pytest.mark.django_db


def test_the_round_of_the_documents_is_ready():
    assert readiness.obstacles(rounds.loaded(), AT) == []


def test_everything_that_is_missing_is_said_at_once():
    round_ = rounds.drafted(contents=0)
    round_.consultees.all().delete()

    assert readiness.obstacles(round_, hanoi("09/8 00:00")) == [
        "Thời hạn «trước ngày 09/8/2021» đã qua.",
        "Chưa có nội dung xin ý kiến.",
        "Chưa có đơn vị được lấy ý kiến.",
    ]


def test_a_round_without_a_time_limit_is_not_ready():
    round_ = rounds.drafted()
    round_.terms.all().delete()

    assert readiness.obstacles(rounds.fresh(round_), AT) == ["Chưa có thời hạn trả lời."]


def test_units_that_no_mail_reaches_are_named():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế")
    addresses = Consultee.objects.filter(round=round_)
    addresses.filter(district__name="Sơn Động").update(address="")
    addresses.filter(district__name="Yên Thế").update(address="yenthe(at)example")

    assert readiness.obstacles(round_, AT) == [
        "UBND huyện Sơn Động chưa có địa chỉ nhận công văn.",
        "Không gửi thư được đến địa chỉ «yenthe(at)example» của UBND huyện Yên Thế.",
    ]


def test_a_unit_that_has_ended_is_not_asked():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động")
    District.objects.filter(name="Sơn Động").update(valid_to=AT.date())

    assert readiness.obstacles(round_, AT) == [
        "UBND huyện Sơn Động đã kết thúc hoạt động; đề nghị chọn lại đơn vị."
    ]


def test_units_with_the_same_fault_have_one_sentence():
    round_ = rounds.drafted("Lục Ngạn", *(f"Số {number}" for number in range(12)))
    District.objects.exclude(name="Lục Ngạn").update(valid_to=AT.date())

    (sentence,) = readiness.obstacles(round_, AT)
    assert sentence.startswith("UBND huyện Số 0, UBND huyện Số 1, ")
    assert sentence.endswith(
        ", UBND huyện Số 9 và 2 đơn vị khác đã kết thúc hoạt động; đề nghị chọn lại đơn vị."
    )


@pytest.mark.parametrize(
    ("said", "warnings"),
    [
        ("yêu cầu tiếp tục xin ý kiến (lần 1)", []),
        (
            "yêu cầu tiếp tục xin ý kiến (lần 2)",
            ["Lời văn còn ghi «(lần 2)», trong khi đây là lần 1; đề nghị xem lại."],
        ),
    ],
)
def test_the_number_of_another_round_in_the_words_is_a_warning(said, warnings):
    round_ = rounds.drafted(deadline=Deadline.through(dt.date(2021, 8, 9)))
    round_.reason = said

    assert readiness.warnings(round_, working_calendar(), AT) == warnings


@pytest.mark.parametrize(
    ("deadline", "warnings"),
    [
        (
            Deadline.before(dt.date(2021, 8, 9)),
            [
                "Ngày cuối nhận ý kiến (Chủ nhật 08/8/2021) là ngày nghỉ; "
                "ngày làm việc cuối là thứ Sáu 06/8/2021."
            ],
        ),
        (Deadline.through(dt.date(2021, 8, 9)), []),
        (
            Deadline.through(dt.date(2021, 9, 2)),
            [
                "Ngày cuối nhận ý kiến (thứ Năm 02/9/2021) là ngày nghỉ; "
                "ngày làm việc cuối là thứ Tư 01/9/2021."
            ],
        ),
    ],
)
def test_a_last_day_off_is_a_warning(deadline, warnings):
    round_ = rounds.drafted(deadline=deadline)

    assert readiness.warnings(round_, working_calendar(), AT) == warnings


def test_a_round_without_a_time_limit_has_nothing_to_warn_of():
    round_ = rounds.drafted()
    round_.terms.all().delete()

    assert readiness.warnings(rounds.fresh(round_), working_calendar(), AT) == []


def test_the_register_asks_before_it_gives_a_number():
    round_ = rounds.approved(rounds.drafted())
    Consultee.objects.update(address="")

    with pytest.raises(DispatchRefused, match="UBND huyện Lục Ngạn chưa có địa chỉ nhận công văn"):
        issuing.issue(
            round_.dispatch, number=None, date=AT.date(), by=rounds.person("clerk"), at=AT
        )


@pytest.mark.parametrize("day", [dt.date(2021, 8, 9), dt.date(2021, 8, 6)])
def test_a_letter_is_not_issued_after_its_deadline_whatever_date_it_bears(day):
    call_rules.set_minimum(0, by=rounds.person("administrator"), at=AT)
    dispatch = rounds.approved(rounds.drafted()).dispatch
    too_late = hanoi("09/8 00:00")

    assert guards.reasons(dispatch, too_late) == ["Thời hạn «trước ngày 09/8/2021» đã qua."]
    with pytest.raises(DispatchRefused, match="đã qua"):
        issuing.issue(dispatch, number=None, date=day, by=rounds.person("clerk"), at=too_late)
    assert guards.reasons(dispatch, hanoi("08/8 23:59")) == []


def test_other_letters_are_no_business_of_consultations():
    assert readiness.issue_guard(dispatches.approved(), AT) == []


def test_issuing_says_how_many_calls_will_leave():
    round_ = rounds.drafted()
    asked = round_.consultees.count()
    sentence = "%d thư kèm bản PDF gửi đến %d đơn vị được lấy ý kiến."

    assert readiness.mails_of_issuing(round_.dispatch) == [sentence % (asked, asked)]
    round_.consultees.filter(pk=round_.consultees.first().pk).update(address="")
    assert readiness.mails_of_issuing(round_.dispatch) == [sentence % (asked - 1, asked - 1)]


def test_words_on_a_group_of_which_not_all_are_asked_are_a_warning():
    through = Deadline.through(dt.date(2021, 8, 9))
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động", deadline=through)
    assert readiness.warnings(round_, working_calendar(), AT) == []
    rounds.asked("Yên Thế", "other")
    district("Bắc Giang", UnitKind.CITY, code="city", valid_to=AT.date())

    assert readiness.warnings(round_, working_calendar(), AT) == [
        "Lời văn ghi «các huyện, thành phố», trong khi không lấy ý kiến UBND huyện Yên Thế; "
        "đề nghị xem lại."
    ]
    round_.audience, round_.consent_clause = "các huyện Lục Ngạn, Sơn Động", ""
    assert readiness.warnings(round_, working_calendar(), AT) == []


def test_who_approves_reads_what_is_unusual_in_the_letter():
    rounds.office()
    round_ = rounds.drafted("Lục Ngạn", wording=wording(reason="xin ý kiến (lần 2)"))
    rounds.asked("Sơn Động", "u2", 2)
    letter = rounds.submitted(round_).dispatch
    unusual = [
        "Ngày cuối nhận ý kiến (Chủ nhật 08/8/2021) là ngày nghỉ; "
        "ngày làm việc cuối là thứ Sáu 06/8/2021.",
        "Lời văn còn ghi «(lần 2)», trong khi đây là lần 1; đề nghị xem lại.",
        "Lời văn ghi «các huyện, thành phố», trong khi không lấy ý kiến UBND huyện Sơn Động; "
        "đề nghị xem lại.",
    ]
    assert cautions.of(letter, AT) == unusual
    page = signed_in(rounds.person("leader")).get(reverse("dispatches:detail", args=[letter.pk]))
    assert page.context["cautions"] == unusual
    assert page.text.count("Cần xem lại trước khi duyệt, ban hành:") == 1


def test_what_has_left_is_not_looked_at_again():
    letter = rounds.issued(rounds.drafted()).dispatch
    assert cautions.of(letter, AT) == []
