"""A closed round is opened again: the first result stays as history, the second is written anew."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import (
    answer_letters,
    consolidating,
    contribution_mails,
    contributions,
    links,
    reopening,
)
from consultations.domain.derived_secrets import recovered
from consultations.enums import Outcome, Stage
from consultations.errors import ConsultationRefused
from consultations.models import (
    Consolidation,
    ContributionRequest,
    PersonalLink,
    Reopening,
    Round,
)
from deadlines.value import Deadline
from districts.domain import officers
from outbox.domain.composing import compose
from outbox.models import Message
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import AGREE, BUT, DISAGREE, LATER, hanoi

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động")
OVER, LATE, NOW = hanoi("09/8 08:00"), hanoi("10/8 08:00"), hanoi("11/8 08:00")
AGAIN = hanoi("10/9 08:00")
DEEMED = (
    "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
    "máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."
)


@pytest.fixture
def closed():
    round_ = rounds.called(rounds.drafted(*UNITS))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), at=hanoi("03/8 08:00"))
    return rounds.end(round_, at=OVER)


def reopen(round_, deadline=LATER, reason="Bổ sung tài liệu.", at=NOW):
    return reopening.reopen(
        round_, deadline=deadline, reason=reason, by=rounds.person("leader"), at=at
    )


def outcomes(round_):
    return dict(round_.consultees.values_list("district__name", "outcome"))


def test_the_first_result_stays_as_it_was_written(closed):
    made = reopen(closed)

    assert (made.closed_at, made.closed_by) == (OVER, rounds.person("leader"))
    assert [(row["unit"], row["outcome"]) for row in made.result] == [
        ("UBND huyện Lục Ngạn", "agreed"),
        ("UBND huyện Sơn Động", "deemed_agreed"),
    ]
    assert made.result[1]["reason"] == DEEMED
    assert made.outcomes[1]["label"] == "Coi như nhất trí"


def test_the_round_is_open_until_the_new_deadline(closed):
    reopen(closed)

    round_ = rounds.fresh(closed)
    assert (round_.stage(NOW), round_.stage(AGAIN), round_.term().deadline_phrase) == (
        Stage.OPEN,
        Stage.OVERDUE,
        "trước ngày 10/9/2021",
    )
    assert outcomes(round_) == dict.fromkeys(UNITS, "")
    assert AuditEvent.objects.get(action="round.reopened").data == {
        "reason": "Bổ sung tài liệu.",
        "deadline": "trước ngày 10/9/2021",
    }


def test_every_unit_is_told(closed):
    reopen(closed)
    mails = Message.objects.filter(kind="reopening").order_by("topic_id")
    assert [mail.to_name for mail in mails] == ["UBND huyện Lục Ngạn", "UBND huyện Sơn Động"]
    assert "Sở Ngoại vụ mở lại việc lấy ý kiến về Đề án" in mails[1].text
    assert "Thời hạn mới: trước ngày 10/9/2021" in mails[1].text


def test_what_came_after_the_closing_counts_as_late(closed):
    rounds.answer(rounds.consultee(closed, "Sơn Động"), (BUT, "Bổ sung."), at=LATE)
    assert rounds.consultee(closed, "Sơn Động").counted_response is None

    reopen(closed)
    counted = rounds.consultee(closed, "Sơn Động").counted_response
    assert (counted.is_late, counted.after_closing, counted.shut_out) == (True, True, False)

    rounds.end(closed, at=AGAIN)
    assert outcomes(closed) == {"Lục Ngạn": "agreed", "Sơn Động": "agreed_with_comments"}


def test_it_never_replaces_what_came_in_time(closed):
    rounds.answer(rounds.consultee(closed, "Lục Ngạn"), (DISAGREE, "Không."), at=LATE)
    reopen(closed)
    assert rounds.consultee(closed, "Lục Ngạn").counted_response.version == 1


def test_what_comes_within_the_new_time_is_in_time(closed):
    reopen(closed)
    response = rounds.answer(rounds.consultee(closed, "Lục Ngạn"), (BUT, "Thêm."), at=NOW)
    assert (response.is_late, response.after_closing) == (False, False)

    rounds.end(closed, at=AGAIN)
    assert outcomes(closed)["Lục Ngạn"] == Outcome.AGREED_WITH_COMMENTS


def test_it_may_be_closed_and_opened_a_second_time(closed):
    reopen(closed)
    rounds.end(closed, at=AGAIN)
    late = rounds.answer(rounds.consultee(closed, "Sơn Động"), (AGREE, ""), at=AGAIN)
    assert late.shut_out

    reopen(closed, deadline=Deadline.before(dt.date(2021, 10, 1)), at=hanoi("11/9 08:00"))

    assert Reopening.objects.filter(round=closed).count() == 2
    late.refresh_from_db()
    assert not late.shut_out


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reason": " "}, "Đề nghị ghi lý do mở lại"),
        ({"deadline": Deadline.before(dt.date(2021, 8, 9))}, "phải sau thời hạn đang áp dụng"),
        ({"deadline": Deadline.before(dt.date(2021, 8, 10))}, "đã qua"),
    ],
)
def test_what_is_refused(closed, changes, why):
    with pytest.raises(ConsultationRefused, match=why):
        reopen(closed, **changes)
    assert rounds.fresh(closed).closed_at == OVER


def test_an_open_round_is_not_opened():
    with pytest.raises(ConsultationRefused, match="chưa kết thúc"):
        reopen(rounds.called(rounds.drafted()))


def test_nor_one_that_has_a_next_round(closed):
    following = rounds.carried_on(closed, at=NOW)
    with pytest.raises(ConsultationRefused, match="bỏ dự thảo đó rồi mới mở lại"):
        reopen(closed)
    rounds.issued(following, NOW)
    with pytest.raises(ConsultationRefused, match="Đã lập lần lấy ý kiến tiếp theo"):
        reopen(closed)


def test_nor_one_whose_comments_are_being_answered(closed):
    consolidating.begin(closed, by=rounds.person("officer"), at=OVER)
    with pytest.raises(ConsultationRefused, match="Đã bắt đầu tiếp thu, giải trình"):
        reopen(closed)


def test_nor_one_whose_submission_has_left():
    table = consolidations.completed()
    consolidations.kind_of_submission()
    officer = rounds.person("officer")
    made = answer_letters.draft_submission(table, (), by=officer, at=consolidations.LATER)
    rounds.issue_dispatch(made, consolidations.LATER)

    words = "Tờ trình kèm bảng tổng hợp ý kiến đã ban hành"
    with pytest.raises(ConsultationRefused, match=words):
        reopen(table.round)
    with pytest.raises(ConsultationRefused, match="Tờ trình kèm bảng này đã ban hành"):
        consolidating.reopen(table, reason="Sửa.", by=officer, at=NOW)
    opened = {"completed_at": None, "completed_by": None}
    for rows, changes in (
        (Round.objects.filter(pk=table.round_id), {"closed_at": None, "closed_by": None}),
        (Consolidation.objects.filter(pk=table.pk), opened),
    ):
        with pytest.raises(IntegrityError, match="never opened again"), transaction.atomic():
            rows.update(**changes)


def test_a_link_of_the_closed_round_stays_dead_and_another_is_given():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    before = PersonalLink.objects.get()
    token = links.token_of(before)
    rounds.end(round_, OVER)
    assert PersonalLink.objects.get().revoked_at == OVER

    reopen(round_)

    assert links.found(token, NOW) is None
    after = PersonalLink.objects.get(revoked_at=None)
    assert after.user == before.user
    anew = links.token_of(after)
    assert links.found(anew, NOW) == after
    mail = Message.objects.get(kind="reopening")
    assert f"?ma={anew}" in str(compose(mail).body)
    assert anew not in mail.text


def test_who_left_the_unit_meanwhile_gets_no_new_link():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.end(round_, OVER)
    duty = rounds.consultee(round_, "Lục Ngạn").district.officers.get()
    officers.end(duty, valid_to=OVER.date(), by=rounds.person("officer"), at=OVER)

    reopen(round_)

    assert not PersonalLink.objects.filter(revoked_at=None).exists()


def test_an_office_that_was_asked_is_asked_by_a_new_link():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    unit = rounds.consultee(round_, "Lục Ngạn")
    asked = contributions.ask(
        unit,
        office="Phòng Văn hóa",
        person="",
        address="vanhoa@unit.example",
        contents=list(round_.contents.all()),
        note="Gấp.",
        by=rounds.staff(unit),
        at=hanoi("03/8 08:00"),
    )
    token = recovered(contribution_mails.SALT, asked.nonce, asked.digest)
    rounds.end(round_, OVER)

    reopen(round_)

    assert contributions.found(token) is None
    anew = ContributionRequest.objects.get(revoked_at=None)
    assert (anew.office, anew.note, anew.address) == (asked.office, asked.note, asked.address)
    assert list(anew.contents.all()) == list(round_.contents.all())
    assert Message.objects.filter(kind="contribution-asked").count() == 2


def test_nor_one_held_on_paper():
    paper = rounds.loaded().consultation.rounds.get(ordinal=1)
    with pytest.raises(ConsultationRefused, match="trên giấy"):
        reopen(paper)
