"""What pages, lists and other systems show of time limits that run from each unit's receipt."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from accounts.agenda import Span
from consultations import api_schema
from consultations.domain import agenda, archive_course, overview, published
from consultations.domain.agreement_opinions import carry_over
from consultations.domain.tasks_of_unit import calls_of
from consultations.enums import Stage
from consultations.models import Round, Term
from deadlines.domain.calendar import working_calendar
from deadlines.value import Deadline
from outbox.models import Message
from partners.agreement_enums import State
from partners.domain.citing import Citation
from partners.domain.opinions import due_of
from tests.consultations import from_receipt, rounds
from tests.consultations.from_receipt import GIVEN, MAILED, OPENED, PHRASE, SEVEN, opened
from tests.consultations.rounds import AGREE, AT, hanoi
from tests.consultations.schemas import fits
from tests.consultations.views.test_answering_page import set_clock
from tests.consultations.views.test_preparing import errors, new_matter
from tests.factories import signed_in
from tests.partners.courses import LATER, an_idea, prepare, step
from tests.refusing import refused

pytestmark = pytest.mark.django_db
NOW = "05/8 09:00"
END = dt.date(2021, 8, 31)


@pytest.fixture
def called():
    """The first unit has its mail since 02/8, the second opened the call on 04/8."""
    made = from_receipt.called()
    opened(made, "04/8 09:00")
    set_clock(hanoi(NOW))
    return rounds.fresh(made)


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


def page_of(client, round_, part=""):
    return " ".join(client.get(f"/lay-y-kien/{round_.pk}/{part}").text.split())


def test_the_board_says_when_each_unit_s_time_is_over(officer, called):
    board = page_of(officer, called)

    assert "Trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản" in board
    assert "Hạn cuối: hết thứ Sáu 13/8/2021, 24:00 giờ Hà Nội." in board
    assert "Hạn trên đây là của đơn vị nhận sau cùng." in board
    assert "nhận 02/8/2021, hạn hết 11/8/2021" in board
    assert "nhận 04/8/2021, hạn hết 13/8/2021" in board
    assert "Chưa ghi nhận ngày nhận văn bản" in board
    assert "1 đơn vị chưa ghi nhận ngày nhận văn bản" in board
    assert "Gia hạn trong" not in board


def test_before_anybody_has_the_letter_the_board_names_no_day(officer):
    made = from_receipt.called(refused=from_receipt.UNITS)
    set_clock(hanoi(NOW))
    board = page_of(officer, made)

    assert "Tính riêng cho từng đơn vị, bắt đầu khi đơn vị nhận được văn bản." in board
    assert "3 đơn vị chưa ghi nhận ngày nhận văn bản" in board
    assert "Hạn cuối" not in board


@pytest.mark.parametrize(
    ("term", "names"), [("common", {MAILED, OPENED, GIVEN}), ("own", set()), ("over", {MAILED})]
)
def test_the_board_finds_units_by_their_time(officer, called, term, names):
    set_clock(hanoi("12/8 09:00"))
    found = officer.get(f"/lay-y-kien/{called.pk}/", {"term": term}).context["page"]

    assert {row.consultee.district.name for row in found.object_list} == names


def test_the_unit_is_told_its_day_at_the_first_opening(officer):
    made = from_receipt.called(refused=from_receipt.UNITS)
    one = rounds.consultee(made, OPENED)
    set_clock(hanoi("04/8 09:00"))
    staff = signed_in(rounds.staff(one))
    assert "bắt đầu khi đơn vị nhận được văn bản" in staff.get("/").text

    shown = staff.get(reverse("consultations:answer", args=[one.pk])).text

    assert "Hạn cuối: hết thứ Sáu 13/8/2021" in " ".join(shown.split())
    assert "Đơn vị nhận được văn bản ngày 04/8/2021." in shown
    assert "Hạn cuối: hết thứ Sáu 13/8/2021" in " ".join(staff.get("/").text.split())
    assert "Đơn vị nhận được văn bản ngày 04/8/2021." in page_of(officer, made, f"don-vi/{one.pk}/")


def test_who_reads_the_letter_alone_has_received_it():
    made = from_receipt.called(refused=from_receipt.UNITS)
    one = rounds.consultee(made, OPENED)
    set_clock(hanoi("04/8 09:00"))

    assert (
        signed_in(rounds.staff(one))
        .get(reverse("consultations:call_pdf", args=[one.pk]))
        .status_code
        == 200
    )

    assert rounds.consultee(made, OPENED).term.received_on == dt.date(2021, 8, 4)
    assert rounds.consultee(made, OPENED).opened_at == hanoi("04/8 09:00")


def test_the_call_tells_of_no_day_and_the_reminder_does(called):
    call = Message.objects.get(kind="call", topic_id=rounds.consultee(called, MAILED).pk)
    assert f"Thời hạn: {PHRASE}; ngày cuối của đơn vị ghi tại đường dẫn" in call.text
    from_receipt.catch_up(hanoi("06/8 08:00"))
    reminder = Message.objects.get(kind="reminder", to_name="UBND huyện Lục Ngạn")
    assert "(nhận ý kiến đến hết thứ Tư 11/8/2021, 24:00 giờ Hà Nội); còn 5 ngày" in reminder.text


def test_calendars_name_each_one_s_day(called):
    def days(person):
        span = Span(person=person, first=AT.date(), last=END, today=AT.date())
        return [(entry.day, entry.title) for entry in agenda.entries(span)]

    ours, theirs = days(rounds.person("officer")), days(rounds.staff(mailed(called)))
    assert ours == [
        (dt.date(2021, 8, 13), f"Đề án, lấy ý kiến lần 1 ({PHRASE}, đến hết ngày 13/8/2021)")
    ]
    assert theirs == [(dt.date(2021, 8, 11), f"Đề án ({PHRASE}, đến hết ngày 11/8/2021)")]
    assert days(rounds.staff(rounds.consultee(called, GIVEN))) == []


def mailed(round_):
    return rounds.consultee(round_, MAILED)


def test_a_unit_s_calls_stand_by_its_own_day(called):
    district = mailed(called).district
    other = rounds.drafted(units=[district], title="Khác", deadline=Deadline.through(END))
    rounds.called(other)

    assert [each.round.consultation.title for each in calls_of(district)] == ["Đề án", "Khác"]
    assert calls_of(district)[0].due_at == hanoi("12/8 00:00")


def test_the_desk_names_the_next_reminder_and_the_last_day(called):
    [call] = overview.open_calls(at=hanoi(NOW), calendar=working_calendar())

    assert call.next_reminder.at == hanoi("06/8 08:00")
    assert (call.term.received_on, call.over) == (dt.date(2021, 8, 4), False)


@pytest.mark.parametrize(
    ("at", "stage"), [("13/8 23:59", Stage.OPEN), ("14/8 00:00", Stage.OVERDUE)]
)
def test_other_systems_read_when_each_unit_s_time_is_over(called, at, stage):
    at = hanoi(at)
    for wanted in (Stage.OPEN, Stage.OVERDUE):
        found = published.calls(at=at, stage=wanted, since=None)
        assert [each.pk for each in found] == ([called.pk] if wanted == stage else [])
    document = json.loads(json.dumps(published.whole_call(called, at)))

    assert fits(document, api_schema.SCHEMAS["WholeCall"])
    assert document["stage"]["code"] == stage.value
    assert document["deadline"] == {"phrase": PHRASE, "instant": None}
    assert [(term["received_on"], term["instant"]) for term in document["terms"]] == [
        (None, None),
        ("2021-08-02", "2021-08-12T00:00:00+07:00"),
        ("2021-08-04", "2021-08-14T00:00:00+07:00"),
    ]


def test_other_systems_find_a_round_open_that_nobody_has_yet():
    made = from_receipt.called(refused=from_receipt.UNITS)

    open_ones = published.calls(at=hanoi("30/8 09:00"), stage=Stage.OPEN, since=None)
    assert list(open_ones) == [made]


def correction(round_):
    one = rounds.consultee(round_, OPENED)
    return one, reverse("consultations:correct_receipt", args=[round_.pk, one.pk])


def test_an_officer_puts_a_receipt_right_from_the_unit_s_page(officer, called):
    one, address = correction(called)
    unit = f"don-vi/{one.pk}/"
    assert f'href="{address}"' in page_of(officer, called, unit)
    asked = page_of(officer, called, f"{unit}ngay-nhan/")
    assert "Đang ghi nhận ngày 04/8/2021; thời hạn: trong thời hạn 07 ngày làm việc" in asked
    assert "Gọi điện thoại" not in asked

    told = {"on": "03/8/2021", "kind": "hand", "person": "Văn thư", "reason": ""}
    assert "reason" in officer.post(address, told).context["form"].errors
    said = errors(officer.post(address, told | {"on": "04/8/2021", "reason": "Sổ giao."}))
    assert "Ngày đúng phải trước ngày đã ghi, 04/8/2021." in said["__all__"][0]
    officer.post(address, told | {"reason": "Sổ giao công văn."})

    shown = page_of(officer, called, unit)
    assert "Đã đính chính ngày nhận; thời hạn của đơn vị:" in shown
    assert "Đơn vị nhận được văn bản ngày 03/8/2021." in shown
    assert "Trước đó ghi nhận ngày 04/8/2021, hạn hết 13/8/2021;" in shown
    assert "Sổ giao công văn." in shown
    board = page_of(officer, called)
    assert "nhận 03/8/2021, hạn hết 12/8/2021" in board
    assert "hạn hết 13/8/2021" not in board


def test_what_was_corrected_holds_nowhere_and_is_in_the_archive(officer, called):
    one, address = correction(called)
    told = {"on": "03/8/2021", "kind": "other", "person": "Văn thư", "reason": "Sổ giao."}
    officer.post(address, told)
    made = rounds.fresh(called)

    limits = published.whole_call(made, hanoi(NOW))["terms"]
    assert [limit["received_on"] for limit in limits] == [None, "2021-08-02", "2021-08-03"]
    at = hanoi("13/8 12:00")
    found = {stage: list(published.calls(at=at, stage=stage, since=None)) for stage in Stage}
    assert (found[Stage.OPEN], found[Stage.OVERDUE]) == ([], [made])
    kept = archive_course.course(made)["terms"]
    assert [(each["received_on"], each["corrected_because"]) for each in kept] == [
        (None, ""),
        ("2021-08-02", ""),
        ("2021-08-04", "Sổ giao."),
        ("2021-08-03", ""),
    ]
    one = rounds.consultee(made, OPENED)
    assert f"{one.term.deadline.last_day}" == "2021-08-12"


def test_nobody_had_the_letter_before_its_day(officer, called):
    first = rounds.consultee(called, MAILED)
    shown = page_of(officer, called, f"don-vi/{first.pk}/")
    assert "Đơn vị nhận được văn bản ngày 02/8/2021." in shown
    assert reverse("consultations:correct_receipt", args=[called.pk, first.pk]) not in shown


def test_who_has_answered_is_offered_no_correction(officer, called):
    one, address = correction(called)
    rounds.answer(one, (AGREE, ""), at=hanoi(NOW))
    shown = page_of(officer, called, f"don-vi/{one.pk}/")
    assert address not in shown
    assert "Đơn vị nhận được văn bản ngày 04/8/2021." in shown


def test_the_body_s_clock_in_the_agreement_s_file_is_the_same(called):
    agreement = an_idea()
    for to in (State.DRAFTING, State.CONSULTING):
        prepare(agreement, to)
        letter = {"cites": Citation(called.dispatch.full_number)}
        agreement = step(agreement, to, **(letter if to == State.CONSULTING else {}))
    rounds.answer(rounds.consultee(called, OPENED), (AGREE, ""), at=hanoi(NOW))

    assert carry_over(called, by=rounds.person("officer"), at=LATER) == 1

    opinion = agreement.opinions.get(body="UBND huyện Sơn Động")
    assert opinion.received_on == dt.date(2021, 8, 4)
    assert due_of(opinion, working_calendar()) == dt.date(2021, 8, 13)


def test_it_is_chosen_in_the_form_only_for_an_agreement(officer):
    rounds.office()
    rounds.asked("Lục Ngạn", "luc-ngan")
    chosen = {"deadline_kind": "within_working_days", "deadline_working_days": "7"}
    answer = officer.post("/lay-y-kien/moi/", new_matter(**chosen))
    said = ["Chỉ tính từ ngày nhận khi lấy ý kiến về thỏa thuận quốc tế."]
    assert errors(answer) == {"deadline_kind": said}

    plain = {"deemed_consent": "", "consent_clause": "", "about_agreement": "on"}
    officer.post("/lay-y-kien/moi/", new_matter(**chosen | plain))

    round_ = Round.objects.get()
    assert round_.original_term.deadline == SEVEN
    draft = page_of(officer, round_)
    assert "Tính riêng cho từng đơn vị, bắt đầu khi đơn vị nhận được văn bản." in draft
    shown = officer.get(f"/lay-y-kien/{round_.pk}/loi-van/").context["form"].initial
    assert shown["deadline_working_days"] == 7


def test_the_next_round_gives_the_same_days(officer, called):
    over = Round.objects.filter(pk=called.pk)
    over.update(closed_at=hanoi("20/8 09:00"), closed_by=rounds.person("officer"))

    page = officer.get(reverse("consultations:next_round", args=[called.pk]))
    shown = page.context["form"].initial
    assert (shown["deadline_kind"], shown["deadline_working_days"]) == (SEVEN.kind, 7)


def original(**changes):
    return lambda: Term.objects.filter(original=True).update(**changes)


def received(**changes):
    return lambda: Term.objects.filter(received_on=dt.date(2021, 8, 4)).update(**changes)


REFUSED = {
    "the letter's own has no day": original(deadline_date=END),
    "nor a receipt": original(received_on=END),
    "its days are the units'": original(deadline_working_days=5),
    "also as a day for all": original(
        deadline_kind="through_date", deadline_date=END, deadline_working_days=None
    ),
    "a unit has as many days": received(deadline_working_days=5),
    "and a day": received(deadline_date=None),
    "and a receipt": received(received_on=None),
    "it is no extension": received(reason="Xin thêm."),
    "of no other unit": received(consultee=None),
    "only of an agreement": lambda: Round.objects.update(about_agreement=False),
    "at least one day": original(deadline_working_days=0),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(called, what):
    before = list(Term.objects.order_by("pk").values())

    assert refused(REFUSED[what])
    assert list(Term.objects.order_by("pk").values()) == before


def test_the_database_refuses_a_unit_of_another_round_and_a_round_of_no_agreement(called):
    other = rounds.called(rounds.drafted("Tân Yên", prefix="t", title="Khác"))
    stranger = rounds.consultee(other, "Tân Yên")
    mine = Term.objects.get(received_on=dt.date(2021, 8, 4))

    assert refused(received(consultee=stranger))
    assert refused(received(round=other, consultee=stranger))
    assert refused(lambda: other.terms.update(**parts_of(SEVEN)))
    assert not refused(lambda: Term.objects.filter(pk=mine.pk).update(set_at=AT))


def parts_of(deadline):
    made = Term()
    made.set_deadline(deadline)
    return {name: value for name, value in vars(made).items() if name.startswith("deadline_")}
