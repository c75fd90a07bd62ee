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
        *(
            f"reports/bao-cao-nam-{name}.{form}"
            for name in ("2023", "2024", "2025-den-30-6")
            for form in ("xlsx", "pdf", "docx")
        ),
        "reports/bao-cao-nam-2025.xlsx",
    }
    assert [(each["year"], each["made_on"]) for each in told] == [
        (2023, "2024-01-02"), (2024, "2025-01-02"), (2025, "2025-06-30"), (2025, "2026-01-02")
    ]  # fmt: skip


def test_a_figure_that_the_story_does_not_tell_stops_the_rehearsal(told):
    other = copy.deepcopy(told[0])
    other["figures"]["Kết quả theo nước"]["Hàn Quốc"][0] += 1
    with pytest.raises(StoryError, match="report of 2024-01-02, «Kết quả theo nước»"):
        reports.check(report(Year(2023, END, current())), other)


def test_the_report_of_2023_names_the_units_of_2023(told):
    assert list(told[0]["figures"]["Kết quả theo đơn vị"]) == ["Thành phố Bắc Giang"]
    assert "Huyện Việt Yên" in told[0]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]
    assert "Thị xã Việt Yên" not in told[0]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]


def test_each_letter_is_made_while_the_office_is_that_of_its_letterhead(told):
    days = {each["file"]: each["made_on"] for each in told if "pdf" in each.get("forms", ["pdf"])}
    assert max(days.values()) == "2025-06-30"
    assert "Thị xã Việt Yên" in told[1]["figures"]["Nhiệm vụ của Đề án theo đơn vị"]


def test_the_reports_of_2025_show_the_reorganisation(told):
    at_the_end_of_june, whole = (
        {
            str(table.title): [line.label for line in table.lines]
            for table in report(Year(2025, dt.date.fromisoformat(day), current())).breakdowns
        }
        for day in ("2025-06-30", "2026-01-02")
    )
    assert at_the_end_of_june["Chỉ tiêu theo đơn vị"] == [
        "Thành phố Bắc Giang", "Huyện Hiệp Hòa", "Huyện Lạng Giang", "Huyện Lục Nam", "Thị xã Chũ",
        "Huyện Lục Ngạn", "Huyện Sơn Động", "Huyện Tân Yên", "Thị xã Việt Yên", "Huyện Yên Thế",
    ]  # fmt: skip
    assert whole["Kết quả theo đơn vị"] == [
        "Cấp tỉnh", "Thành phố Bắc Giang (đến hết ngày 30/6/2025)"
    ]  # fmt: skip
