"""Inside a unit: who drafts hands in, who submits returns or sends, and both versions stay."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent, User
from consultations.domain import checking, checking_mails, drafts
from consultations.domain.hand_in_versions import compared
from consultations.errors import AnswerIncomplete, ConsultationRefused, DraftConflict
from consultations.models import Draft, HandIn, Response
from districts.domain import delegations
from districts.models import DistrictOfficer
from outbox.models import Message
from tests import factories
from tests.consultations.factories import IN_TIME, called
from vietnamese.comparison import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """A call whose draft says something on the second content."""
    made = called()
    made.save(c2="Đề nghị bổ sung Hàn Quốc.")
    return made


@pytest.fixture
def drafter(call):
    """A colleague who drafts only."""
    return factories.officer_of(call.consultee.district, "drafter", may_submit=False)


def hand_in(call, by, version=1):
    return checking.hand_in(call.consultee, version=version, by=by, at=IN_TIME)


def give_back(call, by=None, version=1, remarks="Đề nghị nêu rõ nước.", on_contents=None):
    return checking.give_back(
        call.consultee,
        version=version,
        remarks=remarks,
        on_contents=on_contents or {},
        by=by or call.person,
        at=IN_TIME,
    )


def test_who_drafts_only_does_not_submit_and_the_draft_stays(call, drafter):
    call.person = drafter
    with pytest.raises(ConsultationRefused, match="trình người được giao gửi kiểm tra"):
        call.submit()
    assert (Draft.objects.count(), Response.objects.count()) == (1, 0)


def test_whoever_acted_for_the_unit_before_goes_on_submitting(call):
    assert DistrictOfficer.objects.get().may_submit
    assert call.submit().version == 1


def test_what_is_handed_in_waits_and_leaves_its_trace(call, drafter):
    kept = hand_in(call, drafter)
    assert checking.waiting(Draft.objects.get()) == kept
    assert kept.answers == Draft.objects.get().answers
    event = AuditEvent.objects.get(action="draft.handed_in")
    assert (event.actor_name, event.data) == (drafter.full_name, {"version": 1})


def test_a_second_click_hands_in_once(call, drafter):
    assert hand_in(call, drafter) == hand_in(call, drafter)
    assert AuditEvent.objects.filter(action="draft.handed_in").count() == 1


def test_an_incomplete_draft_is_not_handed_in(call, drafter):
    drafts.save_draft(call.consultee, {}, version=1, by=drafter, at=IN_TIME)
    with pytest.raises(AnswerIncomplete):
        hand_in(call, drafter, version=2)


def test_remarks_go_back_on_the_whole_and_on_a_content(call, drafter):
    hand_in(call, drafter)
    content = call.consultee.round.contents.get(ordinal=2)
    back = give_back(call, on_contents={content.pk: "Nước nào nữa?", content.pk + 1: ""})
    assert checking.last_returned(Draft.objects.get()) == back
    assert checking.waiting(Draft.objects.get()) is None
    assert (back.remarks, back.content_remarks, back.returned_by) == (
        "Đề nghị nêu rõ nước.",
        {str(content.pk): "Nước nào nữa?"},
        call.person,
    )


def test_nothing_goes_back_without_a_remark(call, drafter):
    hand_in(call, drafter)
    with pytest.raises(ConsultationRefused, match="Đề nghị ghi ý kiến"):
        give_back(call, remarks="")


def test_who_drafts_only_returns_nothing(call, drafter):
    hand_in(call, drafter)
    with pytest.raises(ConsultationRefused, match="được giao soạn"):
        give_back(call, by=drafter)


def test_it_goes_back_once(call, drafter):
    hand_in(call, drafter)
    give_back(call)
    with pytest.raises(DraftConflict):
        give_back(call)


def test_what_was_returned_is_not_handed_in_again_unchanged(call, drafter):
    hand_in(call, drafter)
    give_back(call)
    with pytest.raises(ConsultationRefused, match="đề nghị sửa rồi trình lại"):
        hand_in(call, drafter)


def test_what_was_checked_is_what_is_sent_or_nothing_is(call, drafter):
    checked = hand_in(call, drafter)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    with pytest.raises(DraftConflict):
        call.submit(version=checked.draft_version)
    with pytest.raises(DraftConflict):
        give_back(call)
    assert checking.waiting(Draft.objects.get()) is None


def test_both_versions_stay_and_are_compared_word_by_word(call, drafter):
    kept = hand_in(call, drafter)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    response = call.submit()
    comparison = compared(kept)
    assert comparison.response == response
    assert [(piece.change, piece.text) for piece in comparison.changes[1].pieces] == [
        (Change.SAME, "Đề nghị bổ sung "),
        (Change.REMOVED, "Hàn"),
        (Change.ADDED, "Nhật"),
        (Change.SAME, " "),
        (Change.REMOVED, "Quốc."),
        (Change.ADDED, "Bản."),
    ]


def test_remarks_on_an_answer_already_sent_are_not_said_of_its_correction(call, drafter):
    hand_in(call, drafter)
    give_back(call)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    call.submit()
    drafts.begin(call.consultee, by=drafter, at=IN_TIME)
    assert checking.last_returned(Draft.objects.get()) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda: HandIn.objects.update(answers={}),
        lambda: HandIn.objects.update(draft_version=9),
        lambda: HandIn.objects.all().delete(),
    ],
)
def test_the_database_keeps_what_was_handed_in(call, drafter, act):
    hand_in(call, drafter)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()


def test_the_database_keeps_what_was_returned(call, drafter):
    hand_in(call, drafter)
    give_back(call)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        HandIn.objects.update(remarks="Khác.")


def test_the_database_wants_a_return_whole(call, drafter):
    hand_in(call, drafter)
    with pytest.raises(IntegrityError, match="returned_whole"), transaction.atomic():
        HandIn.objects.update(returned_at=IN_TIME)


def test_what_the_submitter_changed_since_can_still_go_back(call, drafter):
    hand_in(call, drafter)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    back = give_back(call, version=2)
    assert (back.draft_version, back.remarks) == (1, "Đề nghị nêu rõ nước.")
    assert checking.last_returned(Draft.objects.get()) == back


def test_a_colleague_authorised_for_the_day_submits(call, drafter):
    day = IN_TIME.date()
    delegations.delegate(
        call.consultee.district,
        to=drafter.district_duties.get(),
        valid_from=day,
        valid_to=day + dt.timedelta(days=1),
        by=call.person,
        at=IN_TIME,
        today=day,
    )
    call.person = drafter
    assert call.submit().sender_name == drafter.full_name


def test_whoever_may_submit_is_told_once_and_the_drafter_of_the_return(call, drafter):
    User.objects.filter(pk=call.person.pk).update(email="chu@bacgiang.example")
    User.objects.filter(pk=drafter.pk).update(email="soan@bacgiang.example")
    call.person.refresh_from_db()
    drafter.refresh_from_db()
    hand_in(call, drafter)
    hand_in(call, drafter)
    told = Message.objects.get(kind=checking_mails.HANDED_IN)
    assert told.to_address == "chu@bacgiang.example"
    assert checking_mails.still_waits(told, IN_TIME)
    give_back(call)
    assert not checking_mails.still_waits(told, IN_TIME)
    back = Message.objects.get(kind=checking_mails.RETURNED)
    assert back.to_address == "soan@bacgiang.example"
    assert "Đề nghị nêu rõ nước." in back.text


def test_a_draft_that_went_on_no_longer_waits(call, drafter):
    hand_in(call, drafter)
    told = Message.objects.get(kind=checking_mails.HANDED_IN)
    call.save(c2="Đề nghị bổ sung Nhật Bản.")
    assert not checking_mails.still_waits(told, IN_TIME)
