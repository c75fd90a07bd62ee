"""Outgoing documents."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispatches.enums import DispatchState
from dispatches.models.files import StoredFile
from dispatches.models.kinds import DocumentKind
from dispatches.models.office import Agency
from dispatches.models.register import RegisterBook

if TYPE_CHECKING:
    from dispatches.models.handling import CancelledNumber

SUBJECT_LIMIT = 500  # characters


def _all_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": False for name in names})


def _none_set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in names})


# What `is_cancelled` asks of one document, asked of many.
CANCELLED = Q(cancellation__isnull=False) | Q(translates__cancellation__isnull=False)


class Dispatch(models.Model):
    """An outgoing document (văn bản đi). Once issued, its text, number, date and file never change.

    `letter` is the frozen content (see dispatches.letter); it is null only for a document that
    was issued on paper and is registered here. `agency` is that of the kind.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="dispatches")
    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="dispatches")
    book = models.ForeignKey(
        RegisterBook, on_delete=models.PROTECT, null=True, related_name="dispatches"
    )
    # A translation bears the number and the date of its original and is issued with it.
    translates = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="translations"
    )
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    # The number and the subject, folded: search without marks, on both databases.
    search_key = models.TextField(editable=False)
    letter = models.JSONField(null=True)
    letter_digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=DispatchState, default=DispatchState.DRAFT
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("lập lúc"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("trình lúc"), null=True)
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    approved_digest = models.CharField(max_length=64, blank=True, help_text="the text approved")
    number = models.PositiveIntegerField(_("số"), null=True)
    year = models.PositiveIntegerField(_("năm"), null=True)
    date = models.DateField(_("ngày văn bản"), null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True)
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("văn bản đi")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "year", "number"],
                condition=Q(translates__isnull=True),
                name="dispatches_dispatch_number_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "symbol", "year", "number"],
                condition=Q(translates__isnull=True),
                name="dispatches_dispatch_full_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DispatchState.values), name="dispatches_dispatch_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DispatchState.ISSUED)
                & _all_set("book", "number", "year", "date", "issued_at")
                | ~Q(state=DispatchState.ISSUED)
                & _none_set("number", "year", "date", "issued_at", "issued_by", "pdf"),
                name="dispatches_dispatch_numbered_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gt=0),
                name="dispatches_dispatch_from_one",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year=ExtractYear("date")),
                name="dispatches_dispatch_year_of_date",
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=False) & ~Q(letter_digest="")
                | Q(letter__isnull=True, letter_digest="", state=DispatchState.ISSUED),
                name="dispatches_dispatch_text_unless_paper",
            ),
            models.CheckConstraint(
                condition=_all_set("approved_by", "approved_at") & ~Q(approved_digest="")
                | _none_set("approved_by", "approved_at") & Q(approved_digest=""),
                name="dispatches_dispatch_approval_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=DispatchState.APPROVED)
                | Q(approved_at__isnull=False, approved_digest=F("letter_digest")),
                name="dispatches_dispatch_approved_text",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("created_by"))
                & ~Q(approved_by=F("edited_by"))
                & ~Q(approved_by=F("submitted_by")),
                name="dispatches_dispatch_second_pair_of_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_number} {self.subject}" if self.symbol else self.subject

    @property
    def is_numbered(self) -> bool:
        """Whether it gets a number of its own: neither a translation nor a sheet does."""
        return self.book_id is not None and self.translates_id is None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled after its issue; number, date and text stay as they are.

        A translation falls with its original, whose number it bears.
        """
        return self.state == DispatchState.ISSUED and self.cancelled_by_number is not None

    @property
    def cancelled_by_number(self) -> "CancelledNumber | None":
        """The entry that cancelled it, or its original."""
        original = self.translates or self
        return getattr(original, "cancellation", None)

    @property
    def state_in_words(self) -> str:
        """The state as people read it: what gets no number of its own does not wait for one."""
        if self.is_cancelled:
            return gettext("Đã hủy")
        if self.state == DispatchState.APPROVED and not self.is_numbered:
            return gettext("Đã duyệt")
        return self.get_state_display()

    @property
    def full_number(self) -> str:
        """Number and symbol («169/SNgV-HTQT»), the number blank before issue; below 10 padded."""
        if not self.symbol:
            return gettext("không số")
        return f"{self.number or 0:02d}/{self.symbol}" if self.number else f"…/{self.symbol}"

    @property
    def cited(self) -> str:
        """Kind and number, as sentences name it: «Công văn số 214/SNgV-NV»."""
        return f"{self.kind.name} số {self.full_number}"

    @property
    def issuer(self) -> str:
        """Who says of itself that it issues the document; else the agency of its kind."""
        return (self.letter or {}).get("issuer") or self.kind.agency.name

    @property
    def file_name(self) -> str:
        """Name under which the PDF is saved: «214-SNgV-NV.pdf», «du-thao-SNgV-NV.pdf»."""
        if not self.symbol:
            return f"tai-lieu-{self.pk}.pdf"
        number = f"{self.number:02d}" if self.number else "du-thao"
        return f"{number}-{self.symbol.replace('/', '-')}.pdf"
