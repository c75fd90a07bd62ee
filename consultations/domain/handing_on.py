"""A unit's part in an open round passes to a successor (chuyển phần lấy ý kiến)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.domain.audit import record
from consultations.domain import terms_from_receipt
from consultations.domain.locks import locked_consultee, locked_round
from consultations.models import Consultee, ContributionRequest, PartTransfer
from districts import holdings
from districts.errors import TransferRefused
from districts.holdings import Holding, HoldingKind, Passing
from districts.models import District


def register_all() -> None:
    """Let the transfer page know this kind."""
    holdings.register(PARTS)


def _parts(units: Sequence[District], day: date) -> list[Holding]:
    called = Consultee.objects.called().filter(district__in=units)
    open_ = called.in_running_rounds().with_course()
    return [
        Holding(
            pk=consultee.pk,
            unit_pk=consultee.district_id,
            title=consultee.round.label,
            note=_standing(consultee),
            url=reverse("consultations:round", args=[consultee.round_id]),
        )
        for consultee in open_.order_by("pk")
    ]


def _standing(consultee: Consultee) -> str:
    said = _("đã trả lời") if consultee.latest_response else _("chưa trả lời")
    term = consultee.term
    return f"{said}; {term.deadline.phrase_and_day}" if term else said


def _move_part(pk: int, passing: Passing, *, by: Actor, at: datetime) -> None:
    """The successor answers in the place of the unit that was asked, under its name of then.

    A successor that is asked itself would speak twice: that is refused, and the round's officer
    decides. The name on the letter and on the board stays.
    """
    round_ = locked_round(Consultee.objects.get(pk=pk).round_id)
    part = locked_consultee(pk)
    if round_.is_over or part.district_id != passing.old.pk:
        raise TransferRefused(_("Đợt lấy ý kiến đã kết thúc hoặc phần việc đã chuyển."))
    if round_.consultees.filter(district=passing.new).exists():
        raise TransferRefused(
            _(
                "«%s» cũng được lấy ý kiến trong đợt này và trả lời phần của mình; phần của đơn vị "
                "cũ ghi theo văn bản đã trả lời, hoặc không có văn bản trả lời."
            )
            % passing.new.full_name
        )
    PartTransfer.objects.create(
        consultee=part,
        from_unit=passing.old,
        to_unit=passing.new,
        same_office=passing.same_office,
        basis=passing.basis,
        made_by_id=by.pk,
        made_at=at,
    )
    if not passing.same_office:
        _begin_anew(part, by=by, at=at)
    address = passing.new.email or (part.address if passing.same_office else "")
    Consultee.objects.filter(pk=pk).update(district=passing.new, address=address)
    record(
        by=by,
        action="consultee.handed_on",
        on=part,
        at=at,
        before=passing.old.full_name,
        after=passing.new.full_name,
    )


def _begin_anew(part: Consultee, *, by: Actor, at: datetime) -> None:
    """Another office has not read the letter yet, and speaks for itself."""
    terms_from_receipt.take_back(part, by=by, at=at)
    # Offices of the unit that is gone have no part in what its successor says.
    ContributionRequest.objects.filter(consultee=part, revoked_at=None).update(revoked_at=at)


PARTS = HoldingKind(
    code="part",
    label=gettext_lazy("Phần trong đợt lấy ý kiến đang mở"),
    find=_parts,
    move=_move_part,
    to_province=False,
)
