"""The pages on which a checklist is made, copied and used."""

import pytest
from django.urls import reverse

from dispatches.domain.checklists import Demanded, demands_of
from dispatches.models import Checklist, Dossier
from tests.dispatches.domain.test_checklists import LETTER, association, made, opened
from tests.dispatches.domain.test_letter_templates import kept

pytestmark = pytest.mark.django_db
LIST = reverse("dispatches:checklists")
ADD = reverse("dispatches:add_checklist")


def page(checklist, name="checklist"):
    return reverse(f"dispatches:{name}", args=[checklist.pk])


def form(**changes):
    return {
        "code": "hoi",
        "name": "Hội A",
        "demands-TOTAL_FORMS": 2,
        "demands-INITIAL_FORMS": 0,
        "demands-0-text": "Giới thiệu về tỉnh",
        "demands-0-languages": ["ko", "en"],
        "demands-0-ORDER": 2,
        "demands-1-text": "Thư đề xuất",
        "demands-1-needs_field": "on",
        "demands-1-ORDER": 1,
    } | changes


@pytest.fixture(params=["administrator", "officer"])
def client(signed_in, request):
    return signed_in(request.param)


def test_a_checklist_is_made_and_shown_again(client):
    sheet, partner = kept(), association()
    answer = client.post(ADD, form(partner="nga", **{"demands-0-template": sheet.pk}))
    assert answer.headers["Location"] == LIST

    checklist = Checklist.objects.get()
    assert checklist.partner == partner.code
    assert demands_of(checklist) == [
        Demanded(text="Thư đề xuất", needs_field=True),
        Demanded(text="Giới thiệu về tỉnh", languages=("ko", "en"), template=sheet),
    ]
    shown = client.get(page(checklist))
    assert "Hội Thống đốc (NGA)" in shown.text
    assert shown.context["demands"].forms[1]["languages"].value() == ("ko", "en")
    assert "Hội A" in client.get(LIST).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"partner": "ai"}, "Không có đối tác nào tên «ai»."),
        ({"demands-0-text": "", "demands-1-text": ""}, "ít nhất một yêu cầu"),
    ],
)
def test_what_cannot_be_kept_is_said(signed_in, changes, said):
    assert said in signed_in("officer").post(ADD, form(**changes)).text
    assert not Checklist.objects.exists()


def test_a_used_checklist_is_copied_for_the_next_association(signed_in):
    officer, partner = signed_in("officer"), association()
    checklist = made(LETTER)
    opened(checklist)
    used = officer.get(page(checklist)).text
    assert "đã dùng cho hồ sơ" in used
    assert [str(one.text) in used for one in checklist.demands.all()] == [True]
    assert "demands-TOTAL_FORMS" not in used

    asked = {"code": "nga", "name": "Hội B", "partner": "NGA"}
    answer = officer.post(page(checklist, "copy_checklist"), asked)

    copied = Checklist.objects.get(code="nga")
    assert answer.headers["Location"] == page(copied)
    assert copied.partner == partner.code


def test_a_dossier_asks_for_names_only_as_long_as_no_partner_is_chosen(signed_in):
    officer, partner = signed_in("officer"), association()
    dossier = opened(made(LETTER))
    address = reverse("dispatches:dossier_values", args=[dossier.pk])
    labels = {str(field.label) for field in officer.get(address).context["form"]}
    assert "Tên đối tác bằng tiếng Việt" in labels

    officer.post(address, {"partner": "nga"})

    assert Dossier.objects.get().partner == partner.code
    shown = officer.get(address).context["form"]
    assert "Tên đối tác bằng tiếng Việt" not in {str(field.label) for field in shown}
    assert shown["partner"].value() == "Hội Thống đốc (NGA)"
    told = officer.get(reverse("dispatches:dossier", args=[dossier.pk])).text
    assert "chưa có trong danh sách đối tác" in told


def sent_back(page):
    """What a browser sends if nobody touches the form."""
    return {field.html_name: field.value() for field in page.context["form"]}


def test_what_the_pages_show_of_a_partner_is_taken_when_it_comes_back(signed_in):
    officer, partner = signed_in("officer"), association()
    # A second record of the name: what was chosen stays chosen.
    association(code="hoi-khac")
    checklist = made(LETTER, partner=partner.code)
    first = sent_back(officer.get(page(checklist)))
    assert first["partner"] == "Hội Thống đốc (NGA)"
    assert officer.post(page(checklist), form() | first).headers["Location"] == LIST

    dossier = opened(checklist)
    address = reverse("dispatches:dossier_values", args=[dossier.pk])
    answer = officer.post(address, sent_back(officer.get(address)))

    assert answer.status_code == 302
    assert Dossier.objects.get().partner == Checklist.objects.get().partner == partner.code


def test_a_partner_may_be_named_as_letters_name_it(signed_in):
    partner = association()
    signed_in("officer").post(ADD, form(partner="hội thống đốc (nga)"))
    assert Checklist.objects.get().partner == partner.code


def test_the_list_asks_the_same_of_the_database_at_two_sizes(signed_in, django_assert_num_queries):
    officer = signed_in("officer")
    officer.get(LIST)  # the session's own questions
    for size in (1, 5):
        for number in range(Checklist.objects.count(), size):
            made(LETTER, code=f"hoi-{number}")
        with django_assert_num_queries(6):
            officer.get(LIST)
