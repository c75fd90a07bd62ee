"""Incoming documents."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from dispatches.models.dispatches import SUBJECT_LIMIT
from dispatches.models.files import StoredFile


class IncomingDocument(models.Model):
    """A document that came in (văn bản đến), on paper or not; Decree 30/2020/NĐ-CP, art. 21-24.

    What was registered never changes; a scan may follow where there is none. Handling is noted
    beside it, and a wrong entry is voided with its reason and made anew under another number.
    """

    arrival_number = models.PositiveIntegerField(_("số đến"))
    arrival_year = models.PositiveIntegerField(_("năm"))
    arrived_on = models.DateField(_("ngày đến"))
    author = models.CharField(_("tác giả"), max_length=200)
    full_number = models.CharField(_("số, ký hiệu văn bản"), max_length=80, blank=True)
    # Number and symbol without regard to case, which SQLite does not know of Đ.
    number_key = models.CharField(max_length=160, db_index=True, editable=False)
    date = models.DateField(_("ngày văn bản"))
    kind_name = models.CharField(_("tên loại"), max_length=100)
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    search_key = models.TextField(editable=False)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    scan_name = models.CharField(max_length=200, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    registered_at = models.DateTimeField()
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="documents_to_handle",
        verbose_name=_("người nhận"),
    )
    handed_on = models.DateField(_("ngày chuyển"), null=True)
    due_on = models.DateField(_("thời hạn giải quyết"), null=True)
    progress = models.CharField(_("tiến độ giải quyết"), max_length=300, blank=True)
    settled_at = models.DateTimeField(_("giải quyết xong lúc"), null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("văn bản đến")
        ordering = ["-arrival_year", "-arrival_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrival_year", "arrival_number"], name="dispatches_incoming_number_once"
            ),
            models.CheckConstraint(
                condition=Q(arrival_number__gt=0), name="dispatches_incoming_from_one"
            ),
            models.CheckConstraint(
                condition=Q(arrival_year=ExtractYear("arrived_on")),
                name="dispatches_incoming_year_of_arrival",
            ),
            models.CheckConstraint(
                condition=Q(date__lte=F("arrived_on")), name="dispatches_incoming_written_before"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("arrived_on")),
                name="dispatches_incoming_due_after",
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=True, handed_on__isnull=True)
                | Q(handler__isnull=False, handed_on__isnull=False),
                name="dispatches_incoming_handed_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="dispatches_incoming_void_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.full_number}".strip()

    @property
    def full_arrival_number(self) -> str:
        """The arrival number as the register writes it: «07/2023»."""
        return f"{self.arrival_number:02d}/{self.arrival_year}"


class IncomingEnclosure(models.Model):
    """A file that came with an incoming document (tài liệu kèm theo); it never changes."""

    document = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, related_name="enclosures"
    )
    ordinal = models.PositiveIntegerField(_("thứ tự"), help_text="from 1")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)

    class Meta:
        verbose_name = _("tài liệu kèm theo văn bản đến")
        ordering = ["document", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "ordinal"], name="dispatches_incomingenclosure_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
