"""Relations with partners (quan hệ hợp tác) and their stages."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.enums import Role
from deadlines.value import day_in_hanoi
from districts.models import District, Field
from partners.domain.contact_days import recount
from partners.domain.partners import CHANGED
from partners.domain.silence import silent
from partners.domain.standing import hold
from partners.domain.there import require_not_ended, require_there
from partners.enums import FURTHER, IN_FORCE, Stage
from partners.errors import PartnerRefused, RecordChanged
from partners.models import Partner, Relation, RelationSnooze, RelationStage
from partners.rules.silence import months_after
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text

SNOOZED_AT_MOST = 12  # months
JOINED = gettext_lazy("Quan hệ này đã được nhập vào quan hệ của hồ sơ còn lại.")


@transaction.atomic
def start_relation(
    partner: Partner,
    district: District | None,
    *,
    stage: Stage,
    on: date | None,
    fields: Iterable[Field] = (),
    note: str = "",
    source: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Relation:
    """Join a unit, or the province, with a partner; PartnerRefused if they are joined already.

    `on` is None where the source names no day; on a day that it names the unit has to be there.
    """
    hold([partner])
    if on:
        require_past(on, at)
        require_there([district], on)
    relation = _new(
        partner=partner,
        district=district,
        stage=stage,
        stage_since=on,
        note=clean_text(note),
        source=clean_line(source),
        is_example=is_example,
        created_by_id=by.pk,
        created_at=at,
    )
    relation.fields.set(fields)
    enter_stage(relation, stage, on, note, by=by, at=at)
    # What was done before anybody entered the relation is its activity, too.
    recount([partner.pk], day_in_hanoi(at))
    relation.refresh_from_db(fields=["last_activity_on"])
    record(by=by, action="relation.started", on=relation, at=at, stage=stage)
    return relation


def _new(**columns: Any) -> Relation:
    try:
        with transaction.atomic():
            return Relation.objects.create(**columns)
    except IntegrityError as error:
        raise PartnerRefused(_("Quan hệ với đối tác này đã được ghi nhận.")) from error


@transaction.atomic
def change_relation(
    relation: Relation,
    *,
    fields: Iterable[Field],
    note: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Change what is known about a relation, over the version that was seen.

    RecordChanged if another one was saved meanwhile; PartnerRefused once it was joined to another.
    """
    seen = Relation.objects.filter(pk=relation.pk, version=version, joined_into=None)
    if not seen.update(version=version + 1):
        now = Relation.objects.get(pk=relation.pk)
        if now.joined_into_id:
            raise PartnerRefused(str(JOINED))
        raise RecordChanged(str(CHANGED), now.version)
    relation = Relation.objects.get(pk=relation.pk)
    before = _told(relation)
    relation.note = clean_text(note)
    relation.save(update_fields=["note"])
    relation.fields.set(fields)
    after = _told(relation)
    changes = {name: [old, after[name]] for name, old in before.items() if old != after[name]}
    record(by=by, action="relation.changed", on=relation, at=at, changes=changes)


@transaction.atomic
def change_stage(
    relation: Relation, stage: Stage, *, on: date, note: str = "", by: Actor, at: datetime
) -> None:
    """Enter the next stage of a relation, on its day, with a note; earlier entries stay.

    PartnerRefused for a day before the last entry or after today, and for the stage it is in. Of a
    unit that is no more the relation can only end: what goes on is its successor's.
    """
    require_past(on, at)
    if stage != Stage.ENDED:
        require_not_ended(relation.district, on)
    not_after = Q(stage_since__isnull=True) | Q(stage_since__lte=on)
    current = Relation.objects.filter(not_after, pk=relation.pk, joined_into=None)
    moved = current.exclude(stage=stage)
    if not moved.update(stage=stage, stage_since=on):
        relation.refresh_from_db()
        raise PartnerRefused(_why_not(relation, stage))
    before = relation.stage
    relation.stage, relation.stage_since = stage, on
    enter_stage(relation, stage, on, note, by=by, at=at)
    record(by=by, action="relation.stage_changed", on=relation, at=at, before=before, after=stage)


def held(partner: Partner, district: District | None) -> Relation | None:
    """Return the relation of the two, locked until the transaction ends, or None."""
    rows = Relation.objects.select_for_update().filter(joined_into=None)
    return rows.filter(partner=partner, district=district).first()


def reach(
    relation: Relation, stage: Stage, *, on: date, note: str, by: Actor, at: datetime
) -> None:
    """Bring a relation that is held to a stage that an agreement proves, if it stands before it.

    One that is further stays, and so does one that was paused or ended: that an officer decided.
    """
    if relation.stage in (Stage.PAUSED, Stage.ENDED):
        return
    if FURTHER.index(stage) > FURTHER.index(Stage(relation.stage)):
        # What was entered by hand for a later day comes first in the history.
        day = max(on, relation.stage_since or on)
        change_stage(relation, stage, on=day, note=note, by=by, at=at)


def history(relation: Relation) -> list[RelationStage]:
    """Return the entries by day, with those of a relation that was joined into this one.

    The entry that ended a joined relation is left out: only its record came to an end. Each entry
    says whether it `is_corrected`.
    """
    entries = RelationStage.objects.filter(Q(relation=relation) | Q(relation__joined_into=relation))
    told = entries.exclude(entered_at=F("relation__joined_at"), stage=Stage.ENDED)
    linked = ("relation__partner", "relation__district", "entered_by", "corrects")
    rows: list[Any] = list(told.select_related(*linked))
    counted = set(entries.counted().values_list("pk", flat=True))
    for row in rows:
        row.is_corrected = row.pk not in counted
    return sorted(rows, key=lambda entry: (entry.passed_on or entry.on or date.min, entry.pk))


@transaction.atomic
def snooze(relation: Relation, *, until: date, reason: str, by: Actor, at: datetime) -> None:
    """Remind nobody of the silent relation until that day (tạm hoãn nhắc).

    PartnerRefused for a day gone by or beyond a year, for a relation that is not silent, and
    without a reason. That a year is the most is the portal's own rule: no reminder sleeps for good.
    """
    today = day_in_hanoi(at)
    if until <= today:
        raise PartnerRefused(_("Ngày tạm hoãn phải sau hôm nay."))
    if until > (last := months_after(today, SNOOZED_AT_MOST)):
        raise PartnerRefused(
            _("Chỉ tạm hoãn được tối đa %(months)d tháng, đến ngày %(day)s.")
            % {"months": SNOOZED_AT_MOST, "day": short_date(last)}
        )
    if not silent(Relation.objects.filter(pk=relation.pk), today).exists():
        raise PartnerRefused(_("Quan hệ này không thuộc diện lâu không có hoạt động."))
    if not clean_line(reason):
        raise PartnerRefused(_("Đề nghị ghi lý do tạm hoãn."))
    RelationSnooze.objects.create(
        relation=relation,
        until=until,
        reason=clean_line(reason),
        entered_by_id=by.pk,
        entered_at=at,
    )
    record(by=by, action="relation.snoozed", on=relation, at=at, until=until, reason=reason)


def enter_stage(
    relation: Relation,
    stage: Stage,
    on: date | None,
    note: str,
    *,
    instead_of: RelationStage | None = None,
    by: Actor,
    at: datetime,
) -> RelationStage:
    """Write a stage down in the relation's history; called in the transaction that moves it.

    A unit's word that its relation is in force rests on something (căn cứ): PartnerRefused without.
    """
    before = instead_of or relation.stages.counted().last()
    own_word = _is_own_word(before, stage, by)
    if own_word and not clean_line(note):
        raise PartnerRefused(_("Đề nghị ghi căn cứ: đã ký gì hoặc đang triển khai việc gì."))
    corrected = (instead_of.corrects or instead_of) if instead_of else None
    said_by = relation.district if own_word else None
    return write_stage(relation, stage, on, note, said_by, corrects=corrected, by=by, at=at)


def write_stage(
    relation: Relation,
    stage: Stage,
    on: date | None,
    note: str,
    said_by: District | None,
    *,
    corrects: RelationStage | None = None,
    by: Actor,
    at: datetime,
) -> RelationStage:
    """Write it down on the word of that unit alone, or of the department."""
    return RelationStage.objects.create(
        relation=relation,
        stage=stage,
        on=on,
        note=clean_text(note),
        said_by=said_by,
        corrects=corrects,
        entered_by_id=by.pk,
        entered_at=at,
    )


def _is_own_word(before: RelationStage | None, stage: Stage, by: Actor) -> bool:
    """Whether only a unit says that its relation is in force; what was confirmed stays so."""
    if by.role != Role.DISTRICT or stage not in IN_FORCE:
        return False
    return before is None or before.stage not in IN_FORCE or before.said_by_id is not None


def _told(relation: Relation) -> dict[str, str]:
    return {"fields": ", ".join(map(str, relation.fields.all())), "note": relation.note}


def require_past(on: date, at: datetime) -> None:
    """Refuse a day after today."""
    if on > day_in_hanoi(at):
        raise PartnerRefused(_("Ngày %(day)s ở sau hôm nay.") % {"day": short_date(on)})


def _why_not(relation: Relation, stage: Stage) -> str:
    if relation.joined_into_id:
        return str(JOINED)
    if relation.stage == stage or relation.stage_since is None:
        return _("Quan hệ đã ở giai đoạn «%(stage)s».") % {"stage": stage.label}
    return _("Diễn biến gần nhất ghi ngày %(day)s; ngày mới không thể trước ngày đó.") % {
        "day": short_date(relation.stage_since)
    }
