"""Units report online, the department follows, accepts and returns; each sees its own only."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from deadlines import clock
from districts.domain import reports
from districts.enums import DutyState, ReportState
from districts.models import Duty, DutyReport, Orientation, Programme
from tests.dispatches.uploads.corpus import pdf
from tests.districts.acts import enter
from tests.districts.factories import (
    UPLOAD,
    draft,
    duty,
    orientation,
    programme,
    submitted,
    task_of,
)
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.frame import own_queries

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 12, 31)
MINE, BOARD, REPORTS = (reverse(f"districts:{n}") for n in ("my_duties", "duties", "reports"))


@pytest.fixture
def unit():
    return district()


@pytest.fixture
def plan(unit):
    return duty(unit, due=DUE)


@pytest.fixture
def theirs(unit):
    return signed_in(officer_of(unit))


@pytest.fixture
def department():
    return signed_in(user("officer"))


def page_of(plan, key="mot-lan"):
    return reverse("districts:report", args=[plan.pk, key])


def test_a_unit_writes_a_draft_and_then_sends_it(theirs, unit, plan):
    address = page_of(plan)
    file = SimpleUploadedFile("Kế hoạch.pdf", pdf(), "application/pdf")
    theirs.post(address, {"text": "Đang làm.", "edition": "0", "file": file})
    report = DutyReport.objects.get()
    assert (report.state, report.text) == (ReportState.DRAFT, "Đang làm.")
    assert [kept.name for kept in report.files.all()] == ["Kế hoạch.pdf"]

    sent = {"text": "Đã ban hành.", "edition": "1", "submit": "1"}
    page = theirs.post(address, sent, follow=True).content.decode()

    report.refresh_from_db()
    assert (report.state, report.text, report.submitted_at) == (
        ReportState.SUBMITTED,
        "Đã ban hành.",
        clock.now(),
    )
    assert "Đã gửi báo cáo đến Sở Ngoại vụ" in page
    assert "Gửi báo cáo đến Sở</button>" not in page


def test_an_empty_report_is_saved_but_not_sent(theirs, plan):
    page = theirs.post(page_of(plan), {"text": "", "edition": "0", "submit": "1"}, follow=True)
    assert "ghi kết quả thực hiện trước khi gửi" in page.content.decode()
    assert DutyReport.objects.get().state == ReportState.DRAFT


def test_what_was_typed_stays_when_somebody_else_saved(theirs, unit, plan):
    draft(plan, unit)
    draft(plan, unit, text="của người khác", edition=1)
    page = theirs.post(page_of(plan), {"text": "lời của tôi", "edition": "1"})
    assert "lời của tôi" in page.content.decode()
    assert "vừa được người khác sửa" in str(page.context["form"].non_field_errors())
    assert DutyReport.objects.get().text == "của người khác"


def test_a_file_that_is_none_of_the_kinds_is_refused(theirs, plan):
    file = SimpleUploadedFile("a.exe", b"MZ", "application/pdf")
    page = theirs.post(page_of(plan), {"text": "x", "edition": "0", "file": file})
    assert "Chỉ nhận tệp" in str(page.context["form"].non_field_errors())
    assert not DutyReport.objects.exists()


@pytest.mark.parametrize("key", ["thuong-xuyen", "thuong-xuyen-2021", "2022", "thoa-thuan-1"])
def test_a_time_that_the_duty_has_not_is_no_page(theirs, plan, key):
    assert theirs.get(page_of(plan, key)).status_code == 404


def test_another_units_duty_file_and_report_are_not_there(unit, plan):
    other = signed_in(officer_of(district("Yên Dũng", code="yen-dung"), "dung"))
    report = draft(plan, unit, uploads=[UPLOAD])
    kept = report.files.get()
    statuses = [
        other.get(page_of(plan)).status_code,
        other.post(page_of(plan), {"text": "x", "edition": "1"}).status_code,
        other.get(reverse("districts:report_file", args=[kept.pk])).status_code,
        other.post(reverse("districts:report_file_detach", args=[kept.pk])).status_code,
    ]
    assert statuses == [404] * 4
    assert plan.text not in other.get(MINE).content.decode()
    report.refresh_from_db()
    assert (report.text, report.files.count()) == ("Đã ban hành Kế hoạch.", 1)


def test_who_acts_for_no_unit_has_no_duties():
    assert signed_in(user("district")).get(MINE).status_code == 404


def test_a_file_is_taken_off_a_draft(theirs, unit, plan):
    report = draft(plan, unit, uploads=[UPLOAD])
    theirs.post(reverse("districts:report_file_detach", args=[report.files.get().pk]))
    assert report.files.count() == 0


def test_the_department_sees_no_draft_nor_its_file(department, unit, plan):
    report = draft(plan, unit, uploads=[UPLOAD])
    assert department.get(reverse("districts:report_page", args=[report.pk])).status_code == 404
    address = reverse("districts:unit_report_file", args=[report.files.get().pk])
    assert department.get(address).status_code == 404
    assert report.text not in department.get(REPORTS).content.decode()


def test_the_department_accepts(department, unit, plan):
    report = submitted(plan, unit, uploads=[UPLOAD])
    page = department.get(reverse("districts:report_page", args=[report.pk])).content.decode()
    assert "Đã ban hành Kế hoạch." in page
    assert UPLOAD.name in page
    department.post(reverse("districts:report_accept", args=[report.pk]), {"note": ""})
    assert task_of(plan, unit).state == DutyState.DONE


def test_the_department_returns_with_a_reason_that_the_unit_reads(department, theirs, unit, plan):
    report = submitted(plan, unit)
    address = reverse("districts:report_return", args=[report.pk])
    assert list(department.post(address, {"reason": ""}).context["form"].errors) == ["reason"]
    department.post(address, {"reason": "Thiếu kinh phí."})
    page = theirs.get(page_of(plan)).content.decode()
    assert page.count("Thiếu kinh phí.") == 2
    assert "Đã ban hành Kế hoạch.</textarea>" in page


def test_a_leader_reads_and_decides_nothing(unit, plan):
    report = submitted(plan, unit)
    page = signed_in(user("leader")).get(reverse("districts:report_page", args=[report.pk]))
    assert reverse("districts:report_accept", args=[report.pk]) not in page.content.decode()


@pytest.fixture
def mixed(unit):
    """Five tasks of two units: one waits, one is done, three are open."""
    other = district("Yên Dũng", code="yen-dung", rank=2)
    under = programme()
    plan = duty(unit, other, under=under, due=DUE)
    duty(unit, other, under=under, text="Bố trí kinh phí")
    duty(unit, under=under, text="Hằng năm", yearly_from=2022)
    submitted(plan, unit)
    reports.accept(submitted(plan, other), by=user("leader"), at=AT)
    return unit


@pytest.mark.parametrize("of_unit", [True, False])
def test_every_figure_of_the_board_equals_the_list_behind_it(department, mixed, of_unit):
    query = {"unit": mixed.pk} if of_unit else {}
    first = department.get(BOARD, query).context
    figures = {state.value: count for state, count in first["states"]}
    lists = {
        state: [
            task
            for group in department.get(BOARD, query | {"state": state}).context["groups"]
            for _state, tasks in group.by_state
            for task in tasks
        ]
        for state in figures
    }
    expected = {"waiting": 1, "done": 0 if of_unit else 1, "open": 2 if of_unit else 3}
    assert figures == dict.fromkeys(figures, 0) | expected
    assert {state: len(tasks) for state, tasks in lists.items()} == figures
    assert {(task.state, state) for state, tasks in lists.items() for task in tasks} == {
        (state, state) for state, tasks in lists.items() if tasks
    }
    assert first["total"] == sum(figures.values())


def test_the_board_exports_what_it_shows(department, mixed):
    query = {"export": "xlsx", "unit": mixed.pk, "state": "open"}
    rows = list(load_workbook(BytesIO(department.get(BOARD, query).content)).active.values)
    told = [(unit, text, due and due.date(), state) for unit, text, due, state, _s in rows[1:]]
    assert told == [
        ("huyện Lục Ngạn", "Hằng năm", dt.date(2022, 12, 31), "Chưa báo cáo"),
        ("huyện Lục Ngạn", "Bố trí kinh phí", None, "Chưa báo cáo"),
    ]


def test_the_words_of_a_time_say_what_the_document_does_not(department, mixed):
    page = department.get(BOARD).content.decode()
    assert "Năm 2022: đến hết 31/12/2022" in page
    assert "Văn bản chỉ nêu «hàng năm», tính đến ngày cuối năm" in page
    assert "Thường xuyên, báo cáo năm 2021" in page


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(("address", "queries"), [(BOARD, 6), (REPORTS, 3)])
def test_pages_ask_the_database_as_often_for_more(department, count, address, queries):
    under = programme()
    for number in range(count):
        unit = district(f"Huyện {number}", code=f"u{number}")
        submitted(duty(unit, under=under, due=DAY), unit)
    assert own_queries(department, address) == queries


TARGET = {
    "title": "Đề án",
    "period": "2021-2025",
    "first_year": "2021",
    "last_year": "2025",
    "target_least": "2",
    "target_most": "4",
    "source": "Công văn lần 2",
}


def test_the_programme_is_written_down_and_its_target_changed(department):
    address = reverse("districts:programme_change")
    department.post(address, TARGET)
    department.post(address, TARGET | {"target_most": "5"})
    kept = Programme.objects.get()
    assert (kept.target_least, kept.target_most) == (2, 5)
    assert (kept.first_year, kept.last_year) == (2021, 2025)
    refused = department.post(address, TARGET | {"target_most": "1"})
    assert "tối đa" in str(refused.context["form"].non_field_errors())


def test_an_orientation_is_written_down_and_changed(department, unit):
    programme()
    form = {"text": "nông nghiệp", "districts": [unit.pk], "countries": ["IL"], "source": "CV"}
    department.post(reverse("districts:orientation_new"), form)
    kept = Orientation.objects.get()
    assert [c.code for c in kept.countries.all()] == ["IL"]
    address = reverse("districts:orientation_change", args=[kept.pk])
    assert department.get(address).context["form"]["countries"].value() == ["IL"]
    department.post(address, form | {"countries": ["JP", "CN"]})
    assert sorted(c.code for c in kept.countries.all()) == ["CN", "JP"]


def test_a_source_is_asked_for(department, unit):
    kept = orientation(unit)
    form = {"text": "nông nghiệp", "districts": [unit.pk], "source": ""}
    page = department.post(reverse("districts:orientation_change", args=[kept.pk]), form)
    assert list(page.context["form"].errors) == ["source"]


def test_a_duty_is_written_down_and_changed(department, unit):
    programme()
    form = {
        "text": "Xây dựng Kế hoạch",
        "districts": [unit.pk],
        "due": "31/12/2021",
        "source": "CV",
    }
    department.post(reverse("districts:duty_new"), form)
    kept = Duty.objects.get()
    assert kept.due == DUE
    address = reverse("districts:duty_change", args=[kept.pk])
    refused = department.post(address, form | {"yearly_from": "2022"})
    assert "một trong ba" in str(refused.context["form"].non_field_errors())
    department.post(address, form | {"due": "", "yearly_from": "2022"})
    kept.refresh_from_db()
    assert (kept.due, kept.yearly_from) == (None, 2022)


def test_of_two_units_of_one_name_the_form_says_which_has_ended(department, unit):
    programme()
    new = [("moi", "district", unit.name), ("chu", "town", "Chũ")]
    enter((unit.code, "moi", "split"), (unit.code, "chu", "split"), new=new, on=dt.date(2025, 1, 1))

    form = department.get(reverse("districts:duty_new")).context["form"]

    assert sorted(label for _value, label in form.fields["districts"].choices) == [
        "huyện Lục Ngạn",
        "huyện Lục Ngạn (đến hết ngày 31/12/2024)",
        "thị xã Chũ",
    ]


def test_what_was_written_down_by_mistake_is_taken_back(department, unit):
    under = programme()
    kept, direction = duty(unit, under=under), orientation(unit, under=under)
    address = reverse("districts:duty_remove", args=[kept.pk])
    assert "Không còn giao cho 1 đơn vị" in department.get(address).content.decode()
    department.post(address)
    department.post(reverse("districts:orientation_remove", args=[direction.pk]))
    assert (Duty.objects.count(), Orientation.objects.count()) == (0, 0)


def test_a_duty_with_a_report_stays(department, unit, plan):
    draft(plan, unit)
    page = department.post(reverse("districts:duty_remove", args=[plan.pk]))
    assert "Đã có báo cáo" in str(page.context["form"].non_field_errors())
    assert Duty.objects.exists()


def test_the_board_has_units_that_ended_in_debt_and_not_the_province(department, unit):
    plan = duty(unit, due=dt.date(2021, 7, 1))
    district("Bắc Ninh", kind="province", code="tinh", rank=9)
    duty(unit, under=plan.programme, text="Hằng năm", yearly_from=2021)
    enter((unit.code, "tinh", "abolished"), on=dt.date(2021, 8, 1))

    shown = department.get(BOARD)

    assert [label for _unit, label in shown.context["units"]] == [
        "huyện Lục Ngạn (đến hết ngày 31/7/2021)",
    ]
    standing = {
        (group.first.duty, state, task.unit)
        for group in shown.context["groups"]
        for state, tasks in group.by_state
        for task in tasks
    }
    assert standing == {(plan, "overdue", unit)}
    assert 'huyện Lục Ngạn <span class="muted small">(đã kết thúc hoạt động)' in shown.text


def test_the_department_takes_a_mistaken_acceptance_back(department, theirs, unit, plan):
    report = submitted(plan, unit)
    address = reverse("districts:report_withdraw", args=[report.pk])
    page = reverse("districts:report_page", args=[report.pk])
    assert address not in department.get(page).text
    department.post(reverse("districts:report_accept", args=[report.pk]), {"note": ""})
    assert address in department.get(page).text

    assert list(department.post(address, {"reason": ""}).context["form"].errors) == ["reason"]
    assert department.post(address, {"reason": "Chấp nhận nhầm."}).status_code == 302

    assert address not in department.get(page).text
    own = theirs.get(page_of(plan)).text
    assert own.count("Chấp nhận nhầm.") == 2
    assert "Đã ban hành Kế hoạch.</textarea>" in own
