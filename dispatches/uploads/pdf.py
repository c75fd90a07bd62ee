"""The structure of a PDF, looked at by a child process with limits.

A few kilobytes of PDF can unfold to gigabytes of objects; in a child they cost at most the child.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispatches import confined
from dispatches.errors import UploadRefused

SECONDS = 20
DAMAGED = _("Tệp PDF bị hỏng hoặc quá phức tạp. Đề nghị lưu hoặc quét lại.")
MESSAGES: dict[str, str | Promise] = {
    "encrypted": _("Tệp PDF có mật khẩu. Đề nghị bỏ mật khẩu rồi gửi lại."),
    "active": _(
        "Tệp PDF có mã lệnh, lệnh mở chương trình hoặc tệp đính kèm bên trong. "
        "Đề nghị in lại thành PDF thường rồi gửi."
    ),
}


def inspect(content: bytes) -> None:
    """UploadRefused unless the content is a PDF that opens without a password and does nothing."""
    verdict = _verdict(content)
    if verdict != "plain":
        raise UploadRefused(str(MESSAGES.get(verdict, DAMAGED)))


def _verdict(content: bytes) -> str:
    try:
        said = confined.ask("dispatches.upload_pdf_child", content=content, seconds=SECONDS)
    except confined.ChildFailed:
        return "damaged"
    return said.decode().strip()
