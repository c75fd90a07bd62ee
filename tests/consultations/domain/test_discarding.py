"""A round that never left is thrown away: it goes, its letter stays as a discarded draft."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from consultations.domain import cancelling, discarding, drafting, readiness, reopening
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Content, DiscardedRound, Round, TextChange
from dispatches.domain import approval
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import AT, BUT, LATER, hanoi
from tests.refusing import refused

pytestmark = pytest.mark.django_db
OVER, NOW = hanoi("09/8 08:00"), hanoi("11/8 08:00")
UNITS = ("Lục Ngạn", "Sơn Động")


@pytest.fixture
def closed():
    round_ = rounds.called(rounds.drafted(*UNITS))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (BUT, "Bổ sung."))
    return rounds.end(round_, OVER)


@pytest.fixture
def following(closed):
    return rounds.carried_on(closed, at=OVER)


def discard(round_, reason="  Chưa  cần lần 2. ", **seen) -> DiscardedRound:
    return discarding.discard(round_, reason=reason, by=rounds.person("officer"), at=NOW, **seen)


def test_the_round_goes_and_what_it_had_been_is_on_record(closed, following):
    consolidations.accepted(closed)
    consolidations.changed(following, Comment.objects.get(text="Bổ sung."))

    kept = discard(following)

    assert not Round.objects.filter(pk=following.pk).exists()
    assert not Content.objects.exclude(round=closed).exists()
    assert not TextChange.objects.exists()
    assert (kept.consultation, kept.ordinal, kept.dispatch_id) == (
        closed.consultation,
        2,
        following.dispatch_id,
    )
    assert kept.units == ["UBND huyện Lục Ngạn", "UBND huyện Sơn Động"]
    assert kept.changes == [{"content": 1, "unit": "UBND huyện Lục Ngạn", "note": "Sửa."}]
    assert (kept.reason, kept.discarded_by, kept.discarded_at) == (
        "Chưa cần lần 2.",
        rounds.person("officer"),
        NOW,
    )
    event = AuditEvent.objects.get(action="round.discarded")
    assert (event.object_id, event.data) == (str(following.pk), {"reason": "Chưa cần lần 2."})


def test_the_letter_stays_as_a_discarded_draft_that_leads_to_the_round_before(closed, following):
    discard(following)

    dispatch = following.dispatch
    dispatch.refresh_from_db()
    assert dispatch.state == "discarded"
    assert "Nội dung số 0." in str(dispatch.versions.first().letter)
    matter = readiness.matter_of(dispatch)
    assert (matter.name, matter.url) == (
        "Đề án, dự thảo lấy ý kiến lần 2 đã bỏ",
        reverse("consultations:round", args=[closed.pk]),
    )


def test_then_the_round_before_is_opened_again(closed, following):
    act = {"deadline": LATER, "reason": "Bổ sung.", "by": rounds.person("leader"), "at": NOW}
    with pytest.raises(ConsultationRefused, match="bỏ dự thảo đó rồi mới mở lại"):
        reopening.reopen(closed, **act)

    discard(following)

    reopening.reopen(closed, **act)
    assert rounds.fresh(closed).closed_at is None


def test_then_another_next_round_takes_the_number(closed, following):
    discard(following)
    again = rounds.carried_on(closed, at=NOW)
    assert (again.ordinal, again.contents.get().carried_from) == (2, closed.contents.get())
    discard(again)
    assert [kept.ordinal for kept in closed.consultation.discarded_rounds.all()] == [2, 2]


def test_what_the_leader_returned_is_thrown_away(following):
    dispatch = rounds.submitted(following).dispatch
    approval.send_back(dispatch, reason="Chưa cần.", by=rounds.person("leader"), at=NOW)
    discard(following)
    assert not Round.objects.filter(pk=following.pk).exists()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (rounds.submitted, "trả lại rồi mới bỏ"),
        (rounds.approved, "trả lại rồi mới bỏ"),
        (rounds.issued, "chỉ hủy được"),
    ],
)
def test_what_lies_with_others_or_has_left_stays(following, make, words):
    make(following, OVER)
    with pytest.raises(ConsultationRefused, match=words):
        discard(following)
    assert Round.objects.filter(pk=following.pk).exists()


def test_a_letter_that_changed_meanwhile_is_looked_at_again(following):
    seen = following.dispatch.letter_digest
    rounds.rewritten(following, 1, "Câu chữ khác.", at=OVER)
    with pytest.raises(ConsultationRefused, match="đã thay đổi"):
        discard(following, seen=seen)
    discard(following, seen=rounds.fresh(following).dispatch.letter_digest)


def test_without_a_reason_it_is_refused(following):
    with pytest.raises(ConsultationRefused, match="lý do"):
        discard(following, reason=" ")


def test_what_is_done_to_it_from_an_open_page_is_refused(following):
    discard(following)
    by = rounds.person("officer")
    with pytest.raises(ConsultationRefused, match="vừa có người bỏ"):
        drafting.put_content(following, heading="Khác", passages=["Câu."], by=by, at=NOW)


def test_a_first_round_is_thrown_away_too_and_not_cancelled():
    first = rounds.drafted("Lục Ngạn")
    with pytest.raises(ConsultationRefused, match="chuyên viên bỏ dự thảo"):
        cancelling.cancel(first, reason="Dừng.", by=rounds.person("leader"), at=AT)
    kept = discard(first)
    assert (kept.ordinal, Round.objects.exists()) == (1, False)
    assert readiness.matter_of(kept.dispatch).url == reverse("consultations:list")
    with pytest.raises(ConsultationRefused, match="đã bỏ"):
        drafting.open_matter(
            key=first.consultation.key,
            title="Đề án",
            draft_name="dự thảo đề án",
            wording=rounds.wording(),
            deadline=rounds.DEADLINE,
            units=[],
            by=rounds.person("officer"),
            at=AT,
        )


def test_the_database_keeps_the_record(following):
    discard(following)
    kept = DiscardedRound.objects.all()
    assert refused(lambda: kept.update(reason="Khác."))
    assert refused(lambda: kept._raw_delete(kept.db))


def test_the_database_records_no_reason_that_is_empty_and_no_letter_that_lives(closed, following):
    kept = discard(following)
    living = rounds.carried_on(closed, at=NOW).dispatch
    for wrong in ({"reason": "", "dispatch": living}, {"ordinal": 0}, {"dispatch": living}):
        row = {"dispatch": kept.dispatch, "ordinal": 2, "reason": "x"} | wrong
        assert refused(
            lambda row=row: DiscardedRound.objects.create(
                consultation=closed.consultation,
                units=[],
                changes=[],
                discarded_by=kept.discarded_by,
                discarded_at=NOW,
                **row,
            )
        )


@pytest.mark.parametrize("make", [rounds.submitted, rounds.approved, rounds.issued])
def test_the_database_deletes_no_round_whose_letter_lies_with_others(following, make):
    make(following, OVER)
    assert refused(lambda: Round.objects.filter(pk=following.pk).delete())


def test_the_database_lets_a_letter_go_only_with_its_round(following):
    letters = type(following.dispatch).objects.filter(pk=following.dispatch_id)
    assert refused(lambda: letters.update(state="discarded"))


def test_the_database_gives_no_round_a_discarded_letter(closed, following):
    letter = discard(following).dispatch
    again = rounds.carried_on(closed, at=NOW)
    assert refused(lambda: Round.objects.filter(pk=again.pk).update(dispatch=letter))
    discard(again)
    assert refused(
        lambda: Round.objects.create(consultation=closed.consultation, ordinal=2, dispatch=letter)
    )
