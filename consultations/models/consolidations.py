"""What becomes of the comments of a round: the table of answers to them, and each answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Decision
from consultations.models.later_records import LaterRecord
from consultations.models.responses import Comment
from consultations.models.rounds import Content, Round
from consultations.querysets import DispositionManager
from dispatches.enums import DispatchState
from dispatches.models import Dispatch

USER = settings.AUTH_USER_MODEL
TEXT_LIMIT = 10_000  # characters, as a comment


class Consolidation(models.Model):
    """A round's comments and the answers to them (bảng tổng hợp, tiếp thu, giải trình).

    Begun after the round was closed, completed when every comment has its answer, published to the
    units after that. `submission` is the document that it goes with, as the table was at
    `submission_at`; `notice` is the letter that tells the units what came of their comments, as
    the table was at `notice_at`.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="consolidation")
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    completed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    completed_at = models.DateTimeField(_("hoàn thành lúc"), null=True)
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("công bố lúc"), null=True)
    submission = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submission_at = models.DateTimeField(_("ghi vào tờ trình lúc"), null=True)
    notice = models.OneToOneField(Dispatch, on_delete=models.PROTECT, null=True, related_name="+")
    notice_at = models.DateTimeField(_("ghi vào công văn thông báo lúc"), null=True)

    class Meta:
        verbose_name = _("bảng tổng hợp, tiếp thu, giải trình")
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="consultations_consolidation_completed_by",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_by__isnull=False, completed_at__isnull=False)
                & Q(published_at__gte=F("completed_at")),
                name="consultations_consolidation_published_after",
            ),
            models.CheckConstraint(
                condition=Q(submission=None, submission_at=None)
                | Q(submission__isnull=False, submission_at__isnull=False),
                name="consultations_consolidation_submission_at",
            ),
            models.CheckConstraint(
                condition=Q(notice=None, notice_at=None)
                | Q(notice__isnull=False, notice_at__isnull=False),
                name="consultations_consolidation_notice_at",
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)

    @property
    def submission_has_left(self) -> bool:
        """Whether the superior has it: the submission that it goes with was issued."""
        return self.submission is not None and self.submission.state == DispatchState.ISSUED

    @property
    def notice_has_left(self) -> bool:
        """Whether the letter that tells the units of the result was issued."""
        return self.notice is not None and self.notice.state == DispatchState.ISSUED

    @property
    def has_left(self) -> bool:
        """Whether the superior has it, or the units have the answers to their comments."""
        return self.submission_has_left or self.published_at is not None


class CommentGroup(models.Model):
    """Comments on one content that say the same and get one answer (nhóm góp ý)."""

    consolidation = models.ForeignKey(
        Consolidation, on_delete=models.PROTECT, related_name="groups"
    )
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nhóm góp ý")

    def __str__(self) -> str:
        return f"{self.consolidation}: {self.content}"


class Disposition(models.Model):
    """The department's answer to one comment (tiếp thu, giải trình một ý kiến).

    `version` grows with each change: who acts on an older one is refused. `final` says that the
    table is complete; until it is reopened nothing of the answer changes. One whose comment does
    not count any more, for an answer that came in time was recorded after the closing, has
    `replaced_by` and stands in no list; nor does that of an answer that was withdrawn.
    """

    consolidation = models.ForeignKey(
        Consolidation, on_delete=models.PROTECT, related_name="dispositions"
    )
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="disposition")
    group = models.ForeignKey(
        CommentGroup, on_delete=models.PROTECT, null=True, related_name="dispositions"
    )
    assigned_to = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(_("giao lúc"), null=True)
    due_on = models.DateField(_("hạn trả lời"), null=True)
    decision = models.CharField(_("hướng xử lý"), max_length=20, choices=Decision, blank=True)
    text = models.TextField(_("nội dung tiếp thu, giải trình"), blank=True, max_length=TEXT_LIMIT)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True)
    version = models.PositiveIntegerField(default=1)
    final = models.BooleanField(default=False)

    replaced_by = models.ForeignKey(
        LaterRecord, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DispositionManager()
    every = models.Manager()  # noqa: DJ012 - the default manager is the first

    class Meta:
        verbose_name = _("tiếp thu, giải trình")
        ordering = ["comment__content__ordinal", "comment__response__consultee__position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["", *Decision.values]),
                name="consultations_disposition_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(decision="", text="", decided_by=None, decided_at=None)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="consultations_disposition_decided_by",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[Decision.PARTLY_ACCEPTED, Decision.EXPLAINED])
                | ~Q(text=""),
                name="consultations_disposition_says_why",
            ),
            models.CheckConstraint(
                condition=Q(assigned_to=None, assigned_at=None)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
                name="consultations_disposition_assigned_at",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(assigned_to__isnull=False),
                name="consultations_disposition_due_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(final=False) | ~Q(decision=""),
                name="consultations_disposition_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment}: {self.get_decision_display()}"


class StandardAnswer(models.Model):
    """A wording that is used again and again (câu trả lời mẫu)."""

    title = models.CharField(_("tên gợi nhớ"), max_length=120, unique=True)
    decision = models.CharField(_("hướng xử lý"), max_length=20, choices=Decision)
    text = models.TextField(_("nội dung"), max_length=TEXT_LIMIT)

    class Meta:
        verbose_name = _("câu trả lời mẫu")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values) & ~Q(text=""),
                name="consultations_standardanswer_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
