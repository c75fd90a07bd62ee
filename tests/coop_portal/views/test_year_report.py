"""The year's report: every figure is the length of the list that it leads to."""

import datetime as dt
import io

import pdfplumber
import pytest
from django.db.models import F
from django.urls import reverse
from docx import Document
from lxml import html
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from coop_portal.reports.letter import letter_of
from coop_portal.reports.report import report
from coop_portal.reports.subjects import Year
from deadlines.domain import portal_clock
from dispatches.models import Dispatch, DocumentKind, Signatory
from districts.domain.vocabulary import create_field
from districts.models import District, Field
from partners.agreement_enums import PartyRole, Side
from partners.domain.activities import Entry, record_activity
from partners.domain.agreement_parties import add_party
from partners.domain.relations import change_stage
from partners.enums import ActivityKind, Stage
from partners.models import Activity, Agreement, Partner
from tests.dispatches import factories as office
from tests.districts.factories import programme as programme_of
from tests.factories import AT, DAY, district, signed_in, user
from tests.partners.factories import agreement, partner, relation

pytestmark = pytest.mark.django_db
END = dt.datetime.fromisoformat("2022-03-01T08:00:00+07:00")
PAGE = reverse("reports:year", args=[2021])


@pytest.fixture(autouse=True)
def in_march_2022():
    portal_clock.move(END)


@pytest.fixture
def programme():
    """Two units and the province with partners of two countries, one thing outside the year."""
    ngan, dung = district("Lục Ngạn"), district("Yên Dũng", code="yen-dung", rank=2)
    farms = create_field(code="nong-nghiep", name="nông nghiệp", rank=1, by=SYSTEM, at=AT)
    seo, daejeon, galilee = (
        partner(name, code, country=country)
        for name, code, country in (
            ("Quận Seo", "seo", "KR"),
            ("Daejeon", "daejeon", "KR"),
            ("Galilee", "galilee", "IL"),
        )
    )
    relation(seo, ngan, stage=Stage.SIGNED, on=None, fields=[farms])
    relation(galilee, ngan)
    relation(daejeon, None)
    paused = relation(seo, dung)
    change_stage(paused, Stage.PAUSED, on=dt.date(2022, 2, 1), by=SYSTEM, at=END)
    late = relation(galilee, dung, stage=Stage.TALKING)
    change_stage(late, Stage.SIGNED, on=dt.date(2022, 1, 5), by=SYSTEM, at=END)
    made = {"ends_on": DAY, "starts_on": DAY, "kind": ActivityKind.MEETING}
    both = Entry(**made, title="Họp ba bên", partners=[seo, daejeon], districts=[ngan, dung])
    record_activity(both, by=SYSTEM, at=AT)
    record_activity(Entry(**made, title="Tiếp xã giao", partners=[galilee]), by=SYSTEM, at=AT)
    after = {"starts_on": dt.date(2022, 1, 9), "ends_on": dt.date(2022, 1, 9)}
    record_activity(Entry(**made | after, title="Năm sau", partners=[seo]), by=SYSTEM, at=END)
    signed = agreement(ngan, seo)
    Agreement.objects.filter(pk=signed.pk).update(
        signed_on=dt.date(2021, 12, 31), version=F("version") + 1
    )


@pytest.fixture
def client():
    return signed_in(user("officer"))


def tables(client, page=PAGE):
    report = client.get(page).context["report"]
    return {
        str(table.title): {line.label: tuple(f.value for f in line.figures) for line in table.lines}
        for table in report.breakdowns
    }


def noted(client):
    """The tables whose reader is told that their rows come to more than the total."""
    page = html.fromstring(client.get(PAGE).content.decode())
    return [
        sheet.findtext("header/h2")
        for sheet in page.iter("section")
        if "Nội dung thuộc nhiều dòng được tính ở từng dòng" in sheet.text_content()
    ]


@pytest.mark.usefixtures("programme")
def test_the_year_is_counted_as_it_ended(client):
    report = client.get(PAGE).context["report"]
    assert [figure.value for _label, figure in report.totals] == [4, 2, 1, 1, 0, 0]
    assert tables(client) == {
        "Kết quả theo đơn vị": {
            "Cấp tỉnh": (1, 1, 0, 0),
            "Huyện Lục Ngạn": (2, 1, 1, 1),
            "Huyện Yên Dũng": (1, 1, 0, 0),
        },
        "Nhiệm vụ của Đề án theo đơn vị": {},
        "Cam kết theo thỏa thuận": {},
        "Kết quả theo nước": {"Hàn Quốc": (3, 1, 1, 1), "Israel": (1, 1, 0, 0)},
        "Kết quả theo lĩnh vực": {
            "nông nghiệp": (1, 0, 0, 0), "Chưa ghi lĩnh vực": (3, 2, 1, 1)
        },
        "Hoạt động theo loại": {"Tiếp, làm việc": (2,)},
    }  # fmt: skip


@pytest.mark.usefixtures("programme")
def test_on_a_narrow_page_every_cell_says_the_heading_that_stands_above_it_on_a_wide_one(client):
    page = html.fromstring(client.get(PAGE).content.decode())

    labelled = 0
    for table in page.iter("table"):
        heads = [head.text_content() for head in table.find("thead").iter("th")]
        for row in table.find("tbody"):
            assert [cell.get("data-label") for cell in row.iter("td")] == heads[1:]
            labelled += 1
    assert labelled == 9


@pytest.mark.usefixtures("programme")
def test_an_agreement_counts_for_all_who_signed_it_and_for_nobody_else(client):
    # Already before, of two units' activity, the rows of one table come to more than the total.
    assert noted(client) == ["Kết quả theo đơn vị"]
    made, dung = Agreement.objects.get(), District.objects.get(name="Yên Dũng")
    galilee = Partner.objects.get(code="galilee")
    hoa = district("Hiệp Hòa", code="hiep-hoa", rank=3)
    for side, facts in (
        (Side.OURS, {"district": dung}),
        (Side.OURS, {"printed_name": "Hội Hữu nghị tỉnh"}),
        (Side.THEIRS, {"partner": galilee}),
        (Side.OURS, {"district": hoa, "role": PartyRole.CARRIES_OUT}),
    ):
        add_party(made, side, **facts, by=SYSTEM, at=END)

    counted = tables(client)
    signed = {name: row[2] for name, row in counted["Kết quả theo đơn vị"].items()}
    assert signed == {
        "Cấp tỉnh": 1, "Huyện Lục Ngạn": 1, "Huyện Yên Dũng": 1, "Huyện Hiệp Hòa": 0
    }  # fmt: skip
    by_country = {name: row[2] for name, row in counted["Kết quả theo nước"].items()}
    assert by_country == {"Hàn Quốc": 1, "Israel": 1}
    assert noted(client) == ["Kết quả theo đơn vị", "Kết quả theo nước"]
    report = client.get(PAGE).context["report"]
    assert report.listed[0][1:3] == (
        "Quận Seo; Galilee", "Huyện Lục Ngạn; huyện Yên Dũng; Hội Hữu nghị tỉnh"
    )  # fmt: skip
    assert dict(report.totals)["Thỏa thuận ký trong năm"].value == 1


@pytest.mark.usefixtures("programme")
def test_the_running_year_is_counted_up_to_today(client):
    page = reverse("reports:year", args=[2022])
    assert tables(client, page)["Kết quả theo đơn vị"]["Huyện Yên Dũng"] == (1, 0, 0, 0)


@pytest.mark.usefixtures("programme")
def test_every_figure_is_the_length_of_its_list(client):
    report = client.get(PAGE).context["report"]
    figures = [figure for _label, figure in report.totals]
    figures += [f for table in report.breakdowns for line in table.lines for f in line.figures]
    assert len(figures) == 35
    behind = [client.get(figure.url).context["page"].paginator.count for figure in figures]
    assert behind == [figure.value for figure in figures]


@pytest.mark.usefixtures("programme")
def test_what_has_no_field_has_a_row_and_a_list_of_its_own(client):
    farms = Field.objects.get()
    towns = create_field(code="do-thi", name="đô thị", rank=2, by=SYSTEM, at=AT)
    assert "Kết quả theo lĩnh vực" not in noted(client)
    Activity.objects.get(title="Họp ba bên").fields.set([farms, towns])

    # Two of one and one of none come to more than the two that there were.
    rows = tables(client)["Kết quả theo lĩnh vực"]
    assert {name: row[1] for name, row in rows.items()} == {
        "nông nghiệp": 1, "đô thị": 1, "Chưa ghi lĩnh vực": 1
    }  # fmt: skip
    assert "Kết quả theo lĩnh vực" in noted(client)
    behind = client.get(reverse("reports:activities", args=[2021]), {"field": "null"})
    assert [one.title for one in behind.context["page"]] == ["Tiếp xã giao"]


def test_a_year_to_come_is_not_there(client):
    assert client.get(reverse("reports:year", args=[2023])).status_code == 404


def test_a_year_without_anything_says_so(client):
    district("Lục Ngạn")
    page = client.get(PAGE)
    assert tables(client)["Kết quả theo đơn vị"] == {
        "Cấp tỉnh": (0, 0, 0, 0),
        "Huyện Lục Ngạn": (0, 0, 0, 0),
    }
    assert page.text.count("Không phát sinh.") == 5


@pytest.fixture
def kind():
    return DocumentKind.objects.create(
        code="bao-cao",
        name="Báo cáo",
        abbreviation="BC",
        family="named",
        symbol_pattern="{loại}-{cơ quan}",
        agency=office.agency(),
        signatory=Signatory.objects.create(
            agency=office.agency(), name="Ngô Biên Cương", authority="GIÁM ĐỐC"
        ),
    )


@pytest.mark.usefixtures("programme", "kind")
def test_pdf_and_word_have_the_figures_and_the_list_of_activities(client):
    pdf = client.get(reverse("reports:pdf", args=[2021])).content
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        said = " ".join(" ".join(page.extract_text() for page in pages.pages).split())
        sizes = {(round(page.width), round(page.height)) for page in pages.pages}
    assert "BÁO CÁO Kết quả hợp tác quốc tế cấp địa phương năm 2021" in said
    assert "04 quan hệ hợp tác đang có hiệu lực; 02 hoạt động trong năm" in said
    assert "không có cam kết phải làm trong năm. Cụ thể như sau:" in said
    assert "3 Huyện Yên Dũng 1 1 0 0" in said
    assert "Họp ba bên" in said
    assert said.count("Ghi chú: Nội dung thuộc nhiều dòng được tính ở từng dòng") == 1
    assert "Biểu đồ 2. Kết quả theo nước: quan hệ hợp tác đang có hiệu lực" in said
    assert f"Hàn Quốc {'█' * 24} 3 Israel {'█' * 8} 1" in said
    assert "DANH MỤC THỎA THUẬN KÝ TRONG NĂM 2021 VÀ ĐANG CÓ HIỆU LỰC" in said
    assert "Huyện Lục Ngạn 31/12/2021 Đang thực hiện" in said
    assert (
        "Trên đây là báo cáo kết quả hợp tác quốc tế cấp địa phương năm 2021, Sở Ngoại vụ trân "
        "trọng báo cáo Ủy ban nhân dân tỉnh./."
    ) in said
    assert sizes == {(595, 842), (842, 595)}

    word = Document(io.BytesIO(client.get(reverse("reports:docx", args=[2021])).content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert {"Huyện Yên Dũng", "Họp ba bên", "Hàn Quốc", f"{'█' * 8} 1"} <= set(cells)


@pytest.mark.usefixtures("programme")
def test_the_workbook_has_a_sheet_for_each_table(client):
    content = client.get(reverse("reports:xlsx", args=[2021])).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Tổng hợp",
        "Kết quả theo đơn vị",
        "Nhiệm vụ của Đề án theo đơn vị",
        "Cam kết theo thỏa thuận",
        "Kết quả theo nước",
        "Kết quả theo lĩnh vực",
        "Hoạt động theo loại",
        "Danh mục thỏa thuận",
    ]
    assert [len(sheet._charts) for sheet in book] == [0, 1, 0, 0, 1, 1, 1, 0]
    assert list(book["Danh mục thỏa thuận"].iter_rows(min_row=2, values_only=True)) == [
        ("Thỏa thuận hợp tác", "Quận Seo", "Huyện Lục Ngạn", "31/12/2021", "Đang thực hiện")
    ]
    rows = list(book["Kết quả theo nước"].iter_rows(values_only=True))
    assert rows[1:] == [("Hàn Quốc", 3, 1, 1, 1), ("Israel", 1, 1, 0, 0)]


@pytest.mark.usefixtures("programme", "kind")
def test_a_draft_keeps_the_figures_of_its_day(client):
    response = client.post(reverse("reports:draft", args=[2021]))
    draft = Dispatch.objects.get()
    assert response.headers["Location"] == reverse("dispatches:write", args=[draft.pk])
    assert (draft.full_number, draft.subject) == (
        "…/BC-SNgV",
        "Kết quả hợp tác quốc tế cấp địa phương năm 2021",
    )


@pytest.mark.usefixtures("programme", "kind")
def test_pressed_twice_the_button_makes_one_draft_and_another_when_figures_have_changed(client):
    address = reverse("reports:draft", args=[2021])
    first, second = (client.post(address).headers["Location"] for _press in range(2))
    assert first == second == reverse("dispatches:write", args=[Dispatch.objects.get().pk])
    Activity.objects.get(title="Tiếp xã giao").delete()
    assert client.post(address).headers["Location"] != first
    assert Dispatch.objects.count() == 2


@pytest.mark.usefixtures("kind")
def test_the_letter_speaks_of_the_programme_in_its_years_only():
    kept = programme_of(first_year=2021)
    letters = [letter_of(report(Year(year, END.date(), kept))) for year in (2020, 2021)]
    assert [letter.blocks[0].text[:28] for letter in letters] == [
        "Kết quả hợp tác quốc tế cấp ", "Kết quả thực hiện Đề án tính"
    ]  # fmt: skip


@pytest.mark.parametrize("file", ["pdf", "docx"])
def test_without_the_kind_the_office_is_told(client, file):
    response = client.get(reverse(f"reports:{file}", args=[2021]))
    assert response.status_code == 503
    assert "Chưa có thể loại «Báo cáo»" in response.content.decode()
