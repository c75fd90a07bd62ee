"""States of a dispatch and of the copies made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DispatchState(models.TextChoices):
    """The course of a dispatch (Decree 30/2020/NĐ-CP, art. 10-16)."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Chờ cấp số")
    ISSUED = "issued", _("Đã ban hành")


class CopyState(models.TextChoices):
    """What became of the copy for one addressee (bản gửi riêng)."""

    WAITING = "waiting", _("Chờ tạo")
    MADE = "made", _("Đã tạo")
    FAILED = "failed", _("Không tạo được")
