"""Preparing a round in the browser: what was typed stays, and a stale page overwrites nothing."""

import datetime as dt
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages

from consultations.domain import drafting
from consultations.models import Consultation, Round
from dispatches.enums import DispatchState
from dispatches.models import DraftingUnit, Signatory
from districts.models import District
from tests import factories
from tests.consultations import rounds
from tests.consultations.rounds import AT
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
CLAUSE = "Không có ý kiến thì coi như nhất trí."


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


@pytest.fixture
def round_():
    return rounds.drafted("Lục Ngạn", "Sơn Động")


def worded(**changes):
    return {
        "drafting_unit": DraftingUnit.objects.get().pk,
        "signatory": Signatory.objects.get().pk,
        "audience": "các huyện, thành phố",
        "introduction": "Thực hiện Quyết định số 307/QĐ-UBND.",
        "distribution": "Như trên;",
        "deadline_kind": "before_date",
        "deadline_date": "09/8/2021",
    } | changes


def new_matter(**changes):
    units = list(District.objects.values_list("pk", flat=True))
    made = {
        "key": uuid4(),
        "title": "Kế hoạch đối ngoại",
        "draft_name": "dự thảo kế hoạch",
        "units": units,
    }
    return worded(**made | changes)


def seen(round_, **fields):
    return fields | {"seen": rounds.fresh(round_).dispatch.letter_digest}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    return {name: list(map(str, found)) for name, found in response.context["form"].errors.items()}


def address(round_, part):
    return f"/lay-y-kien/{round_.pk}/{part}"


def test_a_new_matter_becomes_a_draft_and_leads_to_its_page(officer):
    rounds.office()
    units = [factories.district(name, code=name[-1]) for name in ("A", "B")]

    response = officer.post("/lay-y-kien/moi/", new_matter())

    round_ = Round.objects.get()
    assert response.headers["Location"] == f"/lay-y-kien/{round_.pk}/"
    assert said(response) == ["Đã lập dự thảo. Hãy thêm các nội dung xin ý kiến."]
    assert round_.title == "Kế hoạch đối ngoại"
    assert [consultee.district for consultee in round_.consultees.all()] == units
    assert round_.dispatch.created_by == rounds.person("officer")


def test_a_second_click_leads_to_the_matter_of_the_first(officer):
    rounds.office()
    factories.district("A", code="a")
    typed = new_matter()

    places = [officer.post("/lay-y-kien/moi/", typed).headers["Location"] for _click in range(2)]

    assert places == [f"/lay-y-kien/{Round.objects.get().pk}/"] * 2


def test_the_form_of_a_new_matter_proposes_clause_and_recipients(officer):
    form = officer.get("/lay-y-kien/moi/").context["form"]

    assert form.initial["consent_clause"].endswith("nội dung Sở xin ý kiến.")
    assert form.initial["distribution"] == "Như trên;\nLưu: VT."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"title": " "}, {"title": ["Mục này không được để trống."]}),
        ({"units": []}, {"units": ["Mục này không được để trống."]}),
        ({"units": ["9" * 30]}, {"units": ["Đề nghị chọn trong danh sách."]}),
        (
            {"deemed_consent": "on", "consent_clause": ""},
            {"consent_clause": ["Đề nghị ghi câu này để đưa vào công văn."]},
        ),
        ({"deadline_kind": "before_time"}, {"deadline_time": ["Đề nghị ghi giờ."]}),
        ({"deadline_date": "09/8/9999"}, {"deadline_date": ["Đề nghị kiểm tra lại năm."]}),
        ({"deadline_date": "01/8/2021"}, {"__all__": ["Thời hạn «trước ngày 01/8/2021» đã qua."]}),
    ],
)
def test_what_is_wrong_with_a_new_matter_stands_at_its_field_and_nothing_is_lost(
    officer, typed, found
):
    rounds.office()
    factories.district("A", code="a")

    response = officer.post("/lay-y-kien/moi/", new_matter(reason="Lý do dài.", **typed))

    assert errors(response) == found
    assert "Lý do dài." in response.content.decode()
    assert not Consultation.objects.exists()


def test_hidden_characters_are_refused_by_name(officer):
    rounds.office()
    factories.district("A", code="a")

    response = officer.post("/lay-y-kien/moi/", new_matter(title="Kế hoạch\u202e đối ngoại"))

    assert "U+202E" in errors(response)["title"][0]


def test_decomposed_letters_are_stored_composed(officer):
    rounds.office()
    factories.district("A", code="a")

    officer.post("/lay-y-kien/moi/", new_matter(title="Kế hoạch"))

    assert Round.objects.get().title == "Kế hoạch"


def test_the_wording_is_saved(officer, round_):
    response = officer.post(
        address(round_, "loi-van/"),
        seen(round_, **worded(closing="Trân trọng", deadline_date="10/8/2021")),
    )

    assert said(response) == ["Đã lưu lời văn công văn."]
    changed = rounds.fresh(round_)
    assert (changed.closing, changed.term().deadline_phrase) == (
        "Trân trọng",
        "trước ngày 10/8/2021",
    )


def test_the_units_of_the_day_are_proposed_as_addressees(officer):
    factories.district("B", code="b")
    factories.district("A", "city", code="a")
    factories.district("C", "town", code="c", valid_from=dt.date(2024, 2, 1))

    form = officer.get("/lay-y-kien/moi/").context["form"]

    assert form.initial["audience"] == "các huyện, thành phố"


def test_the_wording_form_says_how_the_chosen_units_are_addressed(officer, round_):
    field = officer.get(address(round_, "loi-van/")).context["form"].fields["audience"]

    assert field.help_text.startswith("Theo các đơn vị đã chọn: ")


def test_the_wording_form_shows_what_is_stored(officer, round_):
    form = officer.get(address(round_, "loi-van/")).context["form"]

    assert form.initial["audience"] == "các huyện, thành phố"
    assert form.initial["deadline_kind"] == "before_date"
    assert form.initial["seen"] == round_.dispatch.letter_digest


def test_the_matter_is_renamed_from_its_page(officer, round_):
    assert f'href="{address(round_, "ten-viec/")}"' in officer.get(address(round_, "")).text
    form = officer.get(address(round_, "ten-viec/")).context["form"]
    assert form.initial["title"] == round_.consultation.title

    response = officer.post(
        address(round_, "ten-viec/"), seen(round_, title="Kế hoạch", draft_name="dự thảo")
    )

    assert said(response) == ["Đã sửa tên việc lấy ý kiến."]
    assert rounds.fresh(round_).title == "Kế hoạch"


def test_the_second_round_offers_no_other_name(officer):
    second = rounds.loaded()

    assert "ten-viec/" not in officer.get(address(second, "")).text


STALE = "Công văn đã thay đổi sau khi đồng chí mở trang này. Đề nghị mở lại trang."


def change_meanwhile(round_):
    by = rounds.person("officer")
    drafting.put_content(round_, heading="Khác:", passages=["Đoạn."], by=by, at=AT)


def test_a_stale_wording_is_refused_and_shown_again(officer, round_):
    typed = seen(round_, **worded(closing="Tôi đã gõ câu này"))
    change_meanwhile(round_)

    response = officer.post(address(round_, "loi-van/"), typed)

    assert errors(response) == {"__all__": [STALE]}
    assert "Tôi đã gõ câu này" in response.content.decode()
    assert rounds.fresh(round_).closing == ""


def test_a_content_is_added_and_the_units_that_it_names_are_found(officer, round_):
    unit = District.objects.get(name="Sơn Động")
    typed = {"heading": "Nhiệm vụ:", "passages": "Một.\n\nHuyện Sơn Động.", "concerned": [unit.pk]}

    response = officer.post(address(round_, "noi-dung/them/"), seen(round_, **typed))

    assert said(response) == ["Đã lưu nội dung xin ý kiến."]
    content = round_.contents.get(ordinal=2)
    assert [passage.text for passage in content.passages.all()] == ["Một.", "Huyện Sơn Động."]
    assert list(content.passages.last().units.all()) == [unit]
    assert list(content.concerned.all()) == [unit]


def test_a_content_is_shown_as_it_stands_and_written_again(officer, round_):
    where = address(round_, "noi-dung/1/")
    form = officer.get(where).context["form"]
    assert (form.initial["heading"], form.initial["passages"]) == ("Mục tiêu:", "Nội dung số 0.")

    officer.post(where, seen(round_, heading="Mục tiêu cụ thể:", passages="Một."))

    assert [str(content) for content in round_.contents.all()] == ["1. Mục tiêu cụ thể"]


def test_an_incomplete_content_is_shown_again(officer, round_):
    typed = seen(round_, heading="", passages="Đoạn này đã gõ.")

    response = officer.post(address(round_, "noi-dung/them/"), typed)

    assert errors(response) == {"heading": ["Mục này không được để trống."]}
    assert "Đoạn này đã gõ." in response.content.decode()


def test_a_content_that_moved_up_meanwhile_is_not_overwritten(officer, round_):
    change_meanwhile(round_)
    typed = seen(round_, heading="Sửa nội dung 2:", passages="Đoạn.")
    first = round_.contents.get(ordinal=1)
    change_meanwhile(round_)
    drafting.remove_content(first, by=rounds.person("officer"), at=AT)

    response = officer.post(address(round_, "noi-dung/2/"), typed)

    assert errors(response) == {"__all__": [STALE]}
    assert [str(content) for content in round_.contents.all()] == ["1. Khác", "2. Khác"]


def test_a_content_is_removed_from_a_fresh_page_only(officer, round_):
    stale = seen(round_)
    change_meanwhile(round_)

    refused = officer.post(address(round_, "noi-dung/1/bo/"), stale)
    assert said(refused) == [STALE]
    assert round_.contents.count() == 2

    done = officer.post(address(round_, "noi-dung/1/bo/"), seen(round_))
    assert said(done)[-1:] == ["Đã bỏ nội dung và đánh lại số thứ tự."]
    assert [str(content) for content in round_.contents.all()] == ["1. Khác"]


def test_a_content_that_is_gone_is_not_found(officer, round_):
    assert officer.get(address(round_, "noi-dung/7/")).status_code == 404
    assert officer.post(address(round_, "noi-dung/7/bo/"), seen(round_)).status_code == 404


def test_the_units_are_shown_and_changed(officer, round_):
    son_dong = District.objects.get(name="Sơn Động")
    page = officer.get(address(round_, "don-vi/"))
    assert len(page.context["form"].initial["units"]) == 2

    seen = page.context["form"].initial["seen"]
    response = officer.post(address(round_, "don-vi/"), {"units": [son_dong.pk], "seen": seen})

    assert said(response) == ["Đã lưu danh sách đơn vị."]
    assert [consultee.district for consultee in round_.consultees.all()] == [son_dong]


@pytest.mark.parametrize("seen", ["", "x", "9" * 5000])
def test_a_list_of_units_that_no_page_showed_is_stale(officer, round_, seen):
    unit = District.objects.get(name="Sơn Động")

    response = officer.post(address(round_, "don-vi/"), {"units": [unit.pk], "seen": seen})

    assert errors(response) == {
        "__all__": ["Danh sách đơn vị vừa có người khác thay đổi. Đề nghị mở lại trang."]
    }
    assert round_.consultees.count() == 2


def test_submitting_hands_the_letter_to_the_leader(officer, round_):
    response = officer.post(address(round_, "trinh-duyet/"), seen(round_))

    assert said(response) == ["Đã trình lãnh đạo duyệt."]
    assert rounds.fresh(round_).dispatch.state == DispatchState.SUBMITTED


def test_a_second_click_on_submitting_is_told_so(officer, round_):
    rounds.submitted(round_)

    response = officer.post(address(round_, "trinh-duyet/"), seen(round_))

    assert said(response) == [
        "Văn bản đang ở trạng thái «Chờ duyệt» nên không thực hiện được việc này."
    ]


def test_what_stands_against_submitting_is_said_in_full(officer, round_):
    round_.contents.all().delete()
    round_.consultees.update(address="")

    response = officer.post(address(round_, "trinh-duyet/"), seen(round_))

    assert said(response) == [
        "Chưa có nội dung xin ý kiến. "
        "UBND huyện Lục Ngạn, UBND huyện Sơn Động chưa có địa chỉ nhận công văn."
    ]


def test_a_letter_not_seen_is_not_submitted(officer, round_):
    stale = seen(round_)
    change_meanwhile(round_)

    assert said(officer.post(address(round_, "trinh-duyet/"), stale)) == [STALE]
    assert rounds.fresh(round_).dispatch.state == DispatchState.DRAFT


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("loi-van/", lambda: worded(closing="Sửa sau ban hành")),
        ("noi-dung/1/", lambda: {"heading": "Khác:", "passages": "Sửa sau ban hành"}),
    ],
)
def test_after_the_issue_an_open_page_is_refused_in_words(officer, round_, part, typed):
    issued = rounds.issued(round_)

    response = officer.post(address(issued, part), seen(issued, **typed()))

    assert errors(response) == {
        "__all__": ["Công văn đã ban hành, không sửa được nội dung lấy ý kiến."]
    }
    assert "Sửa sau ban hành" in response.content.decode()
