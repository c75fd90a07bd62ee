"""Pages on which a leader ends, cancels or reopens a round, and the next one begins."""

import pytest

from consultations.domain import closing, text_changes
from consultations.enums import Outcome
from consultations.models import CallRules, Comment, Round, TextChange
from deadlines.domain import portal_clock
from tests.consultations import consolidations, rounds
from tests.consultations.rounds import BUT, hanoi
from tests.factories import signed_in
from tests.frame import own_queries

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")
OVER = hanoi("09/8 08:00")
EARLIER_QUERIES = 10
LATER = {"deadline_kind": "before_date", "deadline_date": "10/9/2021"}


@pytest.fixture
def called():
    return rounds.called(rounds.drafted(*UNITS))


@pytest.fixture
def closed(called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), (BUT, "Bổ sung du lịch."))
    rounds.end(called, at=OVER)
    portal_clock.move(OVER)
    return called


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


@pytest.fixture
def leader():
    return signed_in(rounds.person("leader"))


def address(round_, rest=""):
    return f"/lay-y-kien/{round_.pk}/{rest}"


def page(client, where):
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_proposal_to_the_confirmed_end(officer, leader, called):
    portal_clock.move(OVER)
    assert "Trình lãnh đạo xác nhận (3 đơn vị coi như nhất trí)" in page(
        officer, address(called, "ket-thuc/")
    )
    officer.post(address(called, "ket-thuc/"), {"propose": "1"})
    assert "Xác nhận kết thúc" in page(leader, "/")

    shown = leader.get(address(called, "xac-nhan/"))
    refused = rounds.consultee(called, "Yên Thế")
    typed = {"seen": shown.context["seen"], f"refused-{refused.pk}": "Đang sáp nhập."}
    response = leader.post(address(called, "xac-nhan/"), typed)

    assert response.status_code == 302
    refused.refresh_from_db()
    assert refused.outcome == Outcome.NO_REPLY
    assert rounds.consultee(called, "Sơn Động").outcome == Outcome.DEEMED_AGREED


def test_what_the_leader_typed_stays_when_an_answer_has_come_meanwhile(leader, called):
    closing.propose(called, by=rounds.person("officer"), at=OVER)
    portal_clock.move(OVER)
    seen = leader.get(address(called, "xac-nhan/")).context["seen"]
    rounds.answer(rounds.consultee(called, "Lục Ngạn"), at=OVER)
    refused = rounds.consultee(called, "Yên Thế")

    response = leader.post(
        address(called, "xac-nhan/"), {"seen": seen, f"refused-{refused.pk}": "Đang sáp nhập."}
    )

    assert 'value="Đang sáp nhập."' in response.content.decode()
    assert rounds.fresh(called).closed_at is None


def test_cancelling_says_how_many_are_told(leader, called):
    rounds.answer(rounds.consultee(called, "Lục Ngạn"))
    shown = page(leader, address(called, "huy/"))
    assert "gửi đến 3 đơn vị" in shown
    assert "1 đơn vị đã trả lời" in shown

    leader.post(address(called, "huy/"), {"reason": "Dừng Đề án."})

    assert "Dừng Đề án." in page(leader, address(called))
    assert "Đã hủy" in page(leader, "/lay-y-kien/")


def test_a_unit_sees_that_it_is_asked_no_more(called):
    unit = rounds.consultee(called, "Lục Ngạn")
    signed_in(rounds.person("leader")).post(address(called, "huy/"), {"reason": "Dừng Đề án."})
    staff = signed_in(rounds.staff(unit))
    for where in ("/", f"/lay-y-kien/tra-loi/{unit.pk}/"):
        shown = page(staff, where)
        assert "đã hủy đợt lấy ý kiến" in shown
        assert "Gửi muộn" not in shown


def test_reopening_and_the_first_result_on_the_board(leader, closed):
    response = leader.post(address(closed, "mo-lai/"), LATER | {"reason": "Bổ sung tài liệu."})
    assert response.status_code == 302

    shown = page(leader, address(closed))
    assert "Bổ sung tài liệu." in shown
    assert "UBND huyện Lục Ngạn: Nhất trí kèm góp ý" in shown
    assert rounds.fresh(closed).closed_at is None


def test_what_cannot_be_reopened_is_said_above_the_form(leader, called):
    response = leader.post(address(called, "mo-lai/"), LATER | {"reason": "x"})
    assert "Đợt lấy ý kiến chưa kết thúc." in response.content.decode()


def test_the_next_round_from_the_page(officer, closed):
    shown = officer.get(address(closed, "lan-sau/"))
    form = shown.context["form"]
    typed = {
        name: value if not hasattr(value, "pk") else value.pk
        for name, value in form.initial.items()
        if name in form.fields and value not in (None, False)
    }
    response = officer.post(address(closed, "lan-sau/"), typed | LATER | {"which": "commented"})

    following = Round.objects.get(ordinal=2)
    assert response.url == address(following)
    assert [unit.name for unit in following.consultees.all()] == ["huyện Lục Ngạn"]
    assert "Lý do: " not in page(officer, address(following))


def test_a_draft_that_was_never_issued_is_thrown_away_from_its_page(officer, leader, closed):
    following = rounds.carried_on(closed, at=OVER)
    where = address(following, "bo-du-thao/")
    assert f'href="{where}"' in page(officer, address(following))
    assert where not in page(leader, address(following))
    shown = page(officer, where)
    for words in ("1 nội dung xin ý kiến", "danh sách 3 đơn vị", "Lần 1 khi đó mở lại được."):
        assert words in shown

    seen = following.dispatch.letter_digest
    response = officer.post(where, {"reason": "Chưa cần lần 2.", "seen": seen})

    assert response.url == address(closed)
    assert officer.get(address(following)).status_code == 404
    told = page(leader, address(closed))
    for words in ("bỏ dự thảo lần 2 lúc", "Chưa cần lần 2.", "UBND huyện Sơn Động", "Mở lại"):
        assert words in told
    letter = page(officer, f"/van-ban/{following.dispatch_id}/")
    assert "Đã bỏ dự thảo" in letter
    assert "Trình lãnh đạo duyệt" not in letter


def test_a_draft_that_lies_with_the_leader_is_not(officer, closed):
    following = rounds.submitted(rounds.carried_on(closed, at=OVER), OVER)
    where = address(following, "bo-du-thao/")
    assert where not in page(officer, address(following))
    assert "trả lại rồi mới bỏ được" in page(officer, where)


def test_choosing_units_oneself_names_at_least_one(officer, closed):
    response = officer.post(address(closed, "lan-sau/"), LATER | {"which": "chosen"})
    assert "Đề nghị chọn ít nhất một đơn vị." in response.content.decode()
    assert Round.objects.count() == 1


def test_the_comparison_lists_earlier_comments_and_what_they_changed(officer, closed):
    consolidations.accepted(closed)
    following = rounds.carried_on(closed, at=OVER)
    comment = Comment.objects.get(text="Bổ sung du lịch.")
    where = address(following, f"so-sanh/1/{comment.pk}/")
    assert "Bổ sung du lịch." in page(officer, where)

    key = rounds.rewritten(following, 1, "Nội dung, du lịch.").passages.get().key
    officer.post(where, {"passage": str(key), "note": "Thêm lĩnh vực du lịch."})

    assert TextChange.objects.get().comment == comment
    shown = page(officer, address(following, "so-sanh/"))
    assert f'#doan-{key}">Đã sửa ở đoạn 1: Thêm lĩnh vực du lịch.</a>' in shown
    assert f'<p id="doan-{key}">' in shown
    assert officer.get(address(closed, "so-sanh/")).status_code == 404

    withdraw = address(following, f"so-sanh/cho-sua/{TextChange.objects.get().pk}/bo/")
    assert f'action="{withdraw}"' in shown
    officer.post(withdraw)
    assert not TextChange.objects.exists()


def test_a_comment_that_was_explained_offers_no_change_to_be_noted(officer, closed):
    table = consolidations.begun_on(closed)
    consolidations.decide(table, *table.dispositions.all(), ruling=consolidations.WHY)
    shown = page(officer, address(rounds.carried_on(closed, at=OVER), "so-sanh/"))
    assert "Giải trình" in shown
    assert "Ghi chỗ sửa" not in shown


def test_the_comparison_asks_the_database_as_often_whatever_the_number_of_comments(
    officer, django_assert_num_queries
):
    officer.get("/")
    for names, prefix in ((("Lục Ngạn",), "a"), (("Sơn Động", "Yên Thế", "Tân Yên"), "b")):
        first = rounds.called(rounds.drafted(*names, contents=2, prefix=prefix))
        for name in names:
            rounds.answer(rounds.consultee(first, name), (BUT, "Bổ sung."), (BUT, "Thêm."))
        following = rounds.carried_on(rounds.end(first, at=OVER), at=OVER)
        with django_assert_num_queries(18):
            page(officer, address(following, "so-sanh/"))


def noted(following, comment):
    """The comment changed its content, twice; that does not leave with the paragraph."""
    content = rounds.rewritten(following, comment.content.ordinal, "Câu chữ khác.")
    for passage in (None, content.passages.get().key):
        text_changes.note_change(
            content, comment, passage=passage, note="Sửa.", by=rounds.person("officer"), at=OVER
        )


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_of_earlier_comments_asks_as_often_for_more_of_them(officer, many):
    names = [f"Đơn vị {number}" for number in range(many)]
    first = rounds.called(rounds.drafted(*names))
    for name in names:
        rounds.answer(rounds.consultee(first, name), (BUT, f"Góp ý của {name}."))
    first = rounds.end(first, at=OVER)
    consolidations.accepted(first)
    following = rounds.carried_on(first, at=OVER)
    for comment in Comment.objects.all():
        noted(following, comment)

    where = address(following, "so-sanh/1/")
    assert own_queries(officer, f"{where}?size=100") == EARLIER_QUERIES
    assert page(officer, where).count("Sửa.") == 2 * many


def test_a_unit_keeps_what_it_said(closed):
    second = rounds.called(rounds.carried_on(closed, at=OVER), at=OVER)
    unit = rounds.consultee(second, "Lục Ngạn")
    staff = signed_in(rounds.staff(unit))
    where = f"/lay-y-kien/tra-loi/{unit.pk}/"
    assert "Giữ nguyên ý kiến lần trước" in page(staff, where)
    content = second.contents.get()

    typed = {"version": 0, f"position_{content.pk}": "", f"text_{content.pk}": ""}
    response = staff.post(f"{where}giu-nguyen/", typed)

    assert response.url == where
    assert unit.draft.answers == {
        str(content.pk): {"position": "agree_with_comments", "text": "Bổ sung du lịch."}
    }
    assert not unit.responses.exists()


def test_the_administrator_lays_down_the_minimum():
    administrator = signed_in(rounds.person("administrator"))
    administrator.post("/lay-y-kien/quy-dinh/", {"minimum_days": "7"})
    assert CallRules.objects.get().minimum_days == 7
    refused = administrator.post("/lay-y-kien/quy-dinh/", {"minimum_days": "61"})
    assert refused.context["form"].errors
