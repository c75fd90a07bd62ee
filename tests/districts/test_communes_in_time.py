"""Wards and communes follow the districts that ended: by the list, or added to the act."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from deadlines.domain import portal_clock
from districts.domain import communes, transferring
from districts.domain.lineage import Lineage
from districts.domain.successions import add_successors
from districts.domain.transferring import Choice
from districts.enums import SuccessionKind
from districts.errors import DistrictRefused
from districts.models import District, Succession
from partners.agreement_enums import PartyRole
from partners.enums import Stage
from partners.models import Relation
from tests.districts.acts import enter, unit
from tests.districts.factories import duty
from tests.factories import AT, district, signed_in, user
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2025, 7, 1)
THEN = dt.datetime.fromisoformat("2025-07-02T09:00:00+07:00")
BASIS, DECREE = "Nghị quyết số 1658/NQ-UBTVQH15", "Nghị định số 177/2025/NĐ-CP"
HEAD = ["Tên đơn vị", "Địa chỉ nhận công văn", "Hình thành từ đơn vị"]
LIST = [
    HEAD,
    ["xã Lạng Giang", "", "huyện Lạng Giang"],
    ["xã Lục Ngạn", "", "UBND huyện Lục Ngạn; Huyện Lạng Giang"],
    ["phường Chũ", "", ""],
]


@pytest.fixture
def act():
    """On 01/7/2025 two huyện end, and the province follows them."""
    district("Lạng Giang", code="lang-giang")
    district("Lục Ngạn", code="luc-ngan", rank=2)
    links = [(code, "tinh", "abolished") for code in ("lang-giang", "luc-ngan")]
    new = [("tinh", "province", "Bắc Ninh")]
    return enter(*links, new=new, on=ON, basis=BASIS, agreement_basis=DECREE)


def take_in(cells=LIST):
    return communes.enter(cells, on=ON, basis=BASIS, by=SYSTEM, at=THEN)


def names(units):
    return [one.full_name for one in units]


def test_the_list_says_which_district_each_commune_is_of(act):
    assert names(take_in()) == ["xã Lạng Giang", "xã Lục Ngạn", "phường Chũ"]

    lineage = Lineage.load()
    old = unit("lang-giang")
    assert names(lineage.descendants(old)) == ["tỉnh Bắc Ninh", "xã Lạng Giang", "xã Lục Ngạn"]
    ward = District.objects.get(name="Lục Ngạn", kind="commune")
    assert set(names(lineage.ancestors(ward))) == {"huyện Lạng Giang", "huyện Lục Ngạn"}
    added = Succession.objects.exclude(successor=unit("tinh"))
    assert {(step.act, step.kind) for step in added} == {(act, "abolished")}
    events = AuditEvent.objects.filter(action="units.successors_added").order_by("pk")
    assert [(event.data["ended"], event.data["followed_by"]) for event in events] == [
        (["huyện Lạng Giang"], ["xã Lạng Giang", "xã Lục Ngạn"]),
        (["huyện Lục Ngạn"], ["xã Lục Ngạn"]),
    ]
    page = signed_in(user("officer")).get(reverse("districts:unit", args=[ward.pk])).text
    assert "hình thành từ" in page
    assert BASIS in page


def test_a_former_unit_that_the_day_did_not_end_is_a_fault(act):
    district("Sơn Động", code="son-dong", rank=3)
    district("Tân Yên", code="tan-yen", rank=4, valid_to=ON)
    lost = "Không có đơn vị nào tên «{}» kết thúc ngày 01/7/2025 theo việc sắp xếp."
    rows = communes.check(
        [
            HEAD,
            ["xã A", "", "huyện Sơn Động"],
            ["xã B", "", "huyện Tân Yên"],
            ["xã C", "", "Lạng Giang"],
            ["xã D", "", "huyện Lạng Giang; huyện Xa Xôi"],
            ["xã Đ", "", " ; huyện Lạng Giang ;"],
        ],
        ON,
    )
    assert [(row.name, row.fault, names(row.origins)) for row in rows] == [
        ("A", lost.format("huyện Sơn Động"), []),
        ("B", lost.format("huyện Tân Yên"), []),
        ("C", lost.format("Lạng Giang"), []),
        ("D", lost.format("huyện Xa Xôi"), ["huyện Lạng Giang"]),
        ("Đ", "", ["huyện Lạng Giang"]),
    ]


def test_what_moves_to_a_commune_has_the_basis_and_agreements_stay_the_provinces(act):
    seo = partner()
    relation(seo, unit("lang-giang"), stage=Stage.TALKING)
    made = agreement(unit("lang-giang"), seo)
    activity(seo, unit("lang-giang"))
    take_in()
    heir = District.objects.get(name="Lạng Giang", kind="commune")
    found = {
        one.kind.code: (one.holdings[0].pk, one.default)
        for one in transferring.open_holdings(unit("lang-giang"), ON)
    }
    assert {code: default for code, (_pk, default) in found.items()} == {
        "relation": None,
        "agreement": unit("tinh"),
    }

    choices = [
        Choice("relation", found["relation"][0], heir),
        Choice("agreement", found["agreement"][0], unit("tinh")),
    ]
    transferring.transfer(unit("lang-giang"), choices, by=SYSTEM, at=THEN)

    moved = Relation.objects.get(district=heir)
    assert moved.stages.last().note == (
        f"Chuyển từ huyện Lạng Giang sang xã Lạng Giang theo {BASIS}."
    )
    heirs_part = made.parties.get(role=PartyRole.SIGNS, side="ours", succeeded_by=None)
    assert (heirs_part.printed_name, heirs_part.basis) == ("UBND tỉnh Bắc Ninh", DECREE)
    portal_clock.move(THEN)
    shown = signed_in(user("officer")).get(reverse("districts:unit", args=[unit("lang-giang").pk]))
    assert shown.context["agreement_bases"] == [DECREE]


def test_a_duty_goes_to_each_commune_and_not_to_the_province(act):
    plan = duty(unit("lang-giang"))
    take_in()
    portal_clock.move(THEN)
    client = signed_in(user("officer"))
    address = reverse("districts:transfer", args=[unit("lang-giang").pk])
    field = f"to_duty_{plan.pk}"
    assert client.get(address).context["form"].fields[field].initial == "each"

    client.post(address, {field: "each", "confirm": "1"})

    assert set(names(plan.districts.all())) == {
        "huyện Lạng Giang",
        "xã Lạng Giang",
        "xã Lục Ngạn",
    }
    assert transferring.open_holdings(unit("lang-giang"), ON) == []


def test_units_entered_before_are_added_to_the_act_on_its_page(act):
    ward = district("Chũ", "ward", code="chu", rank=5, valid_from=ON)
    late = district("Sau", "ward", code="sau", rank=6, valid_from=ON + dt.timedelta(days=1))
    relation(seo := partner(), ward, on=None)
    activity(seo, unit("luc-ngan"))
    client = signed_in(user("officer"))
    address = reverse("districts:act_successors", args=[act.pk])
    assert address in client.get(reverse("districts:act", args=[act.pk])).text
    facts = {"unit": unit("luc-ngan").pk, "kind": "split"}

    refused = client.post(address, facts | {"successors": [late.pk]})
    done = client.post(address, facts | {"successors": [ward.pk]})
    again = client.post(address, facts | {"successors": [ward.pk]})

    assert list(refused.context["form"].errors) == ["successors"]
    assert done.url == reverse("districts:act", args=[act.pk])
    assert again.context["form"].non_field_errors() == [
        "«phường Chũ» đã là đơn vị kế thừa của «huyện Lục Ngạn»."
    ]
    step = Succession.objects.get(successor=ward)
    assert (step.act, step.predecessor, step.kind) == (act, unit("luc-ngan"), "split")
    assert Relation.objects.get().last_activity_on == AT.date()


def test_what_does_not_follow_is_not_added(act):
    ward = district("Chũ", "ward", code="chu", rank=5, valid_from=ON + dt.timedelta(days=1))
    old = district("Việt Yên", code="viet-yen", rank=6)
    gone = district("Tân Yên", code="tan-yen", rank=7, valid_to=ON)
    enter(("viet-yen", "ty", "kind_changed"), new=[("ty", "town", "Việt Yên")])
    for former, refusal in (
        (unit("luc-ngan"), "«phường Chũ» không có vào ngày 01/7/2025"),
        (old, "đúng một đơn vị kế thừa"),
        (gone, "Chưa ghi việc sắp xếp mà «huyện Tân Yên» kết thúc"),
    ):
        with pytest.raises(DistrictRefused, match=refusal):
            add_successors(former, [ward], kind=SuccessionKind.SPLIT, by=SYSTEM, at=THEN)
    assert not Succession.objects.filter(successor=ward).exists()
