"""An open place is named with where it stands."""

from dataclasses import replace

from dispatches.blocks import Paragraph
from dispatches.domain.filling_in import open_places
from dispatches.letter import Appendix, Signature
from tests.dispatches.seed_letter import SEED


def test_every_part_of_a_letter_has_its_words():
    token = "[[đối tác]]"
    letter = replace(
        SEED,
        subject=token,
        addressees=(token,),
        recipients=(f"{token};",),
        signature=Signature(("GIÁM ĐỐC",), token),
        place=token,
        blocks=(Paragraph.of("Đúng."), Paragraph.of(token)),
        appendices=(
            Appendix(token, ()),
            Appendix("DANH SÁCH", (Paragraph.of(""), Paragraph.of("[[khác]]"))),
        ),
    )

    said = "Chỗ điền «đối tác» (%s) chưa có giá trị."
    assert open_places(letter) == [
        *(said % where for where in ("trích yếu", "Kính gửi", "đoạn 2", "phụ lục I")),
        "Không có chỗ điền tên «khác» (phụ lục II, đoạn 2).",
        *(said % where for where in ("Nơi nhận", "phần ký")),
        said % "tên, địa danh hoặc địa chỉ cơ quan",
    ]
