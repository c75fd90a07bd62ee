"""Relations whose agreement is over: who is told, where it is listed, and what ends it."""

import datetime as dt
from itertools import product

import pytest
from django.db.models import Exists
from django.urls import reverse

from accounts import agenda
from accounts.actors import SYSTEM
from accounts.agenda import Span
from deadlines.value import HANOI
from outbox import due
from partners.agreement_enums import AgreementLevel, ChildKind, PartyRole, Side, State
from partners.domain import agreements
from partners.domain.agreement_parties import add_party
from partners.domain.agreement_relations import agreements_of_relation, bound
from partners.domain.inheritance import inherit
from partners.domain.lapsed import lapsed, told
from partners.domain.relations import change_stage
from partners.enums import Stage
from partners.models import Agreement, Relation
from partners.rules.courses import FINAL
from tests.factories import district, officer_of, signed_in, user
from tests.partners.courses import LATER, an_idea
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db
ENDED_ON = dt.date(2021, 10, 1)
TODAY = LATER.date()


def recorded(seo, unit, state=State.EXPIRED, **facts):
    level = AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE
    told = agreements.Facts(title="Bản ghi nhớ cũ", partner=seo, district=unit, level=level)
    facts |= {"ended_on": ENDED_ON} if state in FINAL else {}
    facts |= {"although": Agreement.objects.values_list("pk", flat=True)}
    made = agreements.record_signed(told, state=state, by=SYSTEM, at=LATER, **facts)
    type(made).objects.filter(pk=made.pk).update(state_since=ENDED_ON)
    return made


def found():
    return list(lapsed(Relation.objects.all(), TODAY))


@pytest.mark.parametrize("whose", ["unit", "province"])
@pytest.mark.parametrize(
    ("state", "count"),
    [
        (State.EXPIRED, 1),
        (State.ENDED, 1),
        (State.WITHDRAWN, 1),
        (State.SUSPENDED, 1),
        (State.IMPLEMENTING, 0),
        (State.SIGNED, 0),
    ],
)
def test_a_relation_is_found_once_its_agreement_stands_no_more(whose, state, count):
    seo, unit = partner(), district() if whose == "unit" else None
    relation(seo, unit)

    over = recorded(seo, unit, state)

    told = [(each.over, each.over_title, each.over_since) for each in found()]
    assert told == [(over.pk, "Bản ghi nhớ cũ", ENDED_ON)] * count


def test_it_is_found_after_its_last_day_although_nobody_has_entered_that_it_is_over():
    seo, unit = partner(), district()
    relation(seo, unit)
    began = agreements.Facts(
        title="Bản ghi nhớ cũ",
        partner=seo,
        district=unit,
        level=AgreementLevel.DISTRICT,
        terms=agreements.Terms(effective_on=dt.date(2018, 12, 30), term_months=36),
    )
    agreements.record_signed(began, state=State.IMPLEMENTING, by=SYSTEM, at=LATER)

    rows = Relation.objects.all()
    last = dt.date(2021, 12, 30)
    day_after = last + dt.timedelta(days=1)
    assert list(lapsed(rows, last)) == []
    told = [(each.over_title, each.over_on, each.over_since) for each in lapsed(rows, day_after)]
    assert told == [("Bản ghi nhớ cũ", day_after, day_after)]


def test_of_one_that_is_suspended_other_decisions_are_asked():
    seo, unit = partner(), district()
    made = relation(seo, unit)
    recorded(seo, unit, State.SUSPENDED)

    (one,) = found()
    page = signed_in(user("officer")).get(reverse("partners:relation", args=[made.pk])).text

    assert told(one) == (
        "huyện Lục Ngạn – Quận Seo: «Bản ghi nhớ cũ» đang tạm đình chỉ; cần quyết định tạm dừng "
        "hay kết thúc quan hệ"
    )
    assert "«Bản ghi nhớ cũ» đang tạm đình chỉ." in page
    assert "Gia hạn bằng thỏa thuận mới" not in page


@pytest.mark.parametrize(
    ("stage", "count"), [(Stage.SIGNED, 1), (Stage.TALKING, 0), (Stage.PAUSED, 0), (Stage.ENDED, 0)]
)
def test_only_what_is_said_to_be_in_force_is_to_be_decided(stage, count):
    seo, unit = partner(), district()
    recorded(seo, unit)
    relation(seo, unit, stage=stage)

    assert len(found()) == count


def test_another_agreement_of_the_same_sides_carries_it_on_and_a_new_file_is_a_decision():
    seo, unit, other = partner(), district(), district("Yên Dũng", code="yen-dung")
    relation(seo, unit)
    over = recorded(seo, unit)
    agreements.begin(
        agreements.Facts(title="Sửa đổi", partner=seo, district=unit),
        parent=recorded(seo, other, State.IMPLEMENTING),
        child_kind=ChildKind.AMENDMENT,
        by=SYSTEM,
        at=LATER,
    )
    an_idea(unit, seo, is_example=True)
    assert [each.over for each in found()] == [over.pk]

    an_idea(unit, seo)
    assert found() == []


def test_it_is_asked_of_whoever_answers_for_the_agreement_now():
    seo, old, new = partner(), district(), district("Chũ", code="chu")
    of_old, _of_new = relation(seo, old), relation(seo, new)
    running = recorded(seo, old, State.IMPLEMENTING)
    inherit(running, new, on=TODAY, basis="Nghị quyết 1191", by=SYSTEM, at=LATER)
    over = recorded(seo, old)

    assert [(each.pk, each.over) for each in found()] == [(of_old.pk, over.pk)]


def test_unit_and_officer_are_told_until_somebody_decides():
    seo, unit = partner(), district()
    theirs, officer = officer_of(unit), user("officer")
    made = relation(seo, unit)
    Relation.objects.update(created_by=officer)
    recorded(seo, unit)

    def reminded(at):
        return [each for each in due.everything(at) if each.what == f"relation.lapsed:{made.pk}"]

    first = reminded(dt.datetime.combine(ENDED_ON, dt.time(7, 30), HANOI))
    assert {each.to for each in first} == {theirs, officer}
    assert {(each.stage, each.on, each.title, each.path) for each in first} == {
        (
            "new",
            ENDED_ON,
            "huyện Lục Ngạn – Quận Seo: «Bản ghi nhớ cũ» không còn hiệu lực; cần quyết định tạm "
            "dừng, kết thúc quan hệ hay lập thỏa thuận mới",
            f"/doi-tac/quan-he/{made.pk}/",
        )
    }
    week = dt.timedelta(days=7)
    assert {e.stage for e in reminded(dt.datetime.combine(ENDED_ON + week, dt.time(8), HANOI))} == {
        "week-1"
    }
    for person in (theirs, officer):
        span = Span(person=person, first=TODAY, last=TODAY, today=TODAY)
        keys = [entry.key for entry in agenda.entries(span)]
        assert keys == [f"relation.lapsed:{made.pk}"]

    change_stage(made, Stage.PAUSED, on=TODAY, by=officer, at=LATER)
    assert reminded(LATER) == []


def test_another_units_relation_stands_on_nobodys_agenda():
    seo, unit, other = partner(), district(), district("Yên Dũng", code="yen-dung")
    relation(seo, unit)
    recorded(seo, unit)

    span = Span(person=officer_of(other), first=TODAY, last=TODAY, today=TODAY)

    assert agenda.entries(span) == []


def test_the_page_offers_the_decisions_and_moves_nothing_by_itself():
    seo, unit = partner(), district()
    made = relation(seo, unit)
    over = recorded(seo, unit)
    officer, theirs = signed_in(user("officer")), signed_in(officer_of(unit))
    address = reverse("partners:relation", args=[made.pk])
    begin = f"/doi-tac/thoa-thuan/lap/?doi-tac={seo.pk}&don-vi={unit.pk}"

    page, own = officer.get(address).text, theirs.get(address).text
    assert "«Bản ghi nhớ cũ» không còn hiệu lực từ 01/10/2021" in page
    assert f'href="/doi-tac/thoa-thuan/{over.pk}/"' in page
    assert f'href="/doi-tac/thoa-thuan/don-vi/{over.pk}/"' in own
    assert (begin in page, begin in own) == (True, False)
    asked = reverse("partners:relation_stage", args=[made.pk])
    for client in (officer, theirs):
        form = client.get(asked, {"giai-doan": "ended"}).context["form"]
        assert form["stage"].value() == Stage.ENDED
    form = officer.get(asked, {"giai-doan": "khac"}).context["form"]
    assert form["stage"].value() == Stage.ACTIVE
    form = officer.get("/doi-tac/thoa-thuan/lap/", {"doi-tac": seo.pk, "don-vi": unit.pk})
    initial = form.context["form"].initial
    assert initial == {"partner": seo, "district": unit.pk, "level": "district"}
    listed = officer.get(reverse("partners:relations"), {"covered": "over"}).context["rows"]
    assert [row[0].object for row in listed] == [made]
    made.refresh_from_db()
    assert made.stage == Stage.ACTIVE


def test_a_relation_finds_the_agreements_that_bind_it_and_no_other():
    seo, galilee = partner(), partner("Galilee", "galilee", country="IL")
    ngan, dung = district(), district("Yên Dũng", "district", code="yen-dung", rank=2)
    sides = product((seo, galilee), (ngan, dung, None))
    there = {(one, unit): relation(one, unit) for one, unit in sides}
    alone, together = (recorded(seo, unit, State.IMPLEMENTING) for unit in (None, ngan))
    by = {"by": SYSTEM, "at": LATER}
    add_party(together, Side.OURS, district=dung, **by)
    add_party(together, Side.THEIRS, partner=galilee, role=PartyRole.CARRIES_OUT, **by)

    for made in (alone, together):
        bind = Exists(agreements_of_relation().filter(pk=made.pk))
        pairs = set(bound(made))
        assert set(Relation.objects.filter(bind)) == {there[pair] for pair in pairs}
    assert pairs == {(seo, ngan), (seo, dung)}
