"""The round that follows a closed one: what it takes over, what it tells, what a unit may keep."""

import datetime as dt

import pytest

from consultations.domain import consolidating, drafting, drafts, earlier_opinions, next_round
from consultations.errors import ConsultationRefused
from consultations.models import TextChange
from deadlines.value import Deadline
from dispatches.domain.linking import links_of
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER, MORE
from tests.consultations.rounds import AGREE, BUT, hanoi

pytestmark = pytest.mark.django_db
NEXT = Deadline.before(dt.date(2021, 9, 6))


def officer():
    return rounds.person("officer")


def open_next(earlier, *, ordinals=(1, 2), names=consolidations.UNITS):
    return next_round.open_next(
        earlier,
        contents=list(earlier.contents.filter(ordinal__in=ordinals)),
        units=[rounds.consultee(earlier, name).district for name in names],
        deadline=NEXT,
        by=officer(),
        at=LATER,
    )


def reworded(round_, ordinal, text):
    content = round_.contents.get(ordinal=ordinal)
    return drafting.put_content(
        round_, heading=content.heading, passages=[text], ordinal=ordinal, by=officer(), at=LATER
    )


def test_contents_and_wording_are_taken_over_and_numbered_anew():
    earlier = consolidations.closed()
    made = open_next(earlier, ordinals=(2,), names=("Sơn Động", "Yên Dũng"))
    assert (made.ordinal, made.consultation) == (2, earlier.consultation)
    assert [
        (content.ordinal, content.carried_from.ordinal, content.is_unchanged)
        for content in made.contents.all()
    ] == [(1, 2, True)]
    assert [unit.name for unit in made.consultees.all()] == ["huyện Sơn Động", "huyện Yên Dũng"]
    assert (made.signatory, made.introduction) == (earlier.signatory, earlier.introduction)
    assert made.original_term.deadline == NEXT


def test_its_letter_tells_what_came_of_the_earlier_round_and_is_linked_to_that_letter():
    made = open_next(consolidations.closed())
    texts = [block["runs"][0]["text"] for block in made.dispatch.letter["blocks"]]
    told = (
        "Ngày 02/8/2021, Sở Ngoại vụ đã có công văn số 01/SNgV-NV về việc đề nghị tham gia ý kiến "
        "vào Đề án gửi UBND các huyện, thành phố. Sở Ngoại vụ đã nhận được phản hồi của UBND huyện "
        "Yên Thế nhất trí với dự thảo đề án; của UBND huyện Lục Ngạn nhất trí với dự thảo đề án và "
        "có ý kiến góp ý; của UBND huyện Sơn Động không nhất trí với dự thảo đề án. UBND huyện Yên "
        "Dũng không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên."
    )
    assert told in texts
    assert [(each.kind, each.to_dispatch.full_number) for each in links_of(made.dispatch)] == [
        ("basis", "01/SNgV-NV")
    ]


def test_only_the_last_closed_round_is_followed_and_once():
    earlier = consolidations.closed()
    made = open_next(earlier)
    with pytest.raises(ConsultationRefused, match="Đã có lần"):
        open_next(earlier)
    with pytest.raises(ConsultationRefused, match="trước chưa kết thúc"):
        open_next(made)
    with pytest.raises(ConsultationRefused, match="Chọn ít nhất"):
        open_next(earlier.consultation.rounds.get(ordinal=2), ordinals=())


def test_a_changed_content_shows_word_by_word_what_changed_and_the_comments_of_then():
    earlier = consolidations.closed()
    consolidating.begin(earlier, by=officer(), at=LATER)
    made = open_next(earlier)
    content = reworded(made, 1, "Nội dung số 0, có bổ sung kinh phí.")
    carried = earlier_opinions.carried(content)
    assert not content.is_unchanged
    assert [
        (piece.change, piece.text) for piece in carried.changes[1].pieces if piece.change != "same"
    ] == [("removed", "0."), ("added", "0, có bổ sung kinh phí.")]
    assert [(row.comment.text, followed) for row, followed in carried.comments] == [
        (MORE, False),
        ("đề nghị bổ sung  kinh phí.", False),
    ]


def test_that_a_comment_changed_the_text_is_kept_and_may_be_taken_back():
    earlier = consolidations.closed()
    table = consolidating.begin(earlier, by=officer(), at=LATER)
    content = open_next(earlier).contents.get(ordinal=1)
    comment = consolidations.row(table, "Lục Ngạn").comment
    for changed, expected in [(True, 1), (True, 1), (False, 0), (False, 0)]:
        earlier_opinions.note_change(content, comment, changed=changed, by=officer(), at=LATER)
        assert TextChange.objects.filter(content=content, comment=comment).count() == expected


def test_a_unit_may_keep_what_it_said_of_unchanged_contents():
    earlier = consolidations.closed()
    made = open_next(earlier)
    reworded(made, 2, "Nội dung mới.")
    made = rounds.called(made, hanoi("11/8 08:00"))
    first = made.contents.get(ordinal=1).pk
    held = {
        name: earlier_opinions.still_held(rounds.consultee(made, name))
        for name in ("Lục Ngạn", "Yên Thế", "Yên Dũng")
    }
    assert held == {
        "Lục Ngạn": {first: (BUT, MORE)},
        "Yên Thế": {first: (AGREE, "")},
        "Yên Dũng": {},
    }
    unit = rounds.consultee(made, "Lục Ngạn")
    draft = earlier_opinions.keep_opinions(unit, version=0, by=rounds.staff(unit), at=LATER)
    assert draft.answers == {str(first): {"position": "agree_with_comments", "text": MORE}}


def test_what_the_draft_says_of_other_contents_stays():
    made = rounds.called(open_next(consolidations.closed()), hanoi("11/8 08:00"))
    second = made.contents.get(ordinal=2)
    reworded_answer = {second.pk: ("disagree", "Không phù hợp.")}
    unit = rounds.consultee(made, "Yên Dũng")
    staff = rounds.staff(unit)
    drafts.save_draft(unit, reworded_answer, version=0, by=staff, at=LATER)
    draft = earlier_opinions.keep_opinions(unit, version=1, by=staff, at=LATER)
    assert draft.answers[str(second.pk)]["text"] == "Không phù hợp."
