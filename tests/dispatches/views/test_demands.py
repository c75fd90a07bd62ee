"""The pages on which a demand is met: by a document of the dossier, or by a file."""

import io

import pytest
from django.urls import reverse

from dispatches.domain import dossiers, issuing
from dispatches.models import DossierFile
from tests.dispatches import enclosing
from tests.dispatches.enclosing import part
from tests.dispatches.factories import AT, DAY, clerk, kind, officer
from tests.dispatches.uploads.corpus import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return enclosing.opened()


@pytest.fixture
def client(signed_in):
    return signed_in("officer")


def address(name, dossier, *more):
    return reverse(f"dispatches:{name}", args=[dossier.pk, *more])


def of_demand(name, dossier):
    return address(name, dossier, dossier.requirements.get().pk)


def scan(name="scan.pdf"):
    file = io.BytesIO(pdf())
    file.name = name
    return file


def uploaded(client, dossier) -> DossierFile:
    typed = {"subject": "Đầu mối", "language": "vi", "file": scan()}
    client.post(of_demand("dossier_answer", dossier), typed)
    return DossierFile.objects.get()


def test_paper_in_a_dossier_is_shown_and_not_offered(client, dossier):
    paper = issuing.register_paper(
        kind=kind(), number=7, symbol="ĐN", date=DAY, subject="Thư", by=clerk(), at=AT
    )
    dossiers.add_document(dossier, paper, by=officer(), at=AT)
    choose = of_demand("dossier_meet", dossier)

    fields = client.get(choose).context["form"].fields
    assert list(fields["document"].queryset) == [
        row.dispatch for row in dossier.documents.exclude(dispatch=paper)
    ]
    assert "file" not in fields
    refused = client.post(choose, {"document": paper.pk}).context["form"]
    assert refused.errors["document"] == ["Lựa chọn này không có trong danh sách."]
    assert client.get(address("dossier", dossier)).status_code == 200


def test_a_file_is_uploaded_shown_and_saved(client, dossier):
    page = client.get(address("dossier", dossier)).text
    assert of_demand("dossier_answer", dossier) in page

    file = uploaded(client, dossier)

    assert dossier.requirements.get().file == file
    shown = address("dossier_file", dossier, file.pk)
    assert shown in client.get(address("dossier", dossier)).text
    assert client.get(shown)["Content-Disposition"].startswith("attachment")
    assert client.get(shown, {"xem": ""})["Content-Disposition"].startswith("inline")
    other = dossiers.open_dossier(title="Khác", by=officer(), at=AT)
    assert client.get(address("dossier_file", other, file.pk)).status_code == 404


def test_what_is_no_file_of_pages_is_said_and_nothing_is_kept(client, dossier):
    typed = {"subject": "Đầu mối", "language": "vi", "file": scan("virus.exe")}

    refused = client.post(of_demand("dossier_answer", dossier), typed)

    assert "không thuộc các loại này" in refused.text
    assert 'value="Đầu mối"' in refused.text
    assert not DossierFile.objects.exists()


def test_a_document_or_a_file_is_chosen_and_never_both(client, dossier):
    file, sheet = uploaded(client, dossier), part(dossier, "dau-moi")
    choose = of_demand("dossier_meet", dossier)

    both = client.post(choose, {"document": sheet.pk, "file": file.pk}).context["form"]
    assert both.errors["document"] == ["Chỉ chọn một: văn bản hoặc tệp."]
    neither = client.post(choose, {}).context["form"]
    assert neither.errors["document"] == ["Đề nghị chọn văn bản hoặc tệp đáp ứng yêu cầu."]
    client.post(choose, {"document": sheet.pk})
    met = dossier.requirements.get()
    assert (met.document, met.file) == (sheet, None)
    client.post(choose, {"file": file.pk})
    met = dossier.requirements.get()
    assert (met.document, met.file) == (None, file)


def test_a_demand_for_a_field_wants_the_officer_s_word_and_offers_its_languages(client, dossier):
    demand = dossier.requirements.get().demand
    demand.needs_field, demand.languages = True, ["ko", "en"]
    demand.save()

    shown = client.get(of_demand("dossier_answer", dossier))

    fields = shown.context["form"].fields
    assert [code for code, _name in fields["language"].choices] == ["en", "ko"]
    assert fields["names_field"].required
    assert "phải nêu lĩnh vực hợp tác cụ thể" in shown.text
