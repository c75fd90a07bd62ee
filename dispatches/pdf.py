"""HTML to PDF, behind one door: a child process with limits, the only user of WeasyPrint.

A hostile or broken page can cost at most the child: its memory and processor time are limited, and
the whole process group is killed when the time is over.
"""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from dispatches.pdf_assets import missing_fonts

ROOT = Path(__file__).resolve().parent.parent
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


def render_pdf(html: str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Make one PDF; raise RenderError."""
    return render_many([html], limits=limits)[0]


def render_many(pages: Sequence[str], *, limits: Limits = DEFAULT_LIMITS) -> list[bytes]:
    """Make one PDF of each HTML document in a single child: all of them, or RenderError.

    The limits hold for the whole batch.
    """
    _require_fonts()
    request = json.dumps({"limits": asdict(limits), "pages": list(pages)}).encode()
    return [base64.b64decode(pdf) for pdf in json.loads(_run_child(request, limits))]


def _require_fonts() -> None:
    if missing := missing_fonts():
        raise RenderError(
            _(
                "Không tạo được PDF: máy chủ thiếu phông chữ %(path)s. "
                "Đề nghị cài đặt các gói phông chữ ghi trong packages.txt."
            )
            % {"path": missing[0]}
        )


def _run_child(request: bytes, limits: Limits) -> bytes:
    # The folder holds the child's copies of fonts; it goes even when the child is killed.
    with TemporaryDirectory(prefix="dispatch-") as folder, _start_child(folder) as child:
        try:
            output, errors = child.communicate(request, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise RenderError(
                _("Không tạo được PDF: quá %(seconds)d giây cho phép.")
                % {"seconds": limits.seconds}
            ) from error
        finally:
            _kill_group(child)
    if child.returncode != 0:
        raise RenderError(
            _("Không tạo được PDF: nội dung vượt quá giới hạn hoặc không dàn trang được."),
            f"exit status {child.returncode}\n{errors.decode(errors='replace')[-4000:]}",
        )
    return output


def _start_child(folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-s", "-m", "dispatches.pdf_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=_environment(folder),
        start_new_session=True,
    )


def _environment(folder: str) -> dict[str, str]:
    """Give the child none of the parent's secrets, and the same conditions on every machine."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TMPDIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "FONTCONFIG_FILE": str(ROOT / "dispatches" / "fontconfig" / "fonts.conf"),
    }


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started, if it still runs."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
