"""Random further texts, recordings and corrections: an end moves only as somebody may move it."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.models import District
from partners.agreement_enums import AgreementLevel, ChildKind, EventKind, Renewal, State
from partners.domain import agreements, corrections
from partners.domain.agreement_periods import term_of
from partners.errors import PartnerRefused
from partners.models import Agreement, Partner
from partners.rules.courses import BINDING, FINAL, RECORDABLE
from tests.factories import district
from tests.partners.courses import (
    DAY,
    LATER,
    LETTER,
    ORDER,
    begun_from,
    brought_to,
    facts_of,
    known_of,
    prepare,
    step,
)
from tests.partners.factories import partner

pytestmark = pytest.mark.django_db
AT = LATER
TODAY = AT.date()
SPAN = st.integers(-1500, 1500)
WHICH = st.integers(0, 3)
MOVERS = (EventKind.EXTENDED, EventKind.CORRECTED)


def later(day, days):
    return day + dt.timedelta(days=days)


class Family(RuleBasedStateMachine):
    """Officers at work on an agreement that runs, what changes it, and what they record."""

    @initialize(recorded=st.booleans(), tacit=st.booleans())
    def begin(self, recorded, tacit):
        self.undone = transaction.atomic()
        self.undone.__enter__()
        renewal = {"renewal": Renewal.TACIT, "renewal_months": 12, "notice_months": 3}
        terms = agreements.Terms(
            effective_on=DAY if recorded else None, term_months=24, **renewal if tacit else {}
        )
        if recorded:
            facts = agreements.Facts(
                title="Bản ghi nhớ", partner=partner(), level=AgreementLevel.PROVINCE, terms=terms
            )
            told = {"signed_on": DAY, "source": "x", "by": SYSTEM, "at": AT}
            self.first = agreements.record_signed(facts, **told)
        else:
            self.first = brought_to(State.IN_FORCE, terms=terms)
        self.unit = district()
        District.objects.filter(pk=self.unit.pk).update(valid_from=DAY)
        self.unit.refresh_from_db()
        self.end = self.ends_on

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def now(self) -> Agreement:
        return Agreement.objects.get(pk=self.first.pk)

    @property
    def ends_on(self) -> dt.date:
        return term_of(self.now).period_on(TODAY).ends_on

    def tried(self, act):
        """Try, and see that a refusal left nothing behind."""
        traces = AuditEvent.objects.count(), sorted(self.versions())
        try:
            return act()
        except PartnerRefused:
            assert traces == (AuditEvent.objects.count(), sorted(self.versions()))
            return None

    def versions(self):
        return Agreement.objects.values_list("pk", "version")

    def one(self, which) -> Agreement:
        """The agreement itself, or one of those that change it."""
        family = [self.now, *self.now.children.order_by("pk")]
        return family[which % len(family)]

    @rule(which=WHICH, kind=st.sampled_from(ChildKind), days=st.one_of(st.none(), SPAN))
    def begin_further_text(self, which, kind, days):
        end = None if days is None else later(self.ends_on, days)
        self.tried(lambda: begun_from(self.one(which), kind, at=AT, extended_to=end))

    @rule(which=WHICH, steps=st.integers(1, len(ORDER)))
    def lead_on(self, which, steps):
        for _step in range(steps):
            one = self.one(which)
            if (one.state not in ORDER[:-1] and one.state != State.IDEA) or one == self.first:
                return
            to = ORDER[0] if one.state == State.IDEA else ORDER[ORDER.index(State(one.state)) + 1]
            prepare(one, to)
            self.tried(lambda one=one, to=to: step(one, to))

    @rule(which=WHICH, days=SPAN, months=st.integers(1, 60))
    def change(self, which, days, months):
        one = self.one(which)
        facts = facts_of(one, extended_to=later(self.ends_on, days), term_months=months)
        told = {"seen": one.version, "by": SYSTEM, "at": AT}
        self.tried(lambda: agreements.change(one, facts, **told))

    @rule(which=WHICH, months=st.integers(1, 60), days=st.integers(-3, 600))
    def correct(self, which, months, days):
        one = self.one(which)
        effect = one.effective_on and later(one.effective_on, days)
        told = known_of(one, term_months=months, effective_on=effect)
        why = {"reason": "Đối chiếu.", "cites": LETTER, "seen": one.version}
        self.tried(lambda: corrections.correct(one, told, **why, by=SYSTEM, at=AT))

    @rule(days=st.integers(-600, 600))
    def expire(self, days):
        if self.now.state not in FINAL:
            on = later(TODAY, days)
            self.tried(lambda: step(self.first, State.EXPIRED, on=on))

    @rule(
        state=st.sampled_from(RECORDABLE),
        signed=st.one_of(st.none(), SPAN),
        effect=st.one_of(st.none(), SPAN),
        months=st.one_of(st.none(), st.integers(1, 60)),
        ended=st.one_of(st.none(), SPAN),
        extended=st.one_of(st.none(), SPAN),
    )
    def record(self, state, signed, effect, months, ended, extended):
        on, from_, until, moved = (
            None if span is None else later(DAY, span) for span in (signed, effect, ended, extended)
        )
        terms = agreements.Terms(effective_on=from_, term_months=months, extended_to=moved)
        facts = agreements.Facts(
            title="Thỏa thuận cũ", partner=Partner.objects.get(), district=self.unit, terms=terms
        )
        told = {"state": state, "signed_on": on, "ended_on": until}
        told |= {"although": list(self.others()), "source": "x", "by": SYSTEM, "at": AT}
        made = self.tried(lambda: agreements.record_signed(facts, **told))
        if made:
            self.seen_recorded(made)

    def others(self):
        return Agreement.objects.filter(title="Thỏa thuận cũ").values_list("pk", flat=True)

    def seen_recorded(self, made):
        """What must be true of a recorded one, told without the checks."""
        assert made.signed_on is None or self.unit.valid_from <= made.signed_on <= TODAY
        if made.state in BINDING:
            assert made.effective_on is None or made.effective_on <= TODAY
        if made.state in FINAL:
            last = made.periods.last()
            assert last is not None
            assert last.ends_on <= TODAY
        if made.state == State.EXPIRED:
            assert last.ends_on < TODAY
            own = term_of(Agreement(effective_on=made.effective_on, term_months=made.term_months))
            assert all(period.ends_on <= last.ends_on for period in own.periods())

    @invariant()
    def an_end_moves_on_or_is_corrected(self):
        before, self.end = self.end, self.ends_on
        newest = self.now.events.exclude(kind=EventKind.REARMED).last()
        assert self.end == before or newest.kind in MOVERS
        assert self.end >= before or newest.kind == EventKind.CORRECTED

    @invariant()
    def only_extensions_in_force_extend(self):
        ends = [
            child.extended_to
            for child in self.now.children.filter(child_kind=ChildKind.EXTENSION)
            if child.state in (*BINDING, *FINAL) and child.state != State.STOPPED
        ]
        assert self.now.extended_to == max(ends, default=None)

    @invariant()
    def further_texts_belong_to_the_first(self):
        children = Agreement.objects.exclude(parent=None)
        assert all(child.parent_id == self.first.pk for child in children)
        assert not children.exclude(child_kind=ChildKind.EXTENSION).exclude(extended_to=None)

    @invariant()
    def what_expired_is_over(self):
        if self.now.state == State.EXPIRED:
            assert self.now.state_since > self.end


def test_further_texts_recordings_and_corrections_keep_every_end():
    run_state_machine_as_test(
        Family,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
