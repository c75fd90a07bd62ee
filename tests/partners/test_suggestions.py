"""Suggestions on the register: who is listed, in which order, with which words."""

from random import Random

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from coop_portal import bac_giang
from dispatches.domain.dossiers import open_dossier
from dispatches.models import Checklist
from districts.domain.vocabulary import create_field
from districts.models import District
from partners.agreement_enums import State
from partners.domain.matching import Register, partners_for, units_for, wish_of
from partners.domain.partners import Facts, create_partner
from partners.domain.relations import change_stage
from partners.domain.shortlist import Search, shortlist, with_kin
from partners.enums import LOCALITIES, NameKind, PartnerTier, Stage
from partners.matching import rank
from partners.models import Agreement, Partner, PartnerContact, Relation
from tests.districts.factories import orientation, programme
from tests.factories import AT, district, signed_in, user
from tests.frame import own_queries
from tests.partners.factories import agreement, partner, relation

pytestmark = pytest.mark.django_db
PROVINCE = reverse("partners:province_suggestions")


@pytest.fixture
def department():
    return signed_in(user("officer"))


@pytest.fixture
def loaded():
    bac_giang.load(AT)


def told(client, address):
    return [
        (each.row.code, each.match.score, [str(label) for label, _w, _p in each.match.reasons])
        for each, _url in client.get(address).context["suggestions"]
    ]


def for_unit(unit):
    return reverse("partners:unit_suggestions", args=[unit.pk])


def test_for_garok_chungcheongnam_comes_first_and_why(department, loaded):
    garok = Partner.objects.get(code="garok")
    address = reverse("partners:candidates", args=[garok.pk])
    assert told(department, address) == [
        (
            "chungcheongnam",
            105,
            ["Đang xúc tiến", "Tương đương cấp", "Nước trong định hướng"],
        ),
        (
            "daejeon",
            61,
            ["Tương đương cấp", "Nước trong định hướng", "Địa phương liên quan đã quen"],
        ),
    ]
    page = department.get(address).content.decode()
    assert "Sở Ngoại vụ đang trao đổi với Văn phòng Chính sách Thương mại và đầu tư" in page
    assert "Quận Seo: thành phố Bắc Giang (đang triển khai)" in page
    assert address in department.get(reverse("partners:partner", args=[garok.pk])).content.decode()


def test_the_dossier_of_a_letter_to_garok_leads_to_the_candidates(department, loaded):
    garok = Partner.objects.get(code="garok")
    to_garok, to_nobody = (
        open_dossier(title="Hồ sơ", checklist=checklist, by=SYSTEM, at=AT)
        for checklist in (Checklist.objects.get(code="garok"), None)
    )
    candidates = reverse("partners:candidates", args=[garok.pk])
    shown = [
        department.get(reverse("dispatches:dossier", args=[each.pk])).content.decode()
        for each in (to_garok, to_nobody)
    ]
    assert [candidates in page for page in shown] == [True, False]


def test_a_signed_province_is_no_candidate_any_more(department, loaded):
    Relation.objects.filter(partner__code="chungcheongnam").update(stage=Stage.SIGNED)
    garok = Partner.objects.get(code="garok")
    found = told(department, reverse("partners:candidates", args=[garok.pk]))
    assert [code for code, *_rest in found] == ["daejeon"]


def test_only_an_association_has_candidates_and_only_a_locality_units(department, loaded):
    seo, garok = (Partner.objects.get(code=code) for code in ("seo", "garok"))
    assert department.get(reverse("partners:candidates", args=[seo.pk])).status_code == 404
    address = reverse("partners:units_for_partner", args=[garok.pk])
    assert department.get(address).status_code == 404


def test_who_is_related_is_not_suggested(department, loaded):
    city = District.objects.get(code="bac-giang")
    assert [code for code, *_rest in told(department, for_unit(city))] == [
        "chungcheongnam",
        "daejeon",
    ]
    # With Chungcheongnam the province already talks.
    assert [code for code, *_rest in told(department, PROVINCE)] == ["daejeon", "seo"]


@pytest.mark.parametrize("stage", Stage)
def test_any_relation_keeps_a_partner_off_the_list(department, stage):
    unit = district()
    programme()
    relation(partner(), unit, stage=stage)
    assert told(department, for_unit(unit)) == []


def test_units_that_a_partner_would_fit(department, loaded):
    seo = Partner.objects.get(code="seo")
    page = department.get(reverse("partners:units_for_partner", args=[seo.pk]))
    found = [(e.row.name, e.match.score) for e, _url in page.context["suggestions"]]
    # Tier 30, Korea 25 where the orientation names it, the city's tie 8; the city itself is out.
    assert found == [
        ("Việt Yên", 63),
        ("Yên Dũng", 63),
        *[(name, 38) for name in ("Hiệp Hòa", "Lạng Giang", "Lục Nam", "Lục Ngạn", "Sơn Động")],
        ("Tân Yên", 38),
        ("Yên Thế", 38),
    ]


def test_fields_ties_and_what_is_missing(department):
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    farming = create_field(code="a", name="nông nghiệp", rank=1, by=SYSTEM, at=AT)
    orientation(unit, countries=("IL",), fields=(farming,))
    known = Facts(
        name="Galilee",
        country="IL",
        tier=PartnerTier.DISTRICT,
        fields=[farming],
        names=[(NameKind.ENGLISH, "Galilee")],
        profile="Vùng nông nghiệp.",
    )
    galilee = create_partner(known, code="galilee", by=SYSTEM, at=AT)
    PartnerContact.objects.create(partner=galilee, name="Phòng Đối ngoại")
    PartnerContact.objects.create(partner=partner(), name="Đã nghỉ", active=False)
    relation(galilee, other)
    (first, _url), (second, _other) = department.get(for_unit(unit)).context["suggestions"]
    assert (first.row, first.match.score) == (galilee, 30 + 25 + 10 + 8)
    assert [str(words) for words in first.match.missing] == ["chưa có kênh liên hệ"]
    assert (second.row.code, second.match.score) == ("seo", 30)
    assert "chưa có đầu mối" in [str(words) for words in second.match.missing]


def test_ended_ties_do_not_speak_for_a_partner(department):
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    programme()
    relation(partner(), other, stage=Stage.ENDED)
    assert told(department, for_unit(unit)) == [("seo", 30, ["Tương đương cấp"])]


def test_a_double_is_suggested_to_nobody(department):
    unit = district()
    programme()
    one = partner()
    Partner.objects.filter(pk=partner(code="double").pk).update(merged_into=one)
    assert [code for code, *_rest in told(department, for_unit(unit))] == ["seo"]


@pytest.mark.parametrize("seed", range(4))
def test_figures_alone_give_the_order_that_words_give(seed):
    """The shortlist counts what the reasons name: over any register they agree."""
    draw, under = Random(seed), programme()
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    named = [create_field(code=c, name=c, rank=1, by=SYSTEM, at=AT) for c in "abc"]
    orientation(unit, countries=("KR", "IL"), fields=tuple(named[:2]), under=under)
    made = []
    for number in range(24):
        facts = {
            "country": draw.choice(["KR", "IL", "JP"]),
            "tier": draw.choice([*PartnerTier]),
            "parent": draw.choice([None, *made[:6]]),
            "fields": draw.sample(named, draw.randint(0, 3)),
        }
        if above := facts["parent"]:
            facts["country"] = above.country.code
        made.append(partner(f"Địa phương {number}", f"p{number}", **facts))
        for ours in draw.sample([None, unit, other], draw.randint(0, 2)):
            relation(made[-1], ours, stage=draw.choice([*Stage]))
    Partner.objects.filter(pk__in=[made[0].pk, made[9].pk]).update(merged_into=made[1])
    register = Register(Partner.objects.all())
    for ours, talks_count in [(unit, False), (None, False), (None, True)]:
        wish = wish_of(ours, under)
        localities = [p for p in register.partners.values() if p.tier in LOCALITIES]
        seen = [register.candidate(p, ours, talks_count=talks_count) for p in localities]
        by_words = [found.candidate.key for found in rank(wish, seen)]
        search = Search(wish, ours, LOCALITIES, talks_count)
        assert shortlist(Partner.objects.all(), search) == by_words
        assert len(by_words) > 2
        # With the kin alone the words of the best are the same as with the whole register.
        near = Register(with_kin(Partner.objects.all(), by_words[:2]))
        for key in by_words[:2]:
            whole = register.candidate(register.partners[key], ours, talks_count=talks_count)
            assert near.candidate(near.partners[key], ours, talks_count=talks_count) == whole


@pytest.mark.parametrize("count", [1, 4])
def test_suggestions_ask_the_database_as_often_for_more(department, count):
    unit, under = district(), programme()
    above = partner("Thành phố Daejeon", "daejeon", tier=PartnerTier.PROVINCE)
    garok = partner("GAROK", "garok", tier=PartnerTier.ASSOCIATION)
    for number in range(count):
        other = district(f"Huyện {number}", code=f"u{number}", rank=9)
        orientation(other, countries=("KR",), under=under)
        relation(partner(code=f"p{number}", parent=above), other)
    addresses = [
        for_unit(unit),
        PROVINCE,
        reverse("partners:units_for_partner", args=[above.pk]),
        reverse("partners:candidates", args=[garok.pk]),
    ]
    assert [own_queries(department, each) for each in addresses] == [16, 14, 13, 15]


def test_a_suggestion_leads_to_what_comes_next(department):
    unit, seo = district(), partner()
    orientation(unit, countries=("KR",))
    start = f"{reverse('partners:relation_new')}?doi-tac={seo.pk}&amp;don-vi={unit.pk}"
    from_unit = department.get(for_unit(unit)).text
    assert f'href="{start}"' in from_unit
    assert f'href="{reverse("partners:change", args=[seo.pk])}"' in from_unit
    from_partner = department.get(reverse("partners:units_for_partner", args=[seo.pk])).text
    assert f'href="{start}"' in from_partner
    form = department.get(start.replace("&amp;", "&")).context["form"]
    assert (form["partner"].value(), form["district"].value()) == (seo.name, unit.pk)


@pytest.mark.parametrize("relation_is_over", [False, True])
def test_whom_an_agreement_binds_is_proposed_to_nobody_that_signed(relation_is_over):
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    seo = partner()
    made = agreement(unit, seo)
    if relation_is_over:
        told = {"on": AT.date(), "by": SYSTEM, "at": AT}
        change_stage(Relation.objects.get(), Stage.ENDED, **told)
    assert listed(unit) == []
    assert listed(other) == [seo]
    assert [found.row for found in units_for(seo, [unit, other], None).best] == [other]
    # Once it is over, the relation alone says whether they are joined.
    over = {"state": State.EXPIRED, "version": made.version + 1}
    Agreement.objects.filter(pk=made.pk).update(**over)
    Relation.objects.update(district=other)
    assert listed(unit) == [seo]


def test_what_is_invented_speaks_neither_for_a_partner_nor_against_it():
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    seo, daejeon = partner(), partner("Daejeon", "daejeon", tier=PartnerTier.PROVINCE)
    for ours, theirs in ((unit, seo), (None, daejeon)):
        agreement(ours, theirs, is_example=True)
    relation(daejeon, other, stage=Stage.TALKING, is_example=True)
    assert Relation.objects.filter(is_example=True).count() == 3

    assert [(found.row, found.match.score) for found in partners_for(unit, None).best] == [
        (seo, 30)
    ]
    assert [(found.row, found.match.score) for found in partners_for(None, None).best] == [
        (daejeon, 30)
    ]
    assert [found.row for found in units_for(seo, [unit, other], None).best] == [unit, other]


def listed(unit):
    return [found.row for found in partners_for(unit, None).best]
