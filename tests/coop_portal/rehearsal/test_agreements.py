"""The invented agreement goes through every step, on its days."""

import datetime as dt

import pytest

from coop_portal import bac_giang
from coop_portal.rehearsal import agreements
from partners.models import Agreement
from tests.factories import AT

pytestmark = pytest.mark.django_db
START = dt.datetime.fromisoformat("2023-08-01T08:00:00+07:00")


def test_the_example_goes_through_every_step(settings):
    settings.PORTAL_REHEARSAL, settings.REHEARSAL_START = True, START
    bac_giang.load(AT)
    moments = []

    made = agreements.play(moments.append)

    assert made.is_example
    assert [row["after"] for row in agreements.rows(made) if row["kind"] == "step"] == [
        "drafting",
        "consulting",
        "disagreed",
        "submitted",
        "permitted",
        "signed",
        "in_force",
        "implementing",
        "suspended",
        "in_force",
        "implementing",
        "ended",
    ]
    assert moments == sorted(moments)
    assert Agreement.objects.filter(is_example=False).count() == 1
