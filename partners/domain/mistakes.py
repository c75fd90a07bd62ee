"""An agreement that was recorded in error (ghi nhầm): it leaves every list, its history stays."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.agreement_enums import EventKind, State
from partners.domain.agreement_events import enter, locked, require_seen
from partners.domain.agreement_relations import bound, signed_pairs
from partners.domain.in_force import said_to_be
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
