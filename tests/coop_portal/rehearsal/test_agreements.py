"""The invented agreement goes through every step, on its days."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from coop_portal import bac_giang
from coop_portal.rehearsal import agreements
from partners.domain.agreement_reports import open_reports
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
    steps = made.events.filter(kind="step")
    assert [event.after for event in steps] == [
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
    assert not list(open_reports(made))
    ((name, content),) = agreements.results(made)
    assert f"{name}" == "reports/thoa-thuan-vi-du.xlsx"
    sheet = load_workbook(BytesIO(content)).active
    assert sheet.max_row == made.events.count() + 1
    assert sheet.cell(4, 5).value == "(ví dụ) 101/UBND-NC"
    assert moments == sorted(moments)
    assert Agreement.objects.filter(is_example=False).count() == 1
