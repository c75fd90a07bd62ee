import pytest

from dispatches.placeholders import Gap
from dispatches.places import Place, where


@pytest.mark.parametrize(
    ("place", "block_index", "appendix", "words"),
    [
        (Place.SUBJECT, None, None, "trích yếu"),
        (Place.ADDRESSEES, None, None, "Kính gửi"),
        (Place.RECIPIENTS, None, None, "Nơi nhận"),
        (Place.SIGNATURE, None, None, "phần ký"),
        (Place.OFFICE, None, None, "tên, địa danh hoặc địa chỉ cơ quan"),
        (Place.BLOCK, 0, None, "đoạn 1"),
        (Place.APPENDIX, None, 0, "phụ lục I"),
        (Place.APPENDIX, 2, 1, "phụ lục II, đoạn 3"),
    ],
)
def test_a_place_in_words(place, block_index, appendix, words):
    assert where(place, block_index, appendix) == words
    assert Gap("khác", block_index, place, appendix).where == words


def test_every_place_has_words():
    assert [place for place in Place if not where(place, 0, 0)] == []
