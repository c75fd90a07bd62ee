"""The evidence of a round for its archive: what went out, reached whom, and came by letter."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from consultations.domain import notices
from consultations.models import (
    EntryWithdrawal,
    HandOver,
    LaterRecord,
    PartTransfer,
    PendingResponse,
    Reopening,
    Round,
    Term,
)
from deadlines.value import HANOI
from dispatches.models import IncomingDocument
from outbox.models import Message

CHUNK = 500  # rows read from the database at a time


def course(round_: Round) -> dict[str, Any]:
    """Return the round's time limits, mails, contacts, letters and end, as plain values."""
    units = dict(round_.consultees.values_list("pk", "name"))
    return {
        "terms": [_term(term, units) for term in _terms(round_)],
        "mails": list(_mails(units)),
        "contacts": [_contact(one, units) for one in _contacts(round_)],
        "letters": [_letter(one, units) for one in _letters(round_)],
        "transfers": [_transfer(one, units) for one in _transfers(round_)],
        "reopenings": [_reopening(one) for one in round_.reopenings.order_by("pk")],
        "later_records": [_later(one) for one in _later_records(round_)],
        "closed_at": _moment(round_.closed_at),
        "cancelled_at": _moment(round_.cancelled_at),
        "cancel_reason": round_.cancel_reason,
    }


def _terms(round_: Round) -> QuerySet[Term]:
    """Also those that were counted from a receipt which was corrected."""
    return Term.every.filter(round=round_).order_by("pk")


def _term(term: Term, units: dict[int, str]) -> dict[str, Any]:
    return {
        "unit": units[term.consultee_id] if term.consultee_id else None,
        "deadline": term.deadline_phrase,
        "until": None if term.deadline.awaits_receipt else _moment(term.deadline_instant),
        "received_on": term.received_on.isoformat() if term.received_on else None,
        "reason": term.reason,
        "set_at": _moment(term.set_at),
        "corrected_at": _moment(term.corrected_at),
        "corrected_because": term.corrected_because,
    }


def _mails(units: dict[int, str]) -> Iterator[dict[str, Any]]:
    sent = Message.objects.filter(topic_type=notices.TOPIC, topic_id__in=units)
    for message in sent.order_by("pk").iterator(chunk_size=CHUNK):
        yield {
            "unit": units[message.topic_id],
            "kind": message.kind,
            "to": message.to_address,
            "subject": message.subject,
            "state": message.state,
            "accepted_at": _moment(message.accepted_at),
            "server_reply": message.server_reply,
        }


def _contacts(round_: Round) -> Iterator[HandOver]:
    found = HandOver.objects.filter(consultee__round=round_).order_by("pk")
    return found.iterator(chunk_size=CHUNK)


def _contact(one: HandOver, units: dict[int, str]) -> dict[str, Any]:
    return {
        "unit": units[one.consultee_id],
        "kind": one.kind,
        "day": one.on.isoformat(),
        "hour": one.hour.isoformat() if one.hour else None,
        "caller": one.caller,
        "person": one.person,
        "note": one.note,
        "recorded_at": _moment(one.recorded_at),
    }


def _letters(round_: Round) -> QuerySet[PendingResponse]:
    found = PendingResponse.objects.filter(consultee__round=round_).order_by("pk")
    related = found.select_related("document", "response", "withdrawal")
    return related.prefetch_related("corrections__response")


def _letter(one: PendingResponse, units: dict[int, str]) -> dict[str, Any]:
    """A unit's letter: entered as its answer, rejected, corrected or withdrawn."""
    withdrawal: EntryWithdrawal | None = getattr(one, "withdrawal", None)
    return registered(one.document) | {
        "unit": units[one.consultee_id],
        "signer": one.signer,
        "received_at": _moment(one.received_at),
        "state": one.state,
        "receipt": one.response.receipt if one.response else None,
        "rejected_because": one.reason or None,
        "corrections": [
            {"receipt": each.response.receipt, "reason": each.reason, "at": _moment(each.made_at)}
            for each in one.corrections.all()
        ],
        "withdrawn": _withdrawn(withdrawal) if withdrawal else None,
    }


def _withdrawn(one: EntryWithdrawal) -> dict[str, Any]:
    return {
        "at": _moment(one.made_at),
        "reason": one.reason,
        "outcome_before": one.outcome_before,
        "reason_before": one.reason_before,
        "outcome": one.outcome,
    }


def registered(document: IncomingDocument) -> dict[str, Any]:
    """Return how the register has a document that came in: its own number and the arrival's."""
    return {
        "number": document.full_number,
        "date": document.date.isoformat(),
        "author": document.author,
        "arrival": document.full_arrival_number,
    }


def _transfers(round_: Round) -> QuerySet[PartTransfer]:
    found = PartTransfer.objects.filter(consultee__round=round_).order_by("pk")
    return found.select_related("from_unit", "to_unit")


def _transfer(one: PartTransfer, units: dict[int, str]) -> dict[str, Any]:
    return {
        "unit": units[one.consultee_id],
        "from": one.from_unit.full_name,
        "to": one.to_unit.full_name,
        "basis": one.basis,
        "at": _moment(one.made_at),
    }


def _reopening(one: Reopening) -> dict[str, Any]:
    return {
        "closed_at": _moment(one.closed_at),
        "reopened_at": _moment(one.reopened_at),
        "reason": one.reason,
        "result": one.result,
    }


def _later_records(round_: Round) -> Iterator[LaterRecord]:
    found = LaterRecord.objects.filter(consultee__round=round_).select_related("consultee")
    return found.order_by("pk").iterator(chunk_size=CHUNK)


def _later(one: LaterRecord) -> dict[str, Any]:
    return {
        "unit": one.consultee.name,
        "closed_at": _moment(one.closed_at),
        "recorded_at": _moment(one.recorded_at),
        "reason": one.reason,
        "outcome_before": one.outcome_before,
        "reason_before": one.reason_before,
        "outcome": one.outcome,
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(HANOI).isoformat() if at else None
