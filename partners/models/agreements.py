"""Cooperation agreements and their parties."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from districts.models import District, Field, Sourced
from partners.agreement_enums import AgreementKind, AgreementLevel, ChildKind, Renewal, State
from partners.models.partners import Partner
from partners.rules.courses import RECORDABLE

USER = settings.AUTH_USER_MODEL
LANGUAGE_LIMIT = 60
MOST_LANGUAGES = (LANGUAGE_LIMIT + 1) // 3  # codes of two letters, a comma between: no law says it


class KnownAgreements(models.Manager["Agreement"]):
    """Those that are there: not what was recorded in error (ghi nhầm)."""

    def get_queryset(self) -> models.QuerySet["Agreement"]:
        """Leave out what never was."""
        return super().get_queryset().filter(mistaken_on=None)


class Agreement(Sourced):
    """A cooperation agreement with a partner (thỏa thuận hợp tác), of a unit or of the province.

    `state`, `state_since` and `version` repeat the newest event, so that lists can ask for them and
    an officer who saw an older version is told so. Dates that a source does not tell stay empty.
    What was recorded in error counts nowhere: only `every` finds it, for its history.
    """

    objects = KnownAgreements()
    every = models.Manager["Agreement"]()

    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("đơn vị"),
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("đối tác")
    )
    kind = models.CharField(
        _("loại"), max_length=12, choices=AgreementKind, default=AgreementKind.AGREEMENT
    )
    level = models.CharField(
        _("cấp"), max_length=10, choices=AgreementLevel, default=AgreementLevel.DISTRICT
    )
    title = models.CharField(_("tên"), max_length=300)
    folded_title = models.TextField(editable=False)
    # Codes of `Language` with commas between: the texts that the parties sign.
    languages = models.CharField(_("ngôn ngữ"), max_length=LANGUAGE_LIMIT, blank=True)
    fields = models.ManyToManyField(Field, related_name="agreements", verbose_name=_("lĩnh vực"))
    concerns_security = models.BooleanField(
        _("liên quan quốc phòng, an ninh, đầu tư"), default=False
    )
    is_sensitive = models.BooleanField(_("phức tạp, nhạy cảm về đối ngoại"), default=False)

    place = models.CharField(_("nơi ký"), max_length=200, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    effective_early = models.BooleanField(
        _("văn bản quy định có hiệu lực trước ngày ký"), default=False
    )
    term_months = models.PositiveSmallIntegerField(_("thời hạn (tháng)"), null=True, blank=True)
    renewal = models.CharField(_("gia hạn"), max_length=8, choices=Renewal, default=Renewal.NONE)
    renewal_months = models.PositiveSmallIntegerField(
        _("mỗi lần gia hạn (tháng)"), null=True, blank=True
    )
    notice_months = models.PositiveSmallIntegerField(
        _("thông báo trước (tháng)"), null=True, blank=True
    )
    extended_to = models.DateField(_("đã gia hạn đến"), null=True, blank=True)
    ends_on = models.DateField(_("ngày kết thúc đã quyết định"), null=True, blank=True)

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    child_kind = models.CharField(_("quan hệ"), max_length=10, choices=ChildKind, blank=True)

    state = models.CharField(_("trạng thái"), max_length=12, choices=State, default=State.IDEA)
    state_since = models.DateField(_("từ ngày"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # The number of the current asking for opinions: those of an earlier one no longer count.
    turn = models.PositiveSmallIntegerField(default=0)
    recorded = models.BooleanField(_("ghi nhận sau khi ký"), default=False)
    mistaken_on = models.DateField(_("đánh dấu ghi nhầm ngày"), null=True, editable=False)
    # Who answers for it now: at first the side that signed, after a reorganisation its successor.
    charge_level = models.CharField(
        _("cấp chịu trách nhiệm"),
        max_length=10,
        choices=AgreementLevel,
        default=AgreementLevel.DISTRICT,
    )
    charge_district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements_in_charge",
        verbose_name=_("đơn vị chịu trách nhiệm"),
    )
    note = models.TextField(_("ghi chú"), blank=True)
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thỏa thuận")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "level"], name="partners_agreement_state"),
            models.Index(fields=["folded_title", "id"], name="partners_agreement_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AgreementKind.values), name="partners_agreement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="partners_agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(level=AgreementLevel.DISTRICT, district__isnull=False)
                | Q(
                    level__in=(AgreementLevel.PROVINCE, AgreementLevel.DEPARTMENT),
                    district__isnull=True,
                ),
                name="partners_agreement_unit_of_its_level",
            ),
            models.CheckConstraint(
                condition=Q(charge_level=AgreementLevel.DISTRICT, charge_district__isnull=False)
                | Q(
                    charge_level__in=(AgreementLevel.PROVINCE, AgreementLevel.DEPARTMENT),
                    charge_district__isnull=True,
                ),
                name="partners_agreement_charge_of_its_level",
            ),
            models.CheckConstraint(
                condition=Q(effective_early=True)
                | Q(effective_on__isnull=True)
                | Q(signed_on__isnull=True)
                | Q(effective_on__gte=F("signed_on")),
                name="partners_agreement_signed_first",
            ),
            models.CheckConstraint(
                condition=Q(
                    renewal__in=(Renewal.NONE, Renewal.EXPRESS), renewal_months__isnull=True
                )
                | Q(renewal=Renewal.TACIT, renewal_months__isnull=False, renewal_months__gt=0),
                name="partners_agreement_renewal_whole",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, child_kind="")
                | Q(parent__isnull=False, child_kind__in=ChildKind.values),
                name="partners_agreement_child_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="partners_agreement_not_its_own_parent",
            ),
            # Who went through the course has been signed on a known day.
            models.CheckConstraint(
                condition=Q(recorded=True) | ~Q(state__in=RECORDABLE) | Q(signed_on__isnull=False),
                name="partners_agreement_signed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ours(self) -> str:
        """The side at home: «thành phố Bắc Giang», or the province."""
        if self.district:
            return self.district.full_name
        return str(AgreementLevel(self.level).label)
