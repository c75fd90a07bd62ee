"""Many at once: fifty clicks make one answer, and of four who return a draft one does."""

from functools import partial
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import checking
from consultations.errors import DraftConflict
from consultations.models import HandIn, Response
from tests.consultations.factories import IN_TIME, called
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_clicks_make_one_answer():
    call = called()
    version, key = call.save().version, uuid4()
    results = at_once(*[partial(call.submit, key=key, version=version)] * 50)
    assert {result.pk for result in results} == {Response.objects.get().pk}


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
