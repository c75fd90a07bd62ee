"""What counts as a relation in force, and that gauge, lists, matrix and year's report agree."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import agenda
from accounts.actors import SYSTEM
from accounts.agenda import Span
from accounts.models import AuditEvent
from coop_portal.reports.subjects import Year, relations_in_force
from deadlines.value import HANOI
from outbox import due
from partners.agreement_enums import AgreementLevel, State
from partners.domain import agreements
from partners.domain.in_force import in_force, not_counted
from partners.domain.own_word import confirm, unconfirmed
from partners.domain.programme import by_country, gauges
from partners.domain.relations import change_stage
from partners.domain.stage_corrections import correct_stage
from partners.enums import CellState, Stage
from partners.errors import PartnerRefused
from partners.models import Agreement, Relation, RelationStage
from partners.rules.courses import FINAL
from tests.districts.factories import orientation, programme
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.partners.courses import brought_to
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=60)


@pytest.fixture
def seo():
    return partner()


@pytest.fixture
def unit():
    return district("Tân Yên", code="tan-yen")


def recorded(seo, unit, state=State.IMPLEMENTING, **terms):
    facts = agreements.Facts(
        title="Bản ghi nhớ",
        partner=seo,
        district=unit,
        level=AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE,
        terms=agreements.Terms(**terms),
    )
    ended_on = DAY - dt.timedelta(days=1) if state in FINAL else None
    although = Agreement.objects.values_list("pk", flat=True)
    told = {"state": state, "ended_on": ended_on, "although": although}
    return agreements.record_signed(facts, **told, by=SYSTEM, at=AT)


def counted(unit, day=DAY):
    """What each place that counts says of the unit: all of them the same."""
    (gauge,) = gauges([unit], programme(), day)
    rows = Relation.objects.filter(district=unit)
    ((_unit, cells),) = by_country([unit], None, day).rows
    year = Year(day.year, today=day)
    told = {
        gauge.count,
        in_force(rows, day).count(),
        sum(cell.count for cell in cells),
        relations_in_force(year).filter(unit_then=unit.pk).count(),
    }
    assert gauge.uncounted == not_counted(rows, day).count()
    assert len(told) == 1
    return gauge.count, gauge.uncounted


def test_a_relation_without_any_agreement_counts_as_the_department_says(seo, unit):
    relation(seo, unit, stage=Stage.SIGNED)
    assert counted(unit) == (1, 0)


@pytest.mark.parametrize(
    ("state", "count"),
    [
        (State.SIGNED, 1),
        (State.IN_FORCE, 1),
        (State.IMPLEMENTING, 1),
        (State.SUSPENDED, 0),
        (State.ENDED, 0),
        (State.WITHDRAWN, 0),
        (State.EXPIRED, 0),
    ],
)
def test_one_with_an_agreement_counts_while_it_stands(seo, unit, state, count):
    relation(seo, unit)
    recorded(seo, unit, state)
    assert counted(unit) == (count, 1 - count)


def test_one_that_is_past_its_last_day_counts_no_more_although_nobody_has_entered_that(seo, unit):
    """Effective 2015 for 36 months, entered as being carried out."""
    recorded(seo, unit, effective_on=dt.date(2015, 7, 15), term_months=36)
    made = Relation.objects.get()
    assert made.stage == Stage.ACTIVE
    assert (counted(unit), counted(unit, dt.date(2018, 7, 15))) == ((0, 1), (1, 0))

    recorded(seo, unit)
    assert counted(unit) == (1, 0), "another one carries it on"


def test_an_agreement_that_is_being_written_neither_counts_nor_takes_away(seo, unit):
    relation(seo, unit)
    brought_to(State.DRAFTING, unit)
    assert counted(unit) == (1, 0)


def test_the_agreement_of_another_unit_says_nothing(seo, unit):
    relation(seo, unit)
    recorded(seo, district(), State.EXPIRED)
    assert counted(unit) == (1, 0)


def test_an_example_counts_nowhere(seo, unit):
    relation(seo, unit, is_example=True)
    assert counted(unit) == (0, 0)


def test_what_the_report_of_a_year_counted_stays_when_the_agreement_ends_later(seo, unit):
    relation(seo, unit)
    recorded(seo, unit, effective_on=DAY, term_months=6)
    ends = dt.date(2022, 2, 2)
    assert [counted(unit, day)[0] for day in (ends, ends + dt.timedelta(days=1))] == [1, 0]
    year = Year(2021, today=dt.date(2023, 1, 1))
    assert relations_in_force(year).count() == 1


def test_the_matrix_shows_the_orientation_as_empty_again(seo, unit):
    under = programme()
    orientation(unit, countries=("KR",), under=under)
    relation(seo, unit)
    recorded(seo, unit, State.SUSPENDED)
    ((_unit, (cell,)),) = by_country([unit], under, DAY).rows
    assert (cell.state, cell.count) == (CellState.EMPTY, 0)


def test_the_programmes_page_names_what_waits_for_a_decision_and_lists_it(seo, unit):
    programme()
    made = relation(seo, unit)
    recorded(seo, unit, State.SUSPENDED)
    officer = signed_in(user("officer"))

    page = officer.get(reverse("partners:programme")).text
    query = f"force=2&amp;unit={unit.pk}"
    assert f'href="{reverse("partners:programme_relations")}?{query}">1 chưa tính' in page
    rows = officer.get(reverse("partners:programme_relations"), {"force": "2"}).context["rows"]
    assert [row[0].object for row in rows] == [made]


class TestOwnWord:
    """A unit says that its relation is in force: it counts once the department confirms it."""

    @pytest.fixture
    def made(self, seo, unit):
        return relation(seo, unit, stage=Stage.EXPLORING)

    @pytest.fixture
    def says(self, unit, made):
        person = officer_of(unit)

        def says(stage=Stage.ACTIVE, note="Đã trao đổi đoàn.", on=DAY):
            change_stage(made, stage, on=on, note=note, by=person, at=LATER)

        return says

    def test_it_wants_a_ground(self, made, says):
        with pytest.raises(PartnerRefused, match="Đề nghị ghi căn cứ"):
            says(note=" ")
        made.refresh_from_db()
        assert (made.stage, made.stages.count()) == (Stage.EXPLORING, 1)

    def test_it_counts_once_an_officer_has_confirmed_it_from_the_units_day_on(
        self, unit, made, says
    ):
        officer = user("officer")
        says()
        assert counted(unit) == (0, 1)
        assert [each.pk for each in unconfirmed(Relation.objects.all())] == [made.pk]

        confirm(made, "Công văn 12/UBND.", by=officer, at=LATER)

        assert counted(unit) == (1, 0)
        assert not unconfirmed(Relation.objects.all()).exists()
        told = [(e.stage, e.on, e.note, e.said_by) for e in made.stages.order_by("pk")[1:]]
        assert told == [
            (Stage.ACTIVE, DAY, "Đã trao đổi đoàn.", unit),
            (Stage.ACTIVE, DAY, "Sở Ngoại vụ xác nhận. Công văn 12/UBND.", None),
        ]
        event = AuditEvent.objects.get(action="relation.stage_confirmed")
        assert (event.object_id, event.data) == (str(made.pk), {"stage": "active"})
        with pytest.raises(PartnerRefused, match="không có diễn biến nào chờ xác nhận"):
            confirm(made, "", by=officer, at=LATER)

    def test_what_was_confirmed_stays_so_as_the_unit_goes_on(self, unit, made, says):
        says(Stage.SIGNED)
        confirm(made, "", by=user("officer"), at=LATER)
        says(Stage.ACTIVE)
        assert counted(unit) == (1, 0)
        says(Stage.PAUSED)
        says(Stage.ACTIVE)
        assert counted(unit) == (0, 1)

    def test_a_correction_by_the_unit_is_its_own_word_too(self, unit, made):
        entry = made.stages.get()
        facts = {"on": DAY, "note": "Ghi nhầm.", "by": officer_of(unit), "at": LATER}
        correct_stage(entry, Stage.ACTIVE, **facts)
        assert counted(unit) == (0, 1)

    def test_an_agreement_that_stands_needs_no_word(self, seo, unit, says):
        says()
        recorded(seo, unit)
        assert counted(unit) == (1, 0)
        assert not unconfirmed(Relation.objects.all()).exists()

    def test_officers_are_told_and_no_unit(self, unit, made, says):
        says()
        officer = user("officer")
        day = LATER.date()

        found = [each for each in due.everything(LATER) if "own_word" in each.what]
        span = Span(person=officer, first=day, last=day, today=day)
        words = (
            "huyện Tân Yên – Quận Seo: đơn vị ghi «đang triển khai», chưa có thỏa thuận; "
            "cần xác nhận hoặc đính chính"
        )
        told = [(each.to, each.stage, each.on, each.title, each.path) for each in found]
        assert told == [(officer, "new", day, words, f"/doi-tac/quan-he/{made.pk}/")]
        assert [entry.title for entry in agenda.entries(span)] == [words]
        week = dt.datetime.combine(day + dt.timedelta(days=7), dt.time(8), HANOI)
        stages = {each.stage for each in due.everything(week) if "own_word" in each.what}
        assert stages == {"week-1"}

    def test_the_page_leads_the_officer_to_the_confirmation(self, unit, made, says):
        says()
        officer, theirs = signed_in(user("officer")), signed_in(officer_of(unit, "khac"))
        address = reverse("partners:relation_confirm", args=[made.pk])
        page = reverse("partners:relation", args=[made.pk])
        assert (address in officer.get(page).text, address in theirs.get(page).text) == (
            True,
            False,
        )
        listed = officer.get(reverse("partners:relations"), {"covered": "own"}).context["rows"]
        assert [row[0].object for row in listed] == [made]

        assert officer.post(address, {"note": "Đúng."}).status_code == 302

        assert made.stages.counted().last().note == "Sở Ngoại vụ xác nhận. Đúng."

    def test_the_database_keeps_it_to_relations_in_force(self, unit, made):
        with pytest.raises(DatabaseError), transaction.atomic():
            RelationStage.objects.create(
                relation=made, stage=Stage.TALKING, on=DAY, said_by=unit, entered_at=AT
            )
