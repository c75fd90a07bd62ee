"""The administrator's pages about the office."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.models import AuditEvent
from dispatches.forms.office import DocumentKindForm
from dispatches.models import Agency, DraftingUnit, RegisterBook, Signatory

pytestmark = pytest.mark.django_db
AGENCY = {
    "parent_name": "UBND TỈNH BẮC GIANG",
    "name": "SỞ NGOẠI VỤ",
    "abbreviation": "SNgV",
    "place": "Bắc Giang",
}


def agency() -> Agency:
    return Agency.objects.create(**AGENCY)


def test_the_page_shows_everything(signed_in):
    DraftingUnit.objects.create(agency=agency(), name="Phòng Nghiệp vụ", abbreviation="NV")
    deputy = {"name": "Nguyễn Quang Tuấn", "authority": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"}
    head = {"name": "Ngô Biên Cương", "authority": "GIÁM ĐỐC", "active": False}
    for signatory in (deputy, head):
        Signatory.objects.create(agency=Agency.objects.get(), **signatory)
    RegisterBook.objects.create(code="cong-van", name="Sổ công văn đi")
    page = signed_in("administrator").get(reverse("dispatches:agencies")).text
    for shown in ("SỞ NGOẠI VỤ", "SNgV-NV", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "Thôi ký", "cong-van"):
        assert shown in page


@pytest.mark.parametrize(
    ("name", "data", "model"),
    [
        ("add_agency", AGENCY, Agency),
        ("add_book", {"code": "cong-van", "name": "Sổ công văn đi"}, RegisterBook),
    ],
)
def test_an_entry_is_added_with_its_trace(signed_in, name, data, model):
    response = signed_in("administrator").post(reverse(f"dispatches:{name}"), data)
    assert response.headers["Location"] == reverse("dispatches:agencies")
    made = model.objects.get()
    trace = AuditEvent.objects.get(action=f"{model.__name__.lower()}.created")
    assert trace.object_id == str(made.pk)


def test_a_drafting_unit_is_added(signed_in):
    data = {"agency": agency().pk, "name": "Phòng Nghiệp vụ", "abbreviation": "NV"}
    signed_in("administrator").post(reverse("dispatches:add_drafting_unit"), data)
    assert DraftingUnit.objects.get().symbol == "SNgV-NV"
    trace = AuditEvent.objects.get(action="draftingunit.created")
    assert trace.data["changes"]["agency"] == [None, "SỞ NGOẠI VỤ"]


def test_a_signatory_is_added_for_an_agency_and_stays_its_own(signed_in):
    own, client = agency(), signed_in("administrator")
    other = Agency.objects.create(**AGENCY | {"name": "UBND TỈNH", "abbreviation": "UBND"})
    data = {"agency": own.pk, "name": "A", "authority": "GIÁM ĐỐC", "active": "on"}

    client.post(reverse("dispatches:add_signatory"), data)

    made = Signatory.objects.get()
    assert made.agency == own
    assert AuditEvent.objects.get(action="signatory.created").object_id == str(made.pk)
    address = reverse("dispatches:signatory", args=[made.pk])
    client.post(address, data | {"agency": other.pk, "name": "B"})
    made.refresh_from_db()
    assert (made.agency, made.name) == (own, "B")


def test_a_change_says_what_was_before(signed_in):
    entry, client = agency(), signed_in("administrator")
    address = reverse("dispatches:agency", args=[entry.pk])
    assert 'value="Bắc Giang"' in client.get(address).text
    client.post(address, AGENCY | {"place": "Bắc Ninh"})
    entry.refresh_from_db()
    assert entry.place == "Bắc Ninh"
    trace = AuditEvent.objects.get(action="agency.changed")
    assert trace.data == {"changes": {"place": ["Bắc Giang", "Bắc Ninh"]}}


def test_the_same_values_leave_no_trace(signed_in):
    entry = agency()
    signed_in("administrator").post(reverse("dispatches:agency", args=[entry.pk]), AGENCY)
    assert not AuditEvent.objects.filter(action="agency.changed").exists()


def test_a_signatory_stops_signing(signed_in):
    entry = Signatory.objects.create(agency=agency(), name="A", authority="GIÁM ĐỐC")
    address = reverse("dispatches:signatory", args=[entry.pk])
    signed_in("administrator").post(address, {"name": "A", "authority": "GIÁM ĐỐC"})
    entry.refresh_from_db()
    assert not entry.active


@pytest.mark.parametrize("code", ["cong-van", "CÔNG VĂN", ""])
def test_a_book_needs_a_code_of_its_own(signed_in, code):
    RegisterBook.objects.create(code="cong-van", name="Sổ công văn đi")
    response = signed_in("administrator").post(
        reverse("dispatches:add_book"), {"code": code, "name": "Sổ khác"}
    )
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "Sổ khác" in response.text
    assert RegisterBook.objects.count() == 1


def test_a_book_keeps_the_code_by_which_numbers_are_taken(signed_in):
    book = RegisterBook.objects.create(code="cong-van", name="Sổ công văn đi")
    address = reverse("dispatches:book", args=[book.pk])

    refused = signed_in("administrator").post(address, {"code": "khac", "name": "Sổ khác"})
    renamed = signed_in("administrator").post(address, {"code": "cong-van", "name": "Sổ mới"})

    assert refused.context["form"].non_field_errors() == ["Mã đã lập không đổi được."]
    assert renamed.status_code == 302
    assert RegisterBook.objects.values_list("code", "name").get() == ("cong-van", "Sổ mới")


def test_a_place_in_the_list_is_a_number_that_a_column_holds(signed_in):
    response = signed_in("administrator").post(reverse("dispatches:add_kind"), {"rank": "9" * 30})

    assert response.status_code == 200
    assert "rank" in response.context["form"].errors


@pytest.mark.parametrize(("role", "status"), [("officer", 403), ("clerk", 403), ("district", 404)])
def test_only_the_administrator_keeps_the_office(signed_in, role, status):
    assert signed_in(role).get(reverse("dispatches:agencies")).status_code == status
    assert signed_in(role).post(reverse("dispatches:add_agency"), AGENCY).status_code == status
    assert not Agency.objects.exists()


def test_the_help_of_the_symbol_is_in_the_language_of_the_reader():
    help_text = DocumentKindForm.base_fields["symbol_pattern"].help_text

    assert str(help_text).startswith("ghép từ {loại}, {cơ quan}, {đơn vị}; ví dụ")
    with override("en"):
        assert str(help_text).startswith("made of {loại}, {cơ quan}, {đơn vị}; e.g.")
