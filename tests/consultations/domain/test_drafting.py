"""Preparing a round: what changes drops the approval, what is issued changes no more."""

import datetime as dt

import pytest

from accounts.models import AuditEvent
from consultations.domain import calls, drafting, units_asked
from consultations.errors import ConsultationRefused
from consultations.models import Consultation, Round
from deadlines.value import Deadline
from dispatches.blocks import Heading
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import DocumentKind
from districts.models import District
from tests import factories
from tests.consultations import rounds
from tests.consultations.rounds import AT, DEADLINE, hanoi, wording

pytestmark = pytest.mark.django_db


def officer():
    return rounds.person("officer")


def put(round_, *passages, heading="Nhiệm vụ:", **fields):
    return drafting.put_content(
        round_, heading=heading, passages=passages, by=officer(), at=AT, **fields
    )


def headings(round_):
    letter = Letter.from_json(Round.objects.get(pk=round_.pk).dispatch.letter)
    return [block.text for block in letter.blocks if isinstance(block, Heading)]


def reword(round_, deadline=DEADLINE, at=AT, **changes):
    drafting.reword(round_, wording(**changes), deadline=deadline, by=officer(), at=at)


def start(round_, at=AT, deadline=DEADLINE):
    units = [consultee.district for consultee in round_.consultees.all()]
    return drafting.start(
        round_.consultation, wording=wording(), deadline=deadline, units=units, by=officer(), at=at
    )


def test_a_new_matter_is_a_draft_with_its_units_and_its_deadline():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động", contents=0)

    assert (round_.ordinal, round_.dispatch.state) == (1, DispatchState.DRAFT)
    assert round_.dispatch.subject == "V/v đề nghị tham gia ý kiến vào Đề án"
    assert round_.original_term.deadline == DEADLINE
    assert list(round_.consultees.values_list("position", "name", "folded_name", "address")) == [
        (1, "huyện Lục Ngạn", "huyen luc ngan", "u1@unit.example"),
        (2, "huyện Sơn Động", "huyen son dong", "u2@unit.example"),
    ]
    acts = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"consultation.created", "dispatch.drafted", "round.started"} <= acts


def test_a_matter_whose_round_is_refused_is_not_kept():
    rounds.office()

    with pytest.raises(ConsultationRefused, match="Thời hạn «trước ngày 01/8/2021» đã qua"):
        rounds.drafted(deadline=Deadline.before(dt.date(2021, 8, 1)))

    assert not Consultation.objects.exists()


def test_a_deadline_that_is_past_is_refused():
    round_ = rounds.drafted()

    with pytest.raises(ConsultationRefused, match="Thời hạn «trước ngày 09/8/2021» đã qua"):
        reword(round_, at=hanoi("09/8 00:00"))
    reword(round_, at=hanoi("08/8 23:59"))


def test_the_next_round_waits_for_the_end_of_the_one_before():
    first = rounds.called(rounds.drafted("Lục Ngạn"))
    later = Deadline.before(dt.date(2021, 9, 9))

    with pytest.raises(ConsultationRefused, match="Lần lấy ý kiến trước chưa kết thúc"):
        start(first, deadline=later)

    rounds.end(first, at=hanoi("09/8 08:00"))
    second = start(first, hanoi("10/8 08:00"), later)
    assert second.ordinal == 2
    assert second.dispatch.subject == "V/v đề nghị tham gia ý kiến vào Đề án (lần 2)"


def test_the_next_letter_tells_what_came_of_the_round_before():
    first = rounds.called(rounds.drafted("Lục Ngạn", "Sơn Động"))
    rounds.answer(rounds.consultee(first, "Lục Ngạn"), (rounds.BUT, "Bổ sung."))
    rounds.end(first, at=hanoi("09/8 08:00"))

    second = start(first, hanoi("10/8 08:00"), Deadline.before(dt.date(2021, 9, 9)))

    letter = Letter.from_json(second.dispatch.letter)
    assert letter.blocks[1].text == (
        "Ngày 02/8/2021, Sở Ngoại vụ đã có công văn số 01/SNgV-NV về việc đề nghị tham gia ý kiến "
        "vào Đề án gửi UBND các huyện, thành phố. Sở Ngoại vụ đã nhận được phản hồi của UBND huyện "
        "Lục Ngạn nhất trí với dự thảo đề án và có ý kiến góp ý. UBND huyện Sơn Động không có văn "
        "bản trả lời, được coi như nhất trí theo công văn nêu trên."
    )


def rename(round_, title="Kế hoạch"):
    drafting.rename(round_, title=title, draft_name="dự thảo kế hoạch", by=officer(), at=AT)


def test_another_name_stands_in_the_letter_at_once():
    round_ = rounds.drafted()

    rename(round_)

    changed = rounds.fresh(round_)
    assert (changed.consultation.title, changed.consultation.draft_name) == (
        "Kế hoạch",
        "dự thảo kế hoạch",
    )
    assert changed.dispatch.subject == "V/v đề nghị tham gia ý kiến vào Kế hoạch"
    assert AuditEvent.objects.filter(action="consultation.renamed").count() == 1


def test_a_name_that_an_earlier_letter_bears_stays():
    second = rounds.loaded()

    with pytest.raises(ConsultationRefused, match="Công văn lần trước đã ghi tên việc này"):
        rename(second)

    assert rounds.fresh(second).consultation.title == "Đề án hợp tác cấp địa phương"


EDITS = {
    "name": rename,
    "wording": lambda round_: reword(round_, introduction="Căn cứ khác."),
    "deadline": lambda round_: reword(round_, deadline=Deadline.before(dt.date(2021, 8, 10))),
    "new content": lambda round_: put(round_, "Thêm."),
    "other content": lambda round_: put(round_, "Sửa.", ordinal=1),
    "content removed": lambda round_: drafting.remove_content(
        round_.contents.get(ordinal=1), by=officer(), at=AT
    ),
    "units": lambda round_: units_asked.set_units(
        round_, [factories.district("Sơn Động", code="sd")], by=officer(), at=AT
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("prepared", [rounds.submitted, rounds.approved])
def test_an_edit_after_submission_or_approval_drops_both(edit, prepared):
    round_ = prepared(rounds.drafted())

    edit(round_)

    dispatch = rounds.fresh(round_).dispatch
    assert (dispatch.state, dispatch.submitted_at, dispatch.approved_at) == (
        DispatchState.DRAFT,
        None,
        None,
    )


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_nothing_is_edited_after_the_issue(edit):
    round_ = rounds.issued(rounds.drafted())
    before = round_.dispatch.letter

    with pytest.raises((ConsultationRefused, DispatchRefused), match="đã ban hành"):
        edit(round_)

    assert rounds.fresh(round_).dispatch.letter == before


def test_saving_the_same_again_keeps_the_approval():
    round_ = rounds.approved(rounds.drafted())
    unit = round_.consultees.get().district

    reword(round_)
    units_asked.set_units(round_, [unit], by=officer(), at=AT)

    assert rounds.fresh(round_).dispatch.state == DispatchState.APPROVED


def test_contents_are_numbered_as_they_are_added():
    round_ = rounds.drafted(contents=0)

    for heading in ("Mục tiêu:", "Định hướng:", "Nhiệm vụ:"):
        put(round_, "Đoạn.", heading=heading)

    assert headings(round_) == ["1. Mục tiêu:", "2. Định hướng:", "3. Nhiệm vụ:"]


def test_removing_a_content_closes_the_gap():
    round_ = rounds.drafted(contents=0)
    made = [put(round_, "Đoạn.", heading=heading) for heading in ("Một:", "Hai:", "Ba:")]

    drafting.remove_content(made[0], by=officer(), at=AT)

    assert headings(round_) == ["1. Hai:", "2. Ba:"]
    assert put(round_, "Đoạn.", heading="Bốn:").ordinal == 3


def test_writing_a_content_again_replaces_its_passages():
    round_ = rounds.drafted(contents=0)
    put(round_, "Một.", "Hai.", heading="Mục tiêu:")

    put(round_, "Ba.", heading="Mục tiêu mới:", ordinal=1)

    assert headings(round_) == ["1. Mục tiêu mới:"]
    assert [str(passage) for passage in round_.contents.get().passages.all()] == ["Ba."]


def test_the_units_that_a_passage_names_are_found_among_those_asked():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động", contents=0)
    factories.district("Yên Thế", code="yt")

    content = put(round_, "Các huyện Lục Ngạn, Yên Thế.", "Huyện Sơn Động.", "Tất cả.")

    assert named(content) == [["Lục Ngạn"], ["Sơn Động"], []]


def named(content):
    passages = content.passages.order_by("ordinal")
    return [[unit.name for unit in passage.units.all()] for passage in passages]


def test_other_units_are_found_anew_and_who_is_not_asked_is_not_concerned():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động", contents=0)
    luc_ngan, son_dong = District.objects.order_by("rank")
    yen_the = factories.district("Yên Thế", code="yt", rank=3)
    content = put(round_, "Các huyện Lục Ngạn, Sơn Động, Yên Thế.", concerned=[luc_ngan, son_dong])

    units_asked.set_units(round_, [son_dong, yen_the], by=officer(), at=AT)

    assert named(content) == [["Sơn Động", "Yên Thế"]]
    assert list(content.concerned.all()) == [son_dong]


def test_a_corrected_address_outlives_a_change_of_units():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động")
    luc_ngan, son_dong = District.objects.order_by("rank")
    unit = rounds.consultee(round_, "Lục Ngạn")
    calls.correct_address(unit, "moi@lucngan.example", by=officer(), at=AT)

    units_asked.set_units(round_, [son_dong, luc_ngan], by=officer(), at=AT)

    assert list(round_.consultees.order_by("position").values_list("name", "address")) == [
        ("huyện Sơn Động", "u2@unit.example"),
        ("huyện Lục Ngạn", "moi@lucngan.example"),
    ]


def test_a_new_office_is_told_what_it_lacks():
    rounds.office()
    DocumentKind.objects.all().delete()

    with pytest.raises(ConsultationRefused, match="Chưa có thể loại «Công văn»"):
        rounds.drafted()


def test_silence_is_never_consent_to_an_agreement():
    round_ = rounds.drafted()

    with pytest.raises(ConsultationRefused, match="thỏa thuận quốc tế"):
        reword(round_, about_agreement=True)
    with pytest.raises(ConsultationRefused, match="thỏa thuận quốc tế"):
        rounds.drafted(prefix="v", wording=wording(about_agreement=True))

    assert not Round.objects.filter(about_agreement=True).exists()


def test_opinions_on_an_agreement_are_asked_without_the_clause():
    round_ = rounds.drafted()

    reword(round_, about_agreement=True, deemed_consent=False)

    round_.refresh_from_db()
    assert (round_.about_agreement, round_.deemed_consent) == (True, False)


def test_a_page_with_another_list_of_units_is_refused():
    round_ = rounds.drafted("Lục Ngạn", "Sơn Động")
    luc_ngan, son_dong = (consultee.district for consultee in round_.consultees.all())
    seen = [luc_ngan.pk, son_dong.pk]
    units_asked.set_units(round_, [son_dong], seen=seen, by=officer(), at=AT)

    with pytest.raises(ConsultationRefused, match="vừa có người khác thay đổi"):
        units_asked.set_units(round_, [luc_ngan], seen=seen, by=officer(), at=AT)

    assert [consultee.district for consultee in round_.consultees.all()] == [son_dong]
