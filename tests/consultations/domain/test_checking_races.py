"""Many at once: fifty clicks make one answer, and of four who return a draft one does.

Beside each the same without the guard, which goes wrong: the races are real.
"""

import threading
from functools import partial
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import checking
from consultations.errors import DraftConflict
from consultations.models import Draft, HandIn, Response
from tests.consultations.factories import IN_TIME, called
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_clicks_make_one_answer():
    call = called()
    version, key = call.save().version, uuid4()
    results = at_once(*[partial(call.submit, key=key, version=version)] * 50)
    assert {result.pk for result in results} == {Response.objects.get().pk}


def test_clicks_that_look_and_then_write_without_the_lock_clash():
    call = called()
    draft, key, looked = call.save(), uuid4(), threading.Barrier(2, timeout=20)
    answer = partial(
        Response,
        consultee=call.consultee,
        version=1,
        key=key,
        received_at=IN_TIME,
        term=call.consultee.term,
        receipt_year=2021,
        digest="",
        draft_version=draft.version,
        submitted_by=call.person,
        sender_name=call.person.full_name,
    )

    def submit_without_lock(number):
        known = Response.objects.filter(key=key).first()
        looked.wait()
        if known is None:
            answer(receipt_number=number).save()

    results = at_once(partial(submit_without_lock, 1), partial(submit_without_lock, 2))
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "NoneType"]


def test_of_two_writers_who_do_not_compare_versions_one_is_lost():
    call = called()
    call.save(c1="Cũ.")
    read = threading.Barrier(2, timeout=20)

    def write_without_comparing(ordinal):
        draft = Draft.objects.get()
        read.wait()
        content = call.consultee.round.contents.get(ordinal=ordinal)
        draft.answers[str(content.pk)]["text"] = f"Mới {ordinal}."
        draft.save()

    assert at_once(*[partial(write_without_comparing, n) for n in (1, 2)]) == [None, None]
    kept = {said["text"] for said in Draft.objects.get().answers.values()}
    assert not {"Mới 1.", "Mới 2."} <= kept


def test_of_four_who_return_a_draft_one_does():
    call = called()
    version = call.save().version
    checking.hand_in(call.consultee, version=version, by=call.person, at=IN_TIME)
    give_back = partial(
        checking.give_back,
        call.consultee,
        version=version,
        remarks="Sửa lại.",
        on_contents={},
        by=call.person,
        at=IN_TIME,
    )
    results = at_once(*[give_back] * 4)
    refused = [result for result in results if isinstance(result, DraftConflict)]
    assert (len(refused), HandIn.objects.get().remarks) == (3, "Sửa lại.")
    assert AuditEvent.objects.filter(action="draft.returned").count() == 1


def test_of_two_who_look_and_then_return_only_the_database_stops_one():
    call = called()
    version = call.save().version
    checking.hand_in(call.consultee, version=version, by=call.person, at=IN_TIME)
    looked = threading.Barrier(2, timeout=20)

    def return_without_guard(remarks):
        open_ = HandIn.objects.get(returned_at=None)
        looked.wait()
        return HandIn.objects.filter(pk=open_.pk).update(
            returned_by=call.person, returned_at=IN_TIME, remarks=remarks
        )

    results = at_once(*[partial(return_without_guard, text) for text in ("Một.", "Hai.")])
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "int"]
