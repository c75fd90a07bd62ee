"""The letters on a round's result, for each way in which it may have ended."""

from dataclasses import replace

import pytest

from consultations.rules.results import (
    Result,
    notice,
    notice_about,
    submission,
    submission_about,
)

RESULT = Result(
    agency="Sở Ngoại vụ",
    title="Đề án",
    audience="các huyện, thành phố",
    cited="170/SNgV-NV ngày 02/8/2021",
    asked=4,
    answered=3,
    comments=2,
)
ALL = replace(RESULT, answered=4)
NO_COMMENTS = replace(RESULT, comments=0)
NOBODY = replace(RESULT, answered=0, comments=0)
CITED = "vào Đề án theo Công văn số 170/SNgV-NV ngày 02/8/2021."
SOME_THANKS = f"Sở Ngoại vụ trân trọng cảm ơn các đơn vị đã tham gia ý kiến {CITED}"
ALL_THANKS = f"Sở Ngoại vụ trân trọng cảm ơn UBND các huyện, thành phố đã tham gia ý kiến {CITED}"
ASKED = f"Sở Ngoại vụ đã lấy ý kiến UBND các huyện, thành phố {CITED}"
ANSWERED_EACH = (
    "Sở Ngoại vụ đã tiếp thu, giải trình từng ý kiến; kết quả xử lý ý kiến của mỗi đơn vị được "
    "công bố cho đơn vị đó trên cổng lấy ý kiến."
)
TELLS = "Sở Ngoại vụ thông báo để UBND các huyện, thành phố biết, phối hợp./."
SOME = "Có 03/04 đơn vị có văn bản trả lời"
NONE = "Không có đơn vị nào có văn bản trả lời"
CONSENT = "được coi như nhất trí theo công văn nêu trên."


@pytest.mark.parametrize(
    ("result", "paragraphs"),
    [
        (RESULT, [f"{SOME_THANKS} {SOME}, với 02 ý kiến góp ý.", ANSWERED_EACH, TELLS]),
        (
            ALL,
            [
                f"{ALL_THANKS} Có 04/04 đơn vị có văn bản trả lời, với 02 ý kiến góp ý.",
                ANSWERED_EACH,
                TELLS,
            ],
        ),
        (NO_COMMENTS, [f"{SOME_THANKS} {SOME}; không có ý kiến góp ý.", TELLS]),
        (NOBODY, [f"{ASKED} {NONE}.", TELLS]),
        (replace(NOBODY, deemed=4), [f"{ASKED} {NONE}; các đơn vị {CONSENT}", TELLS]),
        (replace(NOBODY, deemed=3), [f"{ASKED} {NONE}; 03 đơn vị {CONSENT}", TELLS]),
    ],
)
def test_the_letter_to_the_units(result, paragraphs):
    assert notice(result) == paragraphs


@pytest.mark.parametrize(
    ("result", "counted", "done"),
    [
        (
            RESULT,
            f"{SOME}, với 02 ý kiến góp ý.",
            "tổng hợp, tiếp thu, giải trình đầy đủ các ý kiến",
        ),
        (NO_COMMENTS, f"{SOME}; không có ý kiến góp ý.", "tổng hợp kết quả lấy ý kiến"),
        (NOBODY, f"{NONE}.", "tổng hợp kết quả lấy ý kiến"),
    ],
)
def test_the_submission(result, counted, done):
    assert submission(result) == [
        f"{ASKED} {counted}",
        f"Sở Ngoại vụ đã {done} (có Phụ lục kèm theo) và kính trình Ủy ban nhân dân tỉnh xem xét, "
        "quyết định./.",
    ]


def test_what_they_are_about():
    assert (notice_about(RESULT), submission_about(RESULT)) == (
        "kết quả tiếp thu, giải trình ý kiến tham gia vào Đề án",
        "kết quả lấy ý kiến và tiếp thu, giải trình ý kiến tham gia vào Đề án",
    )
    for result in (NO_COMMENTS, NOBODY):
        assert notice_about(result) == submission_about(result) == "kết quả lấy ý kiến vào Đề án"
