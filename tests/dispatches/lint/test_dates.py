import pytest

from dispatches.lint.dates import dates
from tests.dispatches.lint.province import found


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày 09/8/2021",
        "ngày 09/02/2021, ngày 29/3/2021, ngày 14/7/2023, ngày 10/10/2021",
        "ngày 05 tháng 01 năm 2020 và ngày 29 tháng 6 năm 2019",
        "thứ Hai, ngày 09/8/2021",
        "Thứ hai (09/8/2021)",
        "Chủ nhật ngày 08/8/2021",
        "thứ Hai ngày 09 tháng 8 năm 2021",
        "09/8/2021, thứ Hai; 08/8/2021 (Chủ nhật) và thứ 2, ngày 09/8/2021",
        "từ ngày 09/8/2021, thứ Ba ngày 10/8/2021 họp",
        "trước ngày 29/02, ngày 31 tháng 8, tỷ lệ 31/6, ngày 15/4/2021",
        "giai đoạn 2021-2025, tháng 8/2021, kỳ họp 8/2021, số 12/13/2021/4",
        "mục 1.5.2, mục 1.5.12, 1.5.12, mục tiêu 2-4, 4-6, Điều 5.1, Điều 5.1.10, 10.1.2.20",
        "điện thoại 0204.385.2021, 0204-38-55-2021, 09.12.34.56.78, 0912.12.2021, 0204 3 855 021",
        "số 169/SNgV-HTQT, số 12/5/21 đường Hùng Vương, ngõ 5/7/21, số 05-7-2021, 05/7/21-SNgV",
        "từ 45/60 phút, đến 31/8, trước 15/4, hết 29/02, tỷ lệ 1/2/20, đến 31/6/2 phần",
        "45.12.2021, 12.13.2021, 1.5.1821, A9.8.2021, 9.8.2021.1, 9-8-2021/QĐ",
    ],
)
def test_what_is_right_is_let_be(text):
    assert found(dates, text) == []


@pytest.mark.parametrize(
    ("text", "quote", "message"),
    [
        ("ngày 31/6/2021", "31/6/2021", "Không có ngày này: “31/6/2021”."),
        ("ngày 29/02/2021", "29/02/2021", "Không có ngày này: “29/02/2021”."),
        (
            "ngày 30 tháng 02 năm 2024",
            "ngày 30 tháng 02 năm 2024",
            "Không có ngày này: “ngày 30 tháng 02 năm 2024”.",
        ),
        (
            "họp thứ Ba, ngày 09/8/2021",
            "thứ Ba, ngày 09/8/2021",
            "Ngày 09/8/2021 là thứ Hai, không phải “thứ Ba”.",
        ),
        (
            "chủ nhật (09/8/2021)",
            "chủ nhật (09/8/2021",
            "Ngày 09/8/2021 là thứ Hai, không phải “chủ nhật”.",
        ),
        (
            "ngày 09/8/2021, thứ Ba.",
            "09/8/2021, thứ Ba",
            "Ngày 09/8/2021 là thứ Hai, không phải “thứ Ba”.",
        ),
        (
            "ngày 09 tháng 8 năm 2021 (Thứ 3)",
            "ngày 09 tháng 8 năm 2021 (Thứ 3",
            "Ngày 09/8/2021 là thứ Hai, không phải “Thứ 3”.",
        ),
        ("trước ngày 31/6 tới", "ngày 31/6", "Không có ngày này: “ngày 31/6”."),
        ("ngày 30 tháng 02", "ngày 30 tháng 02", "Không có ngày này: “ngày 30 tháng 02”."),
        ("hạn 30/02.", "hạn 30/02", "Không có ngày này: “hạn 30/02”."),
        ("trước 31/6 tới", "trước 31/6", "Không có ngày này: “trước 31/6”."),
        ("ngày 31-6-2021", "31-6-2021", "Không có ngày này: “31-6-2021”."),
        ("ngày 29.2.21", "29.2.21", "Không có ngày này: “29.2.21”."),
        *(
            (text, written, f"Cách ghi ngày: “{written}”, theo quy định là “{proper}”.")
            for text, written, proper in (
                ("ngày 9-8-2021", "9-8-2021", "09/8/2021"),
                ("(5-7-2021)", "5-7-2021", "05/7/2021"),
                ("họp 9.8.2021.", "9.8.2021", "09/8/2021"),
                ("09-02-2021, họp", "09-02-2021", "09/02/2021"),
                ("05/7/21", "05/7/21", "05/7/2021"),
                ("trước 5-7-21", "5-7-21", "05/7/2021"),
                ("ngày 5.7.99", "5.7.99", "05/7/1999"),
            )
        ),
        ("9/8/2021", "9/8/2021", "Cách ghi ngày: “9/8/2021”, theo quy định là “09/8/2021”."),
        ("09/08/2021", "09/08/2021", "Cách ghi ngày: “09/08/2021”, theo quy định là “09/8/2021”."),
        ("14/2/2023", "14/2/2023", "Cách ghi ngày: “14/2/2023”, theo quy định là “14/02/2023”."),
        (
            "ngày 5 tháng 1 năm 2020",
            "ngày 5 tháng 1 năm 2020",
            "Cách ghi ngày: “ngày 5 tháng 1 năm 2020”, theo quy định là "
            "“ngày 05 tháng 01 năm 2020”.",
        ),
    ],
)
def test_what_is_wrong_is_said(text, quote, message):
    assert found(dates, text) == [(0, quote, message)]
