"""Offices of a unit write their part by a link; it is material for the draft and no answer."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from consultations.domain import cancelling, contribution_mails, contributions, drafts
from consultations.enums import Position
from consultations.errors import AnswerIncomplete, ConsultationRefused, DraftConflict
from consultations.models import Contribution, ContributionRequest, Draft, Response
from outbox.domain.composing import compose
from outbox.models import Message
from tests.consultations.factories import AT, IN_TIME, LATE, called, leader
from tests.consultations.rounds import end

pytestmark = pytest.mark.django_db
AGREE, COMMENT = Position.AGREE.value, Position.AGREE_WITH_COMMENTS.value


@pytest.fixture
def call():
    return called()


def content(call, ordinal):
    return call.consultee.round.contents.get(ordinal=ordinal)


def ask(call, *ordinals, **changes):
    facts = {
        "office": "Phòng Kinh tế",
        "person": "Đỗ Văn Kha",
        "address": "kinhte@lucngan.example",
        "contents": [content(call, n) for n in ordinals or (2,)],
        "note": "Tập trung vào nông nghiệp.",
        "by": call.person,
        "at": IN_TIME,
    }
    return contributions.ask(call.consultee, **facts | changes)


def said(call, text="Bổ sung vải thiều.", ordinal=2):
    return {content(call, ordinal).pk: (COMMENT if text else AGREE, text)}


def write(asked, answers, **changes):
    return contributions.write(asked, answers, **{"writer": "Đỗ Văn Kha", "at": IN_TIME} | changes)


def token(asked):
    return (
        contribution_mails.with_link(Message.objects.get(key=f"contribution-asked:{asked.pk}"))
        .split("?ma=")[1]
        .split()[0]
    )


def test_the_link_leaves_by_mail_and_stands_in_no_column(call):
    asked = ask(call)
    message = Message.objects.get(kind=contribution_mails.ASKED)

    assert message.to_address == "kinhte@lucngan.example"
    assert contribution_mails.PLACE in message.text
    assert token(asked) in compose(message).body
    assert contributions.found(token(asked)) == asked
    assert contributions.found("khac") is None


@pytest.mark.parametrize(
    "ending",
    [
        lambda call, asked: contributions.revoke(asked, by=call.person, at=IN_TIME),
        lambda call, asked: end(call.consultee.round, LATE),
        lambda call, asked: cancelling.cancel(
            call.consultee.round, reason="Rút dự thảo.", by=leader(), at=LATE
        ),
    ],
    ids=["revoked", "closed", "cancelled"],
)
def test_a_void_link_opens_nothing_takes_nothing_and_is_not_mailed(call, ending):
    asked = ask(call)
    key = token(asked)
    ending(call, asked)

    assert contributions.found(key) is None
    message = Message.objects.get(kind=contribution_mails.ASKED)
    assert not contribution_mails.still_useful(message, LATE)
    asked = ContributionRequest.objects.get()
    with pytest.raises(ConsultationRefused, match="không còn hiệu lực"):
        write(asked, said(call))


def test_what_is_written_is_kept_told_and_never_an_answer(call):
    made = write(ask(call), said(call))

    assert (made.version, made.writer) == (1, "Đỗ Văn Kha")
    assert Message.objects.get(kind=contribution_mails.WRITTEN).to_name == call.person.full_name
    assert AuditEvent.objects.get(action="contribution.written").data == {"person": "Đỗ Văn Kha"}
    assert not Draft.objects.exists()
    assert not Response.objects.exists()


def test_the_same_again_is_one_and_another_text_the_next_version(call):
    asked = ask(call)
    first = write(asked, said(call))

    assert write(asked, said(call)) == first
    second = write(asked, said(call, "Bổ sung cam Canh."))
    assert (second.version, Contribution.objects.count()) == (2, 2)
    [shown] = contributions.written_on(call.consultee)[content(call, 2).pk]
    assert (shown.text, shown.position) == ("Bổ sung cam Canh.", Position.AGREE_WITH_COMMENTS)


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [({}, AnswerIncomplete), ({"position": COMMENT, "text": ""}, AnswerIncomplete)],
)
def test_what_is_missing_is_named(call, answers, refusal):
    asked = ask(call)
    given = {content(call, 2).pk: tuple(answers.values())} if answers else {}
    with pytest.raises(refusal) as refused:
        write(asked, given)
    assert list(refused.value.problems) == [content(call, 2).pk]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"address": "khong phai"}, "không dùng được"),
        ({"contents": []}, "Chọn ít nhất một"),
    ],
)
def test_what_cannot_be_asked_is_refused(call, changes, why):
    with pytest.raises(ConsultationRefused, match=why):
        ask(call, **changes)


def test_an_address_is_asked_once_at_a_time_and_only_so_many_are(call):
    first = ask(call)
    with pytest.raises(ConsultationRefused, match="đang được đề nghị"):
        ask(call, address="KinhTe@lucngan.example")
    contributions.revoke(first, by=call.person, at=IN_TIME)
    ask(call)
    for n in range(contributions.OPEN_LIMIT - 1):
        ask(call, address=f"phong{n}@lucngan.example")
    with pytest.raises(ConsultationRefused, match="tối đa 20"):
        ask(call, address="nua@lucngan.example")


def test_a_unit_asks_only_so_often_a_day(call):
    for n in range(contributions.DAY_LIMIT):
        asked = ask(call, address=f"phong{n}@lucngan.example")
        contributions.revoke(asked, by=call.person, at=IN_TIME)
    with pytest.raises(ConsultationRefused, match="quá nhiều đề nghị"):
        ask(call, address="nua@lucngan.example")
    assert ask(call, at=IN_TIME + dt.timedelta(days=1, minutes=1)).pk


def test_contents_of_another_round_are_not_asked(call):
    other = called(to=call.consultee.district, person=call.person)
    with pytest.raises(ConsultationRefused, match="Chọn ít nhất một"):
        ask(call, contents=list(other.consultee.round.contents.all()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("", ""), (COMMENT, "Bổ sung vải thiều.")),
        ((AGREE, ""), (AGREE, "Bổ sung vải thiều.")),
        ((COMMENT, "Đề nghị nêu rõ."), (COMMENT, "Đề nghị nêu rõ.\nBổ sung vải thiều.")),
        ((COMMENT, "Bổ sung vải thiều."), (COMMENT, "Bổ sung vải thiều.")),
    ],
)
def test_taking_over_adds_to_what_the_unit_has(call, before, after):
    made = write(ask(call), said(call))
    second = content(call, 2)
    version = drafts.save_draft(
        call.consultee, {second.pk: before}, version=0, by=call.person, at=IN_TIME
    ).version

    draft = contributions.take_over(made, second, version=version, by=call.person, at=IN_TIME)

    assert drafts.said_in(draft)[second.pk] == after


def test_taking_over_into_a_draft_that_went_on_is_a_conflict(call):
    made = write(ask(call), said(call))
    call.save()
    with pytest.raises(DraftConflict):
        contributions.take_over(made, content(call, 2), version=0, by=call.person, at=AT)


@pytest.mark.parametrize(
    "act",
    [lambda: Contribution.objects.update(answers={}), lambda: Contribution.objects.all().delete()],
)
def test_the_database_keeps_what_was_written(call, act):
    write(ask(call), said(call))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()
