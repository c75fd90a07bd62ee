"""The first page: each role sees first what waits for it."""

import datetime as dt

import pytest

from consultations.domain import dispositions
from consultations.models import Round
from deadlines.domain import portal_clock
from dispatches.domain import approval, incoming
from dispatches.domain.delivering import send_due_deliveries
from districts.models import District
from outbox.models import Message
from tests import factories
from tests.consultations import consolidations, rounds
from tests.dispatches import deliveries
from tests.dispatches import factories as dispatch_factories
from tests.districts.factories import duty, submitted
from tests.factories import AT, DAY, signed_in
from tests.partners.factories import activity, partner, proposal

pytestmark = pytest.mark.django_db


def desk(role):
    return signed_in(rounds.person(role)).get("/")


def test_the_officer_sees_drafts_and_closed_rounds_and_may_begin_a_matter():
    draft = rounds.loaded()

    response = desk("officer")
    html = response.content.decode()

    assert list(response.context["drafts"]) == [draft]
    assert "Không có đợt lấy ý kiến nào đang mở." in html
    assert "<b>6</b> nhất trí, <b>4</b> không có văn bản trả lời" in html
    assert 'href="/lay-y-kien/moi/"' in html


def test_the_officer_sees_the_comments_that_were_given_to_him_also_without_a_day():
    table, officer = consolidations.begun(), rounds.person("officer")
    rows = list(table.dispositions.all())
    for chosen, day in ((rows[:1], dt.date(2021, 8, 20)), (rows[1:], None)):
        seen = consolidations.seen(*chosen)
        dispositions.assign(table, seen, to=officer, due_on=day, by=officer, at=AT)

    html = desk("officer").text
    shown = html[html.index("Góp ý được giao trả lời") :].split("</section>")[0]

    assert [words for words in ("20/8/2021", "không đặt hạn") if words in shown] == [
        "20/8/2021",
        "không đặt hạn",
    ]
    assert shown.count(f'<a href="/lay-y-kien/{table.round_id}/tiep-thu/?state=mine">') == 2
    assert "Góp ý được giao trả lời" not in desk("leader").text


def test_the_leader_sees_what_waits_for_approval_and_begins_nothing():
    rounds.submitted(rounds.drafted("Lục Ngạn"))

    response = desk("leader")
    html = response.content.decode()

    assert [dispatch.state for dispatch in response.context["to_approve"]] == ["submitted"]
    assert "Chờ duyệt" in html
    assert "Chờ cấp số</h2>" not in html
    assert 'href="/lay-y-kien/moi/"' not in html


def test_the_clerk_sees_what_waits_for_a_number():
    rounds.approved(rounds.drafted("Lục Ngạn"))

    response = desk("clerk")

    assert [dispatch.state for dispatch in response.context["to_number"]] == ["approved"]
    assert "Chờ cấp số" in response.content.decode()


def test_an_open_call_stands_there_with_who_owes_an_answer():
    round_ = rounds.called(rounds.loaded(), refused=("Yên Dũng",))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"))

    response = desk("officer")

    [call] = response.context["calls"]
    assert (call.round, call.answered, response.context["owing"]) == (round_, 1, 9)
    assert "1 đợt lấy ý kiến đang mở, 9 lượt đơn vị chưa trả lời." in response.content.decode()


@pytest.mark.parametrize(("role", "offered"), [("officer", 4), ("leader", 0), ("clerk", 0)])
def test_only_who_may_remind_is_offered_it(role, offered):
    rounds.called(rounds.loaded())

    assert desk(role).text.count("Nhắc hoặc ghi liên hệ") == offered


def test_who_has_answered_is_not_told_that_the_time_is_over():
    round_ = rounds.called(rounds.loaded())
    answered, silent = (rounds.consultee(round_, name) for name in ("Lục Ngạn", "Sơn Động"))
    rounds.answer(answered)
    portal_clock.move(rounds.hanoi("09/8 08:00"))

    assert "quá hạn" not in signed_in(rounds.staff(answered)).get("/").text
    assert "quá hạn" in signed_in(rounds.staff(silent)).get("/").text


def test_the_administrator_begins_at_the_users():
    assert desk("administrator").headers["Location"] == "/tai-khoan/nguoi-dung/"


def test_a_units_officer_sees_the_calls_of_the_unit_and_no_others():
    rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    unit = District.objects.get(name="Sơn Động")

    response = signed_in(unit.officers.get().user).get("/")

    assert [call.district for call in response.context["calls"]] == [unit]
    assert "Lục Ngạn" not in response.content.decode()


def test_what_is_over_stands_apart_from_what_a_unit_has_to_answer():
    over = rounds.end(rounds.called(rounds.drafted("Sơn Động")), rounds.hanoi("09/8 08:00"))
    unit = District.objects.get()

    response = signed_in(unit.officers.get().user).get("/")

    assert response.context["calls"] == []
    assert [call.round for call in response.context["over"]] == [over]
    assert "Không có việc nào cần trả lời" in response.text
    assert "Đợt lấy ý kiến đã kết thúc" in response.text


def test_before_the_issue_a_unit_sees_nothing():
    rounds.approved(rounds.drafted("Sơn Động"))
    person = District.objects.get().officers.get().user

    html = signed_in(person).get("/").content.decode()

    assert "Không có việc nào cần trả lời" in html
    assert "Đề án" not in html


def test_who_acts_for_no_unit_is_told_whom_to_ask():
    html = signed_in(factories.user("district")).get("/").content.decode()

    assert "Tài khoản chưa gắn với đơn vị nào" in html


def test_one_call_and_its_tenfold_units_take_the_same_queries(django_assert_num_queries):
    client = signed_in(rounds.person("officer"))
    rounds.called(rounds.drafted("A", prefix="a"))
    add(Round.objects.get(), rounds.asked("Đơn vị", "first"))
    client.get("/")
    with django_assert_num_queries(48):
        client.get("/")

    more = [rounds.asked(f"Đơn vị {n}", f"more-{n}") for n in range(10)]
    round_ = Round.objects.get()
    for unit in more:
        add(round_, unit)
    with django_assert_num_queries(48):
        client.get("/")


def add(round_, unit):
    round_.consultees.create(district=unit, position=unit.pk, name=unit.full_name)


def test_a_round_stands_on_the_desk_once():
    rounds.issued(rounds.drafted("Lục Ngạn"))
    assert desk("officer").context["soon"] == []


def test_an_officer_finds_what_was_returned_and_what_came_in_for_him():
    officer, clerk = rounds.person("officer"), dispatch_factories.clerk()
    returned = dispatch_factories.submitted(by=officer)
    approval.send_back(returned, reason="Sửa ngày", by=rounds.person("leader"), at=AT)
    mine, others = (dispatch_factories.arrived(full_number=number) for number in ("1/A", "2/A"))
    incoming.hand_to(mine, officer, due_on=DAY, by=clerk, at=AT)

    response = signed_in(officer).get("/")

    assert [list(response.context[name]) for name in ("writing", "arrivals")] == [
        [returned],
        [mine],
    ]
    assert "Sửa ngày" in response.text
    assert f"/van-ban/den/{mine.pk}/" in response.text
    clerks = signed_in(clerk).get("/").context
    assert list(clerks["arrivals"]) == [others]
    assert not clerks["writing"]


def test_a_document_that_did_not_reach_somebody_is_brought_to_who_sends():
    delivery = deliveries.one_sent()
    send_due_deliveries(AT)
    Message.objects.update(state="failed", failed_at=AT)

    [document] = signed_in(dispatch_factories.clerk()).get("/").context["unreached"]

    assert (document, document.unreached) == (delivery.dispatch, 1)
    assert not signed_in(dispatch_factories.leader()).get("/").context["unreached"]


def test_what_is_overdue_stays_however_old_the_oldest_first_and_counted():
    unit = factories.district("Lục Ngạn")
    days = [dt.date(2019, 1, 1) + dt.timedelta(days=200 * number) for number in range(4)]
    for day in reversed(days):
        activity(partner(f"Quận {day}", f"p{day}"), unit, next_step="Gửi thư", next_step_due=day)
    for role in ("officer", "leader"):
        (group,) = desk(role).context["debts"]
        assert [entry.day for entry in group.entries] == days
    html = signed_in(factories.officer_of(unit)).get("/").text
    assert "Việc tiếp theo của hoạt động: 4 việc quá hạn" in html
    assert 'href="/lich/qua-han/"' in html


def test_what_units_sent_waits_on_the_officers_desk_and_no_other():
    unit = factories.district("Lục Ngạn")
    person = factories.officer_of(unit)
    proposed = proposal(unit, person)
    sent = submitted(duty(unit, due=dt.date(2021, 12, 31)), unit)

    context = desk("officer").context

    assert (list(context["proposals"]["oldest"]), context["proposals"]["number"]) == ([proposed], 1)
    assert (list(context["reports"]["oldest"]), context["reports"]["number"]) == ([sent], 1)
    leaders = desk("leader").context
    assert (leaders["proposals"], leaders["reports"]) == ({}, {})
