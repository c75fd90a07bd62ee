"""The pen of a draft: one writer, and only that one saves."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.blocks import Paragraph
from dispatches.domain import filling_in, pen, writing
from dispatches.errors import PenHeld
from dispatches.models import Dispatch, WritingLease
from tests.dispatches.factories import drafted, letter, officer, person
from tests.factories import AT

pytestmark = pytest.mark.django_db
OTHER = replace(letter(), blocks=(Paragraph.of("Nội dung khác."),))
OVER = AT + pen.LEASE
BEFORE_THAT = OVER - dt.timedelta(seconds=1)


def other():
    return person("officer", "khac")


def refused(dispatch, *, by, at, **asked):
    with pytest.raises(PenHeld) as caught:
        pen.take(dispatch, by=by, at=at, **asked)
    return caught.value


def save(dispatch, *, by, at=AT, take_over=False):
    version = Dispatch.objects.get(pk=dispatch.pk).version
    return writing.save(dispatch, OTHER, version=version, take_over=take_over, by=by, at=at)


def test_one_holds_the_pen_until_it_is_laid_down():
    dispatch, one = drafted(), officer()

    assert pen.take(dispatch, by=one, at=AT).since == AT
    prolonged = pen.take(dispatch, by=one, at=BEFORE_THAT)
    assert (prolonged.since, prolonged.until) == (AT, BEFORE_THAT + pen.LEASE)
    assert refused(dispatch, by=other(), at=OVER).lease.holder == one
    pen.lay_down(dispatch, by=other())
    refused(dispatch, by=other(), at=AT)
    pen.lay_down(dispatch, by=one)
    assert pen.take(dispatch, by=other(), at=AT).holder == other()


@pytest.mark.parametrize(
    ("at", "over", "taken"),
    [(BEFORE_THAT, True, False), (OVER, False, False), (OVER, True, True)],
)
def test_the_pen_is_taken_over_on_purpose_and_only_from_who_stopped_writing(at, over, taken):
    dispatch, one = drafted(), officer()
    pen.take(dispatch, by=one, at=AT)

    if taken:
        assert pen.take(dispatch, by=other(), at=at, over=over).since == at
        assert refused(dispatch, by=one, at=at, over=True).lease.holder == other()
        assert AuditEvent.objects.get(action="dispatch.pen_taken_over").data == {
            "holder": one.username
        }
    else:
        assert refused(dispatch, by=other(), at=at, over=over).may_be_taken_over == (at == OVER)
        assert not AuditEvent.objects.filter(action="dispatch.pen_taken_over").exists()


def test_who_does_not_hold_the_pen_cannot_save_and_is_told_who_writes_since_when():
    dispatch, one = drafted(), officer()
    pen.take(dispatch, by=one, at=AT)

    with pytest.raises(PenHeld, match=f"^{one} đang soạn văn bản này từ .* ngày 02/8/2021"):
        save(dispatch, by=other())

    assert Dispatch.objects.get(pk=dispatch.pk).letter_digest != OTHER.digest()


def test_a_writer_whose_time_is_over_saves_as_long_as_nobody_took_the_pen():
    dispatch, one = drafted(), officer()
    pen.take(dispatch, by=one, at=AT)

    save(dispatch, by=one, at=OVER)

    assert WritingLease.objects.get().until == OVER + pen.LEASE


def test_a_writer_from_whom_the_pen_was_taken_cannot_save():
    dispatch, one = drafted(), officer()
    pen.take(dispatch, by=one, at=AT)
    save(dispatch, by=other(), at=OVER, take_over=True)

    with pytest.raises(PenHeld):
        save(dispatch, by=one, at=OVER)


def test_a_save_that_fails_takes_no_pen():
    dispatch = drafted()

    with pytest.raises(Exception, match="vừa có người khác lưu"):
        writing.save(dispatch, OTHER, version=dispatch.version + 1, by=officer(), at=AT)

    assert not WritingLease.objects.exists()


def test_submission_lays_the_pen_down():
    dispatch, one = drafted(), officer()
    pen.take(dispatch, by=one, at=AT)

    filling_in.submit(dispatch, by=one, at=AT)

    assert not WritingLease.objects.exists()


def test_the_database_refuses_a_pen_that_ends_before_it_began():
    pen.take(drafted(), by=officer(), at=AT)

    with pytest.raises(IntegrityError, match="lasts"), transaction.atomic():
        WritingLease.objects.update(until=AT - dt.timedelta(seconds=1))
