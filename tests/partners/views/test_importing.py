"""A list from Excel: looked at, every fault named by its row, then all or nothing."""

import datetime as dt
import unicodedata
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.models import AuditEvent
from partners.enums import NameKind
from partners.models import Partner, Relation
from tests.factories import district, signed_in, user
from tests.partners.factories import partner

pytestmark = pytest.mark.django_db
ADDRESS, TAKE_IN = reverse("partners:import"), reverse("partners:import_take_in")
TEMPLATE = reverse("partners:import_template")


@pytest.fixture
def client():
    return signed_in(user("officer"))


def template(client):
    return load_workbook(BytesIO(client.get(TEMPLATE).content))


def sent(client, book: Workbook):
    stream = BytesIO()
    book.save(stream)
    return client.post(ADDRESS, {"file": SimpleUploadedFile("đối tác.xlsx", stream.getvalue())})


def row(name, country="Hàn Quốc", tier="Cấp tỉnh", **cells):
    places = {
        "parent": 3, "english": 4, "native": 5, "romanised": 6, "alias": 7, "fields": 8, "unit": 12,
        "stage": 13, "on": 14,
    }  # fmt: skip
    made = [name, country, tier, *[None] * 12]
    for key, value in cells.items():
        made[places[key]] = value
    return made


def filled(client, *rows):
    book = template(client)
    for each in rows:
        book.active.append(each)
    return sent(client, book)


def test_before_anything_is_written_the_page_shows_what_was_read(client):
    district("Lục Ngạn")
    given = row("Tỉnh Saga", "Nhật Bản", unit="huyện Lục Ngạn", stage="Trao đổi", on="01/02/2021")

    looked = filled(client, given, row("Tỉnh Gyeonggi"))

    read = [(one.line, one.name, country) for one, country in looked.context["read"]]
    assert read == [(2, "Tỉnh Saga", "Nhật Bản"), (3, "Tỉnh Gyeonggi", "Hàn Quốc")]
    assert "huyện Lục Ngạn: trao đổi, 01/02/2021" in looked.text
    assert not Partner.objects.exists()


def test_a_country_may_bear_another_of_its_names(client):
    names = {
        "Úc": "Australia",
        "Korea": "Hàn Quốc",
        "Đại Hàn Dân Quốc": "Hàn Quốc",
        "CHDCND Lào": "Lào",
        "CHLB Đức": "Đức",
    }
    looked = filled(client, *(row(f"Tỉnh {name}", name) for name in names))
    assert looked.context["plan"].faulty == []
    assert [country for _one, country in looked.context["read"]] == list(names.values())


def taken_in(client, looked, **data):
    return client.post(TAKE_IN, {"sealed": looked.context["sealed"], **data}, follow=True)


def as_offices_keep_it(client):
    """Return the template filled in with a heading, gaps, and days and names written their way."""
    book = template(client)
    sheet = book.active
    sheet.insert_rows(1, 2)
    sheet["A1"] = "DANH SÁCH ĐỐI TÁC NƯỚC NGOÀI"
    sheet.merge_cells("A1:O1")
    for each in (
        row("Tỉnh Gyeonggi", romanised="Gyeonggi-do; Kyonggi-do", native="경기도"),
        row(
            unicodedata.normalize("NFD", "Thành phố Suwon  "), tier="cấp quận, huyện",
            parent="Tỉnh Gyeonggi", unit="Huyện Lục Ngạn", stage="Trao đổi", on="9/8/2019",
        ),
        [None] * 15,
        row("Okayama", "Japan", "Cấp tỉnh", unit="tỉnh", stage="Đã ký", on=dt.date(2019, 8, 9)),
        row("Haifa", "IL", "Cấp tỉnh", unit="lục ngạn", stage="Tìm hiểu", on=43686),
        ["   ", None, ""],
    ):  # fmt: skip
        sheet.append(each)
    return book


def test_a_list_as_offices_keep_it_is_taken_in(client):
    unit = district()
    looked = sent(client, as_offices_keep_it(client))
    assert (looked.context["certain"], looked.context["plan"].faulty) == (4, [])
    assert Partner.objects.count() == 0, "nothing is written by looking"
    taken_in(client, looked)

    names = Partner.objects.order_by("pk")
    assert [str(each) for each in names] == [
        "Tỉnh Gyeonggi", "Thành phố Suwon", "Okayama", "Haifa"
    ]  # fmt: skip
    found_by = "tinh gyeonggi 경기도 gyeonggi-do kyonggi-do gyeonggido kyonggido"
    assert names[0].folded_names == found_by
    assert (names[1].parent, names[1].source) == (names[0], "đối tác.xlsx")
    day = dt.date(2019, 8, 9)
    begun = Relation.objects.order_by("pk").values_list("district", "stage", "stage_since")
    assert list(begun) == [
        (unit.pk, "talking", day),
        (None, "signed", day),
        (unit.pk, "exploring", day),
    ]
    assert AuditEvent.objects.get(action="partner.imported").data == {
        "file": "đối tác.xlsx", "made": 4
    }  # fmt: skip


def test_every_fault_is_named_by_its_row_and_nothing_is_taken_in(client):
    district("Chũ", "town", code="chu", valid_from=dt.date(2021, 8, 1))
    looked = filled(
        client,
        row("Suwon"),
        row("", "Hàn Quốc", "Cấp tỉnh"),
        row("Seo", "Atlantis", "làng", parent="Ai đó"),
        row("Buk", fields="bay vào vũ trụ", unit="huyện Xa Xôi", stage="Yêu", on="31/2/2020"),
        row("Nam", unit="tỉnh"),
        row("Dong", unit="tỉnh", stage="Đã ký", on="1/1/2999"),
        row("Tay", unit="thị xã Chũ", stage="Đã ký", on="31/7/2021"),
    )
    faults = {each.line: "; ".join(each.faults) for each in looked.context["plan"].faulty}
    assert faults == {
        3: "thiếu «Tên đối tác»",
        4: "không có nước nào tên «Atlantis»; cấp «làng» không có; chọn một trong: Cấp tỉnh, "
        "Cấp quận, huyện, Hiệp hội, Cơ quan đại diện ngoại giao, Cơ quan; "
        "cấp trên «Ai đó» chưa có trong danh sách và không ở dòng nào phía trên",
        5: "không có lĩnh vực nào tên «bay vào vũ trụ»; không có đơn vị nào tên «huyện Xa Xôi»; "
        "không có giai đoạn «Yêu»; «31/2/2020» không phải là ngày; ghi ngày/tháng/năm",
        6: "quan hệ cần cả đơn vị (hoặc «tỉnh») và giai đoạn",
        7: "ngày 1/1/2999 ở sau hôm nay",
        8: "«thị xã Chũ» không có vào ngày 31/7/2021",
    }
    assert looked.context["sealed"] == ""
    assert Partner.objects.count() == 0


def test_the_one_above_is_found_by_any_name_in_the_same_country(client):
    korean = partner("Thành phố Daejeon", "a", names=[(NameKind.ROMANISED, "Daejeon")])
    partner("Daejeon", "b", country="JP")
    looked = filled(
        client,
        row("Quận Seo", tier="Cấp quận, huyện", parent="daejeon"),
        row("Tỉnh Gyeonggi", romanised="Gyeonggi-do"),
        row("Suwon", tier="Cấp quận, huyện", parent="Gyeonggi-do"),
    )
    assert looked.context["plan"].faulty == []
    taken_in(client, looked, although=["2"])
    found = {each.name: each.parent for each in Partner.objects.exclude(parent=None)}
    assert {name: str(parent) for name, parent in found.items()} == {
        "Quận Seo": "Thành phố Daejeon",
        "Suwon": "Tỉnh Gyeonggi",
    }
    assert found["Quận Seo"] == korean


def test_nobody_stands_below_a_place_abroad_or_below_one_of_several(client):
    partner("Thành phố Daejeon", "a")
    for code in ("b", "c"):
        partner("Thành phố Kita", code, country="JP")
    looked = filled(
        client,
        row("Quận Zzkk", "Nhật Bản", "Cấp quận, huyện", parent="Thành phố Daejeon"),
        row("Văn phòng Zzkk", "Nhật Bản", "Cơ quan", parent="Thành phố Daejeon"),
        row("Quận Nishi", "Nhật Bản", "Cấp quận, huyện", parent="Thành phố Kita"),
        row("Quận Higashi", "Nhật Bản", "Cấp quận, huyện", parent="Văn phòng Zzkk"),
    )
    assert {each.line: each.faults for each in looked.context["plan"].faulty} == {
        2: ["cấp trên «Thành phố Daejeon» thuộc nước khác"],
        4: ["có nhiều đối tác mang tên «Thành phố Kita», đề nghị ghi rõ tên của cấp trên"],
    }


def test_doubtful_rows_are_made_only_when_they_are_ticked(client):
    known = partner("Tỉnh Chungcheongnam", "a")
    looked = filled(client, row("Chungnam"), row("Suwon"), row("Suwon-si"))
    doubtful = [
        (r.line, [d.line or d.partner for d in found]) for r, found in looked.context["doubtful"]
    ]
    assert doubtful == [(2, [known]), (4, [3])]

    page = taken_in(client, looked, although=["4"]).content.decode()
    assert "Đã nhập 2 đối tác; bỏ qua 1 dòng nghi trùng." in page
    assert sorted(map(str, Partner.objects.exclude(pk=known.pk))) == ["Suwon", "Suwon-si"]
    again = taken_in(client, looked).content.decode()
    assert "Đã nhập 0 đối tác; bỏ qua 3 dòng nghi trùng." in again


def test_nothing_is_half_done(client):
    """The last row fails only while it is written: the rows before it are not there either."""
    partner("Tỉnh Chungcheongnam", "a")
    looked = filled(client, row("Suwon"), row("Chungnam"), row("Hongseong", parent="Chungnam"))
    page = taken_in(client, looked).content.decode()
    assert "Dòng 4 thuộc dòng 3 là dòng nghi trùng không được chọn lập mới." in page
    assert Partner.objects.count() == 1


def test_what_was_not_looked_at_is_not_taken_in(client):
    looked = filled(client, row("Suwon"))
    stranger = signed_in(user("officer", "other"))
    for who, sealed in [
        (stranger, looked.context["sealed"]),
        (client, looked.context["sealed"][:-2]),
        (client, ""),
    ]:
        page = who.post(TAKE_IN, {"sealed": sealed}, follow=True).content.decode()
        assert "Trang đã cũ" in page
    assert Partner.objects.count() == 0


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("TØnh H¶i D­¬ng", "TCVN3"),
        ("Thaønh phoá Osaka", "VNI"),
        ("Tænh Hokkaido", "VNI"),
        ("Danh saùch ñoái taùc nöôùc ngoaøi", "VNI"),
    ],
)
def test_old_encodings_are_refused_with_a_hint(client, cell, said):
    looked = filled(client, row(cell))
    (error,) = looked.context["form"].errors["file"]
    assert said in error
    assert "Unicode" in error


def test_what_is_no_workbook_is_refused(client):
    looked = client.post(ADDRESS, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no")})
    assert looked.context["form"].errors["file"] == ["Tệp bị hỏng hoặc không phải tệp Word, Excel."]
