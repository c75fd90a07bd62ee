"""Acts on all that the filters find, in the browser: how many and who, the act, its progress."""

import pytest

from consultations.models import BulkRun
from consultations.tasks import act_on_many
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


@pytest.fixture
def round_():
    return big_round(20, 1)


def address(round_, part, query=""):
    return f"/lay-y-kien/{round_.pk}/hang-loat/{part}/{query}"


def hidden(page):
    """What the form sends back as it was given."""
    return {name: str(page.context["form"].initial[name]) for name in ("order", "seen")}


def test_one_sees_how_many_and_who_and_the_words_and_then_it_is_done(officer, round_):
    page = officer.get(address(round_, "nhac", "?concerned=no&kind=ward"))

    assert (page.context["count"], page.context["left_out"]) == (2, 4)
    assert [unit.position for unit in page.context["first"]] == [12, 3]
    assert "UBND phường Đơn vị x 0012" in page.context["preview"]
    assert "Liên quan: Không liên quan trực tiếp; Loại đơn vị: phường" in page.text
    assert "Mỗi phần được ghi trọn vẹn hoặc không ghi gì" in page.text
    assert not Message.objects.filter(kind="reminder").exists()

    typed = hidden(page)
    for _click in range(2):
        begun = officer.post(address(round_, "nhac", "?concerned=no&kind=ward"), typed)

    run = BulkRun.objects.get()
    assert begun["Location"] == address(round_, run.pk)
    progress = officer.get(address(round_, f"{run.pk}/tien-do"))
    assert "0 trên 2 đơn vị đã thực hiện" in progress.text
    act_on_many()
    assert officer.get(address(round_, f"{run.pk}/tien-do"))["HX-Refresh"] == "true"
    assert "2 trên 2 đơn vị đã thực hiện" in officer.get(begun["Location"]).text
    assert Message.objects.filter(kind="reminder").count() == 2


def test_a_list_that_has_changed_is_shown_again_before_anything_is_done(officer, round_):
    page = officer.get(address(round_, "ghi-chu", "?state=unopened"))
    round_.consultees.filter(position=1).update(address="")
    round_.consultees.filter(position=2).update(opened_at=None, opened_by=None)

    typed = hidden(page) | {"text": "Đã gọi."}
    again = officer.post(address(round_, "ghi-chu", "?state=unopened"), typed)

    assert "Danh sách đã thay đổi từ khi mở trang" in again.text
    assert again.context["form"]["text"].value() == "Đã gọi."
    assert not BulkRun.objects.exists()
    fresh = {name: again.context["form"][name].value() for name in ("order", "seen", "text")}
    officer.post(address(round_, "ghi-chu", "?state=unopened"), fresh)
    assert BulkRun.objects.get().parts.count() == again.context["count"]


def test_an_extension_of_what_is_found(officer, round_):
    query = "?concerned=yes"
    later = {"deadline_kind": "before_date", "deadline_date": "12/8/2021", "reason": "Xin thêm."}

    officer.post(
        address(round_, "gia-han", query),
        hidden(officer.get(address(round_, "gia-han", query))) | later,
    )
    act_on_many()

    assert BulkRun.objects.get().found_by == "Liên quan: Liên quan trực tiếp"
    board = officer.get(f"/lay-y-kien/{round_.pk}/", {"term": "own"}).context["page"]
    assert [row.consultee.position for row in board.object_list] == [0, 10]
    assert "trước ngày 12/8/2021" in {row.term.deadline_phrase for row in board.object_list}


def test_a_note_stands_on_the_page_of_the_unit(officer, round_):
    query = "?q=0007"
    typed = hidden(officer.get(address(round_, "ghi-chu", query))) | {"text": "Sẽ gửi bản giấy."}
    officer.post(address(round_, "ghi-chu", query), typed)
    act_on_many()

    unit = round_.consultees.get(position=7)
    assert (
        "Ghi chú: Sẽ gửi bản giấy."
        in officer.get(f"/lay-y-kien/{round_.pk}/don-vi/{unit.pk}/").text
    )


def test_a_filter_that_does_not_exist_finds_nobody(officer, round_):
    page = officer.get(address(round_, "ghi-chu", "?state=whatever"))

    assert (page.context["count"], "Thực hiện với" in page.text) == (0, False)


def test_twenty_units_and_sixty_take_the_same_queries(officer, round_, django_assert_num_queries):
    officer.get("/")
    for each in (round_, big_round(60, 2, prefix="y")):
        with django_assert_num_queries(14):
            officer.get(address(each, "nhac"))
