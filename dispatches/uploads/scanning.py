"""Malware in uploads: asked of the scanner that the settings name, before anything is opened.

What the scanner did not see is not kept (docs/adr/0020-malware-scanner.md).
"""

import logging

from django.conf import settings
from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused
from dispatches.uploads.clamd import Clamd, ScannerUnavailable

logger = logging.getLogger(__name__)


def scanner(seconds: float | None = None) -> Clamd | None:
    """Return the scanner of this portal; None if it has none."""
    if not settings.MALWARE_SCANNER:
        return None
    return Clamd(settings.MALWARE_SCANNER, seconds or settings.MALWARE_SCANNER_TIMEOUT)


def require_clean(name: str, content: bytes) -> None:
    """UploadRefused for malware, and for content about which the scanner gives no answer."""
    one = scanner()
    if one is None:
        return
    try:
        found = one.scan(content)
    except ScannerUnavailable as error:
        logger.error("malware scanner: %s", error)
        raise UploadRefused(
            _("Chưa kiểm tra được mã độc nên tệp chưa được nhận. Đề nghị thử lại sau ít phút.")
        ) from error
    if found:
        logger.warning("malware %s refused in an upload", found)
        raise UploadRefused(
            _(
                "Tệp «%(name)s» có mã độc (%(found)s) nên không được nhận. Đề nghị kiểm tra máy "
                "tính đã tạo tệp và báo bộ phận công nghệ thông tin."
            )
            % {"name": name, "found": found}
        )
