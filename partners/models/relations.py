"""Relations with partners and the stages that they go through."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from districts.models import District, Field, Sourced
from partners.enums import Stage
from partners.models.partners import Partner


class Relation(Sourced):
    """A cooperation of the province, or of one of its units, with a partner (quan hệ hợp tác).

    Without a unit it is the province's own. `stage` and `stage_since` repeat the newest entry of
    the history that counts, `last_activity_on` the newest activity, so that lists can ask for them.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="relations")
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relations",
        verbose_name=_("đơn vị"),
    )
    fields = models.ManyToManyField(Field, related_name="relations", verbose_name=_("lĩnh vực"))
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=Stage)
    stage_since = models.DateField(_("từ ngày"), null=True)
    last_activity_on = models.DateField(_("hoạt động gần nhất"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    # Set when two records of one partner were merged and both had this relation: its history shows
    # with the other's from then on, and it is in no list.
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="joined"
    )
    joined_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("quan hệ hợp tác")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["stage", "partner"],
                condition=Q(joined_into__isnull=True),
                name="partners_relation_at_stage",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True, joined_at__isnull=True)
                | (
                    Q(joined_into__isnull=False, joined_at__isnull=False, stage=Stage.ENDED)
                    & ~Q(joined_into=F("id"))
                ),
                name="partners_relation_joined_is_over",
            ),
            models.UniqueConstraint(
                fields=["partner", "district"],
                condition=Q(district__isnull=False),
                name="partners_relation_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(district__isnull=True),
                name="partners_relation_once_for_the_province",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="partners_relation_stage_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ours} – {self.partner}"

    @property
    def ours(self) -> str:
        """The side at home: «huyện Lục Ngạn», or «cấp tỉnh»; the partner may be a «tỉnh» too."""
        return self.district.full_name if self.district else str(_("cấp tỉnh"))


class RelationStageQuerySet(models.QuerySet["RelationStage"]):
    """Questions about histories."""

    def counted(self) -> Self:
        """Keep the entries that count, the newest last.

        An entry that was corrected counts no more; the last correction of it stands in its place.
        """
        place = Coalesce(OuterRef("corrects"), OuterRef("pk"))
        later = RelationStage.objects.filter(corrects=place, pk__gt=OuterRef("pk"))
        return self.exclude(Exists(later)).order_by(Coalesce("corrects", "pk"))


class RelationStage(models.Model):
    """One entry of a relation's history (diễn biến): kept as written, never changed.

    What was written wrongly is corrected by another entry (đính chính), which says why. Where the
    relation passed to another unit, the entry names the one that had it and the day from which it
    no longer did: whose it was on an earlier day is read off here.
    """

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=Stage)
    # Null where the source names no day.
    on = models.DateField(_("ngày"), null=True)
    note = models.TextField(_("ghi chú"), blank=True)
    passed_from = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị trước"),
    )
    passed_on = models.DateField(_("chuyển từ ngày"), null=True, blank=True)
    # The unit on whose word alone the relation is said to be in force (đơn vị tự ghi).
    said_by = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("đơn vị tự ghi"),
    )
    # The first entry in this place of the same history, never one that is itself a correction.
    corrects = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("đính chính"),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = RelationStageQuerySet.as_manager()

    class Meta:
        verbose_name = _("diễn biến quan hệ")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="partners_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(passed_from__isnull=True, passed_on__isnull=True)
                | Q(passed_from__isnull=False, passed_on__isnull=False),
                name="partners_stage_passed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True)
                | Q(passed_from__isnull=True, on__isnull=False) & ~Q(note=""),
                name="partners_stage_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on or ''}".strip()


class RelationSnooze(models.Model):
    """That nobody is to be reminded of a silent relation for a while, and why (tạm hoãn nhắc)."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="snoozes")
    until = models.DateField(_("đến ngày"))
    reason = models.CharField(_("lý do"), max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tạm hoãn nhắc quan hệ")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="partners_snooze_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.until}: {self.reason}"
