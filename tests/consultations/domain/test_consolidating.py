"""The table of answers to comments: what is in it, when it is complete, who sees it."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import consolidating, dispositions, pending
from consultations.domain.answer_table import Line, apart, lines_apart, parts
from consultations.domain.dispositions import Grouped, Ruling
from consultations.enums import Decision
from consultations.errors import ConsultationRefused
from consultations.models import CommentGroup, Consolidation, Disposition, ResponseLetter
from dispatches.domain import checking, files
from outbox.models import Message
from tests.consultations import consolidations, letters, rounds
from tests.consultations.consolidations import LATER, MORE, WHY, YES, decide, row, seen
from tests.consultations.rounds import AGREE, BUT
from tests.refusing import refused
from vietnamese.dates import short_date

pytestmark = pytest.mark.django_db


def officer():
    return rounds.person("officer")


def answers(table):
    rows = table.dispositions.with_comment()
    return [
        (
            each.comment.response.consultee.district.name,
            each.comment.content.ordinal,
            each.decision,
            each.text,
        )
        for each in rows
    ]


def test_every_comment_with_words_wants_an_answer_and_no_other():
    assert answers(consolidations.begun()) == [
        ("Lục Ngạn", 1, "", ""),
        ("Sơn Động", 1, "", ""),
        ("Sơn Động", 2, "", ""),
    ]


def test_beginning_again_gives_the_same_table():
    table = consolidations.begun()
    assert consolidating.begin(table.round, by=officer(), at=LATER) == table
    assert table.dispositions.count() == 3


def test_an_open_round_is_refused():
    round_ = rounds.called(rounds.drafted("Lục Ngạn"))
    with pytest.raises(ConsultationRefused, match="chưa kết thúc"):
        consolidating.begin(round_, by=officer(), at=LATER)
    assert not Consolidation.objects.exists()


def test_a_selection_is_answered_together():
    table = consolidations.begun()
    assert decide(table, row(table, "Lục Ngạn"), row(table, "Sơn Động", 2), ruling=WHY) == 2
    assert answers(table) == [
        ("Lục Ngạn", 1, "explained", WHY.text),
        ("Sơn Động", 1, "", ""),
        ("Sơn Động", 2, "explained", WHY.text),
    ]
    event = AuditEvent.objects.get(action="comments.answered")
    assert event.data["decision"] == "explained"
    assert event.data["text"] == WHY.text


def test_one_that_was_changed_meanwhile_keeps_all_from_being_answered():
    table = consolidations.begun()
    first, second = row(table, "Lục Ngạn"), row(table, "Sơn Động")
    decide(table, second)
    with pytest.raises(ConsultationRefused, match="Chưa ghi gì"):
        decide(table, first, second, ruling=WHY)
    assert answers(table)[:2] == [("Lục Ngạn", 1, "", ""), ("Sơn Động", 1, "accepted", "")]


@pytest.mark.parametrize("decision", [Decision.PARTLY_ACCEPTED, Decision.EXPLAINED])
def test_an_explanation_needs_words(decision):
    table = consolidations.begun()
    with pytest.raises(ConsultationRefused, match="phải ghi nội dung"):
        decide(table, row(table, "Lục Ngạn"), ruling=Ruling(decision=decision, text="  "))


def test_alike_comments_are_put_together_and_then_answered_as_one():
    table = consolidations.begun()
    assert dispositions.group_alike(table, by=officer(), at=LATER) == Grouped(1, [])
    assert decide(table, row(table, "Lục Ngạn")) == 2
    assert [decision for _unit, _n, decision, _text in answers(table)] == ["accepted"] * 2 + [""]
    assert dispositions.group_alike(table, by=officer(), at=LATER) == Grouped(0, [])


def test_comments_on_two_contents_are_not_put_together():
    table = consolidations.begun()
    chosen = seen(row(table, "Sơn Động", 1), row(table, "Sơn Động", 2))
    with pytest.raises(ConsultationRefused, match="cùng một nội dung"):
        dispositions.group(table, chosen, by=officer(), at=LATER)


def test_what_has_no_answer_takes_the_one_of_the_comment_that_it_is_grouped_with():
    table = consolidations.begun()
    decide(table, row(table, "Sơn Động"), ruling=WHY)
    assert dispositions.group_alike(table, by=officer(), at=LATER) == Grouped(1, [])
    assert answers(table)[:2] == [
        ("Lục Ngạn", 1, Decision.EXPLAINED, WHY.text),
        ("Sơn Động", 1, Decision.EXPLAINED, WHY.text),
    ]


def test_comments_answered_differently_are_not_grouped_and_keep_their_answers():
    table = consolidations.begun()
    decide(table, row(table, "Lục Ngạn"))
    decide(table, row(table, "Sơn Động"), ruling=WHY)
    both = seen(row(table, "Lục Ngạn"), row(table, "Sơn Động"))
    before = answers(table)
    named = (
        "UBND huyện Lục Ngạn – Tiếp thu; "
        "UBND huyện Sơn Động – Giải trình: Kinh phí theo quy định hiện hành"
    )
    with pytest.raises(ConsultationRefused) as refusal:
        dispositions.group(table, both, by=officer(), at=LATER)
    assert str(refusal.value) == (
        f"Các góp ý này đã có trả lời khác nhau: {named}. Cần sửa cho thống nhất rồi gộp."
    )
    assert dispositions.group_alike(table, by=officer(), at=LATER) == Grouped(0, [named])
    assert answers(table) == before
    assert not CommentGroup.objects.exists()


def test_a_pair_taken_apart_is_no_group():
    table = consolidations.begun()
    decide(table, row(table, "Lục Ngạn"), ruling=WHY)
    dispositions.group_alike(table, by=officer(), at=LATER)
    dispositions.ungroup(table, seen(row(table, "Lục Ngạn")), by=officer(), at=LATER)
    assert not CommentGroup.objects.exists()
    assert [text for _u, ordinal, _d, text in answers(table) if ordinal == 1] == [WHY.text] * 2


def test_assigned_to_a_colleague_until_a_day():
    table = consolidations.begun()
    one = row(table, "Lục Ngạn")
    day = LATER.date()
    dispositions.assign(table, seen(one), to=officer(), due_on=day, by=officer(), at=LATER)
    assert list(table.dispositions.waiting_for(officer())) == [one]
    assert not table.dispositions.overdue(day).exists()
    assert list(table.dispositions.overdue(day.replace(day=day.day + 1))) == [one]
    with pytest.raises(ConsultationRefused, match="không có quyền"):
        dispositions.assign(
            table, seen(row(table, "Sơn Động")), to=rounds.person("leader"), due_on=None,
            by=officer(), at=LATER,
        )  # fmt: skip


def test_not_complete_while_one_comment_has_no_answer():
    table = consolidations.begun()
    decide(table, row(table, "Lục Ngạn"))
    message = "Còn 2 góp ý chưa có trả lời, ở các nội dung 1, 2."
    with pytest.raises(ConsultationRefused) as refusal:
        consolidating.complete(table, by=officer(), at=LATER)
    assert str(refusal.value) == message
    assert not table.dispositions.filter(final=True).exists()


def test_what_is_complete_changes_only_after_it_was_opened_again():
    table = consolidations.completed()
    with pytest.raises(ConsultationRefused, match="đã hoàn thành"):
        decide(table, row(table, "Lục Ngạn"))
    consolidating.reopen(table, reason="Ghi nhầm.", by=officer(), at=LATER)
    assert decide(table, row(table, "Lục Ngạn")) == 1
    assert AuditEvent.objects.get(action="consolidation.reopened").data["reason"] == "Ghi nhầm."


def test_published_once_and_told_to_the_units_that_had_comments():
    table = consolidations.completed()
    assert consolidating.publish(table, by=officer(), at=LATER) == 2
    assert consolidating.publish(table, by=officer(), at=LATER) == 0
    told = Message.objects.filter(kind="answers").order_by("pk")
    assert [(mail.to_name, mail.subject) for mail in told] == [
        ("UBND huyện Lục Ngạn", "Kết quả tiếp thu, giải trình ý kiến: Đề án"),
        ("UBND huyện Sơn Động", "Kết quả tiếp thu, giải trình ý kiến: Đề án"),
    ]
    with pytest.raises(ConsultationRefused, match="đã công bố"):
        consolidating.reopen(table, reason="Ghi nhầm.", by=officer(), at=LATER)


def test_nothing_unfinished_is_published():
    with pytest.raises(ConsultationRefused, match="chưa hoàn thành"):
        consolidating.publish(consolidations.begun(), by=officer(), at=LATER)


def letter_with(response, symbol):
    """The unit's own letter, of 05/8/2021."""
    file = files.store(b"%PDF-1.7", media_type="application/pdf", at=LATER)
    day = dt.date(2021, 8, 5)
    ResponseLetter.objects.create(response=response, symbol=symbol, date=day, signer="A", file=file)


def test_a_unit_stands_with_its_letter_where_one_is_known():
    table = consolidations.begun()
    response = row(table, "Lục Ngạn").comment.response
    letter_with(response, "125/UBND-VP")

    named = [unit for part in parts(table) for line in part.lines for unit in line.units]

    assert named[:2] == [
        "UBND huyện Lục Ngạn (Công văn số 125/UBND-VP ngày 05/8/2021)",
        "UBND huyện Sơn Động",
    ]
    # So the submission that names it is not told that no register has it.
    assert "125/UBND-VP" in checking.facts(on=LATER.date()).numbers


def test_a_unit_without_comments_stands_with_its_letter_too():
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))
    online = rounds.answer(rounds.consultee(round_, "Lục Ngạn"))
    letter_with(online, "412/UBND-VP")
    paper = letters.waiting(round_, "Sơn Động", number=812)
    pending.settle(paper, letters.said(paper, (AGREE, "")), by=officer(), at=rounds.AT)
    table = consolidations.begun_on(rounds.end(round_, consolidations.OVER))

    assert [(line.unit, line.outcome) for line in lines_apart(table)] == [
        ("UBND huyện Lục Ngạn (Công văn số 412/UBND-VP ngày 05/8/2021)", "Nhất trí"),
        (
            f"UBND huyện Sơn Động (Công văn số 812/UBND-VX ngày {short_date(paper.document.date)})",
            "Nhất trí",
        ),
        ("UBND huyện Yên Thế", "Coi như nhất trí"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Bổ sung kinh phí.", "bổ sung  kinh phí", True),
        ("Bổ sung kinh phí;", "Bổ sung kinh phí…", True),
        ("Bổ sung văn hoá", "Bổ sung văn hóa.", True),
        ("Bỏ mục này.", "Bố mục này.", False),
        ("Mức 1,5 tỷ.", "Mức 15 tỷ.", False),
    ],
)
def test_a_full_stop_makes_no_other_words_but_a_tone_does(one, other, alike):
    round_ = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    for name, text in (("Lục Ngạn", one), ("Sơn Động", other)):
        rounds.answer(rounds.consultee(round_, name), (BUT, text))
    table = consolidations.begun_on(rounds.end(round_, consolidations.OVER))
    assert [len(rows) for rows in dispositions.alike(table)] == [2] * alike


def test_the_table_as_printed():
    table = consolidations.begun()
    dispositions.group_alike(table, by=officer(), at=LATER)
    decide(table, row(table, "Lục Ngạn"), ruling=WHY)
    decide(table, row(table, "Sơn Động", 2), ruling=YES)
    printed = [
        (part.content.ordinal, line.units, line.position, line.text, line.decision, line.answer)
        for part in parts(table)
        for line in part.lines
    ]
    assert printed == [
        (
            1,
            ("UBND huyện Lục Ngạn", "UBND huyện Sơn Động"),
            "Nhất trí kèm góp ý",
            f"{MORE}\nđề nghị bổ sung  kinh phí.",
            "Giải trình",
            WHY.text,
        ),
        (2, ("UBND huyện Sơn Động",), "Không nhất trí", "Bỏ.", "Tiếp thu", ""),
    ]
    assert [(unit.committee, unit.outcome) for unit in apart(table)] == [
        ("UBND huyện Yên Thế", "agreed"),
        ("UBND huyện Yên Dũng", "deemed_agreed"),
    ]


@pytest.mark.parametrize(
    ("decision", "answer", "beside", "alone"),
    [
        ("Tiếp thu", "", "Tiếp thu", "Tiếp thu"),
        ("Tiếp thu một phần", "Bổ sung.", "Bổ sung.", "Tiếp thu một phần: Bổ sung."),
        ("Tiếp thu", "Tiếp thu, bổ sung.", "Tiếp thu, bổ sung.", "Tiếp thu, bổ sung."),
    ],
)
def test_without_a_column_for_the_decision_the_answer_says_it(decision, answer, beside, alone):
    line = Line(("UBND huyện Lục Ngạn",), "Nhất trí kèm góp ý", "Góp ý.", decision, answer)
    assert line.said(decision_beside=True) == beside
    assert line.said(decision_beside=False) == alone


def test_the_database_refuses():
    table = consolidations.completed()
    rows = Disposition.objects.filter(pk=row(table, "Lục Ngạn").pk)
    assert refused(lambda: rows.update(text="Khác."))
    assert refused(rows.delete)
    consolidating.reopen(table, reason="Ghi nhầm.", by=officer(), at=LATER)
    nobody = {"decided_by": None, "decided_at": None}
    assert refused(lambda: rows.update(decision="", text="", final=True, **nobody))
    assert refused(lambda: rows.update(decision="", **nobody))
    assert refused(lambda: rows.update(decision="perhaps"))
    assert refused(lambda: rows.update(decision="explained", text=""))
    assert refused(lambda: rows.update(due_on=LATER.date()))
    assert refused(lambda: rows.update(assigned_to=officer()))
    assert refused(lambda: rows.update(assigned_at=LATER))
    tables = Consolidation.objects.filter(pk=table.pk)
    assert refused(lambda: tables.update(completed_at=LATER))
    assert refused(lambda: tables.update(published_at=LATER, published_by=officer()))
