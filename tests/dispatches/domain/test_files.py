"""Stored files: by their hash, whole, once, checked."""

import hashlib
from functools import partial
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dispatches.domain import files
from dispatches.errors import FileDamaged
from dispatches.models import StoredFile
from tests.dispatches.factories import AT
from tests.racing import at_once

CONTENT = "Ý kiến".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def store(content: bytes = CONTENT) -> StoredFile:
    return files.store(content, media_type="application/pdf", at=AT)


def kept() -> list[str]:
    root = Path(default_storage.path(""))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_a_file_is_kept_under_its_hash():
    file = store()
    assert (file.sha256, file.size, file.path) == (DIGEST, len(CONTENT), f"{DIGEST[:2]}/{DIGEST}")
    assert kept() == [file.path]
    assert files.read(file) == CONTENT


@pytest.mark.django_db
def test_the_same_content_is_the_same_file():
    assert store() == store()
    assert len(kept()) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_content_stored_at_once_is_one_file():
    results = at_once(*[partial(lambda: store().pk)] * 8)
    assert len(set(results)) == 1
    assert len(kept()) == 1


@pytest.mark.django_db
def test_a_changed_byte_is_found():
    file = store()
    Path(default_storage.path(file.path)).write_bytes(CONTENT + b"!")
    with pytest.raises(FileDamaged, match="đã bị thay đổi"):
        files.read(file)


@pytest.mark.django_db
def test_a_missing_file_is_found():
    file = store()
    default_storage.delete(file.path)
    with pytest.raises(FileDamaged, match="Không tìm thấy"):
        files.read(file)


class FullDisk(ContentFile):
    """Content whose second piece no longer fits."""

    def chunks(self, chunk_size=None):
        yield b"first"
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_nothing_behind():
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("ab/abc", FullDisk(b"x"))
    assert kept() == []


@pytest.mark.django_db
def test_a_file_that_cannot_be_written_leaves_no_row(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "no folder"
    with pytest.raises(NotADirectoryError):
        store()
    assert not StoredFile.objects.exists()
