"""Two officers at one agreement: one acts, the other is told. With controls that have no lock."""

import datetime as dt
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from accounts.actors import SYSTEM
from partners.agreement_enums import Position, State, TextKind
from partners.domain import commitments, opinions
from partners.domain.agreement_case import Case, StepFacts
from partners.domain.agreement_guards import missing
from partners.domain.courses import advance
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion
from tests.partners.courses import (
    DAY,
    LATER,
    LETTER,
    a_text,
    asked,
    brought_to,
    promised,
    reply_all,
)
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
FACTS = StepFacts(on=DAY, cites=LETTER, note="lý do", place="Bắc Giang")


def take(pk: int, to: State, seen: int) -> str:
    now = Agreement.objects.get(pk=pk)
    return advance(now, to, FACTS, seen=seen, by=SYSTEM, at=LATER).state


def test_of_two_steps_at_once_one_is_taken():
    made = brought_to(State.SUBMITTED)
    results = at_once(
        partial(take, made.pk, State.PERMITTED, made.version),
        partial(take, made.pk, State.STOPPED, made.version),
    )
    taken = [result for result in results if isinstance(result, str)]
    refused = [result for result in results if isinstance(result, PartnerRefused)]
    assert (len(taken), len(refused)) == (1, 1)
    made.refresh_from_db()
    assert (made.state, made.version) == (taken[0], made.events.count())


def test_of_eight_officers_with_the_same_page_one_takes_the_step():
    made = brought_to(State.SUBMITTED)
    results = at_once(*[partial(take, made.pk, State.PERMITTED, made.version)] * 8)
    assert sorted(map(str, results)).count("permitted") == 1
    assert made.events.filter(after="permitted").count() == 1


def reply(pk: int, position: Position) -> str:
    opinion = AgreementOpinion.objects.select_related("agreement").get(pk=pk)
    opinions.note_reply(opinion, position, on=DAY, cites=LETTER, by=SYSTEM, at=LATER)
    return "replied"


def test_a_change_of_mind_and_the_submission_do_not_pass_each_other():
    for _attempt in range(3):
        made = asked()
        reply_all(made)
        a_text(made, TextKind.SUMMARY)
        opinion = made.opinions.get()
        at_once(
            partial(take, made.pk, State.SUBMITTED, made.version),
            partial(reply, opinion.pk, Position.DISAGREE),
        )
        made.refresh_from_db()
        opinion.refresh_from_db()
        against = opinion.position == Position.DISAGREE
        assert not (against and made.state == State.SUBMITTED)
        assert against or made.state == State.SUBMITTED


def test_without_the_lock_a_change_of_mind_passes_the_submission():
    made = asked()
    reply_all(made)
    a_text(made, TextKind.SUMMARY)
    opinion = made.opinions.get()
    both = Barrier(2, timeout=20)

    def submit():
        lacks = missing(Case(made, State.SUBMITTED, FACTS, LATER.date()))
        both.wait()
        both.wait()
        if not lacks:
            with transaction.atomic():
                version = made.version + 1
                rows = Agreement.objects.filter(pk=made.pk)
                rows.update(state=State.SUBMITTED, version=version)

    def change():
        both.wait()
        AgreementOpinion.objects.filter(pk=opinion.pk).update(position=Position.DISAGREE)
        both.wait()

    assert at_once(submit, change) == [None, None], connection.vendor
    made.refresh_from_db()
    opinion.refresh_from_db()
    assert (made.state, opinion.position) == (State.SUBMITTED, Position.DISAGREE)


def test_a_commitment_is_finished_once():
    made = promised(brought_to(State.IN_FORCE))
    told = {"on": DAY, "done": True, "by": SYSTEM, "at": LATER + dt.timedelta(days=1)}
    results = at_once(*[partial(commitments.note_progress, made, "xong", **told)] * 4)
    assert sum(result is None for result in results) == 1
    assert made.progress.count() == 1
