"""One invented agreement goes through every step; another is renewed, and extended by a third."""

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


@pytest.fixture
def played(settings):
    settings.PORTAL_REHEARSAL, settings.REHEARSAL_START = True, START
    bac_giang.load(AT)
    moments = []
    return agreements.play(moments.append), moments


def test_the_example_goes_through_every_step(played):
    (made, *_others), moments = played

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
    ((name, content),) = agreements.results([made])
    assert f"{name}" == "reports/thoa-thuan-vi-du.xlsx"
    sheet = load_workbook(BytesIO(content)).active
    assert sheet.max_row == made.events.count() + 1
    assert sheet.cell(4, 1).value == made.title
    assert sheet.cell(4, 6).value == "(ví dụ) 101/UBND-NC"
    assert moments == sorted(moments)
    assert Agreement.objects.filter(is_example=False).count() == 1


def test_another_renews_itself_once_and_is_extended_by_one_of_its_own(played):
    (_memorandum, renewed, extension), _moments = played

    assert [(event.kind, event.on, event.code, event.note) for event in renewed.events.all()][
        1:
    ] == [
        (
            "renewal",
            dt.date(2023, 8, 25),
            "renew:20231201",
            "(Ví dụ) Hai bên tiếp tục hợp tác: để thỏa thuận tự gia hạn",
        ),
        ("extended", dt.date(2024, 3, 11), "", extension.title),
    ]
    now = Agreement.objects.get(pk=renewed.pk)
    assert (now.state, now.extended_to) == ("implementing", dt.date(2028, 11, 30))
    assert now.periods.earliest("ends_on").ends_on == dt.date(2028, 11, 30)
    child = Agreement.objects.get(parent=renewed)
    assert (child, child.child_kind, child.state) == (extension, "extension", "in_force")
    assert not list(open_reports(child))
    assert {child.is_example, now.is_example} == {True}
