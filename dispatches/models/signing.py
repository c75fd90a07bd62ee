"""Signed files of issued documents, what was found in them, and whom the portal trusts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import Dispatch
from dispatches.models.files import StoredFile

USER = settings.AUTH_USER_MODEL
REASON_LIMIT = 300  # characters


class TrustRoot(models.Model):
    """The certificate of an authority whose signatures count (chứng thư gốc tin cậy).

    Entered by the administrator; withdrawn with a reason, never deleted. Trusted again it is a row
    of its own.
    """

    name = models.CharField(_("tên"), max_length=300)
    issuer = models.CharField(_("nơi cấp"), max_length=300)
    sha256 = models.CharField(_("dấu vân SHA-256"), max_length=64)
    pem = models.TextField()
    valid_from = models.DateTimeField(_("hiệu lực từ"))
    valid_until = models.DateTimeField(_("hiệu lực đến"))
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("thêm lúc"))
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("gỡ lúc"), null=True)
    withdrawal_reason = models.CharField(_("lý do gỡ"), max_length=REASON_LIMIT, blank=True)

    class Meta:
        verbose_name = _("chứng thư gốc tin cậy")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="dispatches_trustroot_trusted_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason=""),
                name="dispatches_trustroot_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("valid_from")),
                name="dispatches_trustroot_valid_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignedCopy(models.Model):
    """A signed file of an issued document (bản đã ký số), as it was uploaded; it never changes.

    The next one takes the place of the one before, with a reason.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="signed_copies")
    ordinal = models.PositiveIntegerField(_("lần"), help_text="from 1")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    reason = models.CharField(_("lý do thay"), max_length=REASON_LIMIT, blank=True)
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"))

    class Meta:
        verbose_name = _("bản đã ký số")
        ordering = ["dispatch", "-ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "ordinal"], name="dispatches_signedcopy_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "file"], name="dispatches_signedcopy_file_once"
            ),
            models.CheckConstraint(
                condition=Q(ordinal=1, reason="") | Q(ordinal__gt=1) & ~Q(reason=""),
                name="dispatches_signedcopy_replaced_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SignatureCheck(models.Model):
    """What was found in a signed file at one time (lần kiểm tra chữ ký số); the newest counts.

    `report` is a dispatches.signing.report.Report, `is_valid` its word on sending the file.
    """

    signed_copy = models.ForeignKey(SignedCopy, on_delete=models.PROTECT, related_name="checks")
    report = models.JSONField()
    is_valid = models.BooleanField()
    checked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(_("kiểm tra lúc"))

    class Meta:
        verbose_name = _("lần kiểm tra chữ ký số")
        ordering = ["signed_copy", "-id"]

    def __str__(self) -> str:
        return str(self.signed_copy)
