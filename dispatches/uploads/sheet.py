"""A list out of an uploaded workbook, read by a child process with limits."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from dispatches.errors import UploadRefused

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20


def first_columns(content: bytes) -> list[tuple[str, str]]:
    """Return the first sheet's first two columns as text; UploadRefused if it cannot be read."""
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", "dispatches.uploads.sheet_child"],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UploadRefused(
            _("Không đọc được tệp Excel. Đề nghị lưu lại hoặc dán danh sách vào ô.")
        ) from error
    return [(name, address) for name, address in json.loads(child.stdout)]
