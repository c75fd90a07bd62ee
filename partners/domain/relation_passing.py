"""A relation of a unit that has ended becomes its successor's (chuyển quan hệ)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from districts.enums import UnitKind
from districts.errors import TransferRefused
from districts.holdings import Passing
from districts.models import District
from partners.domain.contact_days import recount
from partners.domain.joining import join
from partners.domain.relations import held
from partners.models import Partner, Relation, RelationStage


def pass_relation(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The relation is the new unit's from now on; its history says where it comes from.

    Where the new unit has one with the same partner, both become one from the day on which the old
    unit ended: until then each was counted for its own unit.
    """
    relation = _locked(pk, passing.old)
    on = passing.old.valid_to or day_in_hanoi(at)
    _tell(relation, passing, on, by=by, at=at)
    # The province's own relations name no unit.
    heir = None if passing.new.kind == UnitKind.PROVINCE else passing.new
    survivor = held(relation.partner, heir)
    if survivor:
        _require_both_real_or_not(survivor, relation, passing)
        join(survivor, relation, _occasion(passing), on=on, by=by, at=at)
    else:
        _give(relation, heir)
    recount([relation.partner_id], day_in_hanoi(at))
    record(
        by=by,
        action="relation.handed_on",
        on=survivor or relation,
        at=at,
        before=passing.old.full_name,
        after=passing.new.full_name,
    )


def _locked(pk: int, old: District) -> Relation:
    """Lock the partner first, as whoever merges two does, and then the relation."""
    list(Partner.objects.select_for_update(of=("self",)).filter(relations=pk))
    rows = Relation.objects.select_for_update(of=("self",)).select_related("partner", "district")
    relation = rows.filter(pk=pk, district=old, joined_into=None).first()
    if relation is None:
        raise TransferRefused(_("Quan hệ vừa được chuyển cho đơn vị khác."))
    return relation


def _require_both_real_or_not(survivor: Relation, relation: Relation, passing: Passing) -> None:
    """An invented example brings a real relation to no stage, and takes none with it."""
    if survivor.is_example != relation.is_example:
        raise TransferRefused(
            _(
                "«%s» đã có quan hệ với đối tác này, một trong hai là bản ghi ví dụ; đề nghị xóa "
                "các bản ghi ví dụ trước."
            )
            % passing.new.full_name
        )


def _give(relation: Relation, heir: District | None) -> None:
    try:
        with transaction.atomic():
            Relation.objects.filter(pk=relation.pk).update(district=heir)
    except IntegrityError as error:
        said = _("Danh sách việc vừa thay đổi. Đề nghị mở lại trang.")
        raise TransferRefused(said) from error


def _tell(relation: Relation, passing: Passing, on: date, *, by: Actor, at: datetime) -> None:
    """Write into the history whose it was, and until when."""
    basis = f" theo {passing.basis}" if passing.basis else ""
    before = relation.stages.counted().last()
    RelationStage.objects.create(
        relation=relation,
        stage=relation.stage,
        on=relation.stage_since,
        note=f"Chuyển từ {passing.old.full_name} sang {passing.new.full_name}{basis}.",
        passed_from=passing.old,
        passed_on=on,
        said_by=before.said_by if before else None,
        entered_by_id=by.pk,
        entered_at=at,
    )


def _occasion(passing: Passing) -> str:
    return f"khi chuyển từ {passing.old.full_name} sang {passing.new.full_name}"
