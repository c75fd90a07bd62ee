"""What migrations do to the rows that they find."""

import pytest

from consultations.models import (
    Comment,
    Consolidation,
    ContributionRequest,
    Disposition,
    Passage,
    PersonalLink,
    TextChange,
)
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import BUT, hanoi
from tests.migrating import back_at
from tests.refusing import refused

pytestmark = pytest.mark.django_db(transaction=True)
OVER, AGAIN, LATEST = hanoi("09/8 08:00"), hanoi("10/8 08:00"), hanoi("11/8 08:00")
BEFORE_CLOSING = ("consultations", "0017_one_running_round")


def test_paragraphs_get_keys_that_go_on_and_changes_find_them():
    """0018: a change named its paragraph by a number; from then on by the paragraph's key."""
    first = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.answer(rounds.consultee(first, "Lục Ngạn"), (BUT, "Bổ sung du lịch."))
    second = rounds.carried_on(rounds.end(first, at=OVER), at=OVER)
    content = second.contents.get()
    content.passages.create(ordinal=2, text="Đoạn mới ở dưới.")
    with back_at(*BEFORE_CLOSING) as then:
        for note, number in (("Một", 1), ("Không còn", 7), ("Toàn bộ", None)):
            then.get_model("consultations", "TextChange").objects.create(
                comment_id=Comment.objects.get().pk,
                content_id=content.pk,
                passage=number,
                note=note,
                made_by_id=rounds.person("officer").pk,
                made_at=OVER,
            )

    (origin,) = Passage.objects.filter(content__round=first)
    carried, new = Passage.objects.filter(content__round=second)
    noted = dict(TextChange.objects.values_list("note", "passage_key"))
    assert carried.key == origin.key != new.key
    assert noted["Một"] == carried.key
    assert noted["Không còn"] not in {carried.key, new.key, None}
    assert noted["Toàn bộ"] is None


def test_links_of_what_is_over_are_dead():
    """0018: a link into a round that ended is void from then on, also if it was opened again."""
    _running, closed, cancelled, opened = (
        rounds.called(rounds.drafted(f"Đơn vị {which}", prefix=which)) for which in "abcd"
    )
    unit = opened.consultees.get()
    staff = rounds.staff(unit)

    with back_at(*BEFORE_CLOSING) as then:
        ask_office(then, unit, staff, LATEST)
        end(then, closed, cancelled, opened)

    died = PersonalLink.objects.order_by("consultee_id").values_list("revoked_at", flat=True)
    assert list(died) == [None, OVER, AGAIN, OVER]
    assert ContributionRequest.objects.get().revoked_at is None


def ask_office(then, unit, staff, asked_at):
    then.get_model("consultations", "ContributionRequest").objects.create(
        consultee_id=unit.pk,
        office="Phòng Kinh tế",
        address="kt@unit.example",
        nonce="x",
        digest="x",
        asked_by_id=staff.pk,
        asked_at=asked_at,
    )


def end(then, closed, cancelled, opened):
    """One is closed, one cancelled, one was closed and opened again: as it was then."""
    leader = rounds.person("leader")
    ended = then.get_model("consultations", "Round").objects
    ended.filter(pk=closed.pk).update(closed_at=OVER)
    ended.filter(pk=cancelled.pk).update(
        cancelled_at=AGAIN, cancelled_by=leader.pk, cancel_reason="Dừng."
    )
    then.get_model("consultations", "Reopening").objects.create(
        round_id=opened.pk,
        closed_at=OVER,
        result=[],
        reason="Bổ sung.",
        reopened_by_id=leader.pk,
        reopened_at=AGAIN,
    )


def test_a_submission_has_the_table_as_it_was_completed():
    """0018: when the table went into its submission; before, that was known of its completion."""
    drafted = consolidations.completed()
    with back_at(*BEFORE_CLOSING) as then:
        tables = then.get_model("consultations", "Consolidation").objects
        tables.update(submission=drafted.round.dispatch_id)

    table = Consolidation.objects.get()
    assert table.submission_at == table.completed_at == drafted.completed_at


def test_comments_that_were_assigned_have_been_so_since_they_were_listed():
    """0020: when they were handed over was not kept; and what holds for answers still holds."""
    table, officer = consolidations.begun(), rounds.person("officer")
    first, *others = table.dispositions.values_list("pk", flat=True)
    with back_at("consultations", "0019_comments_of_closed_rounds") as then:
        rows = then.get_model("consultations", "Disposition").objects
        rows.filter(pk=first).update(assigned_to_id=officer.pk)

    assert Disposition.objects.get(pk=first).assigned_at == table.begun_at
    rest = Disposition.objects.filter(pk__in=others)
    assert set(rest.values_list("assigned_at", flat=True)) == {None}
    assert refused(rest.delete)


def test_a_notice_has_the_table_as_it_was_completed():
    """0023: as the submission; one whose table is open again counts as older than its table."""
    drafted = consolidations.completed()
    with back_at("consultations", "0022_notification_states") as then:
        tables = then.get_model("consultations", "Consolidation").objects
        tables.update(notice=drafted.round.dispatch_id)

    table = Consolidation.objects.get()
    assert (table.notice_at, table.submission_at) == (drafted.completed_at, None)
