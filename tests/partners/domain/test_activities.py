"""Activities: one entry, seen from each partner, unit and agreement."""

import datetime as dt

import pytest

from accounts.actors import SYSTEM
from partners.domain.activities import (
    Entry,
    change_activity,
    finish_next_step,
    record_activity,
)
from partners.enums import ActivityKind
from partners.errors import PartnerRefused, RecordChanged
from tests.factories import AT, DAY, district, user
from tests.partners.factories import agreement, partner, relation

pytestmark = pytest.mark.django_db


def recorded(**changes):
    made = {
        "kind": ActivityKind.DELEGATION_IN,
        "title": "Đoàn quận Seo thăm thành phố",
        "starts_on": DAY,
        "ends_on": DAY,
        "partners": [],
    } | changes
    by = made.pop("by", None) or user("officer")
    return record_activity(Entry(**made), by=by, at=AT)


def test_one_entry_shows_on_all_sides():
    unit, seo = district(), partner()
    signed = agreement(unit, seo)
    made = recorded(partners=[seo], districts=[unit], agreements=[signed])
    assert [list(side.activities.all()) for side in (unit, seo, signed)] == [[made]] * 3


def test_it_is_the_newest_sign_of_life_of_the_relations_that_it_is_of():
    unit, seo = district(), partner()
    of_unit, of_province = relation(seo, unit), relation(seo, None)
    recorded(partners=[seo], districts=[unit], starts_on=DAY, ends_on=DAY)
    for made in (of_unit, of_province):
        made.refresh_from_db()
    assert (of_unit.last_activity_on, of_province.last_activity_on) == (DAY, None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "ít nhất một đối tác"),
        ({"ends_on": DAY - dt.timedelta(days=1), "with_partner": True}, "Ngày kết thúc"),
    ],
)
def test_what_cannot_be_is_refused(changes, said):
    if changes.pop("with_partner", False):
        changes["partners"] = [partner()]
    with pytest.raises(PartnerRefused, match=said):
        recorded(**changes)


def changed(made, **changes):
    entry = Entry(
        **{
            "kind": made.kind,
            "title": made.title,
            "starts_on": made.starts_on,
            "ends_on": made.ends_on,
            "partners": list(made.partners.all()),
            "districts": list(made.districts.all()),
        }
        | changes
    )
    change_activity(made, entry, version=made.version, by=SYSTEM, at=AT)
    made.refresh_from_db()


def test_a_change_moves_the_last_contact_of_both_partners():
    unit, seo, garok = district(), partner(), partner("GAROK", "garok")
    with_seo = relation(seo, unit)
    made = recorded(partners=[seo], districts=[unit])
    earlier = DAY - dt.timedelta(days=5)
    recorded(partners=[seo], districts=[unit], starts_on=earlier, by=SYSTEM)

    changed(made, partners=[garok])

    for each in (seo, garok, with_seo):
        each.refresh_from_db()
    assert (seo.last_contact_on, garok.last_contact_on) == (earlier, DAY)
    assert with_seo.last_activity_on == earlier


def test_what_somebody_else_saved_meanwhile_is_not_overwritten():
    made = recorded(partners=[partner()])
    stale = type(made).objects.get(pk=made.pk)
    changed(made, outcome="Thống nhất kế hoạch")
    with pytest.raises(RecordChanged) as refused:
        changed(stale, outcome="Khác")
    assert refused.value.version == 2
    made.refresh_from_db()
    assert made.outcome == "Thống nhất kế hoạch"


def test_another_next_step_is_open_again():
    made = recorded(partners=[partner()], next_step="Gửi thư")
    finish_next_step(made, by=SYSTEM, at=AT)
    changed(made, next_step="Gửi thư")
    assert made.next_step_done_on == DAY
    changed(made, next_step="Gửi kế hoạch")
    assert made.next_step_done_on is None
