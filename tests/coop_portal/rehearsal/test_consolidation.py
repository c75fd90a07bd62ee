"""What follows the round that the story played: the comments answered, the next draft changed."""

import pytest

from coop_portal.rehearsal import consolidation
from dispatches.letter import Letter
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
OVER = hanoi("09/8 08:00")
KOREA = "Đề nghị bổ sung Hàn Quốc vào các nước ưu tiên tiêu thụ vải thiều."
OTHER = "Đề nghị làm rõ kinh phí."


@pytest.fixture
def played():
    round_ = rounds.called(rounds.loaded())
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""), (BUT, KOREA), (BUT, OTHER))
    return consolidation.play(rounds.fresh(rounds.end(round_, OVER)), OVER)


def test_what_was_accepted_changed_the_next_draft_and_is_linked_with_its_comment(played):
    second = played.following.contents.get(ordinal=2)
    passage = second.passages.get(ordinal=3)
    assert passage.text.endswith("Trung Quốc, Israel, Australia, Nhật Bản, Hàn Quốc.")
    assert second.concerned.count() == 4
    (change,) = second.text_changes.all()
    assert (change.comment.text, change.passage_key) == (KOREA, passage.key)
    assert not played.following.contents.get(ordinal=3).text_changes.exists()


def test_the_next_letter_says_which_time_it_asks(played):
    blocks = Letter.from_json(played.following.dispatch.letter).blocks
    asking = [block.text for block in blocks if "tiếp tục xin ý kiến" in block.text]
    assert asking == [
        "Trên cơ sở ý kiến góp ý của UBND các huyện, thành phố, Sở Ngoại vụ đã tiếp thu, chỉnh sửa "
        "dự thảo và tiếp tục xin ý kiến (lần 3) của UBND các huyện, thành phố về các nội dung sau:"
    ]
