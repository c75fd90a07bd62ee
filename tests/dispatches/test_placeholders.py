from dataclasses import replace

import pytest

from dispatches.blocks import Column, Paragraph, Run, Table
from dispatches.letter import Appendix, Signature
from dispatches.placeholders import Gap, fill, gaps
from tests.dispatches.seed_letter import SEED


def saying(*texts):
    return replace(SEED, blocks=tuple(Paragraph.of(text) for text in texts))


def test_every_part_of_a_letter_is_filled():
    token = "[[đối tác]]"
    letter = replace(
        SEED,
        subject=f"Gửi {token}",
        addressees=(token,),
        recipients=(f"{token};",),
        signature=Signature((f"CHỦ TỊCH {token}",), token),
        place=token,
        agency=token,
        parent_agency=token,
        issuer=token,
        footer=(token,),
        blocks=(Paragraph.of("Kính gửi ", Run(token, bold=True)),),
        appendices=(Appendix(token, (Table((Column(token),), ((token,),)),)),),
    )

    filled = fill(letter, {"đối tác": "GAROK"})

    assert len(gaps(letter)) == 14
    assert gaps(filled) == []
    assert token not in str(filled.to_json())
    assert filled.blocks == (Paragraph.of("Kính gửi ", Run("GAROK", bold=True)),)
    assert filled.appendices[0].blocks == (Table((Column("GAROK"),), (("GAROK",),)),)


def test_what_has_no_value_stays_and_is_named_where_it_stands():
    letter = saying("Không có chỗ điền.", "[[đối tác]] và [[lĩnh vực]], [[mật khẩu]]")

    filled = fill(letter, {"đối tác": "GAROK", "lĩnh vực": "", "mật khẩu": "x"})

    assert filled.blocks[1].text == "GAROK và [[lĩnh vực]], [[mật khẩu]]"
    found = gaps(filled)
    assert found == [Gap("lĩnh vực", 1), Gap("mật khẩu", 1)]
    assert [gap.is_known for gap in found] == [True, False]


def test_a_name_in_capitals_is_filled_in_capitals():
    letter = saying("[[ĐỐI TÁC]], [[ĐỐI TÁC: TIẾNG ANH]], [[MẬT KHẨU]], [[Đối tác]]")

    assert [gap.is_known for gap in gaps(letter)] == [True, True, False, False]
    filled = fill(letter, {"đối tác": "Hiệp hội (GAROK)", "đối tác: tiếng Anh": ""})
    expected = "HIỆP HỘI (GAROK), [[ĐỐI TÁC: TIẾNG ANH]], [[MẬT KHẨU]], [[Đối tác]]"
    assert filled.blocks[0].text == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ đối tác }} {0.__class__} %(đối tác)s {% load x %}",
        "[[[[ ]",
        "[[\nđối tác]]",
        "[đối tác]",
    ],
)
def test_nothing_else_is_a_placeholder(text):
    letter = saying(text)

    assert fill(letter, {"đối tác": "GAROK"}) == letter
    assert gaps(letter) == []


def test_a_long_token_is_a_gap_too():
    name = "tên " * 20
    assert [gap.name for gap in gaps(saying(f"[[{name}]]"))] == [name]


def test_a_value_is_not_read_again():
    filled = fill(saying("[[đối tác]]"), {"đối tác": "[[lĩnh vực]]", "lĩnh vực": "X"})

    assert filled.blocks[0].text == "[[lĩnh vực]]"


def test_a_letter_without_signature_is_filled_too():
    assert fill(replace(SEED, signature=None), {}).signature is None
