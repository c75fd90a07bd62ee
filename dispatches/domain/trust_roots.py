"""Whose signatures count: trust roots are entered and withdrawn, never deleted (ADR 13)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches.errors import DispatchRefused
from dispatches.models import TrustRoot
from dispatches.signing.certificates import Certificate
from vietnamese.dates import short_date
from vietnamese.text import clean_line


def require_authority(certificate: Certificate, *, at: datetime) -> None:
    """DispatchRefused unless the certificate may become a trust root now."""
    if not certificate.is_authority:
        raise DispatchRefused(
            _(
                "Đây là chứng thư của người hoặc cơ quan ký, không phải của nơi cấp chứng thư. "
                "Đề nghị chọn tệp chứng thư gốc do tổ chức chứng thực công bố."
            )
        )
    if not certificate.valid_from <= at <= certificate.valid_until:
        raise DispatchRefused(
            _("Chứng thư chỉ có hiệu lực từ %(start)s đến %(end)s.")
            % {
                "start": short_date(day_in_hanoi(certificate.valid_from)),
                "end": short_date(day_in_hanoi(certificate.valid_until)),
            }
        )
    if TrustRoot.objects.filter(sha256=certificate.sha256, withdrawn_at=None).exists():
        raise DispatchRefused(_("Chứng thư này đã có trong danh sách."))


def add(certificate: Certificate, *, by: Actor, at: datetime) -> TrustRoot:
    """Trust the authority from now on; DispatchRefused."""
    require_authority(certificate, at=at)
    with transaction.atomic():
        root = TrustRoot.objects.create(
            name=certificate.subject,
            issuer=certificate.issuer,
            sha256=certificate.sha256,
            pem=certificate.pem,
            valid_from=certificate.valid_from,
            valid_until=certificate.valid_until,
            added_by_id=by.pk,
            added_at=at,
        )
        record(by=by, action="trustroot.added", on=root, at=at, sha256=root.sha256)
    return root


def withdraw(root: TrustRoot, *, reason: str, by: Actor, at: datetime) -> None:
    """Trust the authority no more: files that rest on it are not sent from now on."""
    reason = clean_line(reason)
    if not reason:
        raise DispatchRefused(_("Đề nghị ghi lý do gỡ."))
    with transaction.atomic():
        trusted = TrustRoot.objects.filter(pk=root.pk, withdrawn_at=None)
        if not trusted.update(withdrawn_at=at, withdrawn_by_id=by.pk, withdrawal_reason=reason):
            raise DispatchRefused(_("Chứng thư này đã được gỡ trước đó."))
        record(by=by, action="trustroot.withdrawn", on=root, at=at, reason=reason)


def trusted_pems() -> list[str]:
    """Return the certificates that are trusted now."""
    return list(TrustRoot.objects.filter(withdrawn_at=None).values_list("pem", flat=True))


def are_trusted(digests: Collection[str]) -> bool:
    """Whether every one of these roots is still trusted."""
    trusted = TrustRoot.objects.filter(sha256__in=digests, withdrawn_at=None)
    return trusted.count() == len(set(digests))
