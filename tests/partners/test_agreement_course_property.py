"""Random courses: whatever officers try, the agreement moves by legal steps with all it takes."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from partners.agreement_enums import Position, Purpose, Renewal, State
from partners.domain import agreements, opinions
from partners.domain.agreement_periods import term_of
from partners.domain.citing import Citation
from partners.domain.inheritance import inherit
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion
from partners.rules.courses import BEFORE_SIGNING, BEING_WRITTEN, TRANSITIONS
from tests.partners.courses import LETTER, an_idea, prepare, step

pytestmark = pytest.mark.django_db
DAYS = st.integers(-2, 20)


class Course(RuleBasedStateMachine):
    """Officers at work on one provincial agreement; each example is undone at its end."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        terms = agreements.Terms(term_months=12)
        self.made = an_idea(terms=terms)
        self.version = self.made.version
        self.walk = [State.IDEA]

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def now(self) -> Agreement:
        return Agreement.objects.get(pk=self.made.pk)

    def tried(self, act) -> None:
        """Try, and see that a refusal left nothing behind."""
        before, traces = self.now, AuditEvent.objects.count()
        try:
            act()
        except PartnerRefused:
            after = self.now
            assert (after.state, after.version) == (before.state, before.version)
            assert AuditEvent.objects.count() == traces
            return
        after = self.now
        if after.state != before.state:
            self.seen_step(before, after)

    def seen_step(self, before, after):
        """What must be true of a step that was taken, told without the guards."""
        was, to = State(before.state), State(after.state)
        assert to in TRANSITIONS[was]
        assert after.version == before.version + 1
        assert after.state_since >= before.state_since
        self.walk.append(to)
        asked = AgreementOpinion.objects.filter(agreement=after, turn=after.turn)
        if to in (State.SUBMITTED, State.SUSPENDED, State.ENDED, State.WITHDRAWN):
            mandatory = asked.filter(mandatory=True)
            assert mandatory.filter(code="foreign-ministry").exists()
            assert not mandatory.filter(replied_on=None).exists()
            assert not mandatory.filter(document_number="").exists()
            against = asked.filter(position=Position.DISAGREE)
            superior = asked.filter(code="superior").exclude(position=Position.DISAGREE)
            assert not against.exists() or superior.exists()
        if to == State.SIGNED:
            assert self.walk[-2] == State.PERMITTED
            assert after.signed_on == after.state_since
        if to == State.PERMITTED:
            assert after.events.last().document_number

    @rule(to=st.sampled_from(State), days=DAYS, letter=st.booleans(), note=st.booleans())
    def try_any_step(self, to, days, letter, note):
        on = self.now.state_since + dt.timedelta(days=days)
        cites = LETTER if letter else Citation()
        said = "lý do" if note else ""
        self.tried(lambda: step(self.made, to, on=on, cites=cites, note=said))

    @rule(choice=st.integers(0, 2), days=st.integers(0, 5), ready=st.booleans())
    def follow(self, choice, days, ready):
        now = self.now
        following = TRANSITIONS[State(now.state)]
        if following:
            to = following[choice % len(following)]
            if ready and to not in (State.SUBMITTED,):
                prepare(self.made, to)
            on = now.state_since + dt.timedelta(days=days)
            self.tried(lambda: step(self.made, to, on=on))

    @rule(days=st.integers(0, 5))
    def go_on(self, days):
        """The straight way, with everything there."""
        now = self.now
        following = TRANSITIONS[State(now.state)]
        if following and now.state in BEFORE_SIGNING:
            prepare(self.made, following[0])
            on = now.state_since + dt.timedelta(days=days)
            self.tried(lambda: step(self.made, following[0], on=on))

    @rule(position=st.sampled_from(Position), days=DAYS, letter=st.booleans())
    def reply(self, position, days, letter):
        cites = LETTER if letter else Citation()
        for opinion in self.now.opinions.all()[:2]:
            on = opinion.sent_on + dt.timedelta(days=days)
            at = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
            told = {"on": on, "cites": cites, "by": SYSTEM, "at": at}
            self.tried(lambda o=opinion, t=told: opinions.note_reply(o, position, **t))

    @rule(purpose=st.sampled_from(Purpose))
    def ask(self, purpose):
        now = self.now
        told = {"on": now.state_since, "cites": LETTER, "seen": now.version}
        at = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        self.tried(lambda: opinions.ask_again(now, purpose, **told, by=SYSTEM, at=at))

    @rule()
    def ask_the_superior(self):
        now, at = self.now, dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        told = {"mandatory": False, "on": now.state_since, "by": SYSTEM, "at": at}
        self.tried(lambda: opinions.add_body(now, "Thủ tướng Chính phủ", **told))

    @rule(
        title=st.sampled_from(["Thỏa thuận hợp tác", "Tên khác"]),
        months=st.integers(1, 60),
        tacit=st.booleans(),
        early=st.booleans(),
    )
    def change_title_and_term(self, title, months, tacit, early):
        now = self.now
        terms = agreements.Terms(
            effective_on=now.effective_on,
            effective_early=early,
            term_months=months,
            renewal=Renewal.TACIT if tacit else Renewal.NONE,
            renewal_months=12 if tacit else None,
            notice_months=3,
        )
        facts = agreements.Facts(
            title=title,
            partner=now.partner,
            level=now.level,
            languages=("vi", "ko"),
            terms=terms,
        )
        at = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        told = {"seen": now.version, "by": SYSTEM, "at": at}
        self.tried(lambda: agreements.change(now, facts, **told))
        assert now.state in BEING_WRITTEN or self.now.title == now.title

    @rule()
    def try_with_an_old_page(self):
        now = self.now
        now.version -= 1
        at = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        facts = agreements.Facts(title="x", partner=now.partner, level=now.level)
        with pytest.raises(PartnerRefused):
            agreements.change(now, facts, seen=now.version, by=SYSTEM, at=at)

    @rule()
    def be_inherited(self):
        told = {"on": dt.date(2025, 7, 1), "basis": "Nghị định số 177/2025/NĐ-CP"}
        at = dt.datetime(2025, 7, 2, tzinfo=dt.UTC)
        before = self.now.state
        self.tried(lambda: inherit(self.made, "UBND tỉnh Bắc Ninh", **told, by=SYSTEM, at=at))
        assert self.now.state == before

    @invariant()
    def history_tells_the_state(self):
        now = self.now
        events = list(now.events.all())
        assert [event.ordinal for event in events] == list(range(1, now.version + 1))
        assert events[-1].after == now.state
        walk = [e.after for e in events if e.kind in ("begun", "step")]
        assert walk == self.walk
        assert all(a.after == b.before for a, b in pairwise(events))

    @invariant()
    def periods_are_those_of_the_term(self):
        now = self.now
        assert [(p.ends_on, p.decide_by) for p in now.periods.all()] == [
            (p.ends_on, p.decide_by) for p in term_of(now).periods()
        ]


def test_random_courses_take_legal_steps_only():
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
