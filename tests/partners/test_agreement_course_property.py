"""Random courses: whatever officers try, the agreement moves by legal steps with all it takes."""

import datetime as dt
from itertools import pairwise

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
from partners.agreement_enums import EventKind, Position, Purpose, Renewal, State
from partners.domain import agreements, corrections, opinions
from partners.domain.agreement_periods import term_of
from partners.domain.citing import Citation
from partners.domain.inheritance import inherit
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion
from partners.rules.courses import (
    BEFORE_SIGNING,
    BEING_WRITTEN,
    BINDING,
    RECORDABLE,
    TRANSITIONS,
)
from tests.factories import district
from tests.partners.courses import DAY, LETTER, an_idea, facts_of, known_of, prepare, step

pytestmark = pytest.mark.django_db
DAYS = st.integers(-2, 20)
AT = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
LETTERS = st.sampled_from([LETTER, Citation("13/UBND", DAY + dt.timedelta(days=9)), Citation()])


# What the parties sign, and bodies are asked about before.
IN_THE_TEXT = (
    "title",
    "kind",
    "level",
    "district",
    "partner",
    "languages",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
    "extended_to",
)


class Course(RuleBasedStateMachine):
    """Officers at work on one agreement, of the province or of a unit; undone at its end."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    @initialize(of_unit=st.booleans())
    def begin(self, of_unit):
        self.made = an_idea(district() if of_unit else None, terms=agreements.Terms(term_months=12))
        self.walk = [State.IDEA]
        self.asked_about = self.text

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def now(self) -> Agreement:
        return Agreement.objects.get(pk=self.made.pk)

    @property
    def text(self) -> dict:
        now = self.now
        return {name: getattr(now, name) for name in IN_THE_TEXT}

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
        if to == State.CONSULTING:
            self.asked_about = self.text
        asked = AgreementOpinion.objects.filter(agreement=after, turn=after.turn)
        if to in (State.SUBMITTED, State.SUSPENDED, State.ENDED, State.WITHDRAWN):
            mandatory = asked.filter(mandatory=True)
            assert mandatory.filter(code__in=("foreign-ministry", "foreign-affairs")).exists()
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

    @rule(to=st.sampled_from(State), days=DAYS, cites=LETTERS, note=st.booleans())
    def try_any_step(self, to, days, cites, note):
        on = self.now.state_since + dt.timedelta(days=days)
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

    @rule(position=st.sampled_from(Position), days=DAYS, cites=LETTERS)
    def reply(self, position, days, cites):
        for opinion in self.now.opinions.all()[:2]:
            on = opinion.sent_on + dt.timedelta(days=days)
            at = AT
            told = {"on": on, "cites": cites, "by": SYSTEM, "at": at}
            self.tried(lambda o=opinion, t=told: opinions.note_reply(o, position, **t))

    @rule(purpose=st.sampled_from(Purpose))
    def ask(self, purpose):
        now = self.now
        told = {"on": now.state_since, "cites": LETTER, "seen": now.version}
        at = AT
        self.tried(lambda: opinions.ask_again(now, purpose, **told, by=SYSTEM, at=at))

    @rule()
    def ask_the_superior(self):
        now, at = self.now, dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
        told = {"mandatory": False, "on": now.state_since, "by": SYSTEM, "at": at}
        self.tried(lambda: opinions.add_body(now, "Thủ tướng Chính phủ", **told))

    @rule(
        title=st.sampled_from(["Thỏa thuận hợp tác", "Tên khác", "Hiệp định hợp tác"]),
        months=st.integers(1, 60),
        tacit=st.booleans(),
        early=st.booleans(),
        languages=st.sampled_from(["vi,ko", "vi"]),
        extended_to=st.sampled_from([None, dt.date(2020, 1, 1), dt.date(2030, 1, 1)]),
    )
    def change(self, title, months, tacit, early, languages, extended_to):
        now = self.now
        named = {"effective_early": early, "term_months": months, "extended_to": extended_to}
        named |= {"renewal": Renewal.TACIT if tacit else Renewal.NONE, "notice_months": 3}
        named |= {"renewal_months": 12 if tacit else None}
        facts = facts_of(now, title=title, languages=languages.split(","), **named)
        before, told = self.text, {"seen": now.version, "by": SYSTEM, "at": AT}
        self.tried(lambda: agreements.change(now, facts, **told))
        assert now.state in BEING_WRITTEN or self.text == before

    @rule(months=st.integers(1, 60), days=st.integers(-3, 3), letter=st.booleans())
    def correct(self, months, days, letter):
        """The only way from what was signed to other days and terms."""
        now = self.now
        day = now.signed_on and now.signed_on + dt.timedelta(days=days)
        told = known_of(now, signed_on=day, term_months=months)
        why = {"reason": "Đối chiếu.", "cites": LETTER if letter else Citation()}
        act = {"seen": now.version, "by": SYSTEM, "at": AT}
        self.tried(lambda: corrections.correct(now, told, **why, **act))
        if self.now.version > now.version:
            assert now.state in RECORDABLE
            assert self.now.events.last().kind == EventKind.CORRECTED
            assert letter or now.term_months == months
            self.asked_about = self.text

    @rule()
    def try_with_an_old_page(self):
        now = self.now
        now.version -= 1
        at = AT
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
    def what_is_signed_is_what_was_asked_about(self):
        now = self.now
        assert now.state in (*BEING_WRITTEN, State.STOPPED) or self.text == self.asked_about
        assert now.extended_to is None
        assert "Hiệp định" not in now.title
        if now.state in BINDING:
            assert now.effective_on <= AT.date()
        if now.signed_on and now.effective_on and not now.effective_early:
            assert now.effective_on >= now.signed_on

    @invariant()
    def nothing_rests_on_a_later_document(self):
        signed = self.now.signed_on
        for event in self.now.events.exclude(document_date=None):
            assert event.document_date <= max(event.on, signed or event.on)
        for opinion in self.now.opinions.exclude(document_date=None):
            assert opinion.document_date <= opinion.replied_on

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
