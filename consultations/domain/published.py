"""What other systems may read of a round: names in English that stay, labels in Vietnamese.

What units say is not in it, and how they answered only once the round is closed.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import override

from consultations.enums import Event, Outcome, Stage
from consultations.models import Consultee, Round, Term
from deadlines.value import HANOI

Document = dict[str, Any]
# «round.extended» says null where the time limit holds for all units.
ABOUT_A_UNIT = (Event.RESPONSE_RECEIVED, Event.RESPONSE_WITHDRAWN, Event.ROUND_EXTENDED)
STAGES = (Stage.OPEN, Stage.OVERDUE, Stage.CLOSED, Stage.CANCELLED)


def calls(*, at: datetime, stage: Stage | None, since: datetime | None) -> QuerySet[Round]:
    """Return the issued rounds, the newest first; `since` is the moment of issuing."""
    rounds = Round.objects.issued().with_course().order_by("-pk")
    if since:
        rounds = rounds.filter(dispatch__issued_at__gte=since)
    if stage is None:
        return rounds
    if stage == Stage.CLOSED:
        return rounds.filter(closed_at__isnull=False)
    if stage == Stage.CANCELLED:
        return rounds.filter(cancelled_at__isnull=False)
    rounds = rounds.taking_answers().annotate(due=_due())
    in_time = Q(due__gt=at)
    return rounds.filter(in_time if stage == Stage.OPEN else ~in_time | Q(due=None))


def _due() -> Coalesce:
    """As `Round.last_term`: where time runs from each unit's receipt, that of the last one."""
    for_all, begun = Q(terms__consultee=None), Q(terms__deadline_date__isnull=False)
    begun &= Q(terms__corrected_at=None)
    counted = begun & (for_all | Q(terms__received_on__isnull=False))
    limit = "terms__deadline_instant"
    return Coalesce(Max(limit, filter=counted), Max(limit, filter=for_all))


def call(round_: Round, at: datetime) -> Document:
    """One round as it stands in the list."""
    dispatch, stage = round_.dispatch, _stage(round_, at)
    with override("vi"):
        label = str(stage.label)
    return {
        "id": round_.pk,
        "consultation_id": round_.consultation_id,
        "title": round_.title,
        "ordinal": round_.ordinal,
        "stage": {"code": stage.value, "label": label},
        "letter": {
            "number": dispatch.full_number,
            "date": dispatch.date.isoformat() if dispatch.date else None,
        },
        "issued_at": _moment(dispatch.issued_at),
        "deadline": _deadline(round_.term()),
        "closed_at": _moment(round_.closed_at),
    }


def _stage(round_: Round, at: datetime) -> Stage:
    """That an officer proposes to close it is the department's own affair: its time is over."""
    stage = round_.stage(at)
    return stage if stage in STAGES else Stage.OVERDUE


def event(
    what: Event,
    round_: Round,
    at: datetime,
    part: Consultee | None = None,
    term: Term | None = None,
) -> Document:
    """What is told of an event, but for the key of the message; see `api_schema.EVENTS`."""
    told: Document = {"event": what.value, "at": _moment(at), "call": call(round_, at)}
    if what in ABOUT_A_UNIT:
        told["consultee"] = part and {
            "id": part.pk,
            "name": part.name,
            "unit_code": part.district.code,
        }
    if term:
        told["term"] = _limit(term)
    return told


def whole_call(round_: Round, at: datetime) -> Document:
    """One round with its contents, and all its time limits."""
    contents = round_.contents.prefetch_related("passages")
    return call(round_, at) | {
        "contents": [
            {
                "ordinal": content.ordinal,
                "title": content.title,
                "passages": [passage.text for passage in content.passages.all()],
            }
            for content in contents
        ],
        "terms": [
            {
                "consultee_id": term.consultee_id,
                "original": term.original,
                "received_on": term.received_on.isoformat() if term.received_on else None,
            }
            | _limit(term)
            for term in round_.terms.all()
        ],
    }


def consultees(round_: Round) -> QuerySet[Consultee]:
    """Return the units asked, as they stand in the letter."""
    return round_.consultees.with_course().order_by("position")


def consultee(part: Consultee) -> Document:
    """One unit's part: whether and when it answered, and after closing how."""
    first = min((answer.received_at for answer in part.responses.all()), default=None)
    outcome = None
    if part.outcome:
        with override("vi"):
            outcome = {"code": part.outcome, "label": str(Outcome(part.outcome).label)}
    return {
        "id": part.pk,
        "position": part.position,
        "name": part.name,
        "unit_code": part.district.code,
        "state": _state(part, answered=first is not None),
        "answered_at": _moment(first),
        "outcome": outcome,
    }


def _state(part: Consultee, *, answered: bool) -> str:
    if answered:
        return "answered"
    return "letter_received" if part.waiting_reply else "not_answered"


def _deadline(term: Term | None) -> Document | None:
    return _limit(term) if term else None


def _limit(term: Term) -> Document:
    instant = None if term.deadline.awaits_receipt else _moment(term.deadline_instant)
    return {"phrase": term.deadline_phrase, "instant": instant}


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(HANOI).isoformat() if moment else None
