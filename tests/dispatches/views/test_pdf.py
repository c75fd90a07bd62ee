"""The PDF beside the page, and as a download."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.urls import reverse

from dispatches.domain import printing
from dispatches.pdf_assets import FONTS, Font
from tests.dispatches.factories import AT, drafted, issued, letter

pytestmark = pytest.mark.django_db
NO_FONT = Font(Path("/fonts/a.ttf"), "Dispatch Serif")


@pytest.fixture(autouse=True)
def no_previews():
    cache.clear()


def get(client, dispatch, **query):
    return client.get(reverse("dispatches:pdf", args=[dispatch.pk]), query)


def text(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as document:
        return document.pages[0].extract_text()


def test_a_draft_is_previewed_in_a_frame_of_the_portal_only(signed_in):
    response = get(signed_in("officer"), drafted())
    assert "Số: /SNgV-NV" in text(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('inline; filename="du-thao-SNgV-NV.pdf"')
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_no_other_page_may_be_framed(signed_in):
    response = signed_in("officer").get(reverse("dispatches:list"))
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_text_is_rendered_once(signed_in, monkeypatch):
    dispatch, client = drafted(), signed_in("officer")
    first = get(client, dispatch).content
    monkeypatch.setitem(FONTS, "serif", NO_FONT)
    assert get(client, dispatch).content == first


def test_an_issued_dispatch_gives_its_kept_file(signed_in):
    dispatch = issued(number=214)
    file = printing.build_pdf(dispatch, at=AT)
    response = get(signed_in("clerk"), dispatch, **{"tai-ve": "1"})
    assert response["Content-Disposition"] == (
        "attachment; filename=\"214-SNgV-NV.pdf\"; filename*=UTF-8''214-SNgV-NV.pdf"
    )
    assert "sandbox" in response["Content-Security-Policy"]
    assert len(response.content) == file.size
    assert "Số: 214/SNgV-NV" in text(response.content)


def test_a_damaged_file_is_not_given_out(signed_in):
    dispatch = issued()
    file = printing.build_pdf(dispatch, at=AT)
    Path(default_storage.path(file.path)).write_bytes(b"X")
    response = get(signed_in("clerk"), dispatch)
    assert response.status_code == 409
    assert "đã bị thay đổi" in response.text


def test_a_letter_that_cannot_be_rendered_says_so(signed_in, monkeypatch):
    monkeypatch.setitem(FONTS, "serif", NO_FONT)
    response = get(signed_in("officer"), drafted(letter=letter("V/v khác")))
    assert response.status_code == 503
    assert "thiếu phông chữ /fonts/a.ttf" in response.text
