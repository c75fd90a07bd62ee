"""The list of rounds."""

import io

import pytest
from openpyxl import load_workbook

from tests.consultations import rounds
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
LIST = "/lay-y-kien/"


@pytest.fixture
def officer():
    return signed_in(rounds.person("officer"))


def rows(client, query=""):
    response = client.get(f"{LIST}{query}")
    return [[cell.text for cell in row] for row in response.context["rows"]]


def test_each_round_with_its_letter_its_deadline_and_its_answers(officer):
    rounds.loaded()

    assert rows(officer) == [
        [
            "Đề án hợp tác cấp địa phương, lấy ý kiến lần 2",
            "…/SNgV-NV",
            "",
            "trước ngày 09/8/2021",
            "Dự thảo",
            "0/10",
        ],
        [
            "Đề án hợp tác cấp địa phương, lấy ý kiến lần 1",
            "169/SNgV-HTQT",
            "29/3/2021",
            "",
            "Đã kết thúc",
            "",
        ],
    ]


def test_a_corrected_answer_counts_once(officer):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    for _version in range(2):
        rounds.answer(rounds.consultee(round_, "Lục Ngạn"))

    assert rows(officer)[0][-2:] == ["Đang lấy ý kiến", "1/2"]


def test_search_without_marks_in_title_and_number(officer):
    rounds.loaded()

    assert [row[1] for row in rows(officer, "?q=hop+tac+dia+phuong")] == [
        "…/SNgV-NV",
        "169/SNgV-HTQT",
    ]
    assert [row[1] for row in rows(officer, "?q=169")] == ["169/SNgV-HTQT"]
    assert rows(officer, "?q=khong+co") == []


def test_an_empty_list_leads_the_officer_to_a_new_matter_and_the_leader_nowhere(officer):
    leader = signed_in(rounds.person("leader"))

    assert 'href="/lay-y-kien/moi/"' in officer.get(LIST).content.decode()
    page = leader.get(LIST).content.decode()
    assert "Chưa có việc lấy ý kiến" in page
    assert "/lay-y-kien/moi/" not in page


def test_one_row_and_three_take_the_same_queries(officer, django_assert_num_queries):
    rounds.called(rounds.drafted("A", prefix="a"))
    officer.get(LIST)
    with django_assert_num_queries(8):
        assert len(rows(officer)) == 1

    for prefix in ("b", "c"):
        rounds.called(rounds.drafted("B", "C", prefix=prefix))
    with django_assert_num_queries(8):
        assert len(rows(officer)) == 3


def test_the_export_holds_what_the_list_shows(officer):
    rounds.called(rounds.drafted("Lục Ngạn"))

    content = officer.get(f"{LIST}?export=xlsx").content
    sheet = load_workbook(io.BytesIO(content)).active
    assert [row[:2] for row in sheet.iter_rows(values_only=True)] == [
        ("Việc lấy ý kiến", "Công văn"),
        ("Đề án, lấy ý kiến lần 1", "01/SNgV-NV"),
    ]
