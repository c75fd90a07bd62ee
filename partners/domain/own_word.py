"""What a unit alone says of its relation (đơn vị tự ghi), until the department has confirmed it.

A unit enters the stages of its own relations. That one is signed or carried out counts for its
target only where an agreement stands, or once an officer has confirmed it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from accounts.enums import Role
from accounts.models import User
from deadlines.value import day_in_hanoi
from outbox.due import Due, waiting_stage
from partners.domain.agreement_relations import agreements_of_relation
from partners.domain.in_force import said_to_be
from partners.domain.relations import enter_stage
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Relation, RelationStage
from partners.rules.courses import RECORDABLE


def unconfirmed(relations: QuerySet[Relation]) -> QuerySet[Any]:
    """Keep those that only their unit says to be in force, and of which nothing was signed.

    Each knows the moment at which the unit said so: `said_at`.
    """
    newest = RelationStage.objects.filter(relation=OuterRef("pk")).counted().reverse()
    signed = agreements_of_relation().filter(is_example=False, parent=None, state__in=RECORDABLE)
    return (
        said_to_be(relations)
        .filter(is_example=False)
        .annotate(
            own_word=Subquery(newest.values("said_by")[:1]),
            said_at=Subquery(newest.values("entered_at")[:1]),
        )
        .exclude(own_word=None)
        .exclude(Exists(signed))
    )


@transaction.atomic
def confirm(relation: Relation, note: str, *, by: Actor, at: datetime) -> None:
    """Enter that the department confirms what the unit said; it counts from the unit's day on.

    PartnerRefused where nothing waits to be confirmed.
    """
    held = Relation.objects.select_for_update().get(pk=relation.pk)
    said = held.stages.counted().last()
    if said is None or said.said_by_id is None:
        raise PartnerRefused(_("Quan hệ này không có diễn biến nào chờ xác nhận."))
    stage = Stage(said.stage)
    words = f"Sở Ngoại vụ xác nhận. {note}".strip()  # the office's own, never translated
    enter_stage(held, stage, said.on, words, by=by, at=at)
    record(by=by, action="relation.stage_confirmed", on=held, at=at, stage=stage)


def told(relation: Any) -> str:
    """Return what is to be confirmed, in a line."""
    stage = relation.get_stage_display().lower()
    return f"{relation}: đơn vị ghi «{stage}», chưa có thỏa thuận; cần xác nhận hoặc đính chính"


def due_reminders(now: datetime) -> Iterator[Due]:
    """Name them to every officer: when the unit says so, and then each week."""
    today = day_in_hanoi(now)
    officers = list(User.objects.filter(role=Role.OFFICER, is_active=True).order_by("pk"))
    rows = unconfirmed(Relation.objects.select_related("partner", "district"))
    for relation in rows.order_by("pk"):
        since = day_in_hanoi(relation.said_at)
        for officer in officers:
            yield Due(
                what=f"relation.own_word:{relation.pk}",
                stage=waiting_stage(since, today),
                on=since,
                to=officer,
                title=told(relation),
                path=reverse("partners:relation", args=[relation.pk]),
                waits=True,
            )
