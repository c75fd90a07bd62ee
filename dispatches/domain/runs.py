"""Runs of copies: started from a list, and what failed begun again (tạo bản gửi riêng)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.addressees import Addressee, faults, fingerprint
from dispatches.domain.copies import is_addressed
from dispatches.domain.transitions import require_state
from dispatches.enums import CopyState, DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import CancelledNumber, Dispatch, LetterCopy, LetterRun
from vietnamese.text import fold, same_name_key


@dataclass(frozen=True)
class Tally:
    """How many copies of a run are in which state."""

    made: int
    failed: int
    waiting: int

    @property
    def total(self) -> int:
        return self.made + self.failed + self.waiting


def tally(run: LetterRun) -> Tally:
    """Count the run's copies."""
    states = {state: Count("pk", filter=Q(state=state)) for state in CopyState.values}
    return Tally(**run.copies.aggregate(**states))


def has_copies(dispatch: Dispatch) -> bool:
    """Whether copies for addressees make sense: not of paper, nor of what is cancelled."""
    return (
        dispatch.letter is not None
        and is_addressed(Letter.from_json(dispatch.letter))
        and not CancelledNumber.has_cancelled(dispatch)
    )


def start(
    dispatch: Dispatch, addressees: Sequence[Addressee], *, by: Actor, at: datetime
) -> LetterRun:
    """Begin a run: one copy of an issued dispatch for each addressee, all under its number.

    DispatchRefused for a list with faults, and for one that the dispatch has had before.
    """
    require_state(dispatch, DispatchState.ISSUED)
    if not has_copies(dispatch):
        raise DispatchRefused(_("Văn bản đã hủy, hoặc trên cổng không có trang nào ghi nơi nhận."))
    if found := faults(addressees):
        raise DispatchRefused(" ".join(found))
    try:
        with transaction.atomic():
            run = LetterRun.objects.create(
                dispatch=dispatch,
                fingerprint=fingerprint(addressees),
                started_by_id=by.pk,
                started_at=at,
            )
            LetterCopy.objects.bulk_create(_copies(run, addressees), batch_size=100)
            count = len(addressees)
            record(by=by, action="dispatch.copies_started", on=dispatch, at=at, count=count)
    except IntegrityError as error:
        raise DispatchRefused(
            _("Văn bản này đã có một đợt tạo bản gửi riêng với đúng danh sách này.")
        ) from error
    return run


def _copies(run: LetterRun, addressees: Sequence[Addressee]) -> list[LetterCopy]:
    return [
        LetterCopy(
            run=run,
            ordinal=ordinal,
            addressee=one.name,
            address=one.address,
            name_key=same_name_key(one.name),
            folded=fold(f"{one.name} {one.address}"),
        )
        for ordinal, one in enumerate(addressees, start=1)
    ]


def retry(run: LetterRun, *, by: Actor, at: datetime) -> None:
    """Let the failed copies of a finished run wait again; DispatchRefused if there are none."""
    with transaction.atomic():
        finished = LetterRun.objects.filter(pk=run.pk, finished_at__isnull=False)
        failed = LetterCopy.objects.filter(run=run, state=CopyState.FAILED)
        if not finished.update(finished_at=None, bound=None, attempts=0) or not (
            count := failed.update(state=CopyState.WAITING, problem="")
        ):
            raise DispatchRefused(_("Không có bản nào cần tạo lại."))
        record(by=by, action="dispatch.copies_retried", on=run.dispatch, at=at, count=count)
