"""A signed file as pages show it: its signatures, and in plain words what they are worth."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deadlines.value import HANOI
from dispatches.domain import signed_copies
from dispatches.models import Dispatch, SignedCopy
from dispatches.signing import words
from dispatches.signing.certificates import grouped
from dispatches.signing.report import Report, Sameness, Signature
from vietnamese.dates import short_date

ONE_SIGNER = _(
    "Chỉ có chữ ký số của một chứng thư. Văn bản điện tử có giá trị như bản gốc giấy khi có đủ "
    "chữ ký số của người có thẩm quyền và của cơ quan (khoản 1 Điều 5 Nghị định 30/2020/NĐ-CP)."
)
NOT_ALL_VALID = _(
    "Có chữ ký chưa xác định được là hợp lệ nên bản này được giữ nhưng không gửi đi. Quản trị thêm "
    "chứng thư gốc của nơi cấp, sau đó văn thư bấm «Kiểm tra lại»."
)
ROOT_WITHDRAWN = _(
    "Chứng thư gốc của chữ ký đã bị gỡ khỏi danh sách tin cậy nên bản này không được gửi đi."
)


@dataclass(frozen=True)
class ShownSignature:
    """One signature in words."""

    signature: Signature
    tone: str
    state: str | Promise
    signed_at: str
    timestamp: str
    valid_from: str
    valid_until: str
    fingerprint: str


@dataclass(frozen=True)
class ShownCopy:
    """A signed file with its newest check."""

    copy: SignedCopy
    checked_at: str
    is_sent: bool
    is_appended: bool
    is_valid: bool
    signatures: list[ShownSignature]
    warnings: list[str]


def shown(dispatch: Dispatch) -> ShownCopy | None:
    """Return the signed file that counts; None if none came back yet."""
    copy = signed_copies.newest(dispatch)
    check = signed_copies.newest_check(copy) if copy else None
    if copy is None or check is None:
        return None
    report, is_sent = Report.from_json(check.report), signed_copies.allows_sending(check)
    return ShownCopy(
        copy=copy,
        checked_at=_seconds(check.checked_at),
        is_sent=is_sent,
        is_valid=report.is_valid,
        is_appended=report.sameness == Sameness.APPENDED,
        signatures=[shown_signature(one) for one in report.signatures],
        warnings=_warnings(report, is_sent=is_sent),
    )


def shown_signature(signature: Signature) -> ShownSignature:
    """Return a signature in words."""
    tone, state = words.STATES[signature.state]
    return ShownSignature(
        signature=signature,
        tone=tone,
        state=state,
        signed_at=_moment(signature.signed_at),
        timestamp=_moment(signature.timestamp),
        valid_from=_moment(signature.valid_from),
        valid_until=_moment(signature.valid_until),
        fingerprint=grouped(signature.certificate),
    )


def _warnings(report: Report, *, is_sent: bool) -> list[str]:
    found = []
    if report.signers < signed_copies.EXPECTED_SIGNERS:
        found.append(str(ONE_SIGNER))
    if not report.is_valid:
        found.append(str(NOT_ALL_VALID))
    elif not is_sent:
        found.append(str(ROOT_WITHDRAWN))
    return found


def _moment(text: str) -> str:
    return _seconds(datetime.fromisoformat(text)) if text else ""


def _seconds(moment: datetime) -> str:
    """«02/8/2021 08:00:00», in Hanoi."""
    local = moment.astimezone(HANOI)
    return f"{short_date(local)} {local:%H:%M:%S}"
