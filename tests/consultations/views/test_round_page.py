"""One round: the letter in preparation with what stands against it, or the board."""

import io

import pytest
from openpyxl import load_workbook

from consultations.models import Consultee
from tests.consultations import rounds
from tests.consultations.rounds import BUT, DISAGREE, hanoi
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


def address(round_):
    return f"/lay-y-kien/{round_.pk}/"


def page(client, round_, query=""):
    return client.get(f"{address(round_)}{query}")


def test_the_draft_of_the_documents(officer):
    response = page(officer, rounds.loaded())
    html = response.content.decode()

    assert [content.ordinal for content in response.context["contents"]] == [1, 2, 3]
    assert (response.context["obstacles"], response.context["stage"]) == ([], "draft")
    assert "Lặp từ: “Đề án Đề án”." in html
    assert "là ngày nghỉ; ngày làm việc cuối là" in html
    assert "Trình duyệt" in html


def test_a_unit_without_an_address_is_said_before_the_letter_leaves(officer):
    round_ = rounds.drafted("Lục Ngạn")
    Consultee.objects.update(address="")

    html = page(officer, round_).content.decode()

    assert "UBND huyện Lục Ngạn chưa có địa chỉ nhận công văn." in html
    assert " disabled>" in html


def test_who_may_not_edit_is_offered_no_edit():
    round_ = rounds.drafted("Lục Ngạn")

    html = page(signed_in(rounds.person("leader")), round_).content.decode()

    assert f"{address(round_)}loi-van/" not in html
    assert f"{address(round_)}trinh-duyet/" not in html


def test_the_board_shows_units_shares_and_acts(officer):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    rounds.answer(rounds.consultee(round_, "Sơn Động"), (BUT, "Bổ sung."))

    response = page(officer, round_)

    assert [row.consultee.name for row in response.context["page"].object_list] == [
        "huyện Lục Ngạn",
        "huyện Sơn Động",
    ]
    html = response.content.decode()
    assert "1 trên 2 đơn vị chưa trả lời" in html
    for act in ("gia-han/", "ket-thuc/", "y-kien/"):
        assert f"{address(round_)}{act}" in html


def test_the_board_narrows_and_exports_what_it_shows(officer):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    rounds.answer(rounds.consultee(round_, "Sơn Động"), (DISAGREE, "=1+1"), at=hanoi("10/8 09:00"))

    whole = exported(officer, round_, "?export=xlsx")
    owing = exported(officer, round_, "?export=xlsx&state=owing")

    assert whole[0] == (
        "Đơn vị",
        "Trạng thái",
        "Kết quả",
        "Lý do",
        "Trả lời lúc",
        "Muộn (ngày)",
        "Thời hạn",
        "Liên quan trực tiếp nội dung",
    )
    assert [row[:2] for row in whole[1:]] == [
        ("UBND huyện Lục Ngạn", "Chưa mở"),
        ("UBND huyện Sơn Động", "Không nhất trí"),
    ]
    assert whole[2][5:] == (2, "trước ngày 09/8/2021", None)
    assert [row[0] for row in owing[1:]] == ["UBND huyện Lục Ngạn"]


def exported(client, round_, query):
    content = page(client, round_, query).getvalue()
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_a_closed_round_shows_outcomes_and_no_more_acts(officer):
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    rounds.end(round_, at=hanoi("09/8 08:00"))

    html = page(officer, round_).content.decode()

    assert "Coi như nhất trí" in html
    for act in ("gia-han/", "ket-thuc/"):
        assert f"{address(round_)}{act}" not in html


def test_a_round_of_the_paper_time_is_shown_with_its_outcomes(officer):
    first = rounds.loaded().consultation.rounds.get(ordinal=1)

    html = page(officer, first).content.decode()

    assert "169/SNgV-HTQT" in html
    assert "Theo công văn lần 2 của Sở Ngoại vụ (tháng 8/2021), đoạn thứ hai." in html


@pytest.mark.parametrize("pk", [0, 99999, 10**30])
def test_a_round_that_is_not_there_is_not_found(officer, pk):
    assert officer.get(f"/lay-y-kien/{pk}/").status_code == 404


def test_few_units_and_many_take_the_same_queries(officer, django_assert_num_queries):
    few = rounds.called(rounds.drafted("A", prefix="a"))
    many = rounds.called(rounds.drafted(*[f"Đơn vị {n}" for n in range(9)], prefix="b"))
    officer.get("/")

    for round_ in (few, many):
        with django_assert_num_queries(26):
            page(officer, round_)


def test_comments_stand_under_their_content_as_typed(officer):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", contents=2))
    typed = "<script>alert(1)</script> {{ x }}"
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (BUT, typed))

    response = officer.get(f"{address(round_)}y-kien/")

    said = [
        [(one.response.consultee.district.name, one.position) for one in agreement.opinions]
        for agreement in response.context["contents"]
    ]
    assert said == [[("Lục Ngạn", "agree_with_comments")], [("Lục Ngạn", "agree")]]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }}" in response.content.decode()


def test_the_letter_leads_to_its_round(officer):
    round_ = rounds.drafted("Lục Ngạn")

    html = officer.get(f"/van-ban/{round_.dispatch_id}/").text

    assert f'<a href="{address(round_)}">{round_.label}</a>' in html


def test_a_round_of_the_paper_time_says_where_its_opinions_are(officer):
    first = rounds.loaded().consultation.rounds.get(ordinal=1)

    html = page(officer, first, "y-kien/").text

    assert "được tiến hành bằng văn bản giấy trước khi có cổng" in html
    assert f'href="{address(first)}">Xem kết quả từng đơn vị</a>' in html
