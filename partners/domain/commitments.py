"""Commitments under an agreement (cam kết) and their progress."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import District
from partners.domain.agreement_events import locked
from partners.errors import PartnerRefused
from partners.models import Agreement, Commitment, CommitmentPassing, CommitmentProgress
from partners.rules.courses import FINAL
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text

CLOSED = gettext_lazy("Cam kết này đã được ghi là hoàn thành hoặc đã rút lại.")


@transaction.atomic
def commit(
    agreement: Agreement,
    text: str,
    *,
    due_on: date,
    district: District | None = None,
    by: Actor,
    at: datetime,
) -> Commitment:
    """Enter what somebody has to do under the agreement."""
    now = locked(agreement)
    if now.state in FINAL:
        raise PartnerRefused(_("Thỏa thuận đã kết thúc, không thêm cam kết được nữa."))
    _require_due_day(now, due_on, at)
    made = Commitment.objects.create(
        agreement=now, text=clean_text(text), due_on=due_on, district=district
    )
    record(by=by, action="commitment.made", on=made, at=at, day=due_on)
    return made


@transaction.atomic
def note_progress(
    commitment: Commitment, text: str, *, on: date, done: bool, by: Actor, at: datetime
) -> None:
    """Enter how far it is; once it is done nothing follows."""
    if on > day_in_hanoi(at):
        raise PartnerRefused(_("Ngày ghi không thể sau hôm nay."))
    rows = Commitment.objects.still_open().filter(pk=commitment.pk)
    # Also without a change the row is written: whoever finishes it at the same moment waits.
    if not rows.update(done_on=on if done else None):
        raise PartnerRefused(str(CLOSED))
    _enter(commitment, text, on=on, done=done, by=by, at=at)
    record(by=by, action="commitment.progressed", on=commitment, at=at, done=done)


@transaction.atomic
def change(
    commitment: Commitment,
    text: str,
    *,
    due_on: date,
    district: District | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Put right what was entered, or enter what both sides agreed on instead, with the reason.

    What stood there before stays to be read with the progress. A unit that has ended hands its
    promise on by a transfer instead (chuyển cam kết).
    """
    held = _held(commitment, reason)
    text = clean_text(text)
    if due_on != held.due_on:
        _require_due_day(held.agreement, due_on, at)
    before = [held.text, short_date(held.due_on), _whose(held.district)]
    after = [text, short_date(due_on), _whose(district)]
    if before == after:
        raise PartnerRefused(_("Chưa sửa nội dung nào."))
    told = [f"{was} → {now}" for was, now in zip(before, after, strict=True) if was != now]
    held.text, held.due_on, held.district = text, due_on, district
    held.save(update_fields=["text", "due_on", "district"])
    words = f"Sửa cam kết: {'; '.join(told)}. Lý do: {clean_line(reason)}"
    _enter(held, words, on=day_in_hanoi(at), done=False, by=by, at=at)
    record(by=by, action="commitment.changed", on=held, at=at, before=before, after=after)


@transaction.atomic
def withdraw(commitment: Commitment, *, reason: str, by: Actor, at: datetime) -> None:
    """Enter that nobody owes it any more, and why (rút lại cam kết); it stays to be read."""
    held = _held(commitment, reason)
    held.withdrawn_on = day_in_hanoi(at)
    held.save(update_fields=["withdrawn_on"])
    words = f"Rút lại cam kết. Lý do: {clean_line(reason)}"
    _enter(held, words, on=held.withdrawn_on, done=False, by=by, at=at)
    record(by=by, action="commitment.withdrawn", on=held, at=at, reason=clean_line(reason))


@transaction.atomic
def pass_on(
    commitment: Commitment,
    *,
    before: District,
    after: District | None,
    on: date,
    basis: str,
    by: Actor,
    at: datetime,
) -> None:
    """Make it another unit's to keep, or the department's; who had it before stays on record."""
    rows = Commitment.objects.still_open().filter(pk=commitment.pk, district=before)
    if not rows.update(district=after):
        raise PartnerRefused(_("Cam kết vừa được chuyển cho đơn vị khác hoặc đã hoàn thành."))
    CommitmentPassing.objects.create(
        commitment=commitment,
        passed_from=before,
        passed_to=after,
        passed_on=on,
        basis=basis,
        is_example=commitment.agreement.is_example,
        entered_by_id=by.pk,
        entered_at=at,
    )
    record(
        by=by,
        action="commitment.handed_on",
        on=commitment,
        at=at,
        before=before.full_name,
        after=_whose(after),
    )


def _held(commitment: Commitment, reason: str) -> Commitment:
    """Return the commitment as it is now, locked; PartnerRefused once it is closed."""
    if not clean_line(reason):
        raise PartnerRefused(_("Chưa ghi lý do."))
    rows = Commitment.objects.select_for_update(of=("self",)).select_related(
        "agreement", "district"
    )
    held = rows.get(pk=commitment.pk)
    if not held.is_open:
        raise PartnerRefused(str(CLOSED))
    return held


def _require_due_day(agreement: Agreement, due_on: date, at: datetime) -> None:
    """Nothing is due before it was agreed on; where no day is known, not before it is entered."""
    agreed = agreement.signed_on or agreement.effective_on or day_in_hanoi(at)
    if due_on < agreed:
        raise PartnerRefused(
            _("Thời hạn của cam kết không thể trước ngày %(day)s.") % {"day": short_date(agreed)}
        )


def _whose(district: District | None) -> str:
    return district.full_name if district else "Sở Ngoại vụ"


def _enter(
    commitment: Commitment, text: str, *, on: date, done: bool, by: Actor, at: datetime
) -> None:
    CommitmentProgress.objects.create(
        commitment=commitment,
        on=on,
        text=clean_text(text),
        done=done,
        is_example=commitment.agreement.is_example,
        entered_by_id=by.pk,
        entered_at=at,
    )
