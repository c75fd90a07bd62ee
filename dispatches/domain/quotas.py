"""Uploads of the units: kept as long as the unit has room (hạn mức dung lượng)."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dispatches.domain import files
from dispatches.errors import UploadRefused
from dispatches.models import StoredFile, UnitFile, UnitStorage
from dispatches.uploads import MEBIBYTE, Upload


def store(upload: Upload, *, unit: str, at: datetime) -> StoredFile:
    """Keep an upload of a unit, or of the department if `unit` is empty, which has no limit.

    The same file again is counted once. UploadRefused if it is more than the unit has room for.
    """
    if not unit:
        return files.store(upload.content, media_type=upload.media_type, at=at)
    digest = hashlib.sha256(upload.content).hexdigest()
    with transaction.atomic():
        UnitStorage.objects.get_or_create(unit=unit)
        # Whoever uploads for the unit at the same moment waits here.
        held = UnitStorage.objects.select_for_update().get(unit=unit)
        if known := UnitFile.objects.filter(storage=held, file__sha256=digest).first():
            return known.file
        _take(held, len(upload.content))
        file = files.store(upload.content, media_type=upload.media_type, at=at)
        UnitFile.objects.create(storage=held, file=file, counted_at=at)
    return file


def _take(held: UnitStorage, size: int) -> None:
    allowed = settings.UNIT_STORAGE_LIMIT
    room = UnitStorage.objects.filter(pk=held.pk, used__lte=allowed - size)
    if not room.update(used=F("used") + size):
        raise UploadRefused(
            _(
                "Đơn vị đã dùng %(used)s trong %(allowed)s MiB dung lượng tệp nên không nhận thêm "
                "được tệp %(size)s MiB. Đề nghị giảm dung lượng tệp hoặc liên hệ quản trị viên."
            )
            % {"used": _mib(held.used), "allowed": _mib(allowed), "size": _mib(size)}
        )


def _mib(size: int) -> str:
    """«12,3»; a trace is not shown as nothing."""
    tenths = max(round(10 * size / MEBIBYTE), 1 if size else 0)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
