"""The ways by which a unit's answer comes, other than its officer signing in and sending it."""

import secrets
from datetime import datetime

from accounts.actors import SYSTEM
from accounts.domain.users import create_user
from accounts.enums import Role
from accounts.models import User
from consultations.domain import checking, drafts, links, pending
from consultations.models import Consultee, PersonalLink, Response
from coop_portal.rehearsal.story import Letter, StoryError
from deadlines.value import day_in_hanoi
from dispatches.domain import incoming
from districts.domain import officers

DRAFTER = "soan-{code}"


def by_link(consultee: Consultee, at: datetime) -> User:
    """The unit's officer comes by the personal link that left with the call."""
    given = PersonalLink.objects.filter(consultee=consultee, revoked_at=None).first()
    token = links.token_of(given) if given else None
    link = links.found(token, at) if token else None
    if link is None:
        raise StoryError("the unit has no personal link that opens")
    links.used(link, at=at)
    return link.user


def on_paper(
    consultee: Consultee, letter: Letter, answers: drafts.Answers, *, clerk: User, officer: User
) -> Response:
    """The clerk registers the unit's letter, the officer enters its opinions."""
    entry = incoming.Entry(
        arrived_on=day_in_hanoi(letter.at),
        author=consultee.committee,
        full_number=letter.number,
        date=letter.date,
        kind_name="Công văn",
        subject=f"V/v tham gia ý kiến vào {consultee.round.title}",
    )
    document = incoming.receive(entry, by=clerk, at=letter.at)
    brought = pending.bring(
        consultee,
        document,
        received_at=letter.at,
        signer=letter.signer,
        by=officer,
        at=letter.at,
    )
    return pending.settle(brought, answers, by=officer, at=letter.at)


def hand_in(consultee: Consultee, answers: drafts.Answers, at: datetime) -> None:
    """A colleague who only drafts writes the answer and hands it in to be checked."""
    drafter = _drafter(consultee, at)
    seen = drafts.version_of(consultee)
    draft = drafts.save_draft(consultee, answers, version=seen, by=drafter, at=at)
    checking.hand_in(consultee, version=draft.version, by=drafter, at=at)


def _drafter(consultee: Consultee, at: datetime) -> User:
    unit = consultee.district
    name = DRAFTER.format(code=unit.code)
    known = User.objects.filter(username=name).first()
    if known:
        return known
    made = create_user(
        username=name,
        full_name=f"Cán bộ soạn thảo {unit.name}",
        role=Role.DISTRICT,
        password=secrets.token_urlsafe(),  # nobody signs in as this person
        by=SYSTEM,
        at=at,
    )
    today = day_in_hanoi(at)
    officers.assign(user=made, district=unit, valid_from=today, may_submit=False, by=SYSTEM, at=at)
    return made
