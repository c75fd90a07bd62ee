"""Corrections in the history of a relation (đính chính): the wrong entry stays, uncounted."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from partners.domain.relations import JOINED, enter_stage, require_past
from partners.domain.there import require_not_ended
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Relation, RelationStage
from vietnamese.dates import short_date
from vietnamese.text import clean_text


@transaction.atomic
def correct_stage(
    entry: RelationStage, stage: Stage, *, on: date, note: str, by: Actor, at: datetime
) -> None:
    """Enter what the entry should have said, and why; the relation follows what counts then.

    PartnerRefused without a reason, for one that was corrected before, and for a day that does not
    lie between the entries beside it, or on which the unit was no more.
    """
    relation = Relation.objects.select_for_update().get(pk=entry.relation_id)
    if relation.joined_into_id:
        raise PartnerRefused(str(JOINED))
    require_past(on, at)
    if stage != Stage.ENDED:
        require_not_ended(relation.district, on)
    if not (reason := clean_text(note).strip()):
        raise PartnerRefused(_("Đề nghị ghi lý do đính chính."))
    counted = list(relation.stages.counted())
    if entry not in counted:
        raise PartnerRefused(_("Dòng này đã được đính chính; đề nghị đính chính dòng thay nó."))
    index = counted.index(entry)
    _require_between(counted, index, on)
    counted[index] = enter_stage(relation, stage, on, reason, instead_of=entry, by=by, at=at)
    newest = counted[-1]
    Relation.objects.filter(pk=relation.pk).update(stage=newest.stage, stage_since=newest.on)
    told = {"before": entry.stage, "after": stage, "day": on, "reason": reason}
    record(by=by, action="relation.stage_corrected", on=relation, at=at, **told)


def _require_between(counted: Sequence[RelationStage], index: int, on: date) -> None:
    """Days go forward. A merge may have kept an older day in a later place: that binds nothing."""
    entry = counted[index]
    before = [row.on for row in counted[:index] if row.on and entry.on and row.on <= entry.on]
    after = [row.on for row in counted[index + 1 :] if row.on and row.on >= (entry.on or row.on)]
    if before and on < max(before):
        raise PartnerRefused(
            _("Diễn biến liền trước ghi ngày %(day)s; ngày đúng không thể trước ngày đó.")
            % {"day": short_date(max(before))}
        )
    if after and on > min(after):
        raise PartnerRefused(
            _("Diễn biến liền sau ghi ngày %(day)s; ngày đúng không thể sau ngày đó.")
            % {"day": short_date(min(after))}
        )
