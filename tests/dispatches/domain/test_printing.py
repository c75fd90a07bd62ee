"""The PDF of an issued dispatch: made once, found missing, kept."""

from pathlib import Path

import pytest

from accounts.models import AuditEvent
from dispatches.domain import files, issuing, printing
from dispatches.errors import DispatchRefused
from dispatches.models import Dispatch, StoredFile
from dispatches.pdf_assets import FONTS, Font
from dispatches.tasks import build_pdfs
from tests.dispatches.factories import AT, DAY, approved, book, clerk, issued, kind, letter

pytestmark = pytest.mark.django_db
NO_FONT = Font(Path("/fonts/a.ttf"), "Dispatch Serif")


def test_the_pdf_is_made_kept_and_named_by_its_hash():
    dispatch = issued(number=214)
    file = printing.build_pdf(dispatch, at=AT)
    assert Dispatch.objects.get().pdf == file
    assert files.read(file).startswith(b"%PDF-")
    trace = AuditEvent.objects.get(action="dispatch.printed")
    assert (trace.actor_name, trace.data) == ("Hệ thống", {"sha256": file.sha256})


def test_a_second_build_finds_it_made():
    dispatch = issued()
    twin = Dispatch.objects.get(pk=dispatch.pk)
    first = printing.build_pdf(dispatch, at=AT)
    assert printing.build_pdf(dispatch, at=AT) == first
    assert printing.build_pdf(twin, at=AT) == first
    assert StoredFile.objects.count() == 1
    assert AuditEvent.objects.filter(action="dispatch.printed").count() == 1


def test_before_issue_there_is_nothing_to_keep():
    with pytest.raises(DispatchRefused, match="không thực hiện được"):
        printing.build_pdf(approved(), at=AT)
    assert not StoredFile.objects.exists()


def test_the_task_makes_what_is_missing_and_nothing_else():
    dispatch = issued()
    approved(letter=letter("V/v khác"))
    issuing.register_paper(
        kind=kind(book("other")), number=1, symbol="S", date=DAY, subject="V/v", by=clerk(), at=AT
    )
    build_pdfs()
    assert list(Dispatch.objects.filter(pdf__isnull=False)) == [dispatch]
    build_pdfs()
    assert StoredFile.objects.count() == 1


def test_a_renderer_that_fails_costs_no_number_and_is_tried_again(monkeypatch, caplog):
    dispatch = issued(number=214)
    with monkeypatch.context() as broken:
        broken.setitem(FONTS, "serif", NO_FONT)
        build_pdfs()
    dispatch.refresh_from_db()
    assert (dispatch.pdf, dispatch.number) == (None, 214)
    assert "thiếu phông chữ /fonts/a.ttf" in caplog.text
    build_pdfs()
    dispatch.refresh_from_db()
    assert dispatch.pdf is not None
