"""Commitments under an agreement (cam kết) and their progress."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import District
from partners.domain.agreement_events import locked
from partners.errors import PartnerRefused
from partners.models import Agreement, Commitment, CommitmentPassing, CommitmentProgress
from partners.rules.courses import FINAL
from vietnamese.text import clean_text


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
    rows = Commitment.objects.filter(pk=commitment.pk, done_on=None)
    # Also without a change the row is written: whoever finishes it at the same moment waits.
    if not rows.update(done_on=on if done else None):
        raise PartnerRefused(_("Cam kết này đã được ghi là hoàn thành."))
    CommitmentProgress.objects.create(
        commitment=commitment,
        on=on,
        text=clean_text(text),
        done=done,
        is_example=commitment.agreement.is_example,
        entered_by_id=by.pk,
        entered_at=at,
    )
    record(by=by, action="commitment.progressed", on=commitment, at=at, done=done)


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
    rows = Commitment.objects.filter(pk=commitment.pk, district=before, done_on=None)
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
        after=after.full_name if after else "Sở Ngoại vụ",
    )
