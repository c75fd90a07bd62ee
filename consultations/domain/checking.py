"""A draft is handed in, checked, and returned with remarks (trình kiểm tra, trả lại)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import checking_mails, drafts, unit_letters
from consultations.domain.locks import locked_part
from consultations.errors import AnswerIncomplete, ConsultationRefused, DraftConflict
from consultations.models import Consultee, Draft, HandIn
from deadlines.value import day_in_hanoi
from districts.domain.delegations import may_submit


def require_submitter(consultee: Consultee, by: User, at: datetime) -> None:
    """Refuse who drafts only; the day counts on which it happens."""
    if not may_submit(by, consultee.district, day_in_hanoi(at)):
        raise ConsultationRefused(
            _("Đồng chí được giao soạn ý kiến: đề nghị trình người được giao gửi kiểm tra.")
        )


@transaction.atomic
def hand_in(consultee: Consultee, *, version: int, by: User, at: datetime) -> HandIn:
    """Keep the draft as it stands, to be checked; a second click finds the first one's.

    DraftConflict if it is no longer the version that the page showed, AnswerIncomplete;
    ConsultationRefused if just this version was returned: something must have changed.
    """
    locked_part(consultee)
    draft = _draft_of(consultee, version)
    if problems := drafts.problems(list(consultee.round.contents.all()), draft):
        raise AnswerIncomplete(problems)
    kept, made = HandIn.objects.get_or_create(
        consultee=consultee,
        draft_version=version,
        defaults={
            "answers": draft.answers,
            "files": _files(draft),
            "handed_in_by": by,
            "handed_in_at": at,
        },
    )
    if kept.returned_at:
        raise ConsultationRefused(_("Bản này đã được trả lại: đề nghị sửa rồi trình lại."))
    if made:
        record(by=by, action="draft.handed_in", on=consultee, at=at, version=version)
        checking_mails.tell_submitters(kept, at=at)
    return kept


@transaction.atomic
def give_back(
    consultee: Consultee,
    *,
    version: int,
    remarks: str,
    on_contents: Mapping[int, str],
    by: User,
    at: datetime,
) -> HandIn:
    """Return what was handed in, with remarks on the whole and on contents.

    `version` is the draft's that the page showed. DraftConflict if the draft went on since, or it
    was returned; ConsultationRefused without a remark or from who drafts only.
    """
    locked_part(consultee)
    require_submitter(consultee, by, at)
    said = {str(content): text for content, text in on_contents.items() if text}
    if not (remarks or said):
        raise ConsultationRefused(_("Đề nghị ghi ý kiến cho người soạn khi trả lại."))
    handed_in = returnable(_draft_of(consultee, version))
    if handed_in is None:
        raise _changed()
    handed_in.returned_by, handed_in.returned_at = by, at
    handed_in.remarks, handed_in.content_remarks = remarks, said
    handed_in.save(update_fields=["returned_by", "returned_at", "remarks", "content_remarks"])
    record(by=by, action="draft.returned", on=consultee, at=at, version=handed_in.draft_version)
    checking_mails.tell_drafter(handed_in, at=at)
    return handed_in


def waiting(draft: Draft | None) -> HandIn | None:
    """Return what waits to be checked: the draft's own version, handed in and not returned."""
    if draft is None:
        return None
    handed_in = HandIn.objects.select_related("handed_in_by").filter(returned_at__isnull=True)
    return handed_in.filter(consultee_id=draft.consultee_id, draft_version=draft.version).first()


def returnable(draft: Draft | None) -> HandIn | None:
    """Return what may go back to who drafted it: the last handed in and not returned.

    The submitter may have brought the signed letter or changed a word since.
    """
    return _of_this_draft(draft).filter(returned_at__isnull=True).last() if draft else None


def last_returned(draft: Draft | None) -> HandIn | None:
    """Return the last one returned, while the draft that it is about is still written."""
    return _of_this_draft(draft).filter(returned_at__isnull=False).last() if draft else None


def _of_this_draft(draft: Draft) -> QuerySet[HandIn]:
    """Versions count on over drafts: what is older than the last that ended is of another one."""
    ended = drafts.last_ended(draft.consultee)
    handed_in = HandIn.objects.filter(consultee_id=draft.consultee_id)
    if ended is not None:
        handed_in = handed_in.filter(draft_version__gt=ended)
    return handed_in.select_related("handed_in_by", "returned_by").order_by("draft_version")


def _draft_of(consultee: Consultee, version: int) -> Draft:
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft is None or draft.version != version:
        raise _changed()
    return draft


def _files(draft: Draft) -> list[dict[str, str]]:
    letter = unit_letters.of_draft(draft)
    kept = [(one.name, one.file) for one in draft.draft_files.select_related("file")]
    if letter:
        kept.insert(0, (letter.name, letter.file))
    return [{"name": name, "sha256": file.sha256} for name, file in kept]


def _changed() -> DraftConflict:
    return DraftConflict(_("Bản nháp đã thay đổi hoặc đã được trả lại sau khi mở trang này."))
