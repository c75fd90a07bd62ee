"""A unit opens the call and submits its answer, or a corrected one (tham gia ý kiến)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafts, keeping, terms_from_receipt, unit_letters
from consultations.domain.checking import require_submitter
from consultations.domain.locks import locked_part, locked_round
from consultations.enums import Source
from consultations.errors import ConsultationRefused, DeadlinePassed, DraftConflict
from consultations.models import Comment, Consultee, Draft, Response, Round, Term
from deadlines.value import day_in_hanoi
from districts.domain.units import exists_on
from districts.models import District


@transaction.atomic
def open_call(consultee: Consultee, *, by: User, at: datetime) -> Term | None:
    """Note that the unit's staff saw the call: evidence that it reached the unit. Only once.

    Where the unit's time runs from its receipt, it has begun by now; return what begins with this.
    """
    first = Consultee.objects.filter(pk=consultee.pk, opened_at__isnull=True).update(
        opened_at=at, opened_by=by
    )
    if first:
        consultee.opened_at = at
        record(by=by, action="call.opened", on=consultee, at=at)
    return terms_from_receipt.begin(consultee, known_on=day_in_hanoi(at), by=by, at=at)


def in_time(round_: Round, term: Term, at: datetime) -> bool:
    """Whether an answer received at `at` counts as on time; once the round is closed none does."""
    return not round_.is_over and term.deadline.accepts(at)


@transaction.atomic
def submit(
    consultee: Consultee,
    *,
    key: UUID,
    version: int,
    late: bool,
    by: User,
    clock: Callable[[], datetime],
) -> Response:
    """Submit the draft as the unit's answer and return it, numbered.

    `key` comes with the form, so that a second click returns the first result. `late` says that
    the sender knows the deadline has passed. The instant of receipt is read after the round's row
    lock: an answer is either in time and counted, or late and marked, never in between.

    Raises DraftConflict, AnswerIncomplete, or DeadlinePassed (the draft stays as it is);
    ConsultationRefused for who drafts only. `version` is the one that the sender checked.
    """
    round_ = locked_round(consultee.round_id)
    part = locked_part(consultee)
    part.round = round_
    if done := _sent_before(part, key):
        return done
    received_at = clock()
    _require_existing(part.district, received_at)
    require_submitter(part, by, received_at)
    draft = _draft_seen(part, version)
    comments = _complete(round_, draft)
    terms_from_receipt.begin(part, known_on=day_in_hanoi(received_at), by=by, at=received_at)
    term = _term(round_, part)
    if not in_time(round_, term, received_at) and not late:
        raise DeadlinePassed(_why_late(round_, term))
    answer, closed = _answer(draft, comments, by, received_at), round_.closed_at is not None
    response = keeping.keep(answer, key=key, closed=closed, term=term, by=by, at=received_at)
    draft.delete()
    return response


def _sent_before(consultee: Consultee, key: UUID) -> Response | None:
    """Return what the page has sent; a key of another page is refused: this one sent nothing."""
    sent = Response.objects.filter(key=key)
    if not sent.exists():  # nearly always, and this asks for the least
        return None
    done = sent.get()
    if done.consultee_id != consultee.pk:
        raise _stale()
    return done


def _require_existing(unit: District, at: datetime) -> None:
    """A unit that has ended says nothing more: its successor would speak twice."""
    if not exists_on(unit, day_in_hanoi(at)):
        raise ConsultationRefused(
            _("%(unit)s đã kết thúc hoạt động. Đề nghị báo Sở Ngoại vụ chuyển phần lấy ý kiến.")
            % {"unit": unit.committee}
        )


def _answer(
    draft: Draft, comments: list[Comment], by: User, received_at: datetime
) -> keeping.Answer:
    return keeping.Answer(
        consultee=draft.consultee,
        received_at=received_at,
        comments=comments,
        files=[(kept.name, kept.file) for kept in draft.draft_files.select_related("file")],
        source=Source.ONLINE,
        sender_name=by.full_name,
        draft_version=draft.version,
        letter=unit_letters.of_draft(draft),
    )


def _why_late(round_: Round, term: Term) -> str:
    if round_.closed_at:
        return _("Đợt lấy ý kiến đã kết thúc.")
    return _("Thời hạn «%s» đã hết.") % term.deadline.phrase_and_day


def _draft_seen(consultee: Consultee, version: int) -> Draft:
    draft = Draft.objects.select_related("letter").filter(consultee=consultee).first()
    if draft is None or draft.version != version:
        raise _stale()
    draft.consultee = consultee
    return draft


def _stale() -> DraftConflict:
    return DraftConflict(_("Bản nháp đã thay đổi sau khi đồng chí mở trang kiểm tra."))


def _complete(round_: Round, draft: Draft) -> list[Comment]:
    contents = list(round_.contents.order_by("ordinal"))
    return keeping.comments(contents, drafts.said_in(draft))


def _term(round_: Round, consultee: Consultee) -> Term:
    applying = Term.objects.applying_to(consultee)
    prefetch_related_objects([round_], Prefetch("terms", applying))
    term = round_.term(consultee)
    if term is None or not round_.is_issued:
        raise ConsultationRefused(_("Đợt lấy ý kiến chưa mở."))
    drafts.require_not_cancelled(round_)
    return term
