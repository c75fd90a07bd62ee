"""Checklists are made for the next association, and stay once a dossier was opened with them."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from dispatches.domain import checklists, dossiers
from dispatches.domain.checklists import Demanded, Facts
from dispatches.domain.filling_in import values_of_dossier
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Checklist, LetterTemplate
from partners.enums import NameKind
from tests.dispatches.domain.test_letter_templates import kept
from tests.dispatches.factories import officer
from tests.factories import AT
from tests.partners.factories import partner

pytestmark = pytest.mark.django_db
LETTER = Demanded(text="Thư đề xuất", needs_field=True)
PROFILE = Demanded(text="Giới thiệu", languages=("ko", "en"))


def made(*demands, checklist=None, **changes):
    checklist = checklist or Checklist()
    facts = {"code": "hoi", "name": "Hội A", "values": {"lĩnh vực": "du lịch", "lạ": "x"}}
    checklists.keep(checklist, Facts(**facts | changes), demands, by=officer(), at=AT)
    return checklist


def opened(checklist):
    return dossiers.open_dossier(title="Hồ sơ", checklist=checklist, by=officer(), at=AT)


def association(code="hoi-thong-doc"):
    names = [(NameKind.ALIAS, "NGA"), (NameKind.ENGLISH, "Governors' Association")]
    return partner("Hội Thống đốc", code, tier="association", names=names)


def test_a_checklist_has_its_demands_in_order_and_takes_their_sheets():
    sheet = kept()

    checklist = made(LETTER, Demanded(text="Đầu mối", template=sheet))

    rows = checklist.demands.values_list("ordinal", "text", "languages", "needs_field", "template")
    assert list(rows) == [
        (1, "Thư đề xuất", [], True, None),
        (2, "Đầu mối", [], False, sheet.pk),
    ]
    assert checklist.values == {"lĩnh vực": "du lịch"}
    assert list(checklist.templates.all()) == [sheet]
    event = AuditEvent.objects.get(action="checklist.created")
    assert event.data["demands"] == ["Thư đề xuất", "Đầu mối"]


def test_a_change_replaces_the_demands():
    checklist = made(LETTER)

    made(PROFILE, checklist=checklist, name="Hội B")

    assert checklists.demands_of(Checklist.objects.get(name="Hội B")) == [PROFILE]
    assert AuditEvent.objects.filter(action="checklist.changed").count() == 1


def test_what_cannot_be_kept_is_refused():
    made(LETTER)
    theirs = kept(checklist=Checklist.objects.get())

    for demands, changes, said in [
        ([LETTER], {}, "Mã danh mục này đã có"),
        ([], {"code": "b"}, "ít nhất một yêu cầu"),
        ([LETTER], {"code": "b", "partner": "ai"}, "Không có đối tác này"),
        ([Demanded(text="A", template=theirs)], {"code": "b"}, "thuộc danh mục khác"),
    ]:
        with pytest.raises(DispatchRefused, match=said), transaction.atomic():
            made(*demands, **changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Checklist.objects.get().demands.update(text="")


def test_a_checklist_stays_once_a_dossier_was_opened_with_it():
    checklist = made(LETTER)
    opened(checklist)

    with pytest.raises(DispatchRefused, match="đã dùng cho hồ sơ"):
        made(PROFILE, checklist=checklist)

    assert [one.text for one in checklists.demands_of(checklist)] == ["Thư đề xuất"]


def test_the_next_association_gets_demands_and_letters_of_its_own():
    original = kept(code="hoi-thu")
    checklist = made(Demanded(text="Thư", template=original))
    kept(code="hoi-thu-en", language="en", translates=original, checklist=checklist)
    checklist.refresh_from_db()
    next_one = association()

    copied = checklists.copy(
        checklist, code="nga", name="Hội B", partner=next_one.code, by=officer(), at=AT
    )

    letter = LetterTemplate.objects.get(code="nga-thu")
    english = LetterTemplate.objects.get(code="nga-thu-en")
    assert (letter.checklist, letter.composed, letter.rows) == (copied, True, original.rows)
    assert english.translates == letter
    assert [one.template for one in checklists.demands_of(copied)] == [letter]
    assert (copied.partner, copied.values) == ("hoi-thong-doc", {"lĩnh vực": "du lịch"})
    assert AuditEvent.objects.get(action="checklist.copied").data["target"] == "Hội A"


def test_letters_name_the_chosen_partner_as_the_register_does():
    checklist = made(Demanded(text="Thư", template=kept()), partner=association().code)
    dossier = opened(checklist)

    [begun] = dossiers.draft_pack(dossier, by=officer(), at=AT)

    named = values_of_dossier(dossier)
    assert named == {
        "lĩnh vực": "du lịch",
        "đối tác": "Hội Thống đốc (NGA)",
        "đối tác: tiếng Anh": "Governors' Association (NGA)",
    }
    assert "[[đối tác]]" in Letter.from_json(begun.letter).blocks[0].text


def test_what_was_typed_gives_way_to_the_register():
    dossier = opened(made(LETTER))
    typed = {"đối tác": "Hội gõ tay", "đối tác: tiếng bản ngữ": "기타"}
    dossiers.set_values(dossier, typed, by=officer(), at=AT)
    assert values_of_dossier(dossier)["đối tác"] == "Hội gõ tay"

    dossiers.set_values(dossier, typed, partner=association().code, by=officer(), at=AT)

    assert values_of_dossier(dossier)["đối tác"] == "Hội Thống đốc (NGA)"
    with pytest.raises(DispatchRefused, match="Không có đối tác này"):
        dossiers.set_values(dossier, {}, partner="khong-co", by=officer(), at=AT)
