"""Several parties on both sides: who may be one, and that each of them has the agreement."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from accounts import agenda
from accounts.actors import SYSTEM
from accounts.agenda import Span
from accounts.models import AuditEvent
from districts.holdings import Passing
from partners.agreement_enums import PartyRole, Side, State
from partners.domain import agreement_parties, merging
from partners.domain.handing_on import AGREEMENTS
from partners.domain.inheritance import take_over
from partners.domain.lapsed import lapsed
from partners.domain.signings import signed_for
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementParty, Partner, Relation
from tests.factories import DAY, district, officer_of, signed_in, user
from tests.partners.courses import LATER, an_idea, brought_to, prepare, step, tacit
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = pytest.mark.django_db
OURS, THEIRS = Side.OURS, Side.THEIRS
SIGNS, COSIGNS, CARRIES_OUT = PartyRole.SIGNS, PartyRole.COSIGNS, PartyRole.CARRIES_OUT
LIST = "/doi-tac/thoa-thuan/"


@pytest.fixture
def units():
    return district(), district("Yên Dũng", code="yen-dung"), district("Sơn Động", code="dong")


def add(made, side, name="", **facts):
    return agreement_parties.add_party(made, side, name, **facts, by=SYSTEM, at=LATER)


def told(made):
    return [(p.side, p.role, p.printed_name) for p in made.parties.order_by("pk")]


def joint(units):
    """Signed by two units with two partners; a third unit carries it out."""
    first, second, third = units
    made = an_idea(first)
    add(made, OURS, district=second)
    add(made, THEIRS, partner=partner("Thành phố Daejeon", "daejeon"))
    add(made, OURS, district=third, role=CARRIES_OUT)
    for state in (State.DRAFTING, State.CONSULTING, State.SUBMITTED, State.PERMITTED, State.SIGNED):
        prepare(made, state)
        made = step(made, state)
    return made


def test_parties_are_units_partners_or_bodies_by_their_name(units):
    first, second, third = units
    made = an_idea(first)
    add(made, OURS, district=second)
    add(made, OURS, "Hội Hữu nghị tỉnh")
    add(made, THEIRS, "Chính quyền Daejeon", partner=partner("Thành phố Daejeon", "daejeon"))
    add(made, OURS, district=third, role=CARRIES_OUT)

    assert told(made) == [
        ("ours", SIGNS, "UBND huyện Lục Ngạn"),
        ("theirs", SIGNS, "Quận Seo"),
        ("ours", COSIGNS, "UBND huyện Yên Dũng"),
        ("ours", COSIGNS, "Hội Hữu nghị tỉnh"),
        ("theirs", COSIGNS, "Chính quyền Daejeon"),
        ("ours", CARRIES_OUT, "UBND huyện Sơn Động"),
    ]
    written = AuditEvent.objects.filter(action="agreement.party_added").order_by("pk")
    assert [event.data for event in written][-1] == {
        "party": "UBND huyện Sơn Động",
        "party_role": "carries_out",
    }


@pytest.mark.parametrize(
    ("side", "facts", "refusal"),
    [
        (OURS, {"role": SIGNS, "name": "UBND tỉnh"}, "đã có bên ký kết chính"),
        (OURS, {"district": "second"}, "đã được ghi với vai trò đó"),
        (THEIRS, {"district": "second"}, "Đơn vị của tỉnh đứng về phía ta"),
        (OURS, {"partner": "seo"}, "đối tác đứng về phía bạn"),
        (OURS, {"name": "UBND huyện Yên  Dũng"}, "đã được ghi với vai trò đó"),
        (OURS, {}, "Chọn đơn vị, đối tác hoặc ghi tên"),
    ],
)
def test_what_is_no_further_party_is_refused(units, side, facts, refusal):
    known = {"second": units[1]}
    made = an_idea(units[0])
    known["seo"] = made.partner
    add(made, OURS, district=units[1])

    with pytest.raises(PartnerRefused, match=refusal):
        add(made, side, **{name: known.get(value, value) for name, value in facts.items()})


def test_signing_asks_only_those_that_sign_for_a_signatory(units):
    made = joint(units)

    assert made.state == State.SIGNED
    last = made.parties.get(role=CARRIES_OUT)
    with pytest.raises(PartnerRefused, match="không ký thỏa thuận"):
        agreement_parties.name_signatory(last, "Ai đó", "", by=SYSTEM, at=LATER)


def test_after_the_signing_only_who_carries_it_out_comes_and_goes(units):
    made = joint(units)
    with pytest.raises(PartnerRefused, match="Thỏa thuận đã ký"):
        add(made, OURS, "Sở Công Thương")
    with pytest.raises(PartnerRefused, match="Thỏa thuận đã ký"):
        agreement_parties.remove_party(made.parties.get(district=units[1]), by=SYSTEM, at=LATER)

    added = add(made, OURS, "Sở Công Thương", role=CARRIES_OUT)
    agreement_parties.remove_party(added, by=SYSTEM, at=LATER)

    assert not made.parties.filter(printed_name="Sở Công Thương").exists()


def test_the_principal_party_is_changed_with_the_agreement(units):
    made = an_idea(units[0])
    with pytest.raises(PartnerRefused, match="bên ký kết chính"):
        agreement_parties.remove_party(made.parties.get(side=OURS), by=SYSTEM, at=LATER)
    add(made, OURS, district=units[1])
    add(made, OURS, district=units[2])

    agreement_parties.replace_parties(made, units[1], made.partner)

    assert told(made) == [
        ("theirs", SIGNS, "Quận Seo"),
        ("ours", COSIGNS, "UBND huyện Sơn Động"),
        ("ours", SIGNS, "UBND huyện Yên Dũng"),
    ]


def test_every_relation_between_those_that_sign_follows(units):
    first, second, third = units
    made = joint(units)
    seo, daejeon = made.partner, Partner.objects.get(code="daejeon")
    pairs = [(seo, first), (seo, second), (daejeon, first), (daejeon, second), (seo, third)]
    relation(seo, third, stage=Stage.TALKING)
    assert stages() == dict.fromkeys(pairs[:4], Stage.SIGNED) | {pairs[4]: Stage.TALKING}

    step(made, State.IN_FORCE)

    assert stages() == dict.fromkeys(pairs[:4], Stage.ACTIVE) | {pairs[4]: Stage.TALKING}


def stages():
    return {(r.partner, r.district): r.stage for r in Relation.objects.all()}


def test_a_relation_lapses_with_the_agreement_that_its_unit_signed_beside(units):
    first, second, third = units
    seo = partner()
    rows = {unit: relation(seo, unit) for unit in units}
    made = agreement(first, seo)
    add(made, OURS, district=second)
    add(made, OURS, district=third, role=CARRIES_OUT)
    Agreement.objects.filter(pk=made.pk).update(state=State.EXPIRED, version=made.version + 1)

    found = lapsed(Relation.objects.all(), LATER.date())

    assert set(found) == {rows[first], rows[second]}


def test_who_signs_beside_plans_after_the_signing_too(units):
    made = joint(units)

    found = signed_for(units)

    assert [(each.unit, each.agreement) for each in found] == [
        (units[0].pk, made.pk),
        (units[1].pk, made.pk),
    ]


def test_the_agreement_is_found_by_any_party(units):
    made = joint(units)
    agreement(units[0], partner("Tỉnh Kyoto", "kyoto", country="JP"), "Thỏa thuận khác")
    officer = signed_in(user("officer"))

    def shown(**query):
        return [row[0].object.title for row in officer.get(LIST, query).context["rows"]]

    both = ["Thỏa thuận hợp tác", "Thỏa thuận khác"]
    assert shown() == both
    for query in ("son dong", "daejeon", "yen dung hop tac"):
        assert shown(q=query) == [made.title]
    assert shown(district=units[2].pk) == [made.title]
    assert shown(district=units[0].pk) == both
    assert shown(country=made.partner.country_id) == [made.title]
    cells = officer.get(LIST).context["rows"][0]
    (others,) = [cell.text for cell in cells if "UBND huyện Sơn Động" in str(cell.text)]
    assert others == (
        "UBND huyện Yên Dũng (cùng ký); UBND huyện Sơn Động (đầu mối thực hiện); "
        "Thành phố Daejeon (cùng ký)"
    )


@pytest.mark.parametrize("who", [0, 1, 2])
def test_every_unit_that_is_a_party_reads_it_and_is_reminded(units, who):
    made = tacit(units[0])
    other = district("Yên Thế", code="yen-the", rank=4)
    if who:
        add(made, OURS, district=units[who], role=CARRIES_OUT)
    theirs, stranger = officer_of(units[who]), officer_of(other, "yen-the")
    page = f"{LIST}don-vi/{made.pk}/"
    assert signed_in(theirs).get(page).status_code == 200
    assert signed_in(stranger).get(page).status_code == 404
    end = dt.date(2024, 6, 6)

    def days(person):
        span = Span(person=person, first=end, last=end, today=DAY)
        return [entry.path for entry in agenda.entries(span)]

    assert days(theirs) == [page]
    assert days(stranger) == []


def test_what_is_done_under_it_shows_on_every_partys_timeline(units):
    made = joint(units)
    other = district("Yên Thế", code="yen-the", rank=4)
    entry = activity(made.partner, units[0], agreements=[made], title="Đoàn quận Seo thăm huyện")
    officer = signed_in(user("officer"))
    daejeon = Partner.objects.get(code="daejeon")

    assert entry in officer.get(f"/doi-tac/{daejeon.pk}/").context["activities"]
    assert daejeon.last_contact_on is None
    address = f"/doi-tac/hoat-dong/{entry.pk}/"
    for unit, status in ((units[0], 200), (units[1], 200), (units[2], 200), (other, 404)):
        client = signed_in(officer_of(unit, f"o-{unit.code}"))
        assert client.get(address).status_code == status
        if unit in units[1:]:
            assert entry in client.get(f"{LIST}don-vi/{made.pk}/").context["activities"]
            # It is not theirs to put right.
            assert client.get(f"{address}sua/").status_code == 404


def test_a_merge_moves_every_part_and_keeps_each_printed_name(units):
    made = an_idea(units[0])
    stays, goes = partner("Daejeon", "daejeon"), partner("Tp Daejeon", "dj")
    alone = an_idea(units[1], title="Khác")
    for agreed, names in ((made, (stays, goes)), (alone, (goes,))):
        for each in names:
            add(agreed, THEIRS, partner=each)

    merging.merge(stays, goes, seen=(1, 1), by=SYSTEM, at=LATER)

    parts = AgreementParty.objects.filter(role=COSIGNS).order_by("pk")
    assert [(p.printed_name, p.partner) for p in parts] == [
        ("Daejeon", stays),
        ("Tp Daejeon", None),
        ("Tp Daejeon", stays),
    ]


def test_every_part_of_a_unit_that_ends_goes_to_its_successor(units):
    first, second, _third = units
    made = joint(units)
    new = district("Chũ", code="chu", kind="town", rank=5)
    add(made, OURS, district=second, role=CARRIES_OUT)
    assert [each.pk for each in AGREEMENTS.find([second], DAY)] == [made.pk]

    AGREEMENTS.move(made.pk, Passing(old=second, new=new, basis="NQ 1191"), by=SYSTEM, at=LATER)

    heirs = made.parties.filter(district=new).order_by("pk")
    assert [(p.role, p.succeeds.district, p.basis) for p in heirs] == [
        (COSIGNS, second, "NQ 1191"),
        (CARRIES_OUT, second, "NQ 1191"),
    ]
    now = Agreement.objects.get(pk=made.pk)
    assert (now.district, now.charge_district) == (first, first)
    assert AGREEMENTS.find([second], DAY) == []
    assert [each.pk for each in AGREEMENTS.find([new], DAY)] == [made.pk]
    with pytest.raises(PartnerRefused, match="đã được ghi"):
        take_over(heirs[0].succeeds, new, on=DAY, basis="NQ 1191", by=SYSTEM, at=LATER)


def test_a_unit_that_answers_for_it_hands_on_that_and_its_other_part(units):
    made = joint(units)
    new = district("Chũ", code="chu", kind="town", rank=5)
    add(made, OURS, district=units[0], role=CARRIES_OUT)

    for old in (units[1], units[0]):  # both signed, and both become one unit
        AGREEMENTS.move(made.pk, Passing(old=old, new=new, basis="NQ"), by=SYSTEM, at=LATER)

    now = Agreement.objects.get(pk=made.pk)
    assert (now.district, now.charge_district) == (units[0], new)
    heirs = made.parties.filter(district=new).order_by("pk")
    assert [(p.role, p.succeeds.district) for p in heirs] == [
        (COSIGNS, units[1]),
        (SIGNS, units[0]),
        (CARRIES_OUT, units[0]),
    ]


def test_the_database_refuses_what_no_party_is(units):
    made, other = an_idea(units[0]), an_idea(units[1], title="Khác")
    part = made.parties.get(side=OURS)
    foreign = other.parties.get(side=OURS)
    rows = {"agreement": made, "side": OURS, "printed_name": "X"}
    heir = {"responsible_from": DAY, "basis": "NQ"}
    for wrong in (
        {"role": "khác"},
        {"role": SIGNS},
        {"role": SIGNS, "side": THEIRS},
        {"district": units[0], "role": SIGNS},
        {"role": CARRIES_OUT, "signatory": "A"},
        {"succeeds": part},
        {"succeeds": foreign, "role": SIGNS, **heir},
        {"succeeds": part, "role": COSIGNS, **heir},
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            AgreementParty.objects.create(**rows | wrong)
    AgreementParty.objects.create(**rows | heir | {"succeeds": part, "role": SIGNS})


def test_the_database_keeps_who_signed_and_lets_go_of_who_carries_it_out(units):
    made = joint(units)
    signing, last = made.parties.filter(role=COSIGNS), made.parties.filter(role=CARRIES_OUT)
    for act in (
        lambda: signing.update(role=CARRIES_OUT, signatory=""),
        lambda: last.update(role=COSIGNS),
        lambda: signing._raw_delete(signing.db),
        lambda: made.parties.create(side=OURS, role=COSIGNS, printed_name="X"),
    ):
        with pytest.raises(DatabaseError, match="what was signed"), transaction.atomic():
            act()
    made.parties.create(side=OURS, role=CARRIES_OUT, printed_name="X")
    last._raw_delete(last.db)


def test_parties_so_far_are_sorted_out_without_losing_a_word(units):
    first, second, _third = units
    daejeon = partner("Thành phố Daejeon", "daejeon")
    made = agreement(first, partner())
    made.parties.update(role=COSIGNS, folded_name="")
    for side, name in (
        (OURS, "UBND huyện Yên Dũng"),
        (OURS, "Sở Công Thương"),
        (THEIRS, "thành phố DAEJEON"),
        (THEIRS, "Đại học Chungnam"),
    ):
        made.parties.create(side=side, printed_name=name)
    made.parties.create(side=OURS, printed_name="UBND tỉnh", responsible_from=DAY, basis="NĐ 177")

    import_module("partners.migrations.0019_parties_so_far").sort_out(apps, None)

    found = made.parties.order_by("pk")
    assert [(p.role, p.printed_name, p.district or p.partner) for p in found] == [
        (SIGNS, "UBND huyện Lục Ngạn", first),
        (SIGNS, "Quận Seo", made.partner),
        (COSIGNS, "UBND huyện Yên Dũng", second),
        (COSIGNS, "Sở Công Thương", None),
        (COSIGNS, "thành phố DAEJEON", daejeon),
        (COSIGNS, "Đại học Chungnam", None),
        (SIGNS, "UBND tỉnh", None),
    ]
    assert found[6].succeeds == found[0]
    assert found[4].folded_name == "thanh pho daejeon"


def test_an_officer_adds_parties_by_the_form(units):
    made = an_idea(units[0])
    officer = signed_in(user("officer"))
    partner("Thành phố Daejeon", "daejeon")
    address = f"{LIST}{made.pk}/ben/"
    officer.post(address, {"side": "ours", "role": "cosigns", "district": units[1].pk})
    officer.post(address, {"side": "theirs", "role": "cosigns", "partner": "daejeon"})
    named = {"side": "ours", "role": "carries_out", "signatory": "thừa", "printed_name": "Sở Y tế"}
    officer.post(address, named)
    assert told(made)[2:] == [
        ("ours", COSIGNS, "UBND huyện Yên Dũng"),
        ("theirs", COSIGNS, "Thành phố Daejeon"),
        ("ours", CARRIES_OUT, "Sở Y tế"),
    ]
    refused = officer.post(address, {"side": "theirs", "role": "signs", "partner": "daejeon"})
    assert "đã có bên ký kết chính" in str(refused.context["form"].errors)
    page = officer.get(f"{LIST}{made.pk}/").text
    for text in ("Phía ta, ký kết", "Phía bạn, cùng ký", "Phía ta, đầu mối thực hiện"):
        assert text in page
    last = made.parties.get(role=CARRIES_OUT)
    officer.post(f"{address}{last.pk}/bo/")
    assert not made.parties.filter(pk=last.pk).exists()


def test_brought_to_signing_a_single_pair_is_as_before(units):
    made = brought_to(State.SIGNED, units[0])

    assert told(made) == [
        ("ours", SIGNS, "UBND huyện Lục Ngạn"),
        ("theirs", SIGNS, "Quận Seo"),
    ]
