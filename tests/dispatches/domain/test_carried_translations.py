"""What follows a translated document is translated too; a translation falls with it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from dispatches.domain import (
    amending,
    approval,
    dossiers,
    drafting,
    handling,
    issuing,
    signed_copies,
)
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Dispatch, DocumentLink, DraftingUnit, Signatory
from tests.dispatches.deliveries import print_it
from tests.dispatches.factories import (
    AT,
    DAY,
    agency,
    approved,
    clerk,
    issued,
    leader,
    letter,
    officer,
)
from tests.dispatches.seed_letter import SEED
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=40)
ABROAD = {"agency": "DEPARTMENT", "parent_agency": "", "issuer": "Department", "place": "Bac Giang"}
TRANSLATED = {
    "en": replace(SEED, language="en", subject="Request", addressees=("GAROK",), **ABROAD),
    "ko": replace(SEED, language="ko", subject="요청", addressees=("협의회",), **ABROAD),
}


def approve(dispatch: Dispatch, at=AT) -> Dispatch:
    approval.submit(dispatch, by=officer(), at=at)
    return approval.approve(dispatch, digest=dispatch.letter_digest, by=leader(), at=at)


@pytest.fixture
def note():
    """An issued document with an English and a Korean translation."""
    original = approved(letter=letter("V/v đề nghị"))
    for said in TRANSLATED.values():
        approve(
            drafting.draft(
                kind=original.kind, letter=said, translates=original, by=officer(), at=AT
            )
        )
    return issuing.issue(original, number=None, date=DAY, by=clerk(), at=AT)


def texts(dispatch: Dispatch) -> dict[str, Letter]:
    said = (Letter.from_json(one.letter) for one in dispatch.translations.order_by("pk"))
    return {one.language: one for one in said}


def test_a_replacement_begins_with_the_translations_as_drafts_of_its_own(note):
    dossier = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=AT)
    dossiers.add_document(dossier, note, by=officer(), at=AT)

    new = amending.begin_replacement(note, by=officer(), at=LATER)

    begun = list(new.translations.order_by("pk"))
    assert [one.state for one in begun] == ["draft", "draft"]
    blank = {"number": None, "date": None, "draft_month": (9, 2021)}
    assert texts(new) == {code: replace(said, **blank) for code, said in TRANSLATED.items()}
    assert [row.dispatch for row in dossier.documents.all()] == [note, new, *begun]
    assert [link.source for link in DocumentLink.objects.all()] == [new]


def test_the_replacement_leaves_together_with_them(note):
    new = approve(amending.begin_replacement(note, by=officer(), at=AT))

    with pytest.raises(DispatchRefused, match="Bản dịch «Request» đang ở trạng thái «Dự thảo»"):
        issuing.issue(new, number=None, date=DAY, by=clerk(), at=AT)

    for translation in new.translations.order_by("pk"):
        approve(translation)
    issuing.issue(new, number=None, date=DAY, by=clerk(), at=AT)
    assert {(one.number, one.state) for one in new.translations.all()} == {(2, "issued")}
    assert [one.subject for one in new.enclosures.order_by("ordinal")] == ["Request", "요청"]


def test_who_wants_none_gets_none(note):
    client = signed_in(user("officer", "writer"))
    address = reverse("dispatches:replace", args=[note.pk])
    shown = client.get(reverse("dispatches:detail", args=[note.pk])).text
    assert 'name="with_translations" form="replace" checked' in shown

    client.post(address)
    assert Dispatch.objects.get(linked_from=None, links__to_dispatch=note).translations.count() == 0
    client.post(address, {"with_translations": "on"})
    assert Dispatch.objects.filter(links__to_dispatch=note).last() is not None
    assert Dispatch.objects.filter(state="draft", translates__isnull=False).count() == 2


def test_a_correction_begins_in_the_languages_of_what_it_corrects(note):
    new = amending.begin_correction(
        note, unit=unit_of_agency(), signatory=None, by=officer(), at=LATER
    )

    said = texts(new)
    assert {code: one.subject for code, one in said.items()} == {
        "en": "Correction to Official Letter No. 01/SNgV-NV of 2 August 2021",
        "ko": "2021년 8월 2일 자 공문 제01/SNgV-NV호 정정",
    }
    english = said["en"]
    assert [block.text for block in english.blocks] == [
        "On 2 August 2021, Department issued Official Letter No. 01/SNgV-NV on the following "
        "subject: Request.",
        "Having reviewed the document, Department makes the following correction:",
    ]
    assert (english.agency, english.place, english.addressees) == (
        "DEPARTMENT",
        "Bac Giang",
        ("GAROK",),
    )
    assert english.symbol == Letter.from_json(new.letter).symbol


def unit_of_agency() -> DraftingUnit:
    return DraftingUnit.objects.create(agency=agency(), name="Nghiệp vụ", abbreviation="NV")


def test_the_page_of_a_correction_asks_about_translations_where_there_are_some(note):
    client, unit = signed_in(user("officer", "writer")), unit_of_agency()
    Signatory.objects.create(agency=agency(), name="Ngô Biên Cương", authority="GIÁM ĐỐC")
    address = reverse("dispatches:correct", args=[note.pk])
    assert "with_translations" in client.get(address).context["form"].fields
    plain = reverse("dispatches:correct", args=[issued().pk])
    assert "with_translations" not in client.get(plain).context["form"].fields

    client.post(address, {"unit": unit.pk, "with_translations": "on"})

    assert Dispatch.objects.filter(state="draft", translates__isnull=False).count() == 2


def test_a_translation_is_cancelled_with_its_original_wherever_it_is_shown(note):
    translation = note.translations.first()
    print_it(translation)
    client = signed_in(user("officer", "reader"))
    dossier = dossiers.open_dossier(title="Hồ sơ", by=officer(), at=AT)
    dossiers.add_document(dossier, translation, by=officer(), at=AT)

    handling.cancel(note, reason="Sai thẩm quyền", by=clerk(), at=AT)

    page = client.get(reverse("dispatches:detail", args=[translation.pk])).text
    assert "Sai thẩm quyền" in page
    for shown in (
        page,
        client.get(reverse("dispatches:detail", args=[note.pk])).text,
        client.get(reverse("dispatches:list"), {"state": "issued"}).text,
        client.get(reverse("dispatches:list")).text,
        client.get(reverse("dispatches:dossier", args=[dossier.pk])).text,
    ):
        assert "Đã ban hành</span>" not in shown
        assert '<span class="muted small">Đã ban hành' not in shown
    listed = client.get(reverse("dispatches:list"), {"state": "cancelled"})
    assert {row[0].object.pk for row in listed.context["rows"]} == {
        one.pk for one in (note, *note.translations.all())
    }
    fresh = Dispatch.objects.get(pk=translation.pk)
    assert (fresh.is_cancelled, fresh.state_in_words) == (True, "Đã hủy")
    assert not signed_copies.is_signable(fresh)
    with pytest.raises(DispatchRefused, match="đã hủy"):
        signed_copies.require_signable(fresh)


def test_what_waits_for_another_translation_is_said_before_anybody_tries(note):
    new = approve(amending.begin_replacement(note, by=officer(), at=AT))

    page = signed_in(clerk()).get(reverse("dispatches:issue", args=[new.pk])).text

    assert "Bản dịch «요청» đang ở trạng thái «Dự thảo», chưa được duyệt." in page
