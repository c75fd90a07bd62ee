"""Consultations, their rounds, time limits and contents."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Stage
from consultations.models.terms import RECEIVED, Term, in_force
from consultations.querysets import RoundQuerySet
from dispatches.enums import DispatchState
from dispatches.models import Dispatch, DraftingUnit, Signatory
from districts.models import District

if TYPE_CHECKING:
    from consultations.models.consultees import Consultee

USER = settings.AUTH_USER_MODEL


class Consultation(models.Model):
    """A matter on which units are asked, in one round or more (việc lấy ý kiến)."""

    title = models.CharField(
        _("tên việc"), max_length=300, help_text=_("ví dụ: Đề án hợp tác cấp địa phương")
    )
    draft_name = models.CharField(
        _("cách gọi dự thảo"), max_length=200, help_text=_("ví dụ: dự thảo đề án")
    )
    key = models.UUIDField(
        unique=True, default=uuid4, help_text="made by the form; a second click finds it taken"
    )
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("việc lấy ý kiến")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class Round(models.Model):
    """One call for opinions (lần lấy ý kiến thứ n) and the wording of its letter.

    Its deadlines are its terms; its stage follows from the dispatch and from `closed_at`.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="rounds")
    ordinal = models.PositiveIntegerField(_("lần"), default=1)
    dispatch = models.OneToOneField(Dispatch, on_delete=models.PROTECT, related_name="round")
    audience = models.CharField(
        _("nhóm nơi nhận"), max_length=200, help_text=_("ví dụ: các huyện, thành phố")
    )
    sent_to = models.CharField(
        _("đã gửi đến"),
        max_length=200,
        blank=True,
        help_text=_("lời dẫn khi nhắc lại lần này ở công văn sau, ví dụ: các cơ quan, địa phương"),
    )
    introduction = models.TextField(_("căn cứ, mở đầu"), blank=True)
    reason = models.TextField(_("lý do lấy ý kiến"), blank=True)
    request = models.CharField(
        _("mục đích"),
        max_length=500,
        blank=True,
        help_text=_("ví dụ: Để kịp thời hoàn thiện Đề án trình UBND tỉnh"),
    )
    about_agreement = models.BooleanField(
        _("lấy ý kiến về thỏa thuận quốc tế"),
        default=False,
        help_text="silence is then never consent (Law 70/2020/QH14, art. 19)",
    )
    deemed_consent = models.BooleanField(_("không trả lời được coi như nhất trí"), default=False)
    consent_clause = models.TextField(_("câu coi như nhất trí"), blank=True)
    sealed = models.BooleanField(
        _("chỉ mở ý kiến khi kết thúc"),
        default=False,
        help_text="until the round is closed the department sees that a unit answered, not what",
    )
    short_reason = models.CharField(_("lý do thời hạn ngắn"), max_length=500, blank=True)
    closing = models.TextField(_("lời kết"), blank=True)
    distribution = models.TextField(_("nơi nhận"), blank=True, help_text=_("mỗi dòng một nơi"))
    drafting_unit = models.ForeignKey(
        DraftingUnit, on_delete=models.PROTECT, null=True, verbose_name=_("đơn vị soạn thảo")
    )
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, verbose_name=_("người ký")
    )
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    # An officer proposes to end a round in which silence is to count as consent; a leader confirms.
    proposed_at = models.DateTimeField(_("đề nghị kết thúc lúc"), null=True)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(_("hủy lúc"), null=True)
    cancelled_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField(_("lý do hủy"), max_length=500, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần lấy ý kiến")
        ordering = ["-consultation_id", "-ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "ordinal"], name="consultations_round_ordinal_once"
            ),
            models.CheckConstraint(
                condition=Q(ordinal__gte=1), name="consultations_round_from_one"
            ),
            models.CheckConstraint(
                condition=Q(deemed_consent=False) | ~Q(consent_clause=""),
                name="consultations_round_consent_has_clause",
            ),
            models.CheckConstraint(
                condition=Q(about_agreement=False) | Q(deemed_consent=False),
                name="consultations_round_no_consent_to_agreements",
            ),
            # A round of the paper time is closed by nobody in the portal.
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
                name="consultations_round_closed_by",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="consultations_round_proposed_by",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason=""),
                name="consultations_round_cancelled_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="consultations_round_closed_or_cancelled",
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(closed_at__isnull=True, cancelled_at__isnull=True),
                name="consultations_round_one_running",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """«Đề án hợp tác cấp địa phương (lần 2)»; the first round carries no number."""
        suffix = f" (lần {self.ordinal})" if self.ordinal > 1 else ""
        return f"{self.consultation.title}{suffix}"

    @property
    def label(self) -> str:
        """«Đề án hợp tác cấp địa phương, lấy ý kiến lần 2», as pages name it."""
        return _("%(title)s, lấy ý kiến lần %(n)d") % {
            "title": self.consultation.title,
            "n": self.ordinal,
        }

    @property
    def is_issued(self) -> bool:
        """Whether the letter has left the office; from then on its wording is fixed."""
        return self.dispatch.state == DispatchState.ISSUED

    @property
    def is_over(self) -> bool:
        """Whether it takes no more answers that count: closed, or cancelled."""
        return bool(self.closed_at or self.cancelled_at)

    @property
    def is_running(self) -> bool:
        """Whether its letter has left and it still takes answers (đang lấy ý kiến)."""
        return self.is_issued and not self.is_over

    @property
    def is_sealed(self) -> bool:
        """Whether the department may not yet see what the units say (niêm phong đến khi kết thúc).

        A round of which the answers were never opened stays sealed when it is cancelled.
        """
        return self.sealed and self.closed_at is None

    def term(self, consultee: "Consultee | None" = None) -> Term | None:
        """Return the time limit in force for a unit, or for all: the latest that applies.

        A round of the paper time, loaded from the documents, may have none.
        """
        whom = {None, consultee.pk} if consultee else {None}
        return in_force(term for term in self.terms.all() if term.consultee_id in whom)

    def last_term(self) -> Term | None:
        """Return the time limit after which the letter gives time to nobody that has it.

        That of all; where it runs from each unit's receipt, the limit of who received it last.
        """
        term = self.term()
        if term is None or not term.deadline.awaits_receipt:
            return term
        # Asked anew: what was read with the round may leave out the terms of single units.
        counted = Q(consultee__isnull=True) | RECEIVED
        begun = Term.objects.filter(counted, round=self, deadline_date__isnull=False)
        return begun.order_by("-deadline_instant").first() or term

    @property
    def original_term(self) -> Term | None:
        """The time limit that the letter itself sets."""
        return next((term for term in self.terms.all() if term.original), None)

    def stage(self, now: datetime) -> Stage:
        """Where the round stands at `now`."""
        if self.cancelled_at:
            return Stage.CANCELLED
        if self.closed_at:
            return Stage.CLOSED
        if not self.is_issued:
            return Stage(self.dispatch.state)
        if self.proposed_at:
            return Stage.PROPOSED
        term = self.last_term()
        return Stage.OPEN if term and term.deadline.accepts(now) else Stage.OVERDUE


class Content(models.Model):
    """A numbered content on which opinions are asked (nội dung xin ý kiến)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="contents")
    ordinal = models.PositiveIntegerField(_("số thứ tự"))
    heading = models.CharField(_("tiêu đề"), max_length=500)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="carried_to",
        help_text="the content of an earlier round that this one goes on from",
    )
    concerned = models.ManyToManyField(
        District, blank=True, related_name="+", verbose_name=_("đơn vị liên quan trực tiếp")
    )

    class Meta:
        verbose_name = _("nội dung xin ý kiến")
        ordering = ["round", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "ordinal"], name="consultations_content_ordinal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}. {self.title}"

    @property
    def title(self) -> str:
        """The heading as pages show it, without the letter's «như sau:»."""
        return self.heading.removesuffix(":").removesuffix(" như sau")
