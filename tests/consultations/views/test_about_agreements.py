"""From an agreement to a round about its draft, and back."""

import pytest

from consultations.domain import drafting
from consultations.domain.agreement_opinions import agreement_of, carry_over
from consultations.models import Round
from deadlines.value import Deadline
from partners.agreement_enums import State
from partners.models import AgreementLetter
from tests.consultations import rounds
from tests.consultations.rounds import AGREE, AT, hanoi
from tests.consultations.views.test_preparing import errors, new_matter
from tests.factories import signed_in, user
from tests.partners.courses import LATER, LETTER, an_idea, brought_to, prepare, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    rounds.office()
    rounds.asked("Lục Ngạn", "luc-ngan")
    return signed_in(rounds.person("officer"))


def address(made):
    return f"/lay-y-kien/moi/thoa-thuan/{made.pk}/"


def drafted_agreement():
    return brought_to(State.DRAFTING)


def test_the_agreement_leads_to_a_round_that_knows_it(officer):
    made = drafted_agreement()
    assert f'href="{address(made)}"' in officer.get(f"/doi-tac/thoa-thuan/{made.pk}/").text
    initial = officer.get(address(made)).context["form"].initial
    named = "dự thảo «Thỏa thuận hợp tác» giữa UBND tỉnh Bắc Giang và Quận Seo"
    assert (initial["title"], initial["about_agreement"]) == (named, True)
    assert initial["introduction"] == (
        "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14, việc ký kết thỏa thuận quốc tế phải có ý "
        f"kiến bằng văn bản của các cơ quan, đơn vị liên quan. Nay lấy ý kiến về {named}."
    )

    matter = new_matter()
    officer.post(address(made), matter)
    officer.post(address(made), matter)  # a second click

    round_ = Round.objects.get()
    assert round_.about_agreement  # also where the box was not ticked
    assert agreement_of(round_) == made
    assert AgreementLetter.objects.get().dispatch == round_.dispatch
    file = officer.get(f"/doi-tac/thoa-thuan/{made.pk}/").context["papers"]
    assert file[0].dispatch == round_.dispatch
    assert made.title in officer.get(f"/lay-y-kien/{round_.pk}/").text


def test_the_deadline_proposed_is_that_of_the_law_from_each_one_s_receipt(officer):
    made = drafted_agreement()
    asked = officer.get(address(made))
    initial = asked.context["form"].initial
    assert (initial["deadline_kind"], initial["deadline_working_days"]) == (
        "within_working_days",
        7,
    )
    assert "Luật cho mỗi cơ quan 7 ngày làm việc kể từ ngày nhận đủ hồ sơ" in asked.text

    limit = {name: initial[name] for name in ("deadline_kind", "deadline_working_days")}
    officer.post(address(made), new_matter(**limit, about_agreement="on"))

    assert Round.objects.get().original_term.deadline == Deadline.from_receipt(7)


def test_the_step_proposes_the_letter_and_the_answers_go_into_the_file(officer):
    made = drafted_agreement()
    officer.post(address(made), new_matter())
    told = {"heading": "Mục tiêu:", "passages": ["Một."], "by": rounds.person("officer"), "at": AT}
    drafting.put_content(Round.objects.get(), **told)
    round_ = rounds.called(rounds.fresh(Round.objects.get()))
    prepare(made, State.CONSULTING)
    asked = officer.get(f"/doi-tac/thoa-thuan/{made.pk}/buoc/consulting/").context["form"]
    letter = round_.dispatch
    assert (asked["number"].value(), asked["number_date"].value()) == (
        letter.full_number,
        letter.date,
    )
    made = step(made, State.CONSULTING)  # it cites another letter: the round is known all the same
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (AGREE, ""), at=hanoi("03/8 09:00"))

    assert carry_over(round_, by=rounds.person("officer"), at=LATER) == 1

    assert made.opinions.get(code="").body == "UBND huyện Lục Ngạn"


def test_where_nobody_is_asked_there_is_neither_button_nor_page_nor_round(officer):
    idea, submitted = an_idea(), brought_to(State.SUBMITTED, title="Khác")
    for made in (idea, submitted):
        assert address(made) not in officer.get(f"/doi-tac/thoa-thuan/{made.pk}/").text
        assert officer.get(address(made)).status_code == 404
        refused = officer.post(address(made), new_matter())
        assert errors(refused) == {
            "__all__": [
                "Chỉ mở đợt lấy ý kiến khi thỏa thuận đang trao đổi dự thảo hoặc đang lấy ý kiến."
            ]
        }
    assert not Round.objects.exists()


def test_silence_is_no_consent_to_it(officer):
    made = drafted_agreement()

    refused = officer.post(
        address(made), new_matter(deemed_consent="on", consent_clause="Coi như nhất trí.")
    )

    assert errors(refused) == {
        "__all__": [
            "Lấy ý kiến về thỏa thuận quốc tế thì không trả lời không được coi là nhất trí."
        ]
    }
    assert not AgreementLetter.objects.exists()


def test_a_leader_reads_the_file_and_opens_no_round(officer):
    made = drafted_agreement()

    page = signed_in(user("leader")).get(f"/doi-tac/thoa-thuan/{made.pk}/")

    assert (page.context["leads"], page.context["may_write"]) == ([], False)
    assert LETTER.number in page.text
