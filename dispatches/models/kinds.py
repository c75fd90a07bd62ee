"""The kinds of documents that the office issues."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dispatches.enums import FamilyChoice
from dispatches.models.office import Agency, Signatory
from dispatches.models.register import RegisterBook


class DocumentKind(models.Model):
    """A kind of document (thể loại): how it is called, laid out, numbered and signed.

    Decree 30/2020/NĐ-CP, art. 7 lists the administrative kinds, its Appendix III abbreviates them;
    the note and the personal letter follow Decision 3287/QĐ-BNG of 2016. What the head of the
    agency lays down (art. 15) is data here: the series that numbers it and the symbol's pattern.
    """

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên loại"), max_length=100)
    abbreviation = models.CharField(_("chữ viết tắt"), max_length=20, blank=True)
    family = models.CharField(_("kiểu trình bày"), max_length=10, choices=FamilyChoice)
    symbol_pattern = models.CharField(_("mẫu ký hiệu"), max_length=60, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="kinds", verbose_name=_("cơ quan ban hành")
    )
    book = models.ForeignKey(
        RegisterBook,
        on_delete=models.PROTECT,
        null=True,
        related_name="kinds",
        verbose_name=_("sổ đăng ký"),
    )
    signatory = models.ForeignKey(
        Signatory,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người ký mặc định"),
    )
    rank = models.PositiveIntegerField(_("thứ tự"), default=0)
    active = models.BooleanField(_("đang dùng"), default=True)

    class Meta:
        verbose_name = _("thể loại văn bản")
        ordering = ["rank", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(family__in=FamilyChoice.values), name="dispatches_kind_family_known"
            ),
            models.CheckConstraint(
                condition=Q(family=FamilyChoice.SHEET, book__isnull=True, symbol_pattern="")
                | ~Q(family=FamilyChoice.SHEET) & ~Q(symbol_pattern=""),
                name="dispatches_kind_symbol_unless_sheet",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_numbered(self) -> bool:
        """Whether documents of this kind get a number; a sheet goes along with another document."""
        return self.family != FamilyChoice.SHEET
