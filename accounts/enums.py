"""Roles (vai trò). What each may do stands in accounts.roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The part a person plays in the department's work (Decree 30/2020/NĐ-CP, art. 10-13)."""

    OFFICER = "officer", _("Chuyên viên")
    LEADER = "leader", _("Lãnh đạo")
    CLERK = "clerk", _("Văn thư")
    ADMINISTRATOR = "administrator", _("Quản trị")
    DISTRICT = "district", _("Cán bộ đơn vị")
