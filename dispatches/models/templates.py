"""Templates of letters, and checklists of what somebody demands."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.enums import LetterLanguage
from dispatches.models.dispatches import SUBJECT_LIMIT
from dispatches.models.kinds import DocumentKind
from dispatches.models.office import DraftingUnit, Signatory


class Checklist(models.Model):
    """What a body demands before it helps (danh mục yêu cầu), and the letters that answer it."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên danh mục"), max_length=200)
    partner = models.SlugField(
        _("đối tác"), blank=True, help_text="code in the register of partners; names follow from it"
    )
    values = models.JSONField(default=dict, help_text="first values of places, by name")
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("danh mục yêu cầu")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LetterTemplate(models.Model):
    """A letter to begin with (mẫu văn bản), its places to fill in double square brackets.

    `rows` are those of dispatches.manuscript; `composed` says that the wording is the portal's
    own and wants an officer's eyes before it goes anywhere; `is_goal` that the document may not be
    issued before its checklist is met.
    """

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên mẫu"), max_length=200)
    kind = models.ForeignKey(
        DocumentKind, on_delete=models.PROTECT, related_name="templates", verbose_name=_("thể loại")
    )
    language = models.CharField(
        _("ngôn ngữ"),
        max_length=2,
        default=LetterLanguage.VIETNAMESE,
        choices=LetterLanguage,
    )
    translates = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="translations"
    )
    agency_name = models.CharField(_("tên cơ quan in trên văn bản"), max_length=200, blank=True)
    place = models.CharField(_("địa danh in trên văn bản"), max_length=100, blank=True)
    subject = models.CharField(_("trích yếu"), max_length=SUBJECT_LIMIT)
    addressees = models.TextField(_("kính gửi"), blank=True)
    addressee_stop = models.BooleanField(_("chấm câu sau nơi nhận duy nhất"), default=False)
    rows = models.JSONField(_("nội dung"), default=list)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    unit = models.ForeignKey(
        DraftingUnit, on_delete=models.PROTECT, null=True, verbose_name=_("đơn vị soạn thảo")
    )
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, verbose_name=_("người ký")
    )
    signature = models.TextField(
        _("chức vụ và họ tên"), blank=True, help_text=_("khi người ký không có trong danh sách")
    )
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, null=True, related_name="templates"
    )
    is_goal = models.BooleanField(_("chỉ ban hành khi đủ yêu cầu"), default=False)
    composed = models.BooleanField(_("lời văn gợi ý"), default=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    rank = models.PositiveIntegerField(_("thứ tự"), default=0)
    active = models.BooleanField(_("đang dùng"), default=True)
    # Code, name and subject, folded: search without marks, on both databases.
    search_key = models.TextField(editable=False)

    class Meta:
        verbose_name = _("mẫu văn bản")
        ordering = ["rank", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=LetterLanguage.values),
                name="dispatches_template_language_known",
            ),
            models.CheckConstraint(
                condition=Q(is_goal=False) | Q(checklist__isnull=False),
                name="dispatches_template_goal_of_checklist",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Demand(models.Model):
    """One demand of a checklist (yêu cầu): what is to be given, and in which language."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="demands")
    ordinal = models.PositiveIntegerField(_("thứ tự"))
    text = models.CharField(_("yêu cầu"), max_length=300)
    languages = models.JSONField(_("ngôn ngữ nhận"), default=list)
    needs_field = models.BooleanField(_("phải nêu lĩnh vực cụ thể"), default=False)
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("yêu cầu của danh mục")
        ordering = ["checklist", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "ordinal"], name="dispatches_demand_ordinal_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="dispatches_demand_has_words"),
        ]

    def __str__(self) -> str:
        return self.text
