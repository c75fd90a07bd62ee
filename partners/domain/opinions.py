"""Opinions on an agreement (ý kiến): asked, received, replied in writing.

A round of consultation that gathers opinions is known by its letter, the request.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from deadlines.working_days import WorkingCalendar
from dispatches.models import Dispatch
from partners.agreement_enums import EventKind, Position, Purpose, State
from partners.domain.agreement_events import enter, locked, require_seen
from partners.domain.agreement_guards import SUPERIOR
from partners.domain.citing import Citation
from partners.domain.law import asked_of, procedure_of
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion
from partners.rules.courses import BINDING
from partners.rules.law import Disagreement, Procedure
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text, fold

BODY_LENGTH = 200  # as the column holds
ASKING = (State.CONSULTING, State.DISAGREED)
OPEN = (*ASKING, *BINDING)
# Working days after which an officer asks whether the dossier came. No law says it: until its
# receipt is recorded, the body's own limit does not run.
CONFIRM_WITHIN = 3


def is_open(opinion: AgreementOpinion, agreement: Agreement) -> bool:
    """Return whether the opinion is sought now: what was said before the signing stays said."""
    states = ASKING if opinion.purpose == Purpose.CONCLUDE else BINDING
    return opinion.turn == agreement.turn and agreement.state in states


def due_of(opinion: AgreementOpinion, calendar: WorkingCalendar) -> date | None:
    """Return the last day of the limit: working days after the receipt of a complete dossier."""
    if opinion.received_on is None:
        return None
    return calendar.add(opinion.received_on, opinion.working_days)


def confirm_by(opinion: AgreementOpinion, calendar: WorkingCalendar) -> date | None:
    """Return the day by which the receipt is to be confirmed; None once it is, or it replied."""
    if opinion.received_on or opinion.replied_on:
        return None
    return calendar.add(opinion.sent_on, CONFIRM_WITHIN)


@transaction.atomic
def ask_again(
    agreement: Agreement,
    purpose: Purpose,
    *,
    on: date,
    cites: Citation,
    seen: int,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Ask for opinions on a suspension or an end: the same procedure (law, art. 34)."""
    now = locked(agreement)
    require_seen(now, seen)
    if now.state not in BINDING or purpose == Purpose.CONCLUDE:
        raise PartnerRefused(_("Chỉ lấy ý kiến về việc này khi thỏa thuận đang có hiệu lực."))
    _require_past(on, at)
    if not cites.number:
        raise PartnerRefused(_("Chưa ghi số, ngày văn bản lấy ý kiến."))
    enter(
        now,
        EventKind.ASKED,
        on=on,
        cites=cites,
        note=str(purpose.label),
        by=by,
        at=at,
        columns={"turn": now.turn + 1},
    )
    ask_bodies(now, purpose, on=on, cites=cites, by=by)
    record(by=by, action="agreement.asked", on=now, at=at, purpose=purpose)
    return now


@transaction.atomic
def add_body(
    agreement: Agreement,
    body: str,
    *,
    mandatory: bool,
    on: date,
    request: Dispatch | None = None,
    by: Actor,
    at: datetime,
) -> AgreementOpinion:
    """Ask one more body in the current asking; one that the law names is known by its name.

    Without a letter of its own it is asked by that of the others, and no earlier than they.
    """
    now = locked(agreement)
    last = now.opinions.filter(turn=now.turn).first()
    procedure = procedure_of(now, on)
    if last is None or not is_open(last, now) or procedure is None:
        raise PartnerRefused(_("Hồ sơ không ở bước lấy ý kiến."))
    _require_past(on, at)
    if request is None:
        _require_not_before(now, on)
    asked = _as_named(now, procedure, on, clean_line(body))
    made = open_opinion(
        now,
        Purpose(last.purpose),
        asked.name,
        asked.working_days,
        code=asked.code,
        mandatory=mandatory or asked.must_answer,
        on=on,
        request=request or (None if asked.code == SUPERIOR else last.request),
        by=by,
    )
    record(by=by, action="agreement.body_added", on=now, at=at, body=made.body)
    return made


@transaction.atomic
def note_receipt(opinion: AgreementOpinion, on: date, *, by: Actor, at: datetime) -> None:
    """Record the day on which the body had the complete dossier: its limit runs from there."""
    opinion = current(opinion)
    _require_past(on, at)
    if on < opinion.sent_on:
        raise PartnerRefused(_("Ngày nhận không thể trước ngày gửi."))
    opinion.received_on = on
    opinion.save(update_fields=["received_on"])
    about = {"body": opinion.body, "day": on}
    record(by=by, action="agreement.dossier_received", on=opinion.agreement, at=at, **about)


@transaction.atomic
def note_reply(
    opinion: AgreementOpinion,
    position: Position,
    *,
    on: date,
    cites: Citation,
    note: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Record a written reply; the last one entered while opinions are asked for counts."""
    opinion = current(opinion)
    _require_past(on, at)
    if on < opinion.sent_on:
        raise PartnerRefused(_("Ngày trả lời không thể trước ngày gửi."))
    if not cites.number:
        raise PartnerRefused(_("Ý kiến phải bằng văn bản: đề nghị ghi số, ngày văn bản trả lời."))
    before = opinion.position
    empty = {"dispatch": None, "incoming": None}
    for name, value in (empty | cites.columns(until=on)).items():
        setattr(opinion, name, value)
    opinion.position, opinion.replied_on, opinion.note = position, on, clean_text(note)
    opinion.save()
    about = {"body": opinion.body, "position": position, "previous": before}
    record(by=by, action="agreement.replied", on=opinion.agreement, at=at, **about)


def ask_bodies(
    agreement: Agreement, purpose: Purpose, *, on: date, cites: Citation, by: Actor
) -> None:
    """Open an opinion of every body that must be asked; PartnerRefused without a procedure."""
    procedure = procedure_of(agreement, on)
    if procedure is None:
        raise PartnerRefused(_("Không có trình tự, thủ tục cho ngày này trong dữ liệu."))
    request = cites.columns().get("dispatch")
    for body in asked_of(procedure, agreement):
        limit = procedure.opinion_days
        open_opinion(
            agreement, purpose, body.name, limit, code=body.code, on=on, request=request, by=by
        )


def open_opinion(
    agreement: Agreement,
    purpose: Purpose,
    body: str,
    working_days: int,
    *,
    code: str = "",
    mandatory: bool = True,
    on: date,
    request: Dispatch | None = None,
    by: Actor,
) -> AgreementOpinion:
    """Open the opinion of one body in the current asking."""
    try:
        with transaction.atomic():
            return AgreementOpinion.objects.create(
                agreement=agreement,
                purpose=purpose,
                turn=agreement.turn,
                body=clean_line(body),
                folded_body=fold(body)[:BODY_LENGTH],
                code=code,
                mandatory=mandatory,
                working_days=working_days,
                sent_on=on,
                request=request,
                entered_by_id=by.pk,
            )
    except IntegrityError as error:
        raise PartnerRefused(_("Cơ quan này đã được lấy ý kiến.")) from error


def superior_due(agreement: Agreement, day: date) -> Disagreement | None:
    """Return who decides on a suspension or an end now that a body disagrees (art. 19.4, 34).

    None while nobody disagrees, where the law names nobody above, and on a conclusion: there the
    step «có ý kiến không nhất trí» asks.
    """
    last = agreement.opinions.filter(turn=agreement.turn)
    against = last.filter(position=Position.DISAGREE).exclude(purpose=Purpose.CONCLUDE)
    procedure = procedure_of(agreement, day)
    if procedure is None or last.filter(code=SUPERIOR).exists() or not against.exists():
        return None
    return procedure.disagreement


@dataclass(frozen=True)
class _Asked:
    """A body as the law knows it, or by the name alone."""

    name: str
    code: str
    working_days: int
    must_answer: bool


def _as_named(agreement: Agreement, procedure: Procedure, day: date, body: str) -> _Asked:
    """Return the body of that name; PartnerRefused for the superior before anybody disagrees."""
    branch = procedure.disagreement
    # «Thủ tướng» is the Prime Minister too.
    if branch and f"{fold(branch.asked)} ".startswith(f"{fold(body)} "):
        if agreement.opinions.filter(turn=agreement.turn, code=SUPERIOR).exists():
            raise PartnerRefused(_("Cơ quan này đã được lấy ý kiến."))
        if superior_due(agreement, day) is None:
            raise PartnerRefused(
                _("%(body)s chỉ được xin ý kiến khi có cơ quan không nhất trí.")
                % {"body": branch.asked}
            )
        return _Asked(branch.asked, SUPERIOR, branch.working_days, must_answer=True)
    named = procedure.named(body)
    if named is None:
        return _Asked(body, "", procedure.opinion_days, must_answer=False)
    must = named in asked_of(procedure, agreement)
    return _Asked(named.name, named.code, procedure.opinion_days, must_answer=must)


def _require_not_before(agreement: Agreement, on: date) -> None:
    """Nobody is asked before the dossier went out."""
    asked = agreement.opinions.filter(turn=agreement.turn).aggregate(first=Min("sent_on"))["first"]
    if on < asked:
        raise PartnerRefused(
            _("Hồ sơ được gửi lấy ý kiến từ ngày %(day)s; không thể hỏi trước ngày đó.")
            % {"day": short_date(asked)}
        )


def current(opinion: AgreementOpinion) -> AgreementOpinion:
    """Return the opinion as it is now, its agreement locked; refuse once the asking is over."""
    now = locked(opinion.agreement)
    if not is_open(opinion, now):
        raise PartnerRefused(_("Hồ sơ không còn ở bước lấy ý kiến này."))
    opinion = AgreementOpinion.objects.get(pk=opinion.pk)
    opinion.agreement = now
    return opinion


def _require_past(on: date, at: datetime) -> None:
    if on > day_in_hanoi(at):
        raise PartnerRefused(_("Ngày ghi không thể sau hôm nay."))
