"""From an agreement to a letter about it, and back: the papers of its file."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from dispatches.letter import Letter
from dispatches.models import Dispatch, DocumentKind, DraftingUnit, Signatory
from partners.agreement_enums import State
from partners.domain import agreement_letters
from partners.domain.citing import Citation
from partners.models import Agreement, AgreementLetter
from tests.consultations import rounds
from tests.factories import district, officer_of, signed_in, user
from tests.partners.courses import LATER, an_idea, brought_to, prepare, step

pytestmark = pytest.mark.django_db
SIDES = "UBND huyện Lục Ngạn và Quận Seo"


@pytest.fixture
def officer():
    rounds.office()
    return signed_in(user("officer"))


def address(made, part=""):
    return f"/doi-tac/thoa-thuan/{made.pk}/{part}"


def entered(subject):
    return {
        "kind": DocumentKind.objects.get().pk,
        "unit": DraftingUnit.objects.get().pk,
        "signatory": Signatory.objects.get().pk,
        "subject": subject,
    }


@pytest.mark.parametrize(
    ("gone", "sides"),
    [("ours", "với Quận Seo"), ("theirs", "của UBND huyện Lục Ngạn"), ("", f"giữa {SIDES}")],
)
def test_between_whom_is_said_only_where_both_sides_are_known(gone, sides):
    made = an_idea(district())
    made.parties.filter(side=gone).delete()
    assert agreement_letters.citation(made) == f"dự thảo «Thỏa thuận hợp tác» {sides}"


def test_a_letter_begins_with_the_agreement_and_stands_in_its_file(officer):
    made = brought_to(State.SIGNED, district())
    named = f"«Thỏa thuận hợp tác» ký ngày 06/9/2021 giữa {SIDES}"
    asked = officer.get(address(made, "soan/"))
    assert asked.context["form"].initial == {"subject": f"V/v {named}"}

    begun = officer.post(address(made, "soan/"), entered("V/v gửi bản sao thỏa thuận"))

    letter = Dispatch.objects.get()
    assert begun.headers["Location"] == f"/van-ban/{letter.pk}/soan/"
    (block,) = Letter.from_json(letter.letter).blocks
    assert block.text == f"Liên quan đến {named}."
    (first, *_cited) = officer.get(address(made)).context["papers"]
    assert (first.dispatch, first.day, first.subject) == (
        letter,
        None,
        "V/v gửi bản sao thỏa thuận",
    )
    told = AuditEvent.objects.get(action="agreement.letter_begun")
    assert told.data == {"letter": "V/v gửi bản sao thỏa thuận"}


def test_a_named_document_has_the_agreement_among_its_bases(officer):
    made = an_idea(district())
    DocumentKind.objects.update(family="named", symbol_pattern="TTr-{cơ quan}", name="Tờ trình")

    officer.post(address(made, "soan/"), entered("Về việc ký thỏa thuận"))

    (block,) = Letter.from_json(Dispatch.objects.get().letter).blocks
    assert (block.TYPE, block.text) == (
        "basis",
        f"Căn cứ dự thảo «Thỏa thuận hợp tác» giữa {SIDES};",
    )


def test_what_is_cited_stands_in_the_file_once_and_drafts_first(officer):
    made = brought_to(State.SUBMITTED, district())
    letter = rounds.called(rounds.drafted("Sơn Động", prefix="s")).dispatch
    prepare(made, State.PERMITTED)
    step(made, State.PERMITTED, cites=Citation(letter.full_number))
    officer.post(address(made, "soan/"), entered("V/v gửi dự thảo"))

    made = Agreement.objects.get(pk=made.pk)
    found = agreement_letters.papers(made, made.events.all(), made.opinions.all())

    assert [(paper.subject or paper.number, paper.day) for paper in found] == [
        ("V/v gửi dự thảo", None),
        ("12/UBND-NC", dt.date(2021, 9, 6)),
        (letter.subject, letter.date),
    ]


def test_of_what_was_dropped_nothing_is_written_any_more(officer):
    made = step(an_idea(district()), State.STOPPED)

    refused = officer.post(address(made, "soan/"), entered("V/v"))

    assert refused.context["form"].non_field_errors() == [
        "Thỏa thuận đã dừng, không còn văn bản nào để soạn."
    ]
    assert not Dispatch.objects.exists()
    assert address(made, "soan/") not in officer.get(address(made)).text


def test_a_letter_is_begun_for_one_agreement(officer):
    made, other = an_idea(district()), an_idea(title="Khác")
    officer.post(address(made, "soan/"), entered("V/v"))

    with pytest.raises(IntegrityError), transaction.atomic():
        agreement_letters.attach(other, Dispatch.objects.get(), by=SYSTEM, at=LATER)
    assert AgreementLetter.objects.get().agreement == made


def test_a_unit_is_shown_no_letters_of_the_department(officer):
    unit = district()
    made = an_idea(unit)
    officer.post(address(made, "soan/"), entered("V/v báo cáo nội bộ"))

    page = signed_in(officer_of(unit)).get(f"/doi-tac/thoa-thuan/don-vi/{made.pk}/")

    assert "V/v báo cáo nội bộ" not in page.text
    assert "soan/" not in page.text
