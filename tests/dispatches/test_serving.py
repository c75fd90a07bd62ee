"""What a browser is told about a file."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from dispatches import serving
from dispatches.domain import files
from tests.dispatches.factories import AT
from tests.dispatches.uploads.corpus import PNG

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("media_type", "served"),
    [
        ("image/png", "image/png"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
    ],
)
def test_a_file_is_served_as_a_type_of_the_table_and_only_for_saving(media_type, served):
    response = serving.download(files.store(PNG, media_type=media_type, at=AT), "Ảnh.png")
    assert response.content == PNG
    assert dict(response.items()) == {
        "Content-Type": served,
        "Content-Disposition": "attachment; filename=\"_nh.png\"; filename*=UTF-8''%E1%BA%A2nh.png",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.parametrize("give", [serving.download, serving.shown_pdf])
def test_a_file_that_is_no_longer_what_was_stored_is_not_given_but_told_of(give):
    kept = files.store(PNG, media_type="image/png", at=AT)
    Path(default_storage.path(kept.path)).write_bytes(b"X")

    response = give(kept, "a.png")

    assert (response.status_code, response["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert response.text == "Tệp trong kho lưu trữ đã bị thay đổi nên không mở được."


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        (
            'a"; x="b.pdf',
            "attachment; filename=\"a_; x=_b.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22b.pdf",
        ),
        ("a\r\nX: b", "attachment; filename=\"a__X: b\"; filename*=UTF-8''a%0D%0AX%3A%20b"),
    ],
)
def test_a_name_cannot_leave_its_header(name, disposition):
    assert serving.attachment(b"", "application/pdf", name)["Content-Disposition"] == disposition
