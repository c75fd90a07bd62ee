"""Activities: one entry, seen from each partner, unit and agreement."""

import datetime as dt

import pytest

from partners.domain.activities import Entry, record_activity
from partners.enums import ActivityKind
from partners.errors import PartnerRefused
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
    return record_activity(Entry(**made), by=user("officer"), at=AT)


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
