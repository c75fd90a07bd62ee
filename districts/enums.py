"""Kinds of administrative unit, states of reports and of duties."""

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

    def full_name(self, name: str) -> str:
        """«huyện Lục Ngạn»."""
        return f"{self.word} {name}"

    @classmethod
    def parted(cls, full_name: str) -> tuple[str, str]:
        """«huyện Lục Ngạn» as word and name; ValueError for a name that says no kind."""
        for kind in cls:
            if full_name.startswith(kind.full_name("")):
                return kind.word, full_name.removeprefix(kind.full_name(""))
        raise ValueError(f"no kind of unit in {full_name!r}")

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
    LAPSED = "lapsed", _("Không còn phải thực hiện")
    NOT_ASKED = "not_asked", _("Chưa áp dụng: chưa có kế hoạch")

    @property
    def tone(self) -> str:
        """Tone of the state on pages."""
        return _TONES[self.value]

    @property
    def sign(self) -> str:
        """Its icon, where the tone's own would mislead."""
        return _SIGNS.get(self.value, "")


_TONES = {
    "overdue": "bad",
    "returned": "but",
    "open": "idle",
    "waiting": "draft",
    "done": "ok",
    "lapsed": "idle",
    "not_asked": "idle",
}
_SIGNS = {"waiting": "hourglass-split", "lapsed": "archive", "not_asked": "dash-circle"}
