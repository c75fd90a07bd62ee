"""A draft is thrown away while somebody else submits it or writes in it: one of the two is done."""

from functools import partial

import pytest

from consultations.domain import discarding, drafting
from consultations.errors import ConsultationRefused
from consultations.models import DiscardedRound, Round
from dispatches.domain import approval
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch
from tests.consultations import rounds
from tests.consultations.rounds import AT
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafted():
    return rounds.drafted("Lục Ngạn")


def throwing(round_):
    by = rounds.person("officer")
    return partial(discarding.discard, round_, reason="Chưa cần.", by=by, at=AT)


def test_it_is_thrown_away_or_submitted_and_never_both(drafted):
    dispatch, by = rounds.fresh(drafted).dispatch, rounds.person("officer")

    results = at_once(throwing(drafted), partial(approval.submit, dispatch, by=by, at=AT))

    refused = [one for one in results if isinstance(one, (ConsultationRefused, DispatchRefused))]
    state = Dispatch.objects.get(pk=drafted.dispatch_id).state
    assert len(refused) == 1
    assert (state, Round.objects.count(), DiscardedRound.objects.count()) in {
        ("discarded", 0, 1),
        ("submitted", 1, 0),
    }


def test_who_writes_in_it_meanwhile_is_told(drafted):
    put = partial(drafting.put_content, drafted, heading="Hai:", passages=["Đoạn."])

    results = at_once(throwing(drafted), partial(put, by=rounds.person("officer"), at=AT))

    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, ConsultationRefused) for one in refused)
    assert (Round.objects.count(), DiscardedRound.objects.count()) == (0, 1)


def test_a_second_click_is_refused(drafted):
    results = at_once(throwing(drafted), throwing(drafted))
    assert sorted(type(one).__name__ for one in results) == [
        "ConsultationRefused",
        "DiscardedRound",
    ]
