"""The data of the law: whole, sourced, dated; steps fit the course."""

import datetime as dt
from itertools import pairwise

import pytest

from partners.agreement_enums import AgreementLevel, State
from partners.domain.agreement_guards import GUARDS
from partners.domain.law import law
from partners.rules.courses import FINAL, TRANSITIONS, may_follow
from partners.rules.law import Law

day = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("level", "on", "expected"),
    [
        ("province", "2021-06-30", None),
        ("province", "2021-07-01", "province-2021"),
        ("province", "2025-06-30", "province-2021"),
        ("province", "2025-07-01", "province-2025"),
        ("department", "2021-07-01", "department-2021"),
        ("department", "2025-06-30", "department-2021"),
        ("department", "2025-07-01", "department-2025"),
        ("district", "2021-06-30", None),
        ("district", "2025-06-30", "district-2021"),
        ("district", "2025-07-01", None),
    ],
)
def test_the_procedure_of_a_level_on_a_day(level, on, expected):
    found = law().procedure_on(level, day(on))
    assert (found.code if found else None) == expected


@pytest.mark.parametrize(
    ("on", "act"), [("2021-06-30", "ordinance-2007"), ("2021-07-01", "law-2020")]
)
def test_the_act_of_a_day(on, act):
    assert law().act_on(day(on)).code == act


def test_the_law_is_called_by_its_number():
    assert "70/2020/QH14" in law().act_on(day("2022-01-01")).name


@pytest.mark.parametrize(
    ("level", "concerns", "names"),
    [
        ("province", {}, ["Bộ Ngoại giao"]),
        ("province", {"security": True}, ["Bộ Ngoại giao", "Bộ Quốc phòng", "Bộ Công an"]),
        ("department", {}, ["Sở Ngoại vụ"]),
        ("department", {"sensitive": True}, ["Sở Ngoại vụ", "Bộ Ngoại giao"]),
        (
            "department",
            {"security": True},
            ["Sở Ngoại vụ", "Bộ Quốc phòng", "Bộ Công an", "Bộ Kế hoạch và Đầu tư"],
        ),
        ("district", {}, ["Sở Ngoại vụ"]),
    ],
)
def test_who_must_be_asked(level, concerns, names):
    procedure = law().procedure_on(level, day("2022-01-01"))
    asked = procedure.asked(**{"security": False, "sensitive": False} | concerns)
    assert [body.name for body in asked] == names


def test_what_is_from_memory_is_marked():
    uncertain = {p.code for p in law().procedures if not p.certain}
    assert uncertain == {"province-2025", "department-2025", "district-2021"}
    assert all(
        p.source and all(b.source for b in (p.concerned, *p.bodies)) for p in law().procedures
    )
    assert all(report.source for p in law().procedures for report in p.reports)


def test_every_step_says_what_it_needs_in_guards_that_exist():
    steps = [step for course in law().courses.values() for step in course.steps]
    assert set().union(*(step.needs for step in steps)) == set(GUARDS)
    assert all(step.needs for step in steps)


def test_the_course_of_the_law_has_every_step_that_there_can_be_once():
    course = law().courses["law-2020"]
    steps = [(before, step.after) for step in course.steps for before in step.before]
    assert len(steps) == len(set(steps))
    assert set(steps) == {(before, after) for before in State for after in TRANSITIONS[before]}
    assert [state.value for state in course.straight] == [
        "idea",
        "drafting",
        "consulting",
        "submitted",
        "permitted",
        "signed",
        "in_force",
        "implementing",
    ]


def test_periods_of_a_level_do_not_overlap():
    for level in AgreementLevel:
        spans = sorted(
            (p.valid_from, p.valid_to or dt.date.max) for p in law().procedures if p.level == level
        )
        assert all(end <= start for (_f, end), (start, _t) in pairwise(spans))


def changed_on_the_first_of_march(**steps):
    """Data of a law that was changed: shorter limits, another course."""
    row = {
        "level": "province",
        "source": "s",
        "certain": True,
        "concerned": {"name": "cơ quan liên quan trực tiếp", "source": "x"},
        "bodies": [],
        "decided_by": "x",
        "reports": [],
    }
    old = {"code": "old", "valid_to": "2022-03-01", "opinion_days": 7, "course": "long"}
    new = {"code": "new", "valid_from": "2022-03-01", "opinion_days": 5, "course": "short"}
    ways = {
        "long": [
            {"from": ["consulting"], "to": "submitted", "needs": ["replies", "summary"]},
            {"from": ["consulting"], "to": "drafting", "needs": ["reason"], "aside": True},
        ],
        "short": [{"from": ["consulting"], "to": "submitted", "needs": ["replies"]}],
    } | steps
    return {
        "acts": [],
        "courses": [{"code": c, "source": "s", "steps": way} for c, way in ways.items()],
        "course_without_procedure": "short",
        "procedures": [row | old, row | new],
    }


def test_limits_follow_the_data():
    made = Law.parse(changed_on_the_first_of_march())
    days = [
        made.procedure_on("province", day(on)).opinion_days for on in ("2022-02-28", "2022-03-01")
    ]
    assert days == [7, 5]


@pytest.mark.parametrize(
    ("on", "following", "needs"),
    [
        ("2022-02-28", ["submitted", "drafting"], ("replies", "summary")),
        ("2022-03-01", ["submitted"], ("replies",)),
    ],
)
def test_steps_follow_the_data_of_their_day(on, following, needs):
    made = Law.parse(changed_on_the_first_of_march())
    course = made.course_of(made.procedure_on("province", day(on)))
    assert course.following(State.CONSULTING) == following
    assert course.step(State.CONSULTING, State.SUBMITTED).needs == needs
    assert course.step(State.SUBMITTED, State.PERMITTED) is None
    assert course.straight == ["idea", "submitted"]


@pytest.mark.parametrize(
    "steps",
    [
        {"short": [{"from": ["idea"], "to": "signed", "needs": []}]},
        {"short": [{"from": ["idea"], "to": "somewhere", "needs": []}]},
    ],
)
def test_data_that_the_database_would_refuse_is_refused(steps):
    with pytest.raises(ValueError, match=r"signed|somewhere"):
        Law.parse(changed_on_the_first_of_march(**steps))


def test_a_procedure_whose_course_is_missing_is_refused():
    data = changed_on_the_first_of_march()
    with pytest.raises(ValueError, match=r"not there: \['long'\]"):
        Law.parse(data | {"courses": data["courses"][1:]})


def test_nothing_follows_a_final_state_and_nothing_leads_back_to_the_idea():
    assert set(FINAL) == {State.ENDED, State.WITHDRAWN, State.EXPIRED, State.STOPPED}
    assert not any(may_follow(before, State.IDEA) for before in State)
    signed_from = [before for before in State if may_follow(before, State.SIGNED)]
    assert signed_from == [State.PERMITTED]
