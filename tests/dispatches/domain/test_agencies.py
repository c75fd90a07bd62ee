"""Who drafts and who signs belongs to the agency that issues, also by the database."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import SYSTEM
from dispatches.domain import letter_templates, office
from dispatches.domain.composing import Text, compose
from dispatches.errors import DispatchRefused
from dispatches.forms.writing import WritingForm
from dispatches.letter import Family
from dispatches.models import (
    Agency,
    Dispatch,
    DocumentKind,
    DraftingUnit,
    LetterTemplate,
    Signatory,
)
from tests.dispatches.factories import AT, DAY, agency, drafted, kind
from tests.factories import signed_in, user

pytestmark = pytest.mark.django_db


def other() -> Agency:
    names = {"name": "UBND tỉnh", "abbreviation": "UBND", "place": "Bắc Giang"}
    return Agency.objects.get_or_create(**names)[0]


def signatory(of: Agency) -> Signatory:
    return Signatory.objects.get_or_create(agency=of, name=f"Người ký {of}", authority="A")[0]


def unit(of: Agency) -> DraftingUnit:
    return DraftingUnit.objects.get_or_create(agency=of, name=f"Phòng {of}", abbreviation="NV")[0]


def refused(act) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.parametrize("stranger", ["unit", "signatory"])
def test_a_letter_has_no_drafter_or_signatory_of_another_agency(stranger):
    chosen = {"unit": unit(agency()), "signatory": signatory(agency())}
    assert (
        compose(kind(), Text(subject="V/v"), **chosen, on=DAY).signature.name
        == "Người ký Sở Ngoại vụ"
    )

    chosen[stranger] = {"unit": unit, "signatory": signatory}[stranger](other())

    with pytest.raises(DispatchRefused, match="thuộc UBND tỉnh, không thuộc Sở Ngoại vụ"):
        compose(kind(), Text(subject="V/v"), **chosen, on=DAY)


def test_a_kind_is_not_signed_by_another_agency_s_signatory():
    own = {"signatory": signatory(agency())}
    office.keep(kind(), own, by=SYSTEM, at=AT)

    with pytest.raises(DispatchRefused, match="không thuộc Sở Ngoại vụ"):
        office.keep(kind(), {"signatory": signatory(other())}, by=SYSTEM, at=AT)

    refused(lambda: DocumentKind.objects.update(signatory=signatory(other())))


@pytest.mark.parametrize("stranger", ["unit", "signatory"])
def test_a_template_neither(stranger):
    values = {"code": "m", "name": "Mẫu", "kind": kind(), "subject": "V/v", "language": "vi"}
    own = {"unit": unit(agency()), "signatory": signatory(agency())}
    letter_templates.keep_template(LetterTemplate(), values | own, by=SYSTEM, at=AT)
    strange = {stranger: {"unit": unit, "signatory": signatory}[stranger](other())}

    with pytest.raises(DispatchRefused, match="không thuộc Sở Ngoại vụ"):
        letter_templates.keep_template(LetterTemplate.objects.get(), strange, by=SYSTEM, at=AT)

    refused(lambda: LetterTemplate.objects.update(**strange))


@pytest.mark.parametrize("make", [kind, lambda: unit(agency()), lambda: signatory(agency())])
def test_an_entry_stays_its_agency_s(make):
    entry = make()

    with pytest.raises(DispatchRefused, match="không đổi được"):
        office.keep(entry, {"agency": other()}, by=SYSTEM, at=AT)

    refused(lambda: type(entry).objects.update(agency=other()))


def test_a_document_is_its_kind_s_agency_s():
    dispatch = drafted()

    assert dispatch.agency == kind().agency
    refused(lambda: Dispatch.objects.update(agency=other()))


def test_forms_offer_the_agency_s_own_and_name_the_agency_where_there_are_several():
    own = unit(agency()), signatory(agency())
    strange = unit(other()), signatory(other())

    form = WritingForm(family=Family.OFFICIAL, agency=agency())
    assert [list(form.fields[name].queryset) for name in ("unit", "signatory")] == [
        [own[0]],
        [own[1]],
    ]
    begin = signed_in(user("officer")).get(reverse("dispatches:begin")).context["form"]
    _empty, *groups = begin.fields["signatory"].choices
    assert {name: [str(label) for _key, label in rows] for name, rows in groups} == {
        "Sở Ngoại vụ": [str(own[1])],
        "UBND tỉnh": [str(strange[1])],
    }


def test_an_officer_is_told_who_belongs_where():
    typed = {"kind": kind().pk, "subject": "V/v", "unit": unit(agency()).pk}
    typed["signatory"] = signatory(other()).pk

    page = signed_in(user("officer")).post(reverse("dispatches:begin"), typed)

    assert "thuộc UBND tỉnh, không thuộc Sở Ngoại vụ" in page.text
    assert not Dispatch.objects.exists()
