"""What an agreement is, where it stands and what is said about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """What the parties call it (loại); not every cooperation falls under the law."""

    AGREEMENT = "agreement", _("Thỏa thuận")
    MEMORANDUM = "memorandum", _("Bản ghi nhớ (MOU)")
    INTENT = "intent", _("Ý định thư (LOI)")
    MINUTES = "minutes", _("Biên bản thỏa thuận")
    PLAN = "plan", _("Chương trình, kế hoạch hợp tác")
    FRIENDSHIP = "friendship", _("Quan hệ hữu nghị, trao đổi")


class AgreementLevel(models.TextChoices):
    """In whose name it is made at home (cấp): this decides the procedure."""

    PROVINCE = "province", _("Cấp tỉnh")
    DEPARTMENT = "department", _("Sở, cơ quan cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")


class Side(models.TextChoices):
    """Whose side a party stands on (bên)."""

    OURS = "ours", _("Phía ta")
    THEIRS = "theirs", _("Phía bạn")


class PartyRole(models.TextChoices):
    """What a party has to do with an agreement (vai trò)."""

    SIGNS = "signs", _("Ký kết")
    COSIGNS = "cosigns", _("Cùng ký")
    CARRIES_OUT = "carries_out", _("Đầu mối thực hiện")


# Whose name stands below the text.
SIGNING = (PartyRole.SIGNS, PartyRole.COSIGNS)


class State(models.TextChoices):
    """Where an agreement stands in its course (trạng thái)."""

    IDEA = "idea", _("Ý tưởng")
    DRAFTING = "drafting", _("Trao đổi dự thảo")
    CONSULTING = "consulting", _("Lấy ý kiến")
    DISAGREED = "disagreed", _("Có ý kiến không nhất trí")
    SUBMITTED = "submitted", _("Đang trình")
    PERMITTED = "permitted", _("Được phép ký")
    SIGNED = "signed", _("Đã ký")
    IN_FORCE = "in_force", _("Có hiệu lực")
    IMPLEMENTING = "implementing", _("Đang thực hiện")
    SUSPENDED = "suspended", _("Tạm đình chỉ")
    ENDED = "ended", _("Chấm dứt")
    WITHDRAWN = "withdrawn", _("Rút khỏi")
    EXPIRED = "expired", _("Hết hạn")
    STOPPED = "stopped", _("Dừng, không ký")


class Renewal(models.TextChoices):
    """What happens when the term is over (gia hạn)."""

    NONE = "none", _("Không gia hạn")
    EXPRESS = "express", _("Gia hạn khi hai bên thỏa thuận")
    TACIT = "tacit", _("Tự gia hạn nếu không bên nào thông báo")


class ChildKind(models.TextChoices):
    """What a linked agreement does to the first one (Law 70/2020/QH14, art. 33)."""

    AMENDMENT = "amendment", _("Sửa đổi")
    SUPPLEMENT = "supplement", _("Bổ sung")
    EXTENSION = "extension", _("Gia hạn")


class Language(models.TextChoices):
    """Language of a text (ngôn ngữ), by its ISO 639-1 code: those of countries partners are in."""

    VIETNAMESE = "vi", _("Tiếng Việt")
    ENGLISH = "en", _("Tiếng Anh")
    KOREAN = "ko", _("Tiếng Hàn")
    JAPANESE = "ja", _("Tiếng Nhật")
    CHINESE = "zh", _("Tiếng Trung")
    FRENCH = "fr", _("Tiếng Pháp")
    HEBREW = "he", _("Tiếng Do Thái")
    LAO = "lo", _("Tiếng Lào")
    THAI = "th", _("Tiếng Thái")
    KHMER = "km", _("Tiếng Khmer")
    BURMESE = "my", _("Tiếng Miến Điện")
    INDONESIAN = "id", _("Tiếng Indonesia")
    MALAY = "ms", _("Tiếng Mã Lai")
    MONGOLIAN = "mn", _("Tiếng Mông Cổ")
    HINDI = "hi", _("Tiếng Hindi")
    RUSSIAN = "ru", _("Tiếng Nga")
    UKRAINIAN = "uk", _("Tiếng Ukraina")
    BELARUSIAN = "be", _("Tiếng Belarus")
    GERMAN = "de", _("Tiếng Đức")
    SPANISH = "es", _("Tiếng Tây Ban Nha")
    PORTUGUESE = "pt", _("Tiếng Bồ Đào Nha")
    ITALIAN = "it", _("Tiếng Ý")
    DUTCH = "nl", _("Tiếng Hà Lan")
    POLISH = "pl", _("Tiếng Ba Lan")
    CZECH = "cs", _("Tiếng Séc")
    SLOVAK = "sk", _("Tiếng Slovakia")
    HUNGARIAN = "hu", _("Tiếng Hungary")
    ROMANIAN = "ro", _("Tiếng Romania")
    BULGARIAN = "bg", _("Tiếng Bulgaria")
    FINNISH = "fi", _("Tiếng Phần Lan")
    SWEDISH = "sv", _("Tiếng Thụy Điển")
    DANISH = "da", _("Tiếng Đan Mạch")
    TURKISH = "tr", _("Tiếng Thổ Nhĩ Kỳ")
    ARABIC = "ar", _("Tiếng Ả Rập")


class TextKind(models.TextChoices):
    """What a file of an agreement is (loại văn bản)."""

    DRAFT = "draft", _("Dự thảo")
    SUMMARY = "summary", _("Bảng tổng hợp, giải trình, tiếp thu ý kiến")
    SIGNED = "signed", _("Bản đã ký")


class Purpose(models.TextChoices):
    """What opinions are asked for (mục đích lấy ý kiến)."""

    CONCLUDE = "conclude", _("Ký kết")
    SUSPEND = "suspend", _("Tạm đình chỉ")
    END = "end", _("Chấm dứt, rút khỏi")


class Position(models.TextChoices):
    """What a body wrote (ý kiến): there is no value for silence."""

    AGREE = "agree", _("Nhất trí")
    COMMENTS = "comments", _("Nhất trí, có ý kiến góp ý")
    DISAGREE = "disagree", _("Không nhất trí")


class RenewalMade(models.TextChoices):
    """What was decided about a period (quyết định về gia hạn)."""

    RENEW = "renew", _("gia hạn")
    STOP = "stop", _("không gia hạn")
    TAKEN_BACK = "undo", _("rút lại thông báo không gia hạn đã ghi nhầm")


class EventKind(models.TextChoices):
    """What an entry of an agreement's history is about."""

    BEGUN = "begun", _("Lập hồ sơ")
    RECORDED = "recorded", _("Ghi nhận thỏa thuận đã ký")
    STEP = "step", _("Chuyển trạng thái")
    ASKED = "asked", _("Lấy ý kiến")
    REPORT = "report", _("Báo cáo, thông báo")
    RENEWAL = "renewal", _("Quyết định về gia hạn")
    EXTENDED = "extended", _("Được gia hạn bằng văn bản kèm theo")
    INHERITED = "inherited", _("Được kế thừa")
    REARMED = "rearmed", _("Đổi ngày, thời hạn")
    CORRECTED = "corrected", _("Đính chính")
    MISTAKEN = "mistaken", _("Đánh dấu ghi nhầm")
    RESTORED = "restored", _("Bỏ đánh dấu ghi nhầm")
    CHANGED = "changed", _("Sửa thông tin")
