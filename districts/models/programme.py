"""The programme: its target, and what it asks of units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models.sourced import Sourced
from districts.models.units import District
from districts.models.vocabulary import Country, Field


class Programme(Sourced):
    """The province's programme of local-level cooperation (Đề án)."""

    title = models.CharField(_("tên Đề án"), max_length=300)
    period = models.CharField(_("giai đoạn"), max_length=40)
    target_least = models.PositiveIntegerField(_("số đối tác tối thiểu"))
    target_most = models.PositiveIntegerField(_("số đối tác tối đa"))
    first_year = models.PositiveIntegerField(_("năm đầu của giai đoạn"), null=True, blank=True)
    last_year = models.PositiveIntegerField(_("năm cuối của giai đoạn"), null=True, blank=True)

    class Meta:
        verbose_name = _("Đề án")
        constraints = [
            models.CheckConstraint(
                condition=Q(target_most__gte=F("target_least")), name="districts_programme_target"
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                name="districts_programme_years",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Orientation(Sourced):
    """What units should cooperate in and with which countries (định hướng).

    `text` is the programme's own wording; fields and countries are read off it. No country at all
    means that the programme names none: the unit is free. Countries may be named as examples
    («các nước như: …») or beside others («các địa phương nước ngoài đã trao đổi thiện chí»): then
    another one is not off plan.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="orientations")
    districts = models.ManyToManyField(District, related_name="orientations")
    text = models.TextField(_("nội dung"))
    fields = models.ManyToManyField(Field, related_name="orientations", verbose_name=_("lĩnh vực"))
    countries = models.ManyToManyField(
        Country, related_name="orientations", verbose_name=_("nước ưu tiên")
    )
    countries_open = models.BooleanField(_("nước nêu ví dụ, để mở"), default=False)

    class Meta:
        verbose_name = _("định hướng")

    def __str__(self) -> str:
        return self.text[:80]


class Duty(Sourced):
    """Something that the programme asks units to do (nhiệm vụ).

    Once by a day, every year from a year on, after each signing of an agreement, or, with none of
    these, without any time (districts.rules.occurrences). With a `plan_condition`, the programme's
    own words («các huyện, thành phố có kế hoạch …»), only units that have a plan are asked;
    `is_plan` marks the duties that such a plan comes of.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="duties")
    districts = models.ManyToManyField(District, related_name="duties")
    text = models.TextField(_("nhiệm vụ"))
    due = models.DateField(_("hạn"), null=True, blank=True)
    yearly_from = models.PositiveIntegerField(_("hằng năm từ"), null=True, blank=True)
    after_signing = models.BooleanField(_("sau mỗi lần ký kết"), default=False)
    is_plan = models.BooleanField(_("là kế hoạch hợp tác của đơn vị"), default=False)
    plan_condition = models.CharField(_("điều kiện có kế hoạch"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        constraints = [
            models.CheckConstraint(
                condition=Q(yearly_from__isnull=True, after_signing=False)
                | Q(due__isnull=True, after_signing=False)
                | Q(due__isnull=True, yearly_from__isnull=True),
                name="districts_duty_one_pattern",
            ),
            models.CheckConstraint(
                condition=Q(is_plan=False) | Q(plan_condition=""),
                name="districts_duty_plan_asks_no_plan",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
