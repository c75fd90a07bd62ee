"""What follows the round that the story played: the comments answered, the next draft changed."""

import datetime as dt

import pytest

from consultations.domain.dispositions import Ruling
from consultations.enums import Decision
from coop_portal.rehearsal import consolidation, people
from coop_portal.rehearsal.answers import Answered, Change
from deadlines.domain import portal_clock
from dispatches.domain import checking
from dispatches.letter import Letter
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
OVER = hanoi("09/8 08:00")
KOREA = "Đề nghị bổ sung Hàn Quốc vào các nước ưu tiên tiêu thụ vải thiều."
MONEY, HELP = "Đề nghị làm rõ nguồn kinh phí.", "Đề nghị tỉnh hỗ trợ kinh phí."
OTHER = "Đề nghị làm rõ mục tiêu."
TOLD = (
    Answered(
        (KOREA,),
        Ruling(decision=Decision.PARTLY_ACCEPTED, text="Bổ sung Hàn Quốc."),
        change=Change("Australia, Nhật Bản.", "Australia, Nhật Bản, Hàn Quốc.", "bổ sung"),
    ),
    Answered(
        (MONEY, HELP),
        Ruling(decision=Decision.EXPLAINED, text="Theo phân cấp."),
        due=dt.date(2021, 8, 11),
    ),
    Answered(
        ("Đề nghị mà không đơn vị nào nêu.", "Đề nghị khác."), Ruling(decision=Decision.NOTED)
    ),
)


@pytest.fixture
def played():
    round_ = rounds.called(rounds.loaded())
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""), (BUT, KOREA), (BUT, MONEY))
    rounds.answer(rounds.consultee(round_, "Lục Nam"), (BUT, OTHER), (AGREE, ""), (BUT, HELP))
    rounds.end(round_, OVER)
    portal_clock.move(OVER)
    return consolidation.play(rounds.fresh(round_), TOLD, portal_clock.move)


def test_each_comment_has_the_answer_that_is_told_of_it_or_a_customary_one(played):
    rows = played.table.dispositions.with_comment()
    assert {row.comment.text: (row.decision, row.text) for row in rows} == {
        OTHER: ("accepted", "Tiếp thu, bổ sung vào dự thảo."),
        KOREA: ("partly_accepted", "Bổ sung Hàn Quốc."),
        MONEY: ("explained", "Theo phân cấp."),
        HELP: ("explained", "Theo phân cấp."),
    }


def test_comments_with_a_day_are_answered_together_on_it_by_the_colleague_who_got_them(played):
    handed_on = played.table.dispositions.filter(assigned_to__isnull=False)
    other = people.colleague(OVER)
    assert [(row.comment.text, row.due_on, row.decided_by) for row in handed_on] == [
        (HELP, dt.date(2021, 8, 11), other),
        (MONEY, dt.date(2021, 8, 11), other),
    ]
    assert {row.decided_at for row in handed_on} == {hanoi("11/8 10:00")}
    (group,) = played.table.groups.all()
    assert set(group.dispositions.all()) == set(handed_on)
    assert played.table.completed_at == hanoi("11/8 10:00")
    assert played.table.completed_by == people.first("officer") != other


def test_what_was_accepted_changed_the_next_draft_and_is_linked_with_its_comment(played):
    second = played.following.contents.get(ordinal=2)
    passage = second.passages.get(ordinal=3)
    assert passage.text.endswith("Trung Quốc, Israel, Australia, Nhật Bản, Hàn Quốc.")
    assert second.concerned.count() == 4
    (change,) = second.text_changes.all()
    assert (change.comment.text, change.passage_key) == (KOREA, passage.key)
    assert not played.following.contents.get(ordinal=3).text_changes.exists()


def test_the_next_letter_repeats_no_slip_of_the_one_before(played):
    letter = Letter.from_json(played.following.dispatch.letter)
    assert checking.findings(letter, on=OVER.date()) == ()
    assert letter.recipients == ("Như trên;", "GĐ, PGĐ Nguyễn Quang Tuấn;", "Lưu: VT, NV.")


def test_the_next_letter_says_which_time_it_asks(played):
    blocks = Letter.from_json(played.following.dispatch.letter).blocks
    asking = [block.text for block in blocks if "tiếp tục xin ý kiến" in block.text]
    assert asking == [
        "Trên cơ sở ý kiến góp ý của UBND các huyện, thành phố, Sở Ngoại vụ đã tiếp thu, giải "
        "trình, chỉnh sửa dự thảo và tiếp tục xin ý kiến (lần 3) của UBND các huyện, thành phố về "
        "các nội dung sau:"
    ]
