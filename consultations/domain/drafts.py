"""A unit's answer while it is being written (bản nháp ý kiến)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain.locks import locked_part
from consultations.enums import Position
from consultations.errors import ConsultationRefused, DraftConflict
from consultations.models import (
    Consultee,
    Content,
    Draft,
    DraftFile,
    HandIn,
    Response,
    Round,
    Term,
)
from vietnamese.text import clean_text

Answers = Mapping[int, tuple[str, str]]  # content id → position (or "") and text


def version_of(consultee: Consultee) -> int:
    """Return the version that a page shows: of the draft, else after the last draft that ended.

    It only grows, and submitting makes a next one too: what was typed on a page left open over a
    colleague's submission is a conflict, not the quiet beginning of a corrected answer.
    """
    draft = Draft.objects.filter(consultee=consultee).first()
    return draft.version if draft else _after_last_ended(consultee)


def last_ended(consultee: Consultee) -> int | None:
    """Return the version of the last draft that was sent or thrown away; None before that."""
    parts = Consultee.objects.filter(pk=consultee.pk).annotate(sent=Max("responses__draft_version"))
    versions = parts.values_list("sent", "discarded_version").get()
    return max((one for one in versions if one is not None), default=None)


@transaction.atomic
def save_draft(
    consultee: Consultee, answers: Answers, *, version: int, by: User, at: datetime
) -> Draft:
    """Save the draft over the version that the writer saw; `version` 0 when there was none.

    The same answers again change nothing. Raises DraftConflict when a colleague saved meanwhile;
    nothing is overwritten then. ConsultationRefused for a round of the paper time.
    """
    said = stored(answers)
    locked_part(consultee)
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft and draft.answers == said:
        return draft
    draft = _next(consultee, draft, version, by, at)
    draft.answers = said
    draft.save()
    record(by=by, action="draft.saved", on=consultee, at=at, version=draft.version)
    return draft


def agree_to_all(consultee: Consultee, *, version: int, by: User, at: datetime) -> Draft:
    """Draft the answer «nhất trí» to every content."""
    contents = consultee.round.contents.values_list("pk", flat=True)
    answers = dict.fromkeys(contents, (Position.AGREE.value, ""))
    return save_draft(consultee, answers, version=version, by=by, at=at)


@transaction.atomic
def begin(consultee: Consultee, *, by: User, at: datetime) -> Draft:
    """Return the draft; if there is none, begin one with what the last answer said and held."""
    locked_part(consultee)
    draft = Draft.objects.filter(consultee=consultee).first()
    return draft or _begun(consultee, _after_last_ended(consultee), by, at)


@transaction.atomic
def touch(consultee: Consultee, *, version: int, by: User, at: datetime) -> Draft:
    """Return the draft as its next version, begun as `begin` does: something of it changes."""
    locked_part(consultee)
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft is None:
        return _begun(consultee, version, by, at)
    draft = _next(consultee, draft, version, by, at)
    draft.save()
    return draft


@transaction.atomic
def discard(consultee: Consultee, *, version: int, by: User, at: datetime) -> None:
    """Throw a correction away that was begun and not sent (bỏ bản sửa): the answer stands.

    Without a draft nothing happens. DraftConflict if it is not of the version that was seen;
    ConsultationRefused where no answer was sent: then it is no correction.
    """
    part = locked_part(consultee)
    draft = Draft.objects.filter(consultee=consultee).first()
    if draft is None:
        return
    if draft.version != version:
        raise _saved_meanwhile()
    if not Response.objects.filter(consultee=consultee).exists():
        raise ConsultationRefused(_("Đơn vị chưa gửi ý kiến nào, chưa có bản sửa để bỏ."))
    # The next draft counts on from it: a page left open over this one never overwrites that.
    part.discarded_version = draft.version
    part.save(update_fields=["discarded_version"])
    draft.delete()
    record(by=by, action="draft.discarded", on=consultee, at=at, version=version)


def require_not_cancelled(round_: Round) -> None:
    """A round that was given up takes nothing more, not even late."""
    if round_.cancelled_at:
        raise ConsultationRefused(_("Sở Ngoại vụ đã hủy đợt lấy ý kiến, không nhận ý kiến nữa."))


def problems(contents: list[Content], draft: Draft) -> dict[int, str]:
    """Return what is missing before the draft can be submitted, by the content's id."""
    return missing(contents, said_in(draft))


def stored(answers: Answers) -> dict[str, dict[str, str]]:
    """Return what was typed, cleaned, in the form that a row keeps."""
    return {
        str(content): {"position": position, "text": clean_text(text).strip()}
        for content, (position, text) in answers.items()
    }


def said_in(draft: Draft | HandIn) -> Answers:
    """Return what the draft says, or what was handed in, by the content's id."""
    return {
        int(content): (answer["position"], answer["text"])
        for content, answer in draft.answers.items()
    }


def missing(contents: list[Content], answers: Answers) -> dict[int, str]:
    """Return what an answer lacks, by the content's id."""
    found = {content.pk: _problem(*answers.get(content.pk, ("", ""))) for content in contents}
    return {content: problem for content, problem in found.items() if problem}


def _problem(position: str, text: str) -> str:
    if position not in Position.values:
        return _("Chưa chọn ý kiến.")
    if position != Position.AGREE and not text:
        return _("Chưa ghi góp ý hoặc lý do.")
    if position == Position.AGREE and text:
        return _(
            "Đã ghi góp ý nhưng chọn «Nhất trí»: "
            "đề nghị chọn «Nhất trí kèm góp ý» hoặc xóa phần góp ý."
        )
    return ""


def _begun(consultee: Consultee, version: int, by: User, at: datetime) -> Draft:
    """Begin a draft with what the last answer said and held; call it with the part locked."""
    last = Response.objects.filter(consultee=consultee).order_by("version").last()
    draft = _next(consultee, None, version, by, at)
    draft.answers = _said(last) if last else {}
    draft.save()
    if last:
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, file_id=kept.file_id, name=kept.name)
            for kept in last.response_files.all()
        )
    record(by=by, action="draft.begun", on=consultee, at=at, corrects=last.version if last else 0)
    return draft


def _saved_meanwhile() -> DraftConflict:
    return DraftConflict(
        _("Cán bộ khác của đơn vị đã lưu hoặc gửi bản nháp sau khi đồng chí mở trang này.")
    )


def _next(consultee: Consultee, draft: Draft | None, version: int, by: User, at: datetime) -> Draft:
    terms = Term.objects.applying_to(consultee).select_related("round")
    term = terms.only("round", "round__cancelled_at").first()
    if term is None:
        raise ConsultationRefused(_("Đợt lấy ý kiến này không nhận trả lời trên cổng."))
    require_not_cancelled(term.round)
    seen = draft.version if draft else _after_last_ended(consultee)
    if version != seen:
        raise _saved_meanwhile()
    draft = draft or Draft(consultee=consultee)
    draft.version, draft.updated_by, draft.updated_at = seen + 1, by, at
    return draft


def _after_last_ended(consultee: Consultee) -> int:
    ended = last_ended(consultee)
    return 0 if ended is None else ended + 1


def _said(response: Response) -> dict[str, Any]:
    return {
        str(comment.content_id): {"position": comment.position, "text": comment.text}
        for comment in response.comments.all()
    }
