"""States of a dispatch, and what forms offer of the letter's own enumerations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.letter import Family


class DispatchState(models.TextChoices):
    """The course of a dispatch (Decree 30/2020/NĐ-CP, art. 10-16)."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Chờ cấp số")
    ISSUED = "issued", _("Đã ban hành")


class FamilyChoice(models.TextChoices):
    """How a kind of document is laid out: the families of dispatches.letter, named."""

    OFFICIAL = Family.OFFICIAL.value, _("Công văn")
    NAMED = Family.NAMED.value, _("Văn bản có tên loại")
    NOTE = Family.NOTE.value, _("Công hàm")
    PERSONAL = Family.PERSONAL.value, _("Công thư")
    SHEET = Family.SHEET.value, _("Tài liệu kèm theo")


class LinkKind(models.TextChoices):
    """How one document refers to another."""

    BASIS = "basis", _("Căn cứ")
    REPLY = "reply", _("Trả lời")
    REPLACES = "replaces", _("Thay thế")
    CORRECTS = "corrects", _("Đính chính")
