"""The administrator's pages of templates, and the officer's way from one to a draft."""

import pytest
from django.urls import reverse

from dispatches.domain import letter_templates
from dispatches.models import Dispatch, LetterTemplate
from tests.dispatches.domain.test_letter_templates import kept, values

pytestmark = pytest.mark.django_db
LIST = reverse("dispatches:templates")
ADD = reverse("dispatches:add_template")
PREVIEW = reverse("dispatches:preview_template")


def form(**changes):
    made = values()
    return {
        "code": made["code"],
        "name": made["name"],
        "kind": made["kind"].pk,
        "language": "vi",
        "subject": made["subject"],
        "signatory": made["signatory"].pk,
        "rank": 3,
        "active": "on",
        "rows-TOTAL_FORMS": 1,
        "rows-INITIAL_FORMS": 0,
        "rows-0-type": "paragraph",
        "rows-0-text": made["rows"][0]["text"],
        "rows-0-ORDER": 1,
    } | changes


@pytest.fixture
def client(signed_in):
    return signed_in("administrator")


def page(template):
    return reverse("dispatches:template", args=[template.pk])


def test_a_template_is_added_found_without_marks_and_begun_from(client, signed_in):
    response = client.post(ADD, form())
    assert response.headers["Location"] == LIST
    template = LetterTemplate.objects.get()
    assert "Giấy mời họp" in client.get(LIST, {"q": "giay moi"}).text
    assert "Giấy mời họp" not in client.get(LIST, {"q": "cong ham"}).text

    officer = signed_in("officer")
    assert "Soạn từ mẫu Giấy mời họp" in officer.get(reverse("dispatches:begin")).text
    response = officer.post(reverse("dispatches:begin_from", args=[template.pk]))
    begun = Dispatch.objects.get()
    assert response.headers["Location"] == reverse("dispatches:write", args=[begun.pk])


def test_the_page_shows_what_is_stored_and_saves_over_it(client):
    template = kept()
    shown = client.get(page(template))
    seen = shown.context["form"]["seen"].value()
    assert "[[cơ quan]] mời [[đối tác]] dự họp./." in shown.text

    client.post(page(template), form(seen=seen, name="Giấy mời dự lễ"))

    template.refresh_from_db()
    assert (template.name, template.rank) == ("Giấy mời dự lễ", 3)


def test_a_stale_page_keeps_what_was_typed_and_says_so(client):
    template = kept()
    response = client.post(page(template), form(seen="0" * 64, name="Giấy mời dự lễ"))
    assert "vừa có người khác sửa" in response.text
    assert "Giấy mời dự lễ" in response.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "khac"}, "Mã đã lập không đổi được."),
        ({"is_goal": "on"}, "Đề nghị chọn danh mục yêu cầu."),
        ({"rows-0-text": "[[lương]]"}, "Không có chỗ điền tên «lương»"),
        ({"rows-0-type": "table", "rows-0-text": "A | B\n1"}, "Dòng 1 của bảng có 1 ô"),
    ],
)
def test_what_cannot_be_kept_is_said(client, changes, said):
    template = kept()
    seen = letter_templates.fingerprint(template)
    assert said in client.post(page(template), form(seen=seen, **changes)).text


def test_the_preview_shows_pages_and_stores_nothing(client):
    response = client.post(PREVIEW, form())
    assert response.text.count('<img class="page"') == 1
    assert not LetterTemplate.objects.exists()


def test_a_preview_of_what_is_not_complete_says_why(client):
    response = client.post(PREVIEW, form(subject=""))
    assert "Trích yếu: " in response.text


def test_the_list_asks_the_same_of_the_database_at_two_sizes(client, django_assert_num_queries):
    client.get(LIST)  # the session's own questions
    for size in (1, 6):
        for number in range(LetterTemplate.objects.count(), size):
            kept(code=f"mau-{number}")
        with django_assert_num_queries(6):
            client.get(LIST)
