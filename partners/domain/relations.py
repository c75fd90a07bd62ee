"""Relations with partners (quan hệ hợp tác) and their stages."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.models import District, Field
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Partner, Relation, RelationStage
from vietnamese.dates import short_date
from vietnamese.text import clean_line, clean_text


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

    `on` is None where the source names no day.
    """
    if on:
        _require_past(on, at)
    try:
        with transaction.atomic():
            relation = Relation.objects.create(
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
    except IntegrityError as error:
        raise PartnerRefused(_("Quan hệ với đối tác này đã được ghi nhận.")) from error
    relation.fields.set(fields)
    _enter(relation, stage, on, note, by=by, at=at)
    record(by=by, action="relation.started", on=relation, at=at, stage=stage)
    return relation


@transaction.atomic
def change_stage(
    relation: Relation, stage: Stage, *, on: date, note: str = "", by: Actor, at: datetime
) -> None:
    """Enter the next stage of a relation, on its day, with a note; earlier entries stay.

    PartnerRefused for a day before the last entry or after today, and for the stage it is in.
    """
    _require_past(on, at)
    not_after = Q(stage_since__isnull=True) | Q(stage_since__lte=on)
    moved = Relation.objects.filter(not_after, pk=relation.pk).exclude(stage=stage)
    if not moved.update(stage=stage, stage_since=on):
        relation.refresh_from_db()
        raise PartnerRefused(_why_not(relation, stage))
    before = relation.stage
    relation.stage, relation.stage_since = stage, on
    _enter(relation, stage, on, note, by=by, at=at)
    record(by=by, action="relation.stage_changed", on=relation, at=at, before=before, after=stage)


def note_activity(relations: Iterable[Relation], on: date) -> None:
    """Remember the day of the newest activity, which lists and reminders of silence ask for."""
    newer = Q(last_activity_on__isnull=True) | Q(last_activity_on__lt=on)
    keys = [relation.pk for relation in relations]
    Relation.objects.filter(newer, pk__in=keys).update(last_activity_on=on)


def _enter(
    relation: Relation, stage: Stage, on: date | None, note: str, *, by: Actor, at: datetime
) -> None:
    RelationStage.objects.create(
        relation=relation,
        stage=stage,
        on=on,
        note=clean_text(note),
        entered_by_id=by.pk,
        entered_at=at,
    )


def _require_past(on: date, at: datetime) -> None:
    if on > day_in_hanoi(at):
        raise PartnerRefused(_("Ngày %(day)s ở sau hôm nay.") % {"day": short_date(on)})


def _why_not(relation: Relation, stage: Stage) -> str:
    if relation.stage == stage or relation.stage_since is None:
        return _("Quan hệ đã ở giai đoạn «%(stage)s».") % {"stage": stage.label}
    return _("Diễn biến gần nhất ghi ngày %(day)s; ngày mới không thể trước ngày đó.") % {
        "day": short_date(relation.stage_since)
    }
