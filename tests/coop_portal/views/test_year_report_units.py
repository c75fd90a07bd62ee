"""The year's report names the units of its time, also after the reorganisations of 2024-2025."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.domain import portal_clock
from districts.domain.transferring import Choice, open_holdings, transfer
from tests.districts.acts import all_acts, province_of_2021, unit
from tests.factories import signed_in, user
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.datetime.fromisoformat("2025-01-02T08:00:00+07:00")
NOW = dt.datetime.fromisoformat("2025-08-01T08:00:00+07:00")


@pytest.fixture
def handed_on():
    """What Yên Dũng had went to the city, which was there already, and then to the province."""
    province_of_2021()
    dung, city, seo = unit("yen-dung"), unit("bac-giang"), partner()
    one = relation(seo, dung)
    met = activity(seo, dung, next_step="Ký kết", starts_on=dt.date(2023, 5, 4),
                   ends_on=dt.date(2023, 5, 4))  # fmt: skip
    agreement(city, partner("Thành phố Daejeon", "daejeon"))
    all_acts()
    for old, new, moment in (
        ("yen-dung", "bac-giang", NEW_YEAR),
        ("bac-giang", "tinh-bac-ninh-2025", NOW),
    ):
        chosen = [
            Choice(kind.kind.code, holding.pk, unit(new))
            for kind in open_holdings(unit(old), moment.date())
            for holding in kind.holdings
        ]
        transfer(unit(old), chosen, by=SYSTEM, at=moment)
    portal_clock.move(NOW)
    one.refresh_from_db()
    return one, met


def by_unit(client, year):
    report = client.get(reverse("reports:year", args=[year])).context["report"]
    table = next(t for t in report.breakdowns if str(t.title) == "Kết quả theo đơn vị")
    assert [
        client.get(figure.url).context["page"].paginator.count
        for line in table.lines
        for figure in line.figures
    ] == [figure.value for line in table.lines for figure in line.figures]
    counted = {line.label: tuple(f.value for f in line.figures) for line in table.lines}
    return {label: values for label, values in counted.items() if any(values)}


def test_a_report_of_2023_names_the_units_of_2023(handed_on):
    client = signed_in(user("officer"))
    one, _met = handed_on
    assert one.district is None
    assert by_unit(client, 2023) == {
        "Thành phố Bắc Giang": (1, 0, 0, 1),
        "Huyện Yên Dũng": (1, 1, 0, 0),
    }
    assert by_unit(client, 2024) == {
        "Thành phố Bắc Giang": (1, 0, 0, 1),
        "Huyện Yên Dũng": (1, 0, 0, 0),
    }
    assert by_unit(client, 2025) == {
        "Cấp tỉnh": (2, 0, 0, 0),
        "Thành phố Bắc Giang (đến hết ngày 30/6/2025)": (0, 0, 0, 1),
    }
    page = client.get(reverse("reports:relations", args=[2023])).text
    assert "Huyện Yên Dũng" in page
    assert "Tỉnh Bắc Ninh" not in page.split("<tbody>")[1]


def test_an_entry_says_whose_it_was_and_until_when(handed_on):
    entries = handed_on[0].stages.exclude(passed_from=None)
    assert [(entry.passed_from.full_name, entry.passed_on) for entry in entries] == [
        ("huyện Yên Dũng", dt.date(2025, 1, 1)),
        ("thành phố Bắc Giang", dt.date(2025, 7, 1)),
    ]
