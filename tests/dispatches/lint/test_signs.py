from dispatches.blocks import Column, Paragraph, Table
from dispatches.letter import Appendix, Signature
from dispatches.lint.signs import unprintable_signs
from dispatches.places import Place
from tests.dispatches.lint.province import FACTS, SEED, found, replace


def test_what_the_fonts_have_is_let_be():
    assert found(unprintable_signs, "Từ 1 – 3 m² × 2 ≤ 5, № 4 • ½, 전라남도, 中国, “…” ‰ €") == []


def test_the_signs_of_a_block_are_named_each_once():
    assert found(unprintable_signs, "Đúng.", "✓ Có ☐ Không ✓ 😀") == [
        (
            1,
            "✓",
            "Không in được ký tự ✓ (U+2713), ☐ (U+2610), 😀 (U+1F600): phông chữ của văn bản không "
            "có.",
        )
    ]


def test_they_are_named_wherever_they_stand_and_for_a_table_once():
    table = Table((Column("Có ✓"), Column("Không")), (("✓", ""), ("☐", "✓")))
    letter = replace(
        SEED,
        subject="V/v ☐",
        addressees=("Sở ☐",),
        recipients=("Như trên ☐;",),
        signature=Signature(("GIÁM ĐỐC",), "☐"),
        blocks=(),
        appendices=(Appendix("BẢNG", (Paragraph.of("Đúng."), table)),),
    )

    assert [(f.place, f.appendix, f.block_index) for f in unprintable_signs(letter, FACTS)] == [
        (Place.SUBJECT, None, None),
        (Place.APPENDIX, 0, 1),
        (Place.ADDRESSEES, None, None),
        (Place.RECIPIENTS, None, None),
        (Place.SIGNATURE, None, None),
    ]
