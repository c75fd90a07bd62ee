"""The units asked in a round, and how the call reached them."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import ContactKind, Outcome
from consultations.models.rounds import Round
from consultations.querysets import ConsulteeQuerySet
from consultations.rules.counting import counted
from deadlines.value import HANOI
from districts.models import District
from vietnamese.text import fold

if TYPE_CHECKING:
    from consultations.models.responses import Response
    from consultations.models.terms import Term

USER = settings.AUTH_USER_MODEL


class Consultee(models.Model):
    """A unit asked in a round (cơ quan được lấy ý kiến), under the name it had then."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="consultees")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="consultees")
    position = models.PositiveIntegerField(_("thứ tự"))
    name = models.CharField(_("tên đơn vị"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    address = models.EmailField(_("địa chỉ nhận"), blank=True)
    opened_at = models.DateTimeField(_("mở lúc"), null=True)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    discarded_version = models.PositiveIntegerField(
        null=True, help_text="of the last draft that was thrown away; the next counts on from it"
    )
    outcome = models.CharField(_("kết quả"), max_length=24, choices=Outcome, blank=True)
    outcome_reason = models.CharField(_("lý do"), max_length=500, blank=True)
    outcome_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        USER,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người xác nhận coi như nhất trí"),
    )

    # Set by `with_course`: the id of the first letter of the unit that waits to be entered.
    waiting_reply: int | None

    objects = ConsulteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị được lấy ý kiến")
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "district"], name="consultations_consultee_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]),
                name="consultations_consultee_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True)
                | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="consultations_consultee_outcome_dated",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DEEMED_AGREED, confirmed_by__isnull=False)
                | ~Q(outcome=Outcome.DEEMED_AGREED) & Q(confirmed_by__isnull=True),
                name="consultations_consultee_consent_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="consultations_consultee_opened_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, unit: District, position: int, **facts: Any) -> "Consultee":
        """The unit under the name that it has now, with its search key; does not save."""
        name = unit.full_name
        return cls(district=unit, position=position, name=name, folded_name=fold(name), **facts)

    @property
    def committee(self) -> str:
        """«UBND huyện Lục Ngạn»."""
        return f"UBND {self.name}"

    @property
    def asked_unit(self) -> District:
        """The unit that the letter asked, whoever has taken over its part since."""
        first = next(iter(self.transfers.all()), None)
        return first.from_unit if first else self.district

    @property
    def term(self) -> "Term | None":
        """The time limit in force for this unit."""
        return self.round.term(self)

    @property
    def counted_response(self) -> "Response | None":
        """The answer that counts."""
        return counted(self.responses.all())

    @property
    def has_replied(self) -> bool:
        """Whether an answer counts; of a round of the paper time, what is on record says it."""
        if self.outcome:
            return self.outcome not in (Outcome.NO_REPLY, Outcome.DEEMED_AGREED)
        return self.counted_response is not None

    @property
    def has_comments(self) -> bool:
        """Whether the answer that counts says more than agreement."""
        if self.outcome:
            return self.outcome in (Outcome.AGREED_WITH_COMMENTS, Outcome.DISAGREED)
        response = self.counted_response
        return response is not None and any(each.text for each in response.comments.all())

    @property
    def latest_response(self) -> "Response | None":
        """The answer sent last, whether it counts or not."""
        return max(self.responses.all(), key=lambda response: response.version, default=None)


class HandOver(models.Model):
    """A recorded contact on paper or by telephone: evidence that the call reached the unit.

    Of a telephone call (ghi chép cuộc gọi) the hour is known; `person` is whom `caller` reached.
    """

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="hand_overs")
    kind = models.CharField(
        _("hình thức"), max_length=10, choices=ContactKind, default=ContactKind.OTHER
    )
    on = models.DateField(_("ngày"))
    hour = models.TimeField(_("lúc"), null=True, help_text="in Hanoi")
    caller = models.CharField(_("người gọi, người giao"), max_length=200, blank=True)
    person = models.CharField(_("người nhận"), max_length=200)
    note = models.CharField(_("nội dung"), max_length=500)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần giao, liên hệ")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values),
                name="consultations_contact_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ContactKind.PHONE) | Q(hour__isnull=False) & ~Q(caller=""),
                name="consultations_contact_call_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.note}"

    @property
    def at(self) -> datetime:
        """The moment of the contact; of a day alone, its beginning."""
        return datetime.combine(self.on, self.hour or time.min, HANOI)


class PartTransfer(models.Model):
    """That a unit's part in a round went to a successor (chuyển phần lấy ý kiến); kept."""

    consultee = models.ForeignKey(Consultee, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    same_office = models.BooleanField(help_text="what reached it before has reached it")
    basis = models.CharField(_("căn cứ"), max_length=1000, blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("chuyển lúc"))

    class Meta:
        verbose_name = _("chuyển phần lấy ý kiến")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_unit=models.F("to_unit")),
                name="consultations_transfer_two_units",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"
