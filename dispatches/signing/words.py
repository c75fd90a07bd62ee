"""What is said to people about signed files: states, differences, and what to do about them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispatches.signing.difference import Difference, DifferentDocument
from dispatches.signing.report import State

# Tone (see docs/pages.md) and name of each state.
STATES: dict[State, tuple[str, str | Promise]] = {
    State.VALID: ("ok", _("Hợp lệ")),
    State.UNKNOWN_ROOT: ("but", _("Toàn vẹn, chưa rõ nơi cấp")),
    State.ALTERED: ("bad", _("Nội dung bị thay đổi sau khi ký")),
    State.UNREADABLE: ("bad", _("Không đọc được chữ ký")),
    State.WEAK: ("bad", _("Thuật toán ký không an toàn")),
    State.EXPIRED: ("bad", _("Chứng thư hết hạn khi ký")),
    State.NOT_YET_VALID: ("bad", _("Chứng thư chưa có hiệu lực khi ký")),
    State.AHEAD: ("bad", _("Thời điểm ký ở sau hiện tại")),
    State.SELF_SIGNED: ("bad", _("Chứng thư tự ký")),
    State.REVOKED: ("bad", _("Chứng thư đã bị thu hồi")),
    State.UNFIT: ("bad", _("Chứng thư không dùng để ký văn bản")),
}
WHAT_TO_DO: dict[State, str | Promise] = {
    State.ALTERED: _(
        "Tệp bị thay đổi sau khi ký, hoặc bị hỏng khi sao chép. Đề nghị tải bản PDF từ cổng, ký lại"
        " rồi tải lên nguyên tệp mà phần mềm ký tạo ra."
    ),
    State.UNREADABLE: _(
        "Cổng không đọc được chữ ký này. Đề nghị ký lại bằng phần mềm ký số của cơ quan, định dạng"
        " PDF (PAdES hoặc PKCS#7)."
    ),
    State.WEAK: _("Đề nghị chọn thuật toán SHA-256 trở lên trong phần mềm ký rồi ký lại."),
    State.EXPIRED: _("Đề nghị gia hạn chứng thư số rồi ký lại."),
    State.NOT_YET_VALID: _(
        "Đề nghị kiểm tra ngày giờ của máy ký và hiệu lực chứng thư rồi ký lại."
    ),
    State.AHEAD: _("Đề nghị chỉnh ngày giờ của máy ký rồi ký lại."),
    State.SELF_SIGNED: _("Đề nghị ký bằng chứng thư số do tổ chức chứng thực cấp."),
    State.REVOKED: _("Đề nghị ký lại bằng chứng thư số đang có hiệu lực."),
    State.UNFIT: _("Đề nghị ký lại bằng chứng thư số được cấp để ký văn bản."),
}
DIFFERENCES: dict[Difference, str | Promise] = {
    Difference.PAGE_COUNT: _("số trang khác"),
    Difference.PAGE_SIZE: _("khổ giấy hoặc chiều trang khác"),
    Difference.WORDS: _("chữ trên trang khác"),
    Difference.PICTURE: _("hình trang khác ở ngoài chỗ hiển thị chữ ký"),
    Difference.HIDDEN_INK: _("hình chữ ký che mất nội dung văn bản"),
    Difference.ON_WORDS: _("hình chữ ký đặt trên hoặc sát dòng chữ ngoài phần ký"),
    Difference.ANNOTATIONS: _("có ghi chú hoặc dấu thêm vào trang, không phải chữ ký số"),
    Difference.FIELDS: _("có ô nhập liệu thêm vào"),
    Difference.UNSIGNED_FIELD: _("có ô chữ ký còn để trống"),
    Difference.LAYERS: _("có lớp nội dung bật, tắt được"),
    Difference.APPENDED: _("phần thêm vào sau bản của cổng sửa nội dung văn bản"),
}
PLACED = {Difference.HIDDEN_INK, Difference.ON_WORDS}


def difference_in_words(different: DifferentDocument) -> str:
    """Return the first difference, with its page if it has one."""
    words = str(DIFFERENCES[different.difference])
    if different.page:
        return str(_("trang %(page)d: %(words)s")) % {"page": different.page, "words": words}
    return words
