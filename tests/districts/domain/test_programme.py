"""The programme is changed with a trace of what it was before, and with its source."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain.programme import Demand, Target, current, keep_duty, keep_programme, targeted
from districts.errors import DistrictRefused
from districts.models import District, Duty, Programme
from tests.districts.factories import SOURCE, draft, duty, orientation, programme
from tests.factories import AT, district, user

pytestmark = pytest.mark.django_db
TARGET = {
    "title": "Đề án",
    "period": "2021-2025",
    "target_least": 2,
    "target_most": 4,
    "first_year": 2021,
    "last_year": 2025,
    "source": SOURCE,
}


def test_the_target_is_changed_and_the_trail_says_from_what_to_what():
    kept = programme()
    keep_programme(kept, Target(**TARGET | {"target_most": 5}), by=user(), at=AT)
    assert current().target_most == 5
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == (
        "programme.kept",
        {"changes": {"target_most": [4, 5]}},
    )


def test_what_is_the_same_leaves_no_trace():
    kept = programme()
    before = AuditEvent.objects.count()
    keep_programme(kept, Target(**TARGET), by=user(), at=AT)
    assert AuditEvent.objects.count() == before


def test_a_target_that_runs_backwards_is_refused():
    with pytest.raises(DistrictRefused, match="tối đa"):
        programme(target_most=1)


def test_years_that_run_backwards_are_refused():
    with pytest.raises(DistrictRefused, match="năm đầu"):
        programme(first_year=2026)
    kept = programme()
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=kept.pk).update(first_year=2026)


def test_the_target_is_one_of_the_years_of_the_programme_only():
    unit, kept = district(), programme()
    days = [dt.date(year, 12, 31) for year in (2015, 2020, 2021, 2025, 2026)]
    assert [list(targeted(kept, day)) for day in days] == [[], [], [unit], [unit], []]


def test_an_orientation_names_units_and_countries():
    one, other = district(), district("Yên Dũng", code="yen-dung")
    kept = orientation(one, other, countries=("KR", "JP"))
    assert [str(c) for c in kept.countries.all()] == ["Hàn Quốc", "Nhật Bản"]
    changes = AuditEvent.objects.latest("pk").data["changes"]
    assert changes["districts"] == [[], ["huyện Lục Ngạn", "huyện Yên Dũng"]]
    assert changes["countries"] == [[], ["Hàn Quốc", "Nhật Bản"]]


@pytest.mark.parametrize(
    "times",
    [
        {"due": dt.date(2021, 12, 31), "yearly_from": 2022},
        {"due": dt.date(2021, 12, 31), "after_signing": True},
        {"yearly_from": 2022, "after_signing": True},
    ],
)
def test_a_duty_has_one_pattern_of_time(times):
    with pytest.raises(DistrictRefused, match="một trong ba"):
        duty(district(), **times)
    kept = duty(district("Yên Dũng", code="yen-dung"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=kept.pk).update(**times)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"due": dt.date(2022, 3, 31)}, False),
        ({"text": "Xây dựng Kế hoạch năm"}, False),
        ({"due": None, "yearly_from": 2022}, True),
        ({"due": None}, True),
    ],
)
def test_a_duty_with_reports_keeps_its_pattern(changes, refused):
    unit = district()
    kept = duty(unit, due=dt.date(2021, 12, 31))
    draft(kept, unit)
    facts = {"text": kept.text, "due": kept.due, "yearly_from": None, "after_signing": False}
    demand = Demand(**facts | {"districts": [unit], "source": SOURCE} | changes)

    def change():
        keep_duty(kept, demand, programme=kept.programme, by=user(), at=AT)

    if refused:
        with pytest.raises(DistrictRefused, match="Đã có báo cáo"):
            change()
    else:
        change()
        assert AuditEvent.objects.latest("pk").action == "duty.kept"


def test_the_target_is_meant_for_units_of_the_level_that_is_named_in_the_programmes_years():
    kept = programme()
    old = district()
    District.objects.filter(pk=old.pk).update(valid_to=dt.date(2025, 7, 1))
    after = {"kind": "commune", "valid_from": dt.date(2025, 7, 1)}
    commune = district("Biển Động", code="bien-dong", **after)
    assert list(targeted(kept, dt.date(2025, 7, 1))) == [commune]
    orientation(old, commune, under=kept)
    assert list(targeted(kept, dt.date(2025, 6, 30))) == [old]
    assert list(targeted(kept, dt.date(2025, 7, 1))) == []
    newer = keep_programme(None, Target(**TARGET | {"last_year": 2030}), by=SYSTEM, at=AT)
    orientation(commune, under=newer)
    assert list(targeted(newer, dt.date(2030, 12, 31))) == [commune]
    assert list(targeted(newer, dt.date(2031, 1, 1))) == []
