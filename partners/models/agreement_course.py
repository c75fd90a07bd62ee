"""The course of an agreement: events, opinions, texts, dates."""

from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispatches.models import Dispatch, IncomingDocument, StoredFile
from partners.agreement_enums import (
    EventKind,
    Language,
    Position,
    Purpose,
    RenewalMade,
    State,
    TextKind,
)
from partners.models.agreements import Agreement
from partners.rules.courses import RECORDABLE, TRANSITIONS
from vietnamese.dates import short_date

USER = settings.AUTH_USER_MODEL
LEGAL_STEP = reduce(
    or_,
    (
        Q(before=before, after__in=following)
        for before, following in TRANSITIONS.items()
        if following
    ),
)


class Documented(models.Model):
    """Something that rests on a document: one of the registers, or its number and day in words."""

    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    incoming = models.ForeignKey(
        IncomingDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    document_number = models.CharField(_("số, ký hiệu văn bản"), max_length=80, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True, blank=True)

    class Meta:
        abstract = True


class AgreementEvent(Documented):
    """An entry of an agreement's history (diễn biến): kept as written, never changed.

    `ordinal` is the version that the agreement has afterwards.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="events")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    before = models.CharField(max_length=12, choices=State, blank=True)
    after = models.CharField(max_length=12, choices=State)
    # Null where the source names no day.
    on = models.DateField(_("ngày"), null=True)
    # Which report was made, which period was decided.
    code = models.CharField(max_length=40, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    # As of the agreement: the database lets go of the history of an example only.
    is_example = models.BooleanField(default=False)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("diễn biến thỏa thuận")
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "ordinal"], name="partners_agreementevent_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.STEP) & LEGAL_STEP
                | Q(kind=EventKind.BEGUN, before="", after=State.IDEA)
                | Q(kind=EventKind.RECORDED, before="", after__in=RECORDABLE)
                | ~Q(kind__in=(EventKind.STEP, EventKind.BEGUN, EventKind.RECORDED))
                & Q(before=models.F("after")),
                name="partners_agreementevent_legal",
            ),
            # A report or copy goes out once.
            models.UniqueConstraint(
                fields=["agreement", "code"],
                condition=Q(kind=EventKind.REPORT),
                name="partners_agreementevent_reported_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_after_display()}"

    @property
    def decision(self) -> tuple[RenewalMade, date] | None:
        """What it decided about a renewal, and the end of which period that was about."""
        if self.kind != EventKind.RENEWAL:
            return None
        made, _colon, end = self.code.partition(":")
        return RenewalMade(made), date.fromisoformat(end)

    @property
    def decided(self) -> str:
        """The decision in words: «không gia hạn, kỳ kết thúc ngày 15/7/2021»."""
        if self.decision is None:
            return ""
        made, end = self.decision
        words = {"made": made.label, "day": short_date(end)}
        return gettext("%(made)s, kỳ kết thúc ngày %(day)s") % words


class AgreementOpinion(Documented):
    """What one body was asked and wrote (ý kiến): no reply is no reply, never consent.

    Law 70/2020/QH14, art. 19. The limit runs from the receipt of a complete dossier.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="opinions")
    purpose = models.CharField(max_length=8, choices=Purpose)
    turn = models.PositiveSmallIntegerField()
    body = models.CharField(_("cơ quan"), max_length=200)
    # The name without capitals and tones: a body is one however it is written.
    folded_body = models.CharField(max_length=200, editable=False)
    code = models.CharField(max_length=40, blank=True)
    mandatory = models.BooleanField(_("bắt buộc"), default=True)
    working_days = models.PositiveSmallIntegerField()
    sent_on = models.DateField(_("ngày gửi"))
    # The letter that asked; a round of consultation is known by it.
    request = models.ForeignKey(
        Dispatch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField(_("ngày nhận đủ hồ sơ"), null=True, blank=True)
    replied_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    position = models.CharField(_("ý kiến"), max_length=8, choices=Position, blank=True)
    note = models.TextField(_("nội dung"), blank=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ý kiến về thỏa thuận")
        ordering = ["turn", "-mandatory", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "turn", "folded_body"], name="partners_opinion_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, position="")
                | Q(replied_on__isnull=False, position__in=Position.values)
                & ~Q(document_number=""),
                name="partners_opinion_in_writing",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("sent_on")),
                name="partners_opinion_received_after",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=models.F("sent_on")),
                name="partners_opinion_replied_after",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class AgreementText(models.Model):
    """A file of an agreement (văn bản): a version of the draft, or what was signed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(_("loại"), max_length=8, choices=TextKind)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=Language)
    version = models.PositiveSmallIntegerField(_("bản"))
    turn = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("văn bản thỏa thuận")
        ordering = ["kind", "language", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "language", "version"],
                name="partners_agreementtext_version_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TextKind.values), name="partners_agreementtext_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementPeriod(models.Model):
    """One period of validity, worked out from the term whenever it changes (kỳ hiệu lực)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="periods")
    ends_on = models.DateField(_("hết kỳ"), db_index=True)
    decide_by = models.DateField(_("hạn quyết định"), null=True, db_index=True)

    class Meta:
        verbose_name = _("kỳ hiệu lực")
        ordering = ["ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "ends_on"], name="partners_agreementperiod_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ends_on}"
