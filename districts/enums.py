"""Kinds of administrative unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Kind of a local unit (loại đơn vị hành chính)."""

    CITY = "city", _("thành phố")
    TOWN = "town", _("thị xã")
    DISTRICT = "district", _("huyện")
    WARD = "ward", _("phường")
    COMMUNE = "commune", _("xã")

    @property
    def word(self) -> str:
        """The word in official text, never translated: «huyện»."""
        return _WORDS[self.value]


_WORDS = {
    "city": "thành phố",
    "town": "thị xã",
    "district": "huyện",
    "ward": "phường",
    "commune": "xã",
}
