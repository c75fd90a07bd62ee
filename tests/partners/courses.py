"""Agreements somewhere in their course, for tests."""

import datetime as dt
from dataclasses import replace
from typing import Any

from accounts.actors import SYSTEM
from dispatches.domain.files import store
from districts.models import District
from partners.agreement_enums import (
    SIGNING,
    AgreementLevel,
    ChildKind,
    Language,
    PartyRole,
    Position,
    Renewal,
    Side,
    State,
    TextKind,
)
from partners.domain import (
    agreement_acts,
    agreement_parties,
    agreements,
    commitments,
    corrections,
    opinions,
)
from partners.domain.agreement_case import StepFacts
from partners.domain.citing import Citation
from partners.domain.courses import advance
from partners.models import Agreement, AgreementText, Commitment, Partner
from tests.factories import AT
from tests.partners.factories import partner

DAY = dt.date(2021, 9, 6)
LATER = dt.datetime.fromisoformat("2021-12-31T08:00:00+07:00")
LETTER = Citation("12/UBND-NC", DAY)
ORDER = (
    State.DRAFTING,
    State.CONSULTING,
    State.SUBMITTED,
    State.PERMITTED,
    State.SIGNED,
    State.IN_FORCE,
    State.IMPLEMENTING,
)


def an_idea(
    unit: District | None = None,
    with_: Partner | None = None,
    *,
    is_example: bool = False,
    **facts,
) -> Agreement:
    """An agreement at its beginning, entered on a Monday; of no unit it is the province's."""
    made = {
        "title": "Thỏa thuận hợp tác",
        "partner": with_ or Partner.objects.filter(code="seo").first() or partner(),
        "district": unit,
        "level": AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE,
        "languages": (Language.VIETNAMESE, Language.KOREAN),
    }
    at = dt.datetime.combine(DAY, dt.time(8), AT.tzinfo)
    idea = agreements.begin(
        agreements.Facts(**made | facts), is_example=is_example, by=SYSTEM, at=at
    )
    if not unit:
        told = {"role": PartyRole.SIGNS, "by": SYSTEM, "at": at}
        agreement_parties.add_party(idea, Side.OURS, "UBND tỉnh Bắc Giang", **told)
    return idea


def a_text(
    made: Agreement, kind: TextKind, language: Language = Language.VIETNAMESE
) -> AgreementText:
    file = store(b"%PDF-1.7", media_type="application/pdf", at=LATER)
    now = Agreement.objects.get(pk=made.pk)
    same = now.texts.filter(kind=kind, language=language).count()
    return AgreementText.objects.create(
        agreement=now,
        kind=kind,
        language=language,
        version=same + 1,
        turn=now.turn,
        file=file,
        name=f"{kind}.pdf",
        added_at=LATER,
    )


def prepare(made: Agreement, to: State) -> None:
    """Bring whatever the step wants to be there before."""
    if to in (State.DRAFTING, State.CONSULTING):
        a_text(made, TextKind.DRAFT)
        a_text(made, TextKind.DRAFT, Language.KOREAN)
    if to == State.SUBMITTED:
        reply_all(made)
        a_text(made, TextKind.SUMMARY)
    if to == State.SIGNED:
        made.parties.filter(role__in=SIGNING).update(signatory="Nguyễn Văn A")
        a_text(made, TextKind.SIGNED)
        a_text(made, TextKind.SIGNED, Language.KOREAN)


def reply_all(made: Agreement, position: Position = Position.AGREE) -> None:
    now = Agreement.objects.get(pk=made.pk)
    for opinion in now.opinions.filter(turn=now.turn, replied_on=None):
        on = max(opinion.sent_on, now.state_since)
        opinions.note_reply(opinion, position, on=on, cites=LETTER, by=SYSTEM, at=LATER)


def letter_by(day: dt.date) -> Citation:
    """The letter, of a day that is no later than what rests on it."""
    return Citation(LETTER.number, min(DAY, day))


def step(made: Agreement, to: State, *, on: dt.date | None = None, **facts: Any) -> Agreement:
    """Take a step with a letter, a reason and a place, on the day of the one before."""
    now = Agreement.objects.get(pk=made.pk)
    on = on or now.state_since or DAY
    told = {"cites": letter_by(on), "note": "lý do", "place": "Bắc Giang"} | facts
    entered = StepFacts(on=on, **told)
    at = max(LATER, dt.datetime.combine(entered.on, dt.time(20), AT.tzinfo))
    return advance(now, to, entered, seen=now.version, by=SYSTEM, at=at)


def brought_to(state: State, unit: District | None = None, **facts) -> Agreement:
    """An agreement that came to the state by the straight way."""
    return led_to(state, an_idea(unit, **facts))


def asked(unit: District | None = None) -> Agreement:
    return brought_to(State.CONSULTING, unit)


def signed_through_course(unit: District | None = None) -> Agreement:
    return brought_to(State.SIGNED, unit)


def tacit(unit: District | None = None) -> Agreement:
    """In force for three years, renewing itself by one, notice three months before."""
    terms = agreements.Terms(
        term_months=36, renewal=Renewal.TACIT, renewal_months=12, notice_months=3
    )
    return brought_to(State.IN_FORCE, unit, terms=terms)


def begun_from(
    made: Agreement, kind: ChildKind = ChildKind.EXTENSION, *, at: dt.datetime = LATER, **terms
) -> Agreement:
    """A further text to an agreement of the province, at its beginning; both sides sign it."""
    facts = agreements.Facts(
        title=f"Văn bản {kind.label.lower()}",
        partner=made.partner,
        level=AgreementLevel.PROVINCE,
        languages=(Language.VIETNAMESE, Language.KOREAN),
        terms=agreements.Terms(**terms),
    )
    child = agreements.begin(facts, parent=made, child_kind=kind, by=SYSTEM, at=at)
    told = {"role": PartyRole.SIGNS, "by": SYSTEM, "at": at}
    agreement_parties.add_party(child, Side.OURS, "UBND tỉnh Bắc Giang", **told)
    return child


def led_to(state: State, made: Agreement) -> Agreement:
    """The agreement after the steps of the straight way from its beginning to the state."""
    for to in ORDER[: ORDER.index(state) + 1]:
        prepare(made, to)
        made = step(made, to)
    return made


def facts_of(made: Agreement, **changes) -> agreements.Facts:
    """What is known of the agreement, with changes: of its terms, too."""
    now = Agreement.objects.get(pk=made.pk)
    terms = terms_of(now)
    named = {name: changes.pop(name) for name in list(changes) if hasattr(terms, name)}
    known = {
        name: getattr(now, name)
        for name in agreements.Facts.__dataclass_fields__
        if name not in ("languages", "fields", "terms", "printed_partner")
    }
    known |= {"languages": now.languages.split(","), "fields": now.fields.all()}
    return agreements.Facts(**known | changes, terms=replace(terms, **named))


def terms_of(now: Agreement) -> agreements.Terms:
    names = agreements.Terms.__dataclass_fields__
    return agreements.Terms(**{name: getattr(now, name) for name in names})


def known_of(made: Agreement, **changes) -> corrections.Signing:
    """What is known of the signing, with changes: of the terms, too."""
    now = Agreement.objects.get(pk=made.pk)
    terms = terms_of(now)
    named = {name: changes.pop(name) for name in list(changes) if hasattr(terms, name)}
    known = {name: getattr(now, name) for name in ("signed_on", "place", "source")}
    known |= {"languages": now.languages.split(","), "ended_on": now.ends_on}
    return corrections.Signing(**known | changes, terms=replace(terms, **named))


def put_right(made: Agreement, *, at: dt.datetime = LATER, cites=LETTER, **changes) -> Agreement:
    """Correct what is known, for a reason and by a letter."""
    now = Agreement.objects.get(pk=made.pk)
    told = {"reason": "Đối chiếu bản gốc.", "cites": cites, "seen": now.version}
    corrections.correct(now, known_of(made, **changes), **told, by=SYSTEM, at=at)
    return Agreement.objects.get(pk=made.pk)


def promised(made: Agreement, unit: District | None = None) -> Commitment:
    return commitments.commit(
        made, "Cử đoàn công tác", due_on=dt.date(2022, 6, 30), district=unit, by=SYSTEM, at=LATER
    )


def noticed(made: Agreement) -> Agreement:
    """Give notice of one that renews itself, in time: its first period is the last."""
    told = {"renew": False, "on": LATER.date(), "cites": LETTER, "seen": made.version}
    end = made.periods.first().ends_on
    agreement_acts.decide_renewal(made, end, **told, by=SYSTEM, at=LATER)
    return Agreement.objects.get(pk=made.pk)
