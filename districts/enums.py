"""Kinds of administrative unit, states of reports and of duties."""

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


class ReportState(models.TextChoices):
    """How far a report on a duty is (trạng thái báo cáo)."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã gửi, chờ Sở xem")
    ACCEPTED = "accepted", _("Đã chấp nhận")
    RETURNED = "returned", _("Trả lại")


DECIDED = (ReportState.ACCEPTED, ReportState.RETURNED)
LIVE = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.ACCEPTED)


class DutyState(models.TextChoices):
    """How one time of a duty stands for a unit (tình trạng thực hiện); derived, never stored."""

    OVERDUE = "overdue", _("Quá hạn")
    RETURNED = "returned", _("Sở trả lại")
    OPEN = "open", _("Chưa báo cáo")
    WAITING = "waiting", _("Chờ Sở xem")
    DONE = "done", _("Đã hoàn thành")

    @property
    def tone(self) -> str:
        """Tone of the state on pages."""
        return _TONES[self.value]

    @property
    def sign(self) -> str:
        """Its icon, where the tone's own would mislead."""
        return "hourglass-split" if self == DutyState.WAITING else ""


_TONES = {
    "overdue": "bad",
    "returned": "but",
    "open": "idle",
    "waiting": "draft",
    "done": "ok",
}
