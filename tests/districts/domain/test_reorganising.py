import datetime as dt
from contextlib import contextmanager, suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain import units
from districts.domain.lineage import Lineage
from districts.domain.reorganising import reorganise, what_is_wrong
from districts.errors import ActRefused, DistrictRefused
from districts.models import District, Reorganisation, Succession
from tests.districts.acts import ON, act, enter, unit
from tests.factories import AT, district
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TOWN = ("c", "town", "Việt Yên")


@pytest.fixture
def two():
    return district("Việt Yên", code="a", email="vy@x.example"), district(
        "Yên Dũng", code="b", rank=2
    )


def test_an_act_ends_begins_and_links_in_one_transaction(two):
    made = enter(("a", "c", "kind_changed"), new=[TOWN], basis="Nghị quyết số 938/NQ-UBTVQH15")

    town = unit("c")
    assert (unit("a").valid_to, town.valid_from, town.valid_to) == (ON, ON, None)
    assert (town.basis, town.email) == ("Nghị quyết số 938/NQ-UBTVQH15", "vy@x.example")
    link = Succession.objects.get()
    assert (link.act, link.predecessor, link.successor, link.kind) == (
        made,
        two[0],
        town,
        "kind_changed",
    )
    events = AuditEvent.objects.order_by("pk").values_list("action", "data")
    assert list(events)[2:] == [
        ("unit.ended", {"valid_to": "2024-02-01"}),
        ("unit.created", {"code": "c"}),
        (
            "units.reorganised",
            {
                "valid_from": "2024-02-01",
                "ended": ["huyện Việt Yên"],
                "begun": ["thị xã Việt Yên"],
            },
        ),
    ]


def test_only_the_same_office_keeps_its_address(two):
    enter(("a", "c", "split"), ("a", "d", "split"), new=[TOWN, ("d", "district", "Mới")])
    assert (unit("c").email, unit("d").email) == ("", "")


REFUSED = {
    "nothing ends": (act(new=[TOWN]), "Chưa chọn đơn vị nào kết thúc"),
    "no title": (act(("a", "b", "merged"), title=""), "Chưa ghi nội dung hoặc căn cứ"),
    "no basis": (act(("a", "b", "merged"), basis=""), "Chưa ghi nội dung hoặc căn cứ"),
    "an unknown unit": (act(("x", "b", "merged")), "Không có đơn vị nào có mã «x»"),
    "nobody follows": (act(("a", "b", "merged"), ends=["a", "ended"]), "đã kết thúc"),
    "an end without successor": (act(ends=["a"]), "«huyện Việt Yên» kết thúc nhưng chưa ghi"),
    "a successor of what stays": (
        act(("a", "c", "split"), ends=["b"], new=[TOWN]),
        "không kết thúc",
    ),
    "an unknown successor": (act(("a", "x", "merged")), "Đơn vị kế thừa «x» không có vào ngày"),
    "a successor that ends as well": (
        act(("a", "b", "merged"), ("b", "a", "merged")),
        "không có vào",
    ),
    "a successor that has ended": (act(("a", "ended", "merged")), "«huyện Cũ» không có vào ngày"),
    "a code in use": (
        act(("a", "b", "merged"), new=[("b", "town", "Khác")]),
        "Mã «b» đã được dùng",
    ),
    "a new unit out of nothing": (
        act(("a", "b", "merged"), new=[TOWN]),
        "hình thành từ đơn vị nào",
    ),
    "a name in use": (
        act(("a", "c", "merged"), new=[("c", "district", "Yên Dũng")]),
        "đã có đơn vị tên",
    ),
    "a split into one": (act(("a", "c", "split"), new=[TOWN]), "ít nhất hai đơn vị"),
    "a new kind of the same kind": (
        act(("a", "c", "kind_changed"), new=[("c", "district", "Khác")]),
        "loại phải khác",
    ),
    "a new name of the same name": (act(("a", "c", "renamed"), new=[TOWN]), "tên khác và loại giữ"),
    "renamed into an old unit": (act(("a", "b", "renamed")), "đúng một đơn vị kế thừa"),
    "a link twice": (act(("a", "b", "merged"), ("a", "b", "split")), "ghi hai lần"),
    "before the unit began": (act(("late", "b", "merged")), "đã kết thúc, chưa có"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_act_that_cannot_be_is_refused_whole(two, what):
    district("Cũ", code="ended", valid_to=dt.date(2023, 1, 1))
    district("Sau", code="late", valid_from=ON)
    wrong, words = REFUSED[what]

    with pytest.raises(ActRefused, match=words) as refusal:
        reorganise(wrong, by=SYSTEM, at=AT)

    assert what_is_wrong(wrong) == refusal.value.reasons
    assert not Reorganisation.objects.exists()
    assert (unit("a").valid_to, unit("b").valid_to, District.objects.count()) == (None, None, 4)


def test_a_unit_that_took_a_place_that_day_does_not_end_on_it(two):
    enter(("a", "b", "merged"))
    district("Khác", code="d")
    with pytest.raises(ActRefused, match="mới có từ ngày đó"):
        enter(("b", "d", "merged"))


def test_days_that_an_act_has_fixed_are_not_edited(two):
    enter(("a", "c", "kind_changed"), new=[TOWN])
    for code, days in [
        ("a", {"valid_to": None}),
        ("c", {"valid_from": None}),
        ("c", {"valid_to": ON}),
    ]:
        one = unit(code)
        facts = {name: getattr(one, name) for name in units.CHANGEABLE} | days
        with pytest.raises(DistrictRefused):
            units.change_unit(one, **facts, by=SYSTEM, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_that_end_one_unit_at_the_same_moment_one_is_refused(two):
    first = act(("a", "b", "merged"), title="Thứ nhất")
    second = act(("a", "c", "kind_changed"), new=[TOWN], title="Thứ hai")
    results = at_once(
        *(lambda one=one: reorganise(one, by=SYSTEM, at=AT) for one in (first, second))
    )

    refused = [result for result in results if isinstance(result, ActRefused)]
    assert (len(refused), Reorganisation.objects.count(), Succession.objects.count()) == (1, 1, 1)


STEP = st.tuples(
    st.sampled_from(["merged", "kind_changed", "split", "renamed", "abolished"]),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 400),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP, min_size=1, max_size=8))
def test_whatever_is_entered_periods_and_successions_agree(thrown_away_each, steps):
    with thrown_away_each():
        for number in range(3):
            district(f"Đơn vị {number}", code=f"u{number}")
        for number, (kind, first, second, later) in enumerate(steps):
            _try(number, kind, first, second, ON + dt.timedelta(days=later))
        _check()


@pytest.fixture
def thrown_away_each():
    """A savepoint for each example, thrown away at its end."""

    @contextmanager
    def thrown_away():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return thrown_away


def _try(number, kind, first, second, on):
    codes = list(District.objects.order_by("pk").values_list("code", flat=True))
    old, other = codes[first % len(codes)], codes[second % len(codes)]
    new = [(f"n{number}", "town" if kind == "kind_changed" else "district", f"Mới {number}")]
    links = [(old, f"n{number}" if kind in {"kind_changed", "renamed"} else other, kind)]
    if kind == "split":
        links.append((old, f"n{number}", kind))
    if kind in {"merged", "abolished"}:
        new = []
    with suppress(DistrictRefused):
        enter(*links, new=new, on=on)


def _check():
    lineage = Lineage.load()
    for link in Succession.objects.select_related("act", "predecessor", "successor"):
        day = link.act.on
        assert link.predecessor.valid_to == day
        assert units.exists_on(link.successor, day)
        assert link.predecessor not in lineage.ancestors(link.predecessor)
    for one in District.objects.filter(valid_to__isnull=False):
        before = one.valid_to - dt.timedelta(days=1)
        assert [found.unit for found in lineage.responsible_for(one, before)] == [one]
        assert lineage.responsible_for(one, dt.date(2030, 1, 1))
