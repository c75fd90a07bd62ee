"""The reports of the rehearsal: their figures are those of the story, and another is an error."""

import copy
import datetime as dt

import pytest

from coop_portal import bac_giang
from coop_portal.bac_giang.loader import read
from coop_portal.rehearsal import reorganisation, reports
from coop_portal.rehearsal.story import StoryError
from coop_portal.reports.report import report
from coop_portal.reports.subjects import Year
from districts.domain.programme import current
from tests.factories import AT

pytestmark = pytest.mark.django_db
END = dt.date(2024, 1, 2)


@pytest.fixture
def told():
    """The data after the reorganisations; the invented agreement counts in no report."""
    bac_giang.load(AT)
    reorganisation.play(lambda _moment: None)
    return read("year_reports")["reports"]


def test_the_figures_are_those_of_the_story(told):
    files = {path.as_posix() for path, _content in reports.results()}
    assert files == {
        f"reports/bao-cao-nam-{year}.{form}"
        for year in (2023, 2024)
        for form in ("xlsx", "pdf", "docx")
    }
    assert [each["year"] for each in told] == [2023, 2024]


def test_a_figure_that_the_story_does_not_tell_stops_the_rehearsal(told):
    other = copy.deepcopy(told[0])
    other["figures"]["Kết quả theo nước"]["Hàn Quốc"][0] += 1
    with pytest.raises(StoryError, match="report of 2023, «Kết quả theo nước»"):
        reports.check(report(Year(2023, END, current())), other)


def test_the_report_of_2023_names_the_units_of_2023(told):
    assert list(told[0]["figures"]["Kết quả theo đơn vị"]) == ["thành phố Bắc Giang"]
    assert "huyện Việt Yên" in told[0]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]
    assert "thị xã Việt Yên" not in told[0]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]


def test_each_report_is_made_while_the_office_is_that_of_its_letterhead(told):
    merger = dt.date(2025, 7, 1)
    for each in told:
        made_on = dt.date.fromisoformat(each["made_on"])
        assert dt.date(each["year"], 12, 31) < made_on < merger
    assert "thị xã Việt Yên" in told[1]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]
