"""The letter that the records compose, against the document as the department wrote it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from consultations.domain import drafting
from consultations.domain.letters import history_paragraphs, says_consent
from consultations.errors import ConsultationRefused
from consultations.models import Round
from deadlines.value import Deadline
from dispatches.blocks import Heading
from dispatches.domain import checking
from dispatches.domain.printing import preview
from dispatches.letter import Letter
from districts.enums import UnitKind
from districts.models import District
from tests.consultations import rounds
from tests.consultations.rounds import AT, CLAUSE, DISAGREE, wording
from tests.dispatches.paper import words
from tests.dispatches.seed_letter import SEED

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[2] / "documents" / "round_2.txt"


def letter_of(round_):
    return Letter.from_json(Round.objects.get(pk=round_.pk).dispatch.letter)


def as_document(letter):
    """The letter as the document's text stands: a paragraph a line, items with their dash."""
    dashed = {"item": "- "}
    return [
        f"Số: /{letter.symbol}",
        letter.subject,
        f"{letter.place}, ngày tháng {letter.draft_month[0]} năm {letter.draft_month[1]}",
        f"Kính gửi: {letter.addressees[0]}.",
        *(dashed.get(block.TYPE, "") + block.text for block in letter.blocks),
        "Nơi nhận:",
        *(f"- {line}" for line in letter.recipients),
        *letter.signature.lines,
        letter.signature.name,
    ]


def test_the_draft_says_what_the_document_says_word_for_word():
    said = " ".join(as_document(letter_of(rounds.loaded())))

    assert said.split() == DOCUMENT.read_text("utf-8").split()


def test_the_head_of_the_draft_has_neither_number_nor_day():
    letter = letter_of(rounds.loaded())

    assert (letter.number, letter.date, letter.draft_month) == (None, None, (8, 2021))
    assert (letter.parent_agency, letter.agency) == ("UBND TỈNH BẮC GIANG", "SỞ NGOẠI VỤ")
    assert (letter.symbol, letter.place) == ("SNgV-NV", "Bắc Giang")


def test_headings_and_the_bold_deadline_stand_as_in_the_document():
    composed, seed = letter_of(rounds.loaded()), SEED

    assert [b.text for b in composed.blocks if isinstance(b, Heading)] == [
        b.text for b in seed.blocks if isinstance(b, Heading)
    ]
    assert [run.text for block in composed.blocks for run in block.runs if run.bold] == [
        "ngày 09/8/2021"
    ]


def test_the_pdf_of_the_draft_reads_as_the_document():
    made = words(preview(letter_of(rounds.loaded())), "-raw")
    document = DOCUMENT.read_text("utf-8").split()
    body = document.index("Kính")

    start = made.index("Kính")
    assert made[start:] == document[body:]
    assert "Số: /SNgV-NV" in " ".join(made[:start])
    assert "Bắc Giang, ngày tháng 8 năm 2021" in " ".join(made[:start])


def test_the_slip_of_the_document_is_kept_and_is_the_only_finding():
    found = checking.findings(letter_of(rounds.loaded()), on=AT.date())

    assert [(one.block_index, one.quote) for one in found] == [(0, "Đề án Đề án")]


def test_number_and_day_come_with_the_issue_and_change_nothing_else():
    draft = rounds.loaded()
    before = letter_of(draft)

    issued = rounds.issued(draft)

    after = letter_of(issued)
    assert (after.number, after.date) == (170, dt.date(2021, 8, 2))
    assert replace(after, number=None, date=None) == before


def test_the_paragraph_on_the_round_before_comes_from_its_records():
    assert history_paragraphs(rounds.loaded()) == SEED.blocks[1].text


def test_the_first_round_tells_no_history():
    assert history_paragraphs(rounds.drafted()) == ""


def test_a_letter_ends_with_its_end_mark_whatever_stands_last():
    texts = {
        "": f"tham gia ý kiến và gửi về Sở Ngoại vụ trước ngày 09/8/2021. {CLAUSE[:-1]}./.",
        "Trân trọng.": "Trân trọng./.",
        "Trân trọng./.": "Trân trọng./.",
        "Một.\n\nHai": "Hai./.",
    }
    round_ = rounds.drafted()

    said = {}
    for closing in texts:
        drafting.reword(
            round_,
            wording(closing=closing),
            deadline=rounds.DEADLINE,
            by=rounds.person("officer"),
            at=AT,
        )
        said[closing] = letter_of(round_).blocks[-1].text
    assert {
        closing: text.endswith(texts[closing]) for closing, text in said.items()
    } == dict.fromkeys(texts, True)
    assert all(text.count("./.") == 1 for text in said.values())


def test_another_wording_of_the_deadline_is_printed_as_it_is_worded():
    limit = Deadline.before_time(dt.date(2021, 8, 9), dt.time(17))
    letter = letter_of(rounds.drafted(deadline=limit))

    assert "gửi về Sở Ngoại vụ trước 17 giờ 00 ngày 09/8/2021." in letter.blocks[-1].text
    assert letter.blocks[-1].runs[1].text == "17 giờ 00 ngày 09/8/2021"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("drafting_unit", "Chưa chọn đơn vị soạn thảo công văn."),
        ("signatory", "Chưa chọn người ký công văn."),
    ],
)
def test_nobody_drafts_or_signs_a_letter_unnamed(missing, sentence):
    rounds.office()

    with pytest.raises(ConsultationRefused, match=sentence):
        rounds.drafted(wording=wording(**{missing: None}))


def test_the_clause_on_silence_counts_once_it_is_issued():
    round_ = rounds.drafted()

    assert not says_consent(round_)
    assert says_consent(rounds.issued(round_))


@pytest.mark.parametrize("clause", ["", CLAUSE])
def test_a_letter_without_the_clause_does_not_say_it(clause):
    rounds.office()
    silent = wording(deemed_consent=False, consent_clause=clause)

    round_ = rounds.issued(rounds.drafted(wording=silent))

    assert not says_consent(round_)
    assert CLAUSE not in " ".join(block.text for block in letter_of(round_).blocks)


def test_the_round_before_is_told_under_the_names_then_with_what_came_after_its_end():
    first = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động", "Yên Thế"))
    rounds.answer(rounds.consultee(first, "Lục Ngạn"))
    over = rounds.end(first, at=rounds.hanoi("09/8 08:00"))
    rounds.answer(
        rounds.consultee(over, "Sơn Động"), (DISAGREE, "Bỏ."), at=rounds.hanoi("09/8 15:00")
    )
    District.objects.filter(name="Lục Ngạn").update(kind=UnitKind.TOWN, name="Chũ")

    second = rounds.carried_on(rounds.fresh(over), at=rounds.hanoi("10/8 08:00"))

    _letter, replied, silent, late = history_paragraphs(second).split(". ")
    assert "của UBND huyện Lục Ngạn nhất trí" in replied
    assert silent == (
        "UBND huyện Yên Thế không có văn bản trả lời, được coi như nhất trí theo công văn nêu trên"
    )
    assert "của UBND huyện Sơn Động không nhất trí" in late
    assert "Sơn Động" not in replied
