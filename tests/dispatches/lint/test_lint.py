"""All rules together, and the documents as the department wrote them."""

import pytest

from dispatches.blocks import Column, Paragraph, Table
from dispatches.letter import Appendix
from dispatches.lint import Finding, findings
from dispatches.places import Place
from tests.dispatches.lint.province import FACTS, SEED, replace, saying

SLIP = Finding(0, "Đề án Đề án", "Lặp từ: “Đề án Đề án”.")


def test_the_department_s_letter_has_exactly_its_one_slip():
    assert findings(SEED, FACTS) == (SLIP,)


def test_findings_come_in_reading_order():
    letter = replace(saying("ngày 31/6/2021", "gửi về gửi về"), recipients=("Như trên.",))

    assert [(f.block_index, f.place) for f in findings(letter, FACTS)] == [
        (None, Place.RECIPIENTS),
        (0, Place.BLOCK),
        (1, Place.BLOCK),
    ]


def test_subject_and_appendices_are_read_and_cells_one_by_one():
    table = Table((Column("Đề án"), Column("Đề án")), (("gửi về", "gửi về"), ("ngày 31/6", "")))
    letter = replace(
        SEED,
        subject="V/v lấy ý kiến lấy ý kiến",
        blocks=(),
        appendices=(
            Appendix("DANH SÁCH", (Paragraph.of("Theo số 12/XX-YY."),)),
            Appendix("BẢNG", (Paragraph.of("Đúng."), table)),
        ),
    )

    assert [(f.place, f.appendix, f.block_index, f.quote) for f in findings(letter, FACTS)] == [
        (Place.SUBJECT, None, None, "lấy ý kiến lấy ý kiến"),
        (Place.APPENDIX, 0, 0, "12/XX-YY"),
        (Place.APPENDIX, 1, 1, "ngày 31/6"),
    ]


@pytest.mark.parametrize(
    ("subject", "quotes"),
    [
        ("Về việc ký Thỏa thuận hợp tác", []),
        ("Về việc ký Hiệp định hợp tác", ["Hiệp định"]),
        ("Dự thảo Công ước", ["Công ước"]),
    ],
)
def test_names_of_treaties_in_a_subject(subject, quotes):
    found = findings(replace(SEED, subject=subject, blocks=()), FACTS)

    assert [f.quote for f in found if f.place == Place.SUBJECT] == quotes
