"""The next round: contents carried over, the units narrowed, what was said offered again."""

import datetime as dt
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import (
    cancelling,
    comparing,
    consolidating,
    dispositions,
    drafting,
    kept_opinions,
    next_round,
    pending,
    text_changes,
)
from consultations.domain.citing_earlier import link_earlier
from consultations.domain.dispositions import Ruling
from consultations.enums import Decision, Narrowing
from consultations.errors import ConsultationRefused
from consultations.models import Comment, Content, TextChange
from deadlines.value import Deadline, day_in_hanoi
from dispatches.models import DocumentLink
from tests.consultations import consolidations, letters, rounds
from tests.consultations.rounds import AGREE, BUT, DISAGREE, hanoi, wording
from vietnamese.comparison import Change

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế", "Tân Yên")
OVER = hanoi("09/8 08:00")


@pytest.fixture
def first():
    """Two contents; comments, disagreement, agreement, silence."""
    round_ = rounds.called(rounds.drafted(*UNITS, contents=2))
    say = {"Lục Ngạn": (BUT, "Bổ sung du lịch."), "Sơn Động": (DISAGREE, "Chưa rõ.")}
    for name, said in say.items():
        rounds.answer(rounds.consultee(round_, name), said)
    rounds.answer(rounds.consultee(round_, "Yên Thế"))
    return rounds.end(round_, at=OVER)


def names(round_, which):
    return [unit.name for unit in next_round.units_for(round_, which, day_in_hanoi(OVER))]


def rewrite(round_, ordinal, *texts):
    return rounds.rewritten(round_, ordinal, *texts, at=OVER)


@pytest.mark.parametrize(
    ("which", "asked"),
    [
        (Narrowing.ALL, list(UNITS)),
        (Narrowing.COMMENTED, ["Lục Ngạn", "Sơn Động"]),
        (Narrowing.SILENT, ["Tân Yên"]),
    ],
)
def test_whom_it_asks(first, which, asked):
    assert names(first, which) == asked


def test_a_round_of_the_paper_time_tells_by_its_record():
    paper = rounds.loaded().consultation.rounds.get(ordinal=1)
    assert names(paper, Narrowing.COMMENTED) == []
    assert names(paper, Narrowing.SILENT) == ["Sơn Động", "Lạng Giang", "Yên Dũng", "Việt Yên"]


def test_contents_come_over_linked_to_their_origin(first):
    following = rounds.carried_on(first, at=OVER)

    assert (following.ordinal, following.contents.count()) == (2, 2)
    for content in following.contents.all():
        origin = content.carried_from
        assert (origin.round, origin.ordinal) == (first, content.ordinal)
        assert text_changes.same_text(content, origin)
    assert following.dispatch.letter["blocks"][3]["runs"][0]["text"] == "“Nội dung số 0.”"


def test_its_letter_tells_of_every_earlier_round(first):
    second = rounds.carried_on(first, at=OVER)
    second = rounds.end(rounds.called(second, at=OVER), at=hanoi("10/9 08:00"))
    third = rounds.carried_on(
        second, at=hanoi("11/9 08:00"), deadline=rounds.Deadline.before(rounds.dt.date(2021, 10, 1))
    )
    told = ["".join(run["text"] for run in b["runs"]) for b in third.dispatch.letter["blocks"]]
    earlier = [text for text in told if "đã có công văn số" in text]
    assert [text[:20] for text in earlier] == ["Ngày 02/8/2021, Sở N", "Ngày 09/8/2021, Sở N"]


def test_only_the_last_round_goes_on_and_only_when_it_is_over(first):
    second = rounds.carried_on(first, at=OVER)
    with pytest.raises(ConsultationRefused, match="Đã lập lần lấy ý kiến tiếp theo"):
        rounds.carried_on(first, at=OVER)
    with pytest.raises(ConsultationRefused, match="chưa kết thúc"):
        rounds.carried_on(second, at=OVER)


def test_it_asks_somebody(first):
    with pytest.raises(ConsultationRefused, match="Chưa chọn đơn vị"):
        rounds.carried_on(first, at=OVER, units=[])


def test_the_comparison_is_word_by_word(first):
    second = rounds.carried_on(first, at=OVER)
    rewrite(second, 1, "Nội dung mới số 0.")
    by = rounds.person("officer")
    drafting.put_content(second, heading="Du lịch:", passages=["Thêm."], by=by, at=OVER)

    changed, same, new = comparing.compare(second)

    assert [
        [(piece.change, piece.text) for piece in paragraph.pieces]
        for paragraph in changed.paragraphs
    ] == [
        [
            (Change.SAME, "Nội dung "),
            (Change.ADDED, "mới "),
            (Change.SAME, "số 0."),
        ]
    ]
    assert (changed.unchanged, same.unchanged, new.unchanged) == (False, True, False)
    assert new.origin is None
    assert [said.consultee.district.name for said in changed.said] == ["Lục Ngạn", "Sơn Động"]


def test_beside_a_comment_stands_what_was_answered(first):
    by = rounds.person("officer")
    table = consolidating.begin(first, by=by, at=OVER)
    row = table.dispositions.get(comment__text="Bổ sung du lịch.")
    ruling = Ruling(decision=Decision.ACCEPTED, text="Đã bổ sung.")
    dispositions.decide(table, {row.pk: row.version}, ruling, by=by, at=OVER)

    said = comparing.compare(rounds.carried_on(first, at=OVER))[0].said

    assert [(one.comment.text, one.answer.text) for one in said] == [
        ("Bổ sung du lịch.", "Đã bổ sung."),
        ("Chưa rõ.", ""),
    ]


def test_what_is_asked_no_more_is_named(first):
    second = rounds.carried_on(first, at=OVER)
    drafting.remove_content(second.contents.get(ordinal=1), by=rounds.person("officer"), at=OVER)
    assert [content.ordinal for content in comparing.dropped(second)] == [1]


def test_which_comment_changed_which_passage_stays_through_editing(first):
    consolidations.accepted(first)
    second = rounds.carried_on(first, at=OVER)
    comment = Comment.objects.get(text="Bổ sung du lịch.")
    by = rounds.person("officer")
    content = rewrite(second, 1, "Nội dung số 0, du lịch.")
    key = content.passages.get().key
    text_changes.note_change(content, comment, passage=key, note="Thêm du lịch.", by=by, at=OVER)
    rewrite(second, 1, "Đoạn mới ở trên.", "Nội dung số 0 và du lịch.")

    (place,) = comparing.compare(second)[0].said[0].changes
    assert (place.passage.ordinal, place.passage.text) == (2, "Nội dung số 0 và du lịch.")
    assert place.words == "Đã sửa ở đoạn 2: Thêm du lịch."
    assert (place.change.made_by, place.is_gone) == (by, False)


def test_a_paragraph_that_was_changed_is_found_in_the_round_after_next(first):
    second, comment = noted_in_the_first_paragraph(first)
    rewrite(second, 1, "Đoạn mới ở trên.", "Nội dung số 0.")
    third = rounds.carried_on(
        rounds.end(rounds.called(second, hanoi("12/8 08:00")), hanoi("10/9 08:00")),
        at=hanoi("10/9 08:00"),
        deadline=Deadline.before(dt.date(2021, 10, 10)),
    )
    rewrite(third, 1, "Một.", "Đoạn mới ở trên.", "Nội dung số 0, sửa lại.")

    (place,) = text_changes.newest_places(comment)

    assert (place.content.round, place.passage.ordinal) == (third, 3)


def test_that_the_paragraph_is_gone_is_said(first):
    second, comment = noted_in_the_first_paragraph(first)
    rewrite(second, 1, "Khác hẳn từ đầu đến cuối.", "Hai câu.")

    (place,) = text_changes.newest_places(comment)

    assert (place.is_gone, place.passage) == (True, None)
    assert place.words == "Đã sửa một đoạn nay không còn trong dự thảo: Thêm."


def noted_in_the_first_paragraph(first):
    consolidations.accepted(first)
    second = rounds.carried_on(first, at=OVER)
    comment = Comment.objects.get(text="Bổ sung du lịch.")
    content = rewrite(second, 1, "Nội dung số 0, du lịch.")
    key, by = content.passages.get().key, rounds.person("officer")
    text_changes.note_change(content, comment, passage=key, note="Thêm.", by=by, at=OVER)
    return second, comment


def test_a_paragraph_is_compared_with_itself_when_one_was_put_before_it(first):
    second = rounds.carried_on(first, at=OVER)
    rewrite(second, 1, "Đoạn mới ở trên.", "Nội dung số 0 và du lịch.")

    new, kept = comparing.compare(second)[0].paragraphs

    assert [piece.change for piece in new.pieces] == ["added"]
    assert kept.pieces[0].text == "Nội dung số "
    assert {piece.change for piece in kept.pieces} == {"same", "removed", "added"}


@pytest.mark.parametrize(
    ("known", "note", "why"),
    [(False, "x", "không còn trong nội dung"), (True, " ", "ghi đã sửa thế nào")],
)
def test_a_change_is_noted_where_it_is_and_says_what(first, known, note, why):
    consolidations.accepted(first)
    content = rewrite(rounds.carried_on(first, at=OVER), 1, "Nội dung số 0, du lịch.")
    passage = content.passages.get().key if known else uuid4()
    with pytest.raises(ConsultationRefused, match=why):
        note_change(content, passage=passage, note=note)


@pytest.mark.parametrize("decision", [None, Decision.EXPLAINED, Decision.NOTED])
def test_only_a_comment_that_was_accepted_changes_the_text(first, decision):
    if decision:
        table = consolidations.begun_on(first)
        ruling = Ruling(decision=decision, text="Giữ dự thảo.")
        consolidations.decide(table, *table.dispositions.all(), ruling=ruling)
    content = rewrite(rounds.carried_on(first, at=OVER), 1, "Nội dung số 0, du lịch.")
    with pytest.raises(ConsultationRefused, match="chưa được trả lời là tiếp thu"):
        note_change(content)


def test_what_reads_as_before_was_not_changed(first):
    consolidations.accepted(first)
    second = rounds.carried_on(first, at=OVER)
    content = second.contents.get(ordinal=1)
    kept = content.passages.get().key
    with pytest.raises(ConsultationRefused, match="Nội dung này không đổi so với lần trước"):
        note_change(content)
    content = rewrite(second, 1, "Đoạn mới ở trên.", content.passages.get().text)
    with pytest.raises(ConsultationRefused, match="Đoạn này không đổi so với lần trước"):
        note_change(content, passage=kept)
    assert note_change(content).note == "Sửa."


def test_what_was_noted_by_mistake_is_withdrawn_while_the_letter_is_here(first):
    consolidations.accepted(first)
    second, by = rounds.carried_on(first, at=OVER), rounds.person("officer")
    content = rewrite(second, 1, "Nội dung số 0, du lịch.")
    for _again in range(2):
        change = note_change(content)
        text_changes.withdraw_change(change, by=by, at=OVER)
        text_changes.withdraw_change(change, by=by, at=OVER)
        assert not TextChange.objects.exists()
    events = AuditEvent.objects.filter(action="content.change_withdrawn")
    assert [(event.data["ordinal"], event.data["note"]) for event in events] == [(1, "Sửa.")] * 2

    change = note_change(content)
    rounds.called(second, at=OVER)
    with pytest.raises(ConsultationRefused, match="đã ban hành"):
        text_changes.withdraw_change(change, by=by, at=OVER)


def note_change(content, *, passage=None, note="Sửa."):
    return text_changes.note_change(
        content,
        Comment.objects.get(text="Bổ sung du lịch."),
        passage=passage,
        note=note,
        by=rounds.person("officer"),
        at=OVER,
    )


def test_a_change_is_noted_once_of_its_own_content_and_before_the_letter_leaves(first):
    consolidations.accepted(first)
    second = rounds.carried_on(first, at=OVER)
    rewrite(second, 1, "Nội dung số 0, du lịch.")

    def note(ordinal):
        note_change(second.contents.get(ordinal=ordinal))

    note(1)
    for ordinal, why in ((1, "đã được ghi"), (2, "không phải về nội dung này")):
        with pytest.raises(ConsultationRefused, match=why):
            note(ordinal)
    rounds.called(second, at=OVER)
    with pytest.raises(ConsultationRefused, match="đã ban hành"):
        note(1)
    assert TextChange.objects.count() == 1


def test_what_a_unit_said_is_offered_where_the_text_is_the_same(first):
    second = rounds.carried_on(first, at=OVER)
    rewrite(second, 1, "Nội dung khác.")
    second = rounds.called(second, at=OVER)
    two = second.contents.get(ordinal=2)

    offered = kept_opinions.offered(rounds.consultee(second, "Lục Ngạn"))

    assert {pk: (said.position, said.text) for pk, said in offered.items()} == {two.pk: (AGREE, "")}
    assert kept_opinions.offered(rounds.consultee(second, "Tân Yên")) == {}


def test_keeping_fills_what_is_empty_and_sends_nothing(first):
    second = rounds.called(rounds.carried_on(first, at=OVER), at=OVER)
    unit = rounds.consultee(second, "Lục Ngạn")
    one, two = second.contents.order_by("ordinal")
    version = rounds.draft(unit, ("", ""), (DISAGREE, "Đổi ý."), at=OVER)

    draft = kept_opinions.keep_earlier(unit, version=version, by=rounds.staff(unit), at=OVER)

    assert draft.answers == {
        str(one.pk): {"position": BUT, "text": "Bổ sung du lịch."},
        str(two.pk): {"position": DISAGREE, "text": "Đổi ý."},
    }
    assert not unit.responses.exists()


def test_a_first_round_offers_nothing():
    round_ = rounds.called(rounds.drafted())
    assert kept_opinions.offered(round_.consultees.with_course().get()) == {}


def test_what_the_letter_tells_of_is_linked_once_it_has_left():
    first = rounds.called(rounds.drafted("Lục Ngạn"))
    letter = letters.waiting(first)
    officer = rounds.person("officer")
    content = first.contents.get()
    pending.settle(letter, {content.pk: (AGREE, "")}, by=officer, at=hanoi("04/8 08:00"))
    second = rounds.carried_on(rounds.end(first, at=OVER), at=OVER)
    assert link_earlier(OVER) == 0

    second = rounds.called(second, at=OVER)
    assert (link_earlier(OVER), link_earlier(OVER)) == (2, 0)
    found = DocumentLink.objects.filter(from_dispatch=second.dispatch).order_by("pk")
    assert [(made.kind, made.target) for made in found] == [
        ("basis", first.dispatch),
        ("basis", letter.document),
    ]


def test_a_link_that_was_taken_away_is_not_made_again():
    first = rounds.end(rounds.called(rounds.drafted("Lục Ngạn")), at=OVER)
    rounds.called(rounds.carried_on(first, at=OVER), at=OVER)
    link_earlier(OVER)
    DocumentLink.objects.update(removed_at=OVER, removal_reason="Nhầm.")
    assert link_earlier(OVER) == 0


def test_wording_changes_go_into_the_next_round(first):
    following = rounds.carried_on(first, at=OVER, wording=wording(sealed=True))
    assert (following.sealed, first.sealed) == (True, False)


@pytest.mark.parametrize(
    ("names", "said", "addressed"),
    [
        (UNITS, "các huyện, thành phố", "các huyện, thành phố"),
        (UNITS[:2], "các huyện, thành phố", "các huyện Lục Ngạn, Sơn Động"),
        (UNITS[:2], "hai huyện", "hai huyện"),
    ],
)
def test_fewer_units_are_addressed_by_name_unless_somebody_has_worded_it(
    first, names, said, addressed
):
    units = [rounds.consultee(first, name).district for name in names]
    made = rounds.carried_on(first, wording=wording(audience=said), units=units, at=OVER)
    assert made.audience == addressed


def test_after_a_round_that_was_given_up_the_one_before_it_is_what_one_goes_on_from(first):
    second = rounds.issued(rounds.carried_on(first, at=OVER), at=hanoi("10/8 08:00"))
    rewrite_at = hanoi("11/8 08:00")
    over = cancelling.cancel(second, reason="Rút.", by=rounds.person("leader"), at=rewrite_at)

    assert names(over, Narrowing.COMMENTED) == ["Lục Ngạn", "Sơn Động"]
    third = rounds.carried_on(rounds.fresh(over), at=rewrite_at)

    unit = rounds.consultee(third, "Lục Ngạn")
    assert sorted(said.text for said in kept_opinions.offered(unit).values()) == [
        "", "Bổ sung du lịch.",
    ]  # fmt: skip
    one, other = comparing.compare(third)
    assert [said.comment.text for said in one.said] == ["Bổ sung du lịch.", "Chưa rõ."]
    assert (one.unchanged, other.unchanged, comparing.dropped(third)) == (True, True, [])


def test_what_was_said_is_offered_beside_a_content_that_a_round_given_up_had_added(first):
    second = rounds.carried_on(first, at=OVER)
    by, then = rounds.person("officer"), hanoi("11/8 08:00")
    drafting.put_content(second, heading="Kinh phí:", passages=["Ngân sách tỉnh."], by=by, at=OVER)
    second = rounds.called(second, at=hanoi("10/8 08:00"))
    over = cancelling.cancel(second, reason="Rút.", by=rounds.person("leader"), at=then)
    third = rounds.carried_on(rounds.fresh(over), at=then)

    offered = kept_opinions.offered(rounds.consultee(third, "Lục Ngạn"))

    said = {Content.objects.get(pk=pk).ordinal: one.text for pk, one in offered.items()}
    assert said == {1: "Bổ sung du lịch.", 2: ""}
