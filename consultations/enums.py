"""The closed lists of a consultation: stages, positions, outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a round stands; derived from its dispatch and its closing, never stored."""

    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Chờ cấp số")
    OPEN = "open", _("Đang lấy ý kiến")
    OVERDUE = "overdue", _("Hết hạn, chờ kết thúc")
    PROPOSED = "proposed", _("Chờ lãnh đạo xác nhận kết thúc")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã hủy")


class UnitState(models.TextChoices):
    """Where a unit stands in a round, most pressing first; derived, never stored.

    Of a sealed round one sees that a unit has answered, and not what, until it is closed.
    """

    NOT_REACHED = "not_reached", _("Thư không đến")
    NO_ADDRESS = "no_address", _("Chưa có địa chỉ")
    WAITING = "waiting", _("Chờ gửi")
    UNOPENED = "unopened", _("Chưa mở")
    OPENED = "opened", _("Đã mở")
    DRAFTING = "drafting", _("Đang soạn")
    PENDING = "pending", _("Có văn bản trả lời chờ nhập")
    ANSWERED = "answered", _("Đã trả lời")
    DISAGREED = "disagreed", _("Không nhất trí")
    AGREED_WITH_COMMENTS = "agreed_with_comments", _("Nhất trí kèm góp ý")
    AGREED = "agreed", _("Nhất trí")

    @property
    def rank(self) -> int:
        """Its place in the order; what the board sorts and filters by."""
        return list(UnitState).index(self)


class Position(models.TextChoices):
    """A unit's opinion on one content (kết luận ý kiến)."""

    AGREE = "agree", _("Nhất trí")
    AGREE_WITH_COMMENTS = "agree_with_comments", _("Nhất trí kèm góp ý")
    DISAGREE = "disagree", _("Không nhất trí")


class Source(models.TextChoices):
    """By which way an answer came."""

    ONLINE = "online", _("Gửi trên cổng")
    EXCHANGE = "exchange", _("Văn bản liên thông")
    LETTER = "letter", _("Văn bản giấy, thư điện tử")


class ContactKind(models.TextChoices):
    """How somebody of the unit was reached outside the mail (hình thức liên hệ)."""

    HAND = "hand", _("Giao văn bản giấy")
    PHONE = "phone", _("Gọi điện thoại")
    OTHER = "other", _("Cách khác")


class PendingState(models.TextChoices):
    """What became of a letter whose opinions have to be entered."""

    WAITING = "waiting", _("Chờ nhập")
    SETTLED = "settled", _("Đã nhập")
    REJECTED = "rejected", _("Không nhận")


class Outcome(models.TextChoices):
    """How a unit's part in a round ended; the labels are the words of the reports."""

    AGREED = "agreed", _("Nhất trí")
    AGREED_WITH_COMMENTS = "agreed_with_comments", _("Nhất trí kèm góp ý")
    DISAGREED = "disagreed", _("Không nhất trí")
    NO_REPLY = "no_reply", _("Không có văn bản trả lời")
    DEEMED_AGREED = "deemed_agreed", _("Coi như nhất trí")


class Decision(models.TextChoices):
    """What the department does with a comment (tiếp thu, giải trình)."""

    ACCEPTED = "accepted", _("Tiếp thu")
    PARTLY_ACCEPTED = "partly_accepted", _("Tiếp thu một phần")
    EXPLAINED = "explained", _("Giải trình")
    NOTED = "noted", _("Ghi nhận")

    @property
    def is_taken_in(self) -> bool:
        """Whether the draft is changed after the comment, as a whole or in part."""
        return self in (Decision.ACCEPTED, Decision.PARTLY_ACCEPTED)


class Narrowing(models.TextChoices):
    """Which units of a round the next one asks again (phạm vi lấy ý kiến lần tiếp theo)."""

    ALL = "all", _("Tất cả đơn vị của lần trước")
    COMMENTED = "commented", _("Đơn vị có góp ý hoặc không nhất trí")
    SILENT = "silent", _("Đơn vị không có văn bản trả lời")
    CHOSEN = "chosen", _("Tự chọn trong danh sách")


class Since(models.TextChoices):
    """What has become of a content since the round before."""

    NEW = "new", _("Nội dung mới")
    SAME = "same", _("Không đổi so với lần trước")
    CHANGED = "changed", _("Đã sửa so với lần trước")


class Scope(models.TextChoices):
    """What a key opens to another system."""

    CALLS = "calls:read", _("Đợt lấy ý kiến: nội dung, thời hạn, trạng thái")
    OUTCOMES = "outcomes:read", _("Đơn vị được lấy ý kiến: đã trả lời hay chưa, kết quả")


class Event(models.TextChoices):
    """What other systems may ask to be told."""

    CALL_ISSUED = "call.issued", _("Đã phát hành công văn lấy ý kiến")
    RESPONSE_RECEIVED = "response.received", _("Đã nhận ý kiến của một đơn vị")
    RESPONSE_WITHDRAWN = "response.withdrawn", _("Đã rút kết quả nhập từ văn bản của một đơn vị")
    ROUND_EXTENDED = "round.extended", _("Đã gia hạn, cho tất cả hoặc cho một đơn vị")
    ROUND_CLOSED = "round.closed", _("Đã kết thúc đợt lấy ý kiến")
    ROUND_REOPENED = "round.reopened", _("Đã mở lại đợt lấy ý kiến")
    ROUND_CANCELLED = "round.cancelled", _("Đã hủy đợt lấy ý kiến")


class NotificationState(models.TextChoices):
    """Where a notification of another system stands: the outbox's states, told of a system."""

    PENDING = "pending", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Hệ thống kia đã nhận")
    FAILED = "failed", _("Không gửi được")
    STALE = "stale", _("Không còn cần gửi")


class BulkAct(models.TextChoices):
    """What is done to all units that a filter of the board has found."""

    REMIND = "remind", _("Nhắc trả lời")
    EXTEND = "extend", _("Gia hạn")
    NOTE = "note", _("Ghi chú")


class PartState(models.TextChoices):
    """What has become of one unit in an act on many."""

    WAITING = "waiting", _("Chờ xử lý")
    DONE = "done", _("Đã thực hiện")
    LEFT_OUT = "left_out", _("Không thực hiện")
