"""The page of a dispatch."""

import pytest
from django.urls import reverse

from dispatches import guards, matters
from dispatches.domain import approval, drafting, issuing
from dispatches.matters import Matter
from tests.dispatches.factories import (
    AT,
    DAY,
    approved,
    clerk,
    drafted,
    issued,
    kind,
    leader,
    letter,
    officer,
    person,
    submitted,
)

pytestmark = pytest.mark.django_db
APPROVE, RETURN, ISSUE = "Duyệt văn bản", "Trả lại người soạn thảo", "Cấp số, ban hành</a>"


def page(client, dispatch) -> str:
    response = client.get(reverse("dispatches:detail", args=[dispatch.pk]))
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize(
    ("role", "make", "offered"),
    [
        ("leader", drafted, set()),
        ("leader", submitted, {APPROVE, RETURN}),
        ("leader", approved, {RETURN}),
        ("leader", issued, set()),
        ("clerk", submitted, set()),
        ("clerk", approved, {ISSUE}),
        ("clerk", issued, set()),
        ("officer", submitted, set()),
        ("officer", approved, set()),
    ],
)
def test_each_role_is_offered_its_own_acts(signed_in, role, make, offered):
    text = page(signed_in(role), make())
    assert {act for act in (APPROVE, RETURN, ISSUE) if act in text} == offered


def test_a_leader_who_drafted_is_told_why_not(signed_in):
    dispatch = approval.submit(drafted(by=leader()), by=person("officer", "x"), at=AT)
    text = page(signed_in("leader"), dispatch)
    assert APPROVE not in text
    assert "không tự duyệt" in text


def test_the_course_is_told_with_what_is_to_come(signed_in):
    dispatch = approval.send_back(submitted(), reason="Sửa <b>đoạn 2</b>.", by=leader(), at=AT)
    text = page(signed_in("officer"), dispatch)
    assert "Trả lại: Sửa &lt;b&gt;đoạn 2&lt;/b&gt;." in text
    assert "Văn thư cấp số, ghi ngày, ban hành" in text


def test_skipped_numbers_are_told(signed_in):
    issued(number=210)
    assert "các số 211-213 ghi là đã dùng ở sổ giấy" in page(signed_in("clerk"), issued(number=214))


def test_slips_of_the_letter_are_shown(signed_in):
    assert "Lặp từ: “Đề án Đề án”." in page(signed_in("leader"), submitted())


def test_what_stands_against_the_issue_is_shown_until_it_is_issued(signed_in, monkeypatch):
    monkeypatch.setattr(guards, "_guards", [])
    waiting, done = approved(), issued(letter=letter("V/v khác"))
    guards.register(lambda dispatch, at: ["Huyện Yên Dũng chưa có địa chỉ."])
    assert "Huyện Yên Dũng chưa có địa chỉ." in page(signed_in("leader"), waiting)
    assert "Huyện Yên Dũng chưa có địa chỉ." not in page(signed_in("leader"), done)


def test_a_document_on_paper_has_no_pdf(signed_in):
    dispatch = issuing.register_paper(
        kind=kind(), number=169, symbol="S", date=DAY, subject="V/v", by=clerk(), at=AT
    )
    assert "ban hành trên giấy" in page(signed_in("officer"), dispatch)
    assert (
        signed_in("officer").get(reverse("dispatches:pdf", args=[dispatch.pk])).status_code == 404
    )


@pytest.mark.parametrize(("role", "status"), [("district", 404), ("administrator", 403)])
def test_others_see_nothing(signed_in, role, status):
    client, dispatch = signed_in(role), issued()
    for name in ("detail", "pdf"):
        assert client.get(reverse(f"dispatches:{name}", args=[dispatch.pk])).status_code == status
    assert client.get(reverse("dispatches:list")).status_code == status


def test_an_issued_letter_no_longer_asks_for_another_look_at_its_words(signed_in):
    assert "Lặp từ" in page(signed_in("clerk"), approved())
    assert "Lặp từ" not in page(signed_in("clerk"), issued())


def test_an_original_and_its_translation_lead_to_each_other(signed_in):
    original = drafted()
    translation = drafting.draft(
        kind=original.kind, letter=letter("V/v dịch"), translates=original, by=officer(), at=AT
    )

    client = signed_in("officer")

    assert f'href="/van-ban/{translation.pk}/"' in page(client, original)
    assert f'href="/van-ban/{original.pk}/"' in page(client, translation)


def test_a_letter_leads_back_to_the_work_it_is_for(signed_in, monkeypatch):
    dispatch = drafted()
    assert "Phục vụ việc" not in page(signed_in("clerk"), dispatch)

    monkeypatch.setattr(matters, "_finders", [])
    matters.register(lambda found: Matter(name=f"Việc {found.pk}", url="/viec/1/"))
    assert f'<a href="/viec/1/">Việc {dispatch.pk}</a>' in page(signed_in("clerk"), dispatch)
