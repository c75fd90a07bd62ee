"""What units write: drafts, and answers as submitted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Position, Source
from consultations.models.consultees import Consultee
from consultations.models.reopenings import Reopening
from consultations.models.rounds import Content
from consultations.models.terms import Term
from consultations.querysets import ResponseManager
from dispatches.models import StoredFile

USER = settings.AUTH_USER_MODEL
PERSON_LIMIT = 120  # characters
COMMENT_LIMIT = 10_000  # characters; about five pages, more belongs in an attached document


class Draft(models.Model):
    """A unit's answer being written (bản nháp); one per consultee, shared by its staff.

    `answers` maps a content's id, as text, to {"position": …, "text": …}. `version` grows with
    every save: a save that names an older one is a conflict, never a lost update.
    """

    consultee = models.OneToOneField(Consultee, on_delete=models.PROTECT, related_name="draft")
    version = models.PositiveIntegerField(default=1)
    answers = models.JSONField(default=dict)
    files = models.ManyToManyField(StoredFile, through="DraftFile", related_name="+")
    updated_at = models.DateTimeField(_("lưu lúc"))
    updated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bản nháp")

    def __str__(self) -> str:
        return f"{self.consultee} v{self.version}"


class DraftFile(models.Model):
    """A file attached to a draft under the name it was uploaded with."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="draft_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)

    class Meta:
        verbose_name = _("tệp của bản nháp")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "file"], name="consultations_draftfile_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Response(models.Model):
    """An answer as submitted (văn bản tham gia ý kiến). A correction is a new version.

    `objects` are the answers that stand. Among the `versions` are also those that an officer had
    entered from a letter by mistake and withdrew: they are kept and count nowhere.
    """

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="responses")
    version = models.PositiveIntegerField(_("bản"))
    key = models.UUIDField(unique=True, help_text="made by the form; a second click finds it taken")
    received_at = models.DateTimeField(_("nhận lúc"))
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", verbose_name=_("thời hạn khi nhận")
    )
    receipt_number = models.PositiveIntegerField(_("số tiếp nhận"))
    receipt_year = models.PositiveIntegerField(_("năm tiếp nhận"))
    digest = models.CharField(_("mã băm"), max_length=64)
    draft_version = models.PositiveIntegerField(
        help_text="of the draft that was submitted; the next draft counts on from it"
    )
    # Stored: under the round's lock it is certain, from two moments that may be equal it is not.
    after_closing = models.BooleanField(
        _("gửi sau khi kết thúc"), default=False, help_text="kept, but it changed no outcome"
    )
    readmitted_by = models.ForeignKey(
        Reopening,
        on_delete=models.PROTECT,
        null=True,
        related_name="readmitted",
        help_text="that opened the round again: what had come after its closing counts as late",
    )
    source = models.CharField(_("đường đến"), max_length=10, choices=Source, default=Source.ONLINE)
    # Who pressed the button: the unit's staff, or the officer who entered the unit's letter.
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    # Who speaks for the unit, as it was then: the receipt may be printed after the account was
    # renamed; of a letter it is who signed it.
    sender_name = models.CharField(_("người gửi"), max_length=PERSON_LIMIT)
    receipt_pdf = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)

    objects = ResponseManager()
    versions = models.Manager()  # noqa: DJ012 - the default manager is the first

    class Meta:
        verbose_name = _("văn bản tham gia ý kiến")
        ordering = ["consultee", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultee", "version"], name="consultations_response_version_once"
            ),
            models.UniqueConstraint(
                fields=["receipt_year", "receipt_number"],
                name="consultations_response_receipt_once",
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="consultations_response_source_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultee} ({self.version})"

    @property
    def receipt(self) -> str:
        """Number of the receipt as printed: «07/2021»."""
        return f"{self.receipt_number:02d}/{self.receipt_year}"

    @property
    def receipt_file_name(self) -> str:
        """Name under which the receipt is saved: «phieu-tiep-nhan-07-2021.pdf»."""
        return f"phieu-tiep-nhan-{self.receipt.replace('/', '-')}.pdf"

    @property
    def shut_out(self) -> bool:
        """Whether it came after the round was closed, and the round has not been opened since."""
        return self.after_closing and self.readmitted_by_id is None

    @property
    def is_late(self) -> bool:
        """Whether it came at or after the deadline that was in force when it came."""
        return not self.term.deadline.accepts(self.received_at)

    @property
    def days_late(self) -> int:
        """Started days after the deadline, 0 if on time («muộn n ngày»)."""
        return self.term.deadline.days_late(self.received_at)


class ResponseFile(models.Model):
    """A file submitted with an answer."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="response_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)

    class Meta:
        verbose_name = _("tệp kèm ý kiến")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """The opinion on one content within an answer (ý kiến theo nội dung)."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="comments")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="comments")
    position = models.CharField(_("ý kiến"), max_length=24, choices=Position)
    text = models.TextField(_("nội dung góp ý"), blank=True, max_length=COMMENT_LIMIT)

    class Meta:
        verbose_name = _("ý kiến theo nội dung")
        ordering = ["response", "content__ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "content"], name="consultations_comment_once"
            ),
            models.CheckConstraint(
                condition=Q(position__in=Position.values),
                name="consultations_comment_position_known",
            ),
            models.CheckConstraint(
                condition=Q(position=Position.AGREE, text="")
                | (~Q(position=Position.AGREE) & ~Q(text="")),
                name="consultations_comment_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_id}: {self.position}"
