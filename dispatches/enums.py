"""States of dispatches and copies, ways of sending, and choices of the letter's enumerations."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from dispatches.letter import Circulation, Family, Urgency


class DispatchState(models.TextChoices):
    """The course of a dispatch (Decree 30/2020/NĐ-CP, art. 10-16)."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Chờ cấp số")
    ISSUED = "issued", _("Đã ban hành")
    DISCARDED = "discarded", _("Đã bỏ dự thảo")


# Its text may still change, and it may still leave.
IN_WORK = (DispatchState.DRAFT, DispatchState.SUBMITTED, DispatchState.APPROVED)
# No longer waiting for the leader's word.
READY = (DispatchState.APPROVED, DispatchState.ISSUED)


class CopyState(models.TextChoices):
    """What became of the copy for one addressee (bản gửi riêng)."""

    WAITING = "waiting", _("Chờ tạo")
    MADE = "made", _("Đã tạo")
    FAILED = "failed", _("Không tạo được")


class Channel(models.TextChoices):
    """How an issued document goes to a recipient (cách gửi)."""

    EMAIL = "email", _("Thư điện tử")
    PORTAL = "portal", _("Trên cổng")
    PAPER = "paper", _("Giao trực tiếp")


class Opening(models.TextChoices):
    """By what a recipient opened a document for the first time."""

    PORTAL = "portal", _("Cổng")
    LINK = "link", _("Liên kết trong thư")


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


class UrgencyChoice(models.TextChoices):
    """Degrees of urgency (độ khẩn)."""

    NONE = Urgency.NONE.value, _("Thường")
    URGENT = Urgency.URGENT.value, _("Khẩn")
    VERY_URGENT = Urgency.VERY_URGENT.value, _("Thượng khẩn")
    EXPRESS = Urgency.EXPRESS.value, _("Hỏa tốc")


class CirculationChoice(models.TextChoices):
    """Who may see a document (phạm vi lưu hành)."""

    ANYBODY = Circulation.ANYBODY.value, _("Không hạn chế")
    INTERNAL = Circulation.INTERNAL.value, _("Lưu hành nội bộ")
    RETURN_AFTER_READING = Circulation.RETURN_AFTER_READING.value, _("Xem xong trả lại")


class LetterLanguage(models.TextChoices):
    """Languages that a letter's own words exist in (dispatches.layout.words)."""

    VIETNAMESE = "vi", _("Tiếng Việt")
    ENGLISH = "en", _("Tiếng Anh")
    KOREAN = "ko", _("Tiếng Hàn")

    @classmethod
    def labels_of(cls, codes: Iterable[str]) -> list[str]:
        """Return the languages of these codes by name."""
        return [str(cls(code).label) for code in codes]
