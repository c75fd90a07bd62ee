"""The pages of a dossier, as the officer uses them."""

import io
import zipfile

import pytest
from django.urls import reverse

from dispatches.models import Checklist, Demand, Dossier, LetterTemplate
from tests.dispatches.factories import agency, arrived, book, issued, kind
from tests.factories import DAY, signed_in, user

pytestmark = pytest.mark.django_db
OPEN = reverse("dispatches:open_dossier")
QUERIES = 6


def page(name, dossier, *more):
    return reverse(f"dispatches:{name}", args=[dossier.pk, *more])


@pytest.fixture
def officer():
    return signed_in(user("officer"))


@pytest.fixture
def checklist():
    made = Checklist.objects.create(code="hoi", name="Hội A", values={"đối tác": "Hội A"})
    sheet = kind(book("tai-lieu"), family="sheet", book=None, symbol_pattern="", agency=agency())
    template = LetterTemplate.objects.create(
        code="dau-moi",
        name="Đầu mối",
        kind=sheet,
        subject="Đầu mối",
        rows=[{"type": "paragraph", "text": "[[đối tác]]: [[đầu mối: họ tên]]"}],
        checklist=made,
        composed=True,
    )
    Demand.objects.create(checklist=made, ordinal=1, text="Đầu mối liên hệ", template=template)
    return made


@pytest.fixture
def dossier(officer, checklist):
    origin = arrived()
    officer.post(OPEN, {"title": "Kết nối", "origin": origin.pk, "checklist": checklist.pk})
    return Dossier.objects.get()


def test_a_dossier_is_opened_from_an_incoming_document(officer, checklist):
    origin = arrived()

    form = officer.get(OPEN, {"van-ban-den": origin.pk}).context["form"]

    assert form.initial == {"origin": origin, "title": origin.subject}
    assert officer.get(OPEN, {"van-ban-den": "x"}).context["form"].initial["origin"] is None


def test_the_documents_to_open_a_dossier_for_are_told_by_number_day_and_subject(officer):
    arrived(subject="Kết nối " + "hợp tác " * 20)
    arrived(full_number="", date=DAY, subject="Mời dự hội nghị")

    choices = [label for _key, label in officer.get(OPEN).context["form"].fields["origin"].choices]

    assert choices[1] == "Công văn, 02/8/2021: Mời dự hội nghị"
    assert choices[2].startswith("347/CNV-ĐP, 14/7/2021: Kết nối hợp tác")
    assert choices[2].endswith("…")


def test_a_document_that_has_a_dossier_says_so_before_it_offers_another(officer, checklist):
    origin = arrived()
    own = reverse("dispatches:incoming", args=[origin.pk])
    before = officer.get(own).content.decode()
    officer.post(OPEN, {"title": "Kết nối", "origin": origin.pk, "checklist": checklist.pk})
    after = officer.get(own).content.decode()

    assert ">Mở hồ sơ<" in before
    assert ">Mở hồ sơ khác<" in after
    assert page("dossier", Dossier.objects.get()) in after


def said_on(response):
    """The messages of the page."""
    return [str(message) for message in response.context["messages"]]


def test_from_the_checklist_to_the_filled_sheet(officer, dossier):
    shown = officer.get(page("dossier", dossier)).content.decode()
    assert "còn thiếu 1 mục" in shown
    assert "347/CNV-ĐP" in shown
    assert "Soạn sẵn văn bản" in shown

    officer.post(page("draft_pack", dossier))
    drafted = dossier.documents.get(template__isnull=False).dispatch
    values = officer.get(page("dossier_values", dossier)).context["form"]
    named = {str(field.label): name for name, field in values.fields.items()}
    typed = {
        named["Họ tên người làm đầu mối"]: "Nguyễn Văn A",
        named["Tên đối tác bằng tiếng Việt"]: "Hội B",
    }
    saved = officer.post(page("dossier_values", dossier), typed, follow=True)

    assert said_on(saved) == ["Đã lưu; các dự thảo còn chỗ điền hiện giá trị mới."]
    shown = saved.text
    assert "lời văn gợi ý, cần rà soát" in shown
    assert "Soạn sẵn văn bản" not in shown
    detail = officer.get(reverse("dispatches:detail", args=[drafted.pk]))
    assert detail.context["letter"].blocks[0].text == "Hội B: Nguyễn Văn A"
    assert page("dossier_values", dossier) in detail.text
    editor = officer.get(reverse("dispatches:write", args=[drafted.pk])).content.decode()
    assert "[[đối tác]]: [[đầu mối: họ tên]]" in editor
    assert "Hội B" in editor
    officer.post(reverse("dispatches:submit", args=[drafted.pk]), {"digest": drafted.letter_digest})
    saved = officer.post(page("dossier_values", dossier), typed, follow=True)
    assert said_on(saved)[-1] == (
        "Đã lưu; các dự thảo còn chỗ điền hiện giá trị mới. Văn bản đã trình hoặc đã duyệt giữ "
        "giá trị cũ cho đến khi được trả lại."
    )
    drafted.refresh_from_db()
    assert drafted.letter["blocks"][0]["runs"][0]["text"] == "Hội B: Nguyễn Văn A"


def test_a_registered_document_is_put_in_by_its_number(officer, dossier):
    reply = issued()

    officer.post(page("dossier_add", dossier), {"full_number": reply.full_number})

    shown = officer.get(page("dossier", dossier)).content.decode()
    assert reverse("dispatches:detail", args=[reply.pk]) in shown
    again = officer.post(page("dossier_add", dossier), {"full_number": reply.full_number})
    assert "đã có trong hồ sơ" in again.content.decode()


def test_a_requirement_is_met_by_a_document_of_the_dossier_only(officer, dossier):
    officer.post(page("draft_pack", dossier))
    drafted = dossier.documents.get(template__isnull=False).dispatch
    address = page("dossier_meet", dossier, dossier.requirements.get().pk)

    assert list(officer.get(address).context["form"].fields["document"].queryset) == [drafted]
    other = officer.post(address, {"document": issued().pk})
    assert other.context["form"].errors["document"] == ["Lựa chọn này không có trong danh sách."]


def test_a_dossier_is_exported_and_closed(officer, dossier):
    archive = officer.get(page("export_dossier", dossier))

    assert archive["Content-Type"] == "application/zip"
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(archive.content)).namelist()
    asked = officer.get(page("close_dossier", dossier)).content.decode()
    assert "Còn thiếu 1 mục yêu cầu." in asked
    assert "hồ sơ đã đóng không mở lại được" in asked
    officer.post(page("close_dossier", dossier))
    shown = officer.get(page("dossier", dossier)).content.decode()
    assert "Đóng hồ sơ" not in shown


def test_the_list_finds_without_marks(officer, dossier):
    shown = officer.get(reverse("dispatches:dossiers"), {"q": "ket noi"}).content.decode()

    assert page("dossier", dossier) in shown


def test_three_rows_cost_as_many_queries_as_one(officer, dossier, django_assert_num_queries):
    address = reverse("dispatches:dossiers")
    officer.get(address)  # the first visit of a session writes down that it was there
    with django_assert_num_queries(QUERIES):
        officer.get(address)
    for title in ("Hai", "Ba"):
        officer.post(OPEN, {"title": title})
    with django_assert_num_queries(QUERIES):
        officer.get(address)
