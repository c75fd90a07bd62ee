"""An agreement that was recorded in error (ghi nhầm): it leaves every list, its history stays.

A mark that was itself an error is taken back (bỏ đánh dấu ghi nhầm): the agreement counts again.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.agreement_enums import AgreementKind, EventKind, State
from partners.domain.agreement_days import check_existed
from partners.domain.agreement_events import enter, locked, require_seen
from partners.domain.agreement_relations import bound, prove, proved_on, signed_pairs
from partners.domain.in_force import said_to_be
from partners.domain.recorded_doubles import require_new
from partners.domain.standing import hold
from partners.domain.taking_part import units_that_signed
from partners.errors import PartnerRefused
from partners.models import Agreement, Relation
from vietnamese.text import clean_text


@transaction.atomic
def mark_mistaken(agreement: Agreement, reason: str, *, seen: int, by: Actor, at: datetime) -> None:
    """Take a recorded agreement out of every list and figure, with the reason.

    PartnerRefused for one that went through the course, which was no error of recording, and while
    another text changes it.
    """
    now, reason, today = locked(agreement), clean_text(reason).strip(), day_in_hanoi(at)
    require_seen(now, seen)
    if not now.recorded:
        raise PartnerRefused(_("Chỉ đánh dấu ghi nhầm thỏa thuận được ghi nhận sau khi ký."))
    if not reason:
        raise PartnerRefused(_("Chưa ghi lý do ghi nhầm."))
    if now.children.exclude(state=State.STOPPED).exists():
        raise PartnerRefused(
            _("Thỏa thuận có văn bản sửa đổi, bổ sung, gia hạn nên không thể là ghi nhầm.")
        )
    columns = {"mistaken_on": today}
    enter(now, EventKind.MISTAKEN, on=today, note=reason, by=by, at=at, columns=columns)
    record(by=by, action="agreement.mistaken", on=now, at=at, mistaken_because=reason)


@transaction.atomic
def take_back(
    agreement: Agreement,
    reason: str,
    *,
    although: Collection[int] = (),
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Take the mark back: the agreement is in every list and figure again, as if recorded today.

    So it is asked what is asked of a new record: LooksRecorded with those that may be the same one,
    but for those `although` which it is taken back. What it proves of relations is proved anew, for
    an officer may have corrected them meanwhile; its days cannot have changed.
    """
    # The partner first, as whoever records does: of two the second sees the first.
    hold([agreement.partner])
    now, reason = (
        Agreement.every.select_for_update().get(pk=agreement.pk),
        clean_text(reason).strip(),
    )
    require_seen(now, seen)
    if not now.mistaken_on:
        raise PartnerRefused(_("Thỏa thuận không bị đánh dấu ghi nhầm."))
    if not reason:
        raise PartnerRefused(_("Chưa ghi lý do bỏ đánh dấu ghi nhầm."))
    check_existed(units_that_signed(now), now.signed_on)
    require_new(
        now.partner,
        now.district,
        AgreementKind(now.kind),
        title=now.title,
        signed_on=now.signed_on,
        although=although,
    )
    today, columns = day_in_hanoi(at), {"mistaken_on": None}
    enter(now, EventKind.RESTORED, on=today, note=reason, by=by, at=at, columns=columns)
    prove(now, on=proved_on(now), begins=True, by=by, at=at)
    record(by=by, action="agreement.mistake_taken_back", on=now, at=at, reason=reason)


def left_without(agreement: Agreement) -> list[Relation]:
    """Return the relations it was about that are said to be in force, without any agreement now.

    Their history is not rewritten: an officer corrects what rested on this agreement alone.
    """
    standing = signed_pairs()
    relations = said_to_be(Relation.objects.all())
    return [
        relation
        for partner, unit in bound(agreement)
        if (partner.pk, unit.pk if unit else None) not in standing
        for relation in relations.filter(partner=partner, district=unit)
    ]
