"""HTML to PDF, behind one door: a child process with limits, the only user of WeasyPrint.

A hostile or broken page can cost at most the child: its memory and processor time are limited, and
the whole process group is killed when the time is over (see dispatches.pdf_process).
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from dispatches import pdf_process
from dispatches.pdf_assets import missing_fonts
from dispatches.pdf_process import ChildFailedError, ChildTooSlowError

MEBIBYTE = 1024 * 1024


class RenderError(Exception):
    """No PDF was made. The message is for people, in Vietnamese; `detail` is for the log."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


@dataclass(frozen=True)
class Limits:
    """What one child may use: wall-clock and processor seconds, bytes of address space."""

    seconds: int = 60
    memory_bytes: int = 1024 * MEBIBYTE


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Copies:
    """A letter's blank and the lines that make copies of it (see dispatches.pdf_filling).

    The line is None for an addressee whose copy has to be rendered as a whole.
    """

    blank: bytes
    lines: tuple[str | None, ...]


def render_pdf(html: str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Make one PDF; raise RenderError."""
    return render_many([html], limits=limits)[0]


def render_many(pages: Sequence[str], *, limits: Limits = DEFAULT_LIMITS) -> list[bytes]:
    """Make one PDF of each HTML document in a single child: all of them, or RenderError.

    The limits hold for the whole batch.
    """
    return [base64.b64decode(pdf) for pdf in _ask("render", limits, pages=list(pages))]


def lay_out_copies(
    page: str, mark: str, addressees: Sequence[str], *, limits: Limits = DEFAULT_LIMITS
) -> Copies | None:
    """Lay out one letter for many addressees; `page` has the mark where one of them stands.

    None if more than one line of its own differs between the copies; RenderError.
    """
    made = _ask("lay_out", limits, page=page, mark=mark, addressees=list(addressees))
    return made and Copies(base64.b64decode(made["blank"]), tuple(made["lines"]))


def _ask(task: str, limits: Limits, **of: Any) -> Any:
    _require_fonts()
    request = json.dumps({"limits": asdict(limits), "task": task, "of": of}).encode()
    try:
        return json.loads(pdf_process.answer(request, limits.seconds))
    except ChildTooSlowError as error:
        raise RenderError(
            _("Không tạo được PDF: quá %(seconds)d giây cho phép.") % {"seconds": limits.seconds}
        ) from error
    except ChildFailedError as error:
        raise RenderError(
            _("Không tạo được PDF: nội dung vượt quá giới hạn hoặc không dàn trang được."),
            str(error),
        ) from error


def _require_fonts() -> None:
    if missing := missing_fonts():
        raise RenderError(
            _(
                "Không tạo được PDF: máy chủ thiếu phông chữ %(path)s. "
                "Đề nghị cài đặt các gói phông chữ ghi trong packages.txt."
            )
            % {"path": missing[0]}
        )
