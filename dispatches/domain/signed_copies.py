"""The signed file of an issued document comes back (Decree 30/2020/NĐ-CP, art. 5.1).

The digital signatures of the competent person and of the agency make the value of the original.
They are made outside, by the agency's tool; here the file is compared with the portal's own one,
verified, kept, and from then on sent instead of it.
"""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain import files, trust_roots
from dispatches.domain.printing import PDF
from dispatches.domain.transitions import require_state
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused, UploadRefused
from dispatches.letter import Letter
from dispatches.models import CancelledNumber, Dispatch, SignatureCheck, SignedCopy
from dispatches.signing import process, words
from dispatches.signing.difference import DifferentDocument
from dispatches.signing.pages import BlockWords
from dispatches.signing.report import Report
from dispatches.uploads import Upload
from vietnamese.text import clean_line

EXPECTED_SIGNERS = 2  # the competent person and the agency


def upload(
    dispatch: Dispatch, upload: Upload, *, reason: str, by: Actor, at: datetime
) -> SignedCopy:
    """Keep a signed file of the document; the same file again gives the first result.

    DispatchRefused if it is another document or a signature is not good; UploadRefused if it is no
    PDF. One that takes the place of another wants a reason.
    """
    require_signable(dispatch)
    if upload.media_type != PDF:
        raise UploadRefused(_("Bản đã ký số phải là tệp PDF do phần mềm ký tạo ra."))
    before, reason = newest(dispatch), clean_line(reason)
    digest = hashlib.sha256(upload.content).hexdigest()
    if known := dispatch.signed_copies.filter(file__sha256=digest).first():
        return _again(known, before)
    if before and not reason:
        raise DispatchRefused(_("Văn bản đã có bản ký số. Đề nghị ghi lý do thay bản đó."))
    report = _examined(dispatch, upload.content, seen_at=at)
    _require_kept(report)
    made = SignedCopy(
        dispatch=dispatch,
        ordinal=before.ordinal + 1 if before else 1,
        file=files.store(upload.content, media_type=PDF, at=at),
        name=upload.name,
        reason=reason if before else "",
        uploaded_by_id=by.pk,
        uploaded_at=at,
    )
    return _keep(made, report, by=by, at=at)


def recheck(signed_copy: SignedCopy, *, by: Actor, at: datetime) -> SignatureCheck:
    """Verify the file anew against the roots of now, as of the time at which it came."""
    content = files.read(signed_copy.file)
    report = _examined(signed_copy.dispatch, content, seen_at=signed_copy.uploaded_at)
    with transaction.atomic():
        check = _write_check(signed_copy, report, by=by, at=at)
        record(
            by=by,
            action="dispatch.signatures_checked",
            on=signed_copy.dispatch,
            at=at,
            sha256=signed_copy.file.sha256,
            valid=check.is_valid,
        )
    return check


def newest(dispatch: Dispatch) -> SignedCopy | None:
    """Return the signed file that counts."""
    return dispatch.signed_copies.select_related("file").order_by("-ordinal").first()


def newest_check(signed_copy: SignedCopy) -> SignatureCheck | None:
    """Return what was found last."""
    return signed_copy.checks.order_by("-pk").first()


def allows_sending(check: SignatureCheck | None) -> bool:
    """Whether all signatures are valid, and rest on roots that are trusted to this day."""
    if check is None or not check.is_valid:
        return False
    roots = Report.from_json(check.report).roots
    return bool(roots) and trust_roots.are_trusted(roots)


def is_signable(dispatch: Dispatch) -> bool:
    """Whether a signed file of the document can come back."""
    printed = dispatch.pdf is not None and dispatch.letter is not None
    return dispatch.state == DispatchState.ISSUED and printed and not dispatch.is_cancelled


def require_signable(dispatch: Dispatch) -> None:
    """DispatchRefused with the reason unless it `is_signable`."""
    require_state(dispatch, DispatchState.ISSUED)
    if CancelledNumber.has_cancelled(dispatch):
        raise DispatchRefused(_("Văn bản đã hủy nên không nhận bản ký số."))
    if dispatch.letter is None:
        raise DispatchRefused(_("Văn bản ban hành trên giấy không có bản ký số."))
    if dispatch.pdf is None:
        raise DispatchRefused(
            _("Văn bản này chưa có bản PDF của cổng để đối chiếu nên chưa nhận bản ký số được.")
        )


def _again(known: SignedCopy, newest_one: SignedCopy | None) -> SignedCopy:
    if known != newest_one:
        raise DispatchRefused(_("Tệp này đã tải lên trước đây và đã được thay bằng bản khác."))
    return known


def _keep(made: SignedCopy, report: Report, *, by: Actor, at: datetime) -> SignedCopy:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            _write_check(made, report, by=by, at=at)
            record(
                by=by,
                action="dispatch.signed_copy_kept",
                on=made.dispatch,
                at=at,
                sha256=made.file.sha256,
                signers=[one.signer for one in report.signatures],
                reason=made.reason,
            )
    except IntegrityError as error:
        raise DispatchRefused(
            _("Vừa có người khác tải lên một bản đã ký. Đề nghị tải lại trang và xem lại.")
        ) from error
    return made


def _examined(dispatch: Dispatch, content: bytes, *, seen_at: datetime) -> Report:
    if dispatch.pdf is None:
        raise DispatchRefused(_("Văn bản này không có bản PDF của cổng để đối chiếu."))
    try:
        return process.examine(
            content,
            files.read(dispatch.pdf),
            block=_block(dispatch),
            roots=trust_roots.trusted_pems(),
            seen_at=seen_at,
        )
    except DifferentDocument as different:
        raise DispatchRefused(_refusal(dispatch, different)) from different
    except process.UnreadableFile as error:
        raise DispatchRefused(
            _("Cổng không đọc được tệp này. Đề nghị ký lại bản PDF tải từ cổng rồi tải lên.")
        ) from error


def _block(dispatch: Dispatch) -> BlockWords:
    """Return how the block of the signature begins and ends; empty if the letter has none."""
    signature = Letter.from_json(dispatch.letter or {}).signature
    if signature is None or not signature.lines:
        return BlockWords("", "")
    return BlockWords(signature.lines[0], signature.name)


def where_to_sign(dispatch: Dispatch) -> str:
    """Say where the picture of the signature goes: a note (công hàm) names nobody who signs."""
    if _block(dispatch).name:
        return _("vào khoảng trống trên họ tên người ký")
    return _("vào khoảng trống ở cuối văn bản, không chạm dòng chữ nào")


def _refusal(dispatch: Dispatch, different: DifferentDocument) -> str:
    found = words.difference_in_words(different)
    if different.difference in words.PLACED:
        return _(
            "Chữ ký số đặt sai chỗ (%(found)s). Đề nghị tải bản PDF từ cổng và ký lại, đặt hình "
            "chữ ký %(where)s."
        ) % {"found": found, "where": where_to_sign(dispatch)}
    return _(
        "Tệp này không phải là văn bản đã ban hành ở đây (%(found)s). Đề nghị tải bản PDF từ "
        "cổng, ký đúng bản đó rồi tải lên."
    ) % {"found": found}


def _require_kept(report: Report) -> None:
    if report.is_kept:
        return
    if not report.signatures:
        raise DispatchRefused(
            _("Tệp không có chữ ký số nào. Đề nghị ký bằng phần mềm ký số rồi tải lên.")
        )
    first = report.faulty[0]
    raise DispatchRefused(
        _("Chữ ký của %(signer)s: %(state)s. %(advice)s")
        % {
            "signer": first.signer or first.field,
            "state": str(words.STATES[first.state][1]).lower(),
            "advice": words.WHAT_TO_DO[first.state],
        }
    )


def _write_check(
    signed_copy: SignedCopy, report: Report, *, by: Actor, at: datetime
) -> SignatureCheck:
    return SignatureCheck.objects.create(
        signed_copy=signed_copy,
        report=report.to_json(),
        is_valid=report.is_valid,
        checked_by_id=by.pk,
        checked_at=at,
    )
