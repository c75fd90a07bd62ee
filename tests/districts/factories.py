"""The programme, its duties and reports for tests."""

import datetime as dt

from accounts.actors import SYSTEM
from dispatches.uploads import Upload
from districts.domain import reports
from districts.domain.duties import Task, task
from districts.domain.programme import (
    Demand,
    Direction,
    Target,
    keep_duty,
    keep_orientation,
    keep_programme,
)
from districts.domain.vocabulary import country
from districts.models import District, Duty, DutyReport, Field, Orientation, Programme
from tests.factories import AT, DAY

UPLOAD = Upload("ke-hoach.pdf", b"%PDF-1.7 ...", "application/pdf")
SOURCE = "Công văn lần 2 của Sở Ngoại vụ (tháng 8/2021), nội dung 3"


def programme(**changes) -> Programme:
    facts = {"title": "Đề án", "period": "2021-2025", "target_least": 2, "target_most": 4}
    years = {"first_year": 2021, "last_year": 2025}
    target = Target(**facts | years | {"source": SOURCE} | changes)
    return keep_programme(None, target, by=SYSTEM, at=AT)


def duty(*units: District, under: Programme | None = None, **changes) -> Duty:
    facts = {"text": "Xây dựng Kế hoạch", "due": None, "yearly_from": None, "after_signing": False}
    demand = Demand(**facts | {"source": SOURCE, "districts": units} | changes)
    return keep_duty(None, demand, programme=under or programme(), by=SYSTEM, at=AT)


def orientation(
    *units: District,
    countries: tuple[str, ...] = (),
    fields: tuple[Field, ...] = (),
    under: Programme | None = None,
    countries_open: bool = False,
) -> Orientation:
    named = [country(code, by=SYSTEM, at=AT) for code in countries]
    facts = {"text": "phát triển công nghiệp", "source": SOURCE, "countries_open": countries_open}
    direction = Direction(districts=units, fields=fields, countries=named, **facts)
    return keep_orientation(None, direction, programme=under or programme(), by=SYSTEM, at=AT)


def task_of(asked: Duty, unit: District, key: str = "mot-lan", day: dt.date = DAY) -> Task:
    found = task(unit, asked, key, day)
    assert found is not None
    return found


def draft(asked: Duty, unit: District, key: str = "mot-lan", by=SYSTEM, **changes) -> DutyReport:
    made = {"text": "Đã ban hành Kế hoạch.", "edition": 0} | changes
    return reports.save(task_of(asked, unit, key), by=by, at=AT, **made)


def submitted(
    asked: Duty, unit: District, key: str = "mot-lan", by=SYSTEM, **changes
) -> DutyReport:
    report = draft(asked, unit, key, by, **changes)
    reports.submit(report, by=by, at=AT)
    return report
