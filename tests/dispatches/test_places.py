import pytest

from dispatches.lint.finding import Finding
from dispatches.placeholders import Gap
from dispatches.places import Place, where


@pytest.mark.parametrize(
    ("place", "block_index", "appendix", "of", "words"),
    [
        (Place.SUBJECT, None, None, 0, "trích yếu"),
        (Place.ADDRESSEES, None, None, 0, "Kính gửi"),
        (Place.RECIPIENTS, None, None, 0, "Nơi nhận"),
        (Place.SIGNATURE, None, None, 0, "phần ký"),
        (Place.OFFICE, None, None, 0, "tên, địa danh hoặc địa chỉ cơ quan"),
        (Place.BLOCK, 0, None, 0, "đoạn 1"),
        (Place.APPENDIX, None, 0, 1, "phụ lục"),
        (Place.APPENDIX, 2, 0, 1, "phụ lục, đoạn 3"),
        (Place.APPENDIX, None, 0, 2, "phụ lục I"),
        (Place.APPENDIX, 2, 1, 2, "phụ lục II, đoạn 3"),
    ],
)
def test_a_place_in_words(place, block_index, appendix, of, words):
    assert where(place, block_index, appendix, of=of) == words
    assert Gap("khác", block_index, place, appendix, of).where == words
    assert Finding(block_index, "", "", place, appendix, of).where == words


def test_every_place_has_words():
    assert [place for place in Place if not where(place, 0, 0)] == []
