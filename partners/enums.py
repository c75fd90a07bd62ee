"""Kinds, tiers and stages of the other side."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerTier(models.TextChoices):
    """What kind of body a partner is (cấp)."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp quận, huyện")
    ASSOCIATION = "association", _("Hiệp hội")
    EMBASSY = "embassy", _("Cơ quan đại diện ngoại giao")
    AGENCY = "agency", _("Cơ quan")


# What has a place of its own: it lies in one country, with all that is above and beneath it. Only
# localities become partners of localities; associations and embassies are a way to them.
LOCALITIES = (PartnerTier.PROVINCE, PartnerTier.DISTRICT)


class NameKind(models.TextChoices):
    """Which of a partner's names it is (loại tên)."""

    ENGLISH = "english", _("Tiếng Anh")
    NATIVE = "native", _("Tiếng bản ngữ")
    ROMANISED = "romanised", _("Phiên âm La-tinh")
    ALIAS = "alias", _("Tên gọi khác")


class Stage(models.TextChoices):
    """How far a relation is (giai đoạn quan hệ)."""

    EXPLORING = "exploring", _("Tìm hiểu")
    TALKING = "talking", _("Trao đổi")
    NEGOTIATING = "negotiating", _("Đàm phán")
    SIGNED = "signed", _("Đã ký")
    ACTIVE = "active", _("Đang triển khai")
    PAUSED = "paused", _("Tạm dừng")
    ENDED = "ended", _("Kết thúc")


# A relation at these stages is said to be in force; which of them are: partners.domain.in_force.
IN_FORCE = (Stage.SIGNED, Stage.ACTIVE)
# The further a relation is, the later it stands here. Of two records of one relation, the one that
# was paused or ended says less than the one that goes on.
FURTHER = (
    Stage.ENDED,
    Stage.PAUSED,
    Stage.EXPLORING,
    Stage.TALKING,
    Stage.NEGOTIATING,
    Stage.SIGNED,
    Stage.ACTIVE,
)
# Nothing is signed yet, but somebody is at work on it.
IN_TALKS = (Stage.EXPLORING, Stage.TALKING, Stage.NEGOTIATING)


class ActivityKind(models.TextChoices):
    """Kind of an activity (loại hoạt động)."""

    DELEGATION_IN = "delegation_in", _("Đoàn vào")
    DELEGATION_OUT = "delegation_out", _("Đoàn ra")
    LETTER = "letter", _("Trao đổi thư, công hàm")
    MEETING = "meeting", _("Tiếp, làm việc")
    ONLINE_TALK = "online_talk", _("Trao đổi trực tuyến")
    EVENT = "event", _("Sự kiện, giao lưu")


class Cancellation(models.TextChoices):
    """Why an activity counts nowhere (lý do hủy): it stays visible and is told as cancelled."""

    CALLED_OFF = "called_off", _("không diễn ra")
    MISTAKEN = "mistaken", _("ghi nhầm hoặc ghi trùng")


class GaugeState(models.TextChoices):
    """A unit's partners against the target (so với chỉ tiêu)."""

    UNDER = "under", pgettext_lazy("target", "Thiếu")
    MET = "met", _("Đạt")
    OVER = "over", _("Vượt")

    @property
    def tone(self) -> str:
        """Tone and sign of the state on pages."""
        return {"under": "but", "met": "ok", "over": "draft"}[self.value]


class CellState(models.TextChoices):
    """Orientation against reality (định hướng và thực tế)."""

    ACTIVE = "active", _("Có trong định hướng, đã có quan hệ")
    EMPTY = "empty", _("Có trong định hướng, chưa có quan hệ")
    OFF_PLAN = "off_plan", _("Ngoài định hướng, có quan hệ")
    FREE = "free", _("Định hướng không nêu hoặc để mở, đơn vị tự chọn")
    NONE = "none", _("Không có")


# A relation that is to be kept alive; a paused or ended one may be silent.
KEPT_ALIVE = tuple(stage for stage in Stage if stage not in (Stage.PAUSED, Stage.ENDED))


class Likeness(models.TextChoices):
    """Why two partners may be one, the strongest reason first (lý do nghi trùng)."""

    SAME_NATIVE = "same_native", _("cùng tên bản ngữ")
    SAME_NAME = "same_name", _("trùng một tên gọi")
    SAME_STEM = "same_stem", _("chỉ khác từ chỉ cấp hành chính")
    SHORTENED = "shortened", _("tên này là cách gọi rút gọn của tên kia")
    CONTAINED = "contained", _("tên này nằm trong tên kia")
    ONE_SLIP = "one_slip", _("chỉ khác nhau một chữ cái")


class ProposalState(models.TextChoices):
    """How far a unit's proposal of a partner is (trạng thái đề xuất)."""

    WAITING = "waiting", _("Chờ xem xét")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    DECLINED = "declined", _("Không tiếp nhận")
