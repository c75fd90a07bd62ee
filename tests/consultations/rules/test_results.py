"""The letters on a round's result, for each way in which it may have ended."""

from dataclasses import replace

import pytest

from consultations.enums import Outcome
from consultations.rules.results import (
    Result,
    notice,
    notice_about,
    submission,
    submission_about,
)

AGREED, BUT, AGAINST = Outcome.AGREED, Outcome.AGREED_WITH_COMMENTS, Outcome.DISAGREED
SILENT, DEEMED = Outcome.NO_REPLY, Outcome.DEEMED_AGREED
RESULT = Result(
    agency="Sở Ngoại vụ",
    title="Đề án",
    audience="các huyện, thành phố",
    cited="170/SNgV-NV ngày 02/8/2021",
    outcomes={AGREED: 1, BUT: 1, AGAINST: 1, SILENT: 1},
    comments=2,
)
ALL = replace(RESULT, outcomes={AGREED: 2, BUT: 2})
NO_COMMENTS = replace(RESULT, outcomes={AGREED: 3, SILENT: 1}, comments=0)
NOBODY = replace(RESULT, outcomes={SILENT: 4}, comments=0)
CITED = "Đề án theo Công văn số 170/SNgV-NV ngày 02/8/2021."
SOME_THANKS = f"Sở Ngoại vụ trân trọng cảm ơn các đơn vị đã tham gia ý kiến vào {CITED}"
ALL_THANKS = (
    f"Sở Ngoại vụ trân trọng cảm ơn UBND các huyện, thành phố đã tham gia ý kiến vào {CITED}"
)
ASKED = f"Sở Ngoại vụ đã lấy ý kiến của UBND các huyện, thành phố về {CITED}"
ANSWERED_EACH = (
    "Sở Ngoại vụ đã tiếp thu, giải trình từng ý kiến; kết quả xử lý ý kiến của mỗi đơn vị được "
    "công bố cho đơn vị đó trên cổng lấy ý kiến."
)
TELLS = "Sở Ngoại vụ thông báo để UBND các huyện, thành phố biết, phối hợp./."
SOME = "Có 03/04 đơn vị có văn bản trả lời"
EACH_KIND = (
    "Trong đó, 01 đơn vị nhất trí, 01 đơn vị nhất trí và có ý kiến góp ý, 01 đơn vị không nhất trí."
)
ONE_SILENT = "Có 01 đơn vị không có văn bản trả lời."
ALL_AGREE = "Các đơn vị trả lời đều nhất trí."
NONE = "Không có đơn vị nào có văn bản trả lời"
CONSENT = "được coi như nhất trí theo công văn nêu trên."


@pytest.mark.parametrize(
    ("result", "paragraphs"),
    [
        (
            RESULT,
            [
                f"{SOME_THANKS} {SOME}, với 02 ý kiến góp ý. {EACH_KIND} {ONE_SILENT}",
                ANSWERED_EACH,
                TELLS,
            ],
        ),
        (
            ALL,
            [
                f"{ALL_THANKS} Có 04/04 đơn vị có văn bản trả lời, với 02 ý kiến góp ý. "
                "Trong đó, 02 đơn vị nhất trí, 02 đơn vị nhất trí và có ý kiến góp ý.",
                ANSWERED_EACH,
                TELLS,
            ],
        ),
        (
            NO_COMMENTS,
            [
                f"{SOME_THANKS} {SOME}; không có ý kiến góp ý. {ALL_AGREE} {ONE_SILENT}",
                TELLS,
            ],
        ),
        (NOBODY, [f"{ASKED} {NONE}.", TELLS]),
        (replace(NOBODY, outcomes={DEEMED: 4}), [f"{ASKED} {NONE}; các đơn vị {CONSENT}", TELLS]),
        (
            replace(NOBODY, outcomes={DEEMED: 3, SILENT: 1}),
            [f"{ASKED} {NONE}; 03 đơn vị {CONSENT}", TELLS],
        ),
    ],
)
def test_the_letter_to_the_units(result, paragraphs):
    assert notice(result) == paragraphs


@pytest.mark.parametrize(
    ("result", "counted", "done"),
    [
        (
            RESULT,
            f"{SOME}, với 02 ý kiến góp ý. {EACH_KIND} {ONE_SILENT}",
            "tổng hợp, tiếp thu, giải trình đầy đủ các ý kiến",
        ),
        (
            NO_COMMENTS,
            f"{SOME}; không có ý kiến góp ý. {ALL_AGREE} {ONE_SILENT}",
            "tổng hợp kết quả lấy ý kiến",
        ),
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
        assert notice_about(result) == submission_about(result) == "kết quả lấy ý kiến về Đề án"


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        # The case of the rehearsal: of ten, five answered; silence of four is consent.
        (
            {AGREED: 2, BUT: 2, AGAINST: 1, DEEMED: 4, SILENT: 1},
            "Có 05/10 đơn vị có văn bản trả lời, với 02 ý kiến góp ý. Trong đó, 02 đơn vị nhất "
            "trí, 02 đơn vị nhất trí và có ý kiến góp ý, 01 đơn vị không nhất trí. Có 04 đơn vị "
            "không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên; 01 đơn vị "
            "khác không có văn bản trả lời.",
        ),
        (
            {AGAINST: 1, DEEMED: 1},
            "Có 01/02 đơn vị có văn bản trả lời, với 02 ý kiến góp ý. Đơn vị trả lời không nhất "
            "trí. Có 01 đơn vị không có văn bản trả lời, được coi như nhất trí theo công văn nêu "
            "trên.",
        ),
        (
            {AGAINST: 2},
            "Có 02/02 đơn vị có văn bản trả lời, với 02 ý kiến góp ý. Các đơn vị trả lời đều "
            "không nhất trí.",
        ),
    ],
)
def test_disagreement_and_silence_are_told_to_the_superior_and_to_the_units(outcomes, told):
    result = replace(RESULT, outcomes=outcomes)
    assert submission(result)[0] == f"{ASKED} {told}"
    assert notice(result)[0].endswith(told)
