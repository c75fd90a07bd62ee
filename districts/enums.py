"""Kinds of administrative unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Kind of a local unit (loại đơn vị hành chính)."""

    PROVINCE = "province", _("tỉnh")
    CITY = "city", _("thành phố")
    TOWN = "town", _("thị xã")
    DISTRICT = "district", _("huyện")
    WARD = "ward", _("phường")
    COMMUNE = "commune", _("xã")

    @property
    def word(self) -> str:
        """The word in official text, never translated: «huyện»."""
        return _WORDS[self.value]

    @property
    def level(self) -> "Level":
        """The level of government that units of this kind belong to."""
        return _LEVELS[self.value]


class Level(models.TextChoices):
    """Level of government of a unit (cấp chính quyền địa phương)."""

    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")

    @property
    def kinds(self) -> list[UnitKind]:
        """The kinds of this level."""
        return [kind for kind in UnitKind if kind.level == self]


class SuccessionKind(models.TextChoices):
    """How one unit follows another (hình thức sắp xếp)."""

    RENAMED = "renamed", _("đổi tên")
    KIND_CHANGED = "kind_changed", _("chuyển loại")
    MERGED = "merged", _("nhập vào")
    SPLIT = "split", _("chia, tách")
    ABOLISHED = "abolished", _("kết thúc hoạt động, bàn giao")

    @property
    def same_office(self) -> bool:
        """Whether the office goes on under another name or kind, with its people and mail."""
        return self in {SuccessionKind.RENAMED, SuccessionKind.KIND_CHANGED}


_WORDS = {
    "province": "tỉnh",
    "city": "thành phố",
    "town": "thị xã",
    "district": "huyện",
    "ward": "phường",
    "commune": "xã",
}

_LEVELS = {
    "province": Level.PROVINCE,
    "city": Level.DISTRICT,
    "town": Level.DISTRICT,
    "district": Level.DISTRICT,
    "ward": Level.COMMUNE,
    "commune": Level.COMMUNE,
}
