"""A unit's uploads are counted in the database; what it has no room for is refused with figures."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from dispatches.domain import quotas
from dispatches.errors import UploadRefused
from dispatches.models import StoredFile, UnitFile, UnitStorage
from dispatches.uploads import MEBIBYTE, Upload
from tests.factories import AT
from tests.racing import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limit(settings):
    settings.UNIT_STORAGE_LIMIT = 2 * MEBIBYTE


def kept(content: bytes, unit: str = "luc-ngan") -> StoredFile:
    return quotas.store(Upload("a.pdf", content, "application/pdf"), unit=unit, at=AT)


def used() -> dict[str, int]:
    return dict(UnitStorage.objects.values_list("unit", "used"))


def test_each_file_counts_once_for_each_unit():
    one = kept(b"x" * MEBIBYTE)
    assert kept(b"x" * MEBIBYTE) == one
    kept(b"x" * MEBIBYTE, "tan-yen")
    kept(b"y" * 512)

    assert used() == {"luc-ngan": MEBIBYTE + 512, "tan-yen": MEBIBYTE}
    assert StoredFile.objects.count() == 2


def test_what_has_no_room_is_refused_with_figures_and_not_stored():
    kept(b"x" * (MEBIBYTE + MEBIBYTE // 2))

    with pytest.raises(UploadRefused) as refused:
        kept(b"y" * MEBIBYTE)

    assert str(refused.value) == (
        "Đơn vị đã dùng 1,5 trong 2 MiB dung lượng tệp nên không nhận thêm được tệp 1 MiB. "
        "Đề nghị giảm dung lượng tệp hoặc liên hệ quản trị viên."
    )
    assert StoredFile.objects.count() == UnitFile.objects.count() == 1
    kept(b"z" * (MEBIBYTE // 2))  # to the last byte
    assert used() == {"luc-ngan": 2 * MEBIBYTE}


def test_the_department_has_no_limit():
    kept(b"x" * (3 * MEBIBYTE), unit="")

    assert not UnitStorage.objects.exists()


def test_the_database_counts_a_file_once():
    kept(b"x")
    row = UnitFile.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitFile.objects.create(storage=row.storage, file=row.file, counted_at=AT)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_pass_the_limit():
    quarter = MEBIBYTE // 2
    uploads = [partial(_kept_or_refused, bytes([number]) * quarter) for number in range(8)]

    at_once(*uploads)

    assert used() == {"luc-ngan": 2 * MEBIBYTE}
    assert UnitFile.objects.count() == 4


def _kept_or_refused(content: bytes) -> None:
    try:
        kept(content)
    except UploadRefused:
        return
