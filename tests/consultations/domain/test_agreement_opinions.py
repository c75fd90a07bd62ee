"""A round's answers go into the file of the agreement that it is about; silence never does."""

import pytest
from django.urls import reverse

from consultations.domain.agreement_opinions import agreement_of, carry_over
from consultations.errors import ConsultationRefused
from partners.agreement_enums import Position, State
from partners.domain.agreement_letters import papers
from partners.domain.citing import Citation
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, BUT, hanoi
from tests.factories import signed_in
from tests.partners.courses import LATER, an_idea, prepare, step

pytestmark = pytest.mark.django_db
UNITS = ("Lục Ngạn", "Sơn Động", "Yên Thế")


@pytest.fixture
def round_():
    rounds.office()
    words = rounds.wording(about_agreement=True, deemed_consent=False, consent_clause="")
    return rounds.called(rounds.drafted(*UNITS, contents=2, wording=words))


def asked(letter):
    """An agreement on which the letter asks for opinions."""
    made = an_idea()
    for to in (State.DRAFTING, State.CONSULTING):
        prepare(made, to)
        made = step(made, to, **({"cites": Citation(letter)} if to == State.CONSULTING else {}))
    return made


def carry(round_):
    return carry_over(round_, by=rounds.person("officer"), at=LATER)


def opinions(agreement):
    return {
        opinion.body: (opinion.position, opinion.document_number, opinion.note)
        for opinion in agreement.opinions.filter(code="")
    }


def test_written_answers_become_opinions_and_silence_none(round_):
    ngan, dong, _the = (rounds.consultee(round_, name) for name in UNITS)
    rounds.answer(ngan, (AGREE, ""), (AGREE, ""), at=hanoi("03/8 09:00"))
    rounds.answer(dong, (AGREE, ""), (BUT, "Bổ sung kinh phí."), at=hanoi("04/8 09:00"))
    agreement = asked(round_.dispatch.full_number)
    assert agreement_of(round_) == agreement

    assert carry(round_) == 2

    assert opinions(agreement) == {
        "UBND huyện Lục Ngạn": (Position.AGREE, "Phiếu tiếp nhận số 01/2021", ""),
        "UBND huyện Sơn Động": (
            Position.COMMENTS,
            "Phiếu tiếp nhận số 02/2021",
            "2. Bổ sung kinh phí.",
        ),
    }


def test_it_may_be_done_again_after_further_answers(round_):
    agreement = asked(round_.dispatch.full_number)
    ngan = rounds.consultee(round_, "Lục Ngạn")
    rounds.answer(ngan, (AGREE, ""), (AGREE, ""), at=hanoi("03/8 09:00"))
    assert [carry(round_), carry(round_)] == [1, 0]
    rounds.answer(ngan, (AGREE, ""), (BUT, "Thêm."), at=hanoi("04/8 09:00"))
    assert carry(round_) == 1
    assert opinions(agreement)["UBND huyện Lục Ngạn"][:2] == (
        Position.COMMENTS,
        "Phiếu tiếp nhận số 02/2021",
    )


def test_a_round_that_no_agreement_cites_is_refused(round_):
    with pytest.raises(ConsultationRefused, match="Chưa có hồ sơ thỏa thuận nào"):
        carry(round_)


def test_once_the_asking_is_over_nothing_is_carried(round_):
    ngan = rounds.consultee(round_, "Lục Ngạn")
    rounds.answer(ngan, (AGREE, ""), (AGREE, ""), at=hanoi("03/8 09:00"))
    agreement = asked(round_.dispatch.full_number)
    prepare(agreement, State.SUBMITTED)
    step(agreement, State.SUBMITTED)
    with pytest.raises(ConsultationRefused, match="không ở bước lấy ý kiến"):
        carry(round_)


def test_the_board_leads_to_the_agreement_and_carries(round_):
    ngan = rounds.consultee(round_, "Lục Ngạn")
    rounds.answer(ngan, (AGREE, ""), (AGREE, ""), at=hanoi("03/8 09:00"))
    agreement = asked(round_.dispatch.full_number)
    client = signed_in(rounds.person("officer"))
    board = client.get(reverse("consultations:round", args=[round_.pk])).text
    assert reverse("partners:agreement", args=[agreement.pk]) in board
    assert "Ghi các ý kiến đã trả lời vào hồ sơ" in board


@pytest.mark.parametrize("still_about_it", [True, False])
def test_the_letter_of_the_next_round_is_a_paper_of_the_agreement_too(round_, still_about_it):
    agreement = asked(round_.dispatch.full_number)
    over = rounds.end(round_, at=hanoi("09/8 08:00"))
    about = {"about_agreement": still_about_it, "deemed_consent": False, "consent_clause": ""}

    second = rounds.carried_on(over, wording=rounds.wording(**about), at=hanoi("10/8 08:00"))

    events, asking = agreement.events.all(), agreement.opinions.all()
    cited = {paper.dispatch for paper in papers(agreement, events, asking)}
    assert (round_.dispatch in cited, second.dispatch in cited) == (True, still_about_it)
    assert agreement_of(second) == (agreement if still_about_it else None)
