import datetime as dt
import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from districts.domain.vocabulary import create_field
from partners.agreement_enums import State
from partners.enums import NameKind, PartnerTier, Stage
from partners.models import AgreementPeriod
from tests.factories import AT, DAY, district, signed_in, user
from tests.frame import own_queries
from tests.partners.courses import an_idea
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = pytest.mark.django_db

LIST, AGREEMENTS = reverse("partners:list"), reverse("partners:agreements")


@pytest.fixture
def client():
    return signed_in(user("officer"))


@pytest.fixture
def seo():
    daejeon = partner("Thành phố Daejeon", "daejeon", tier=PartnerTier.PROVINCE)
    return partner("Quận Seo", "seo", names=[(NameKind.ROMANISED, "Seo-gu")], parent=daejeon)


@pytest.fixture
def garok():
    names = [(NameKind.ALIAS, "GAROK")]
    return partner("Hiệp hội các tỉnh trưởng", "garok", tier="association", names=names)


def names(response):
    return [row[0].object.name for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Hiệp hội các tỉnh trưởng", "Quận Seo", "Thành phố Daejeon"]),
        ({"q": "quan seo"}, ["Quận Seo"]),
        ({"q": "seogu"}, ["Quận Seo"]),
        ({"q": "seo-gu"}, ["Quận Seo"]),
        ({"q": "dae-jeon"}, ["Thành phố Daejeon"]),
        ({"q": "garok"}, ["Hiệp hội các tỉnh trưởng"]),
        ({"tier": "province"}, ["Thành phố Daejeon"]),
        (
            {"sort": "-agreements"},
            ["Quận Seo", "Thành phố Daejeon", "Hiệp hội các tỉnh trưởng"],
        ),
    ],
)
def test_the_list_finds_partners_by_any_name(client, seo, garok, query, expected):
    agreement(district("Bắc Giang"), seo)
    agreement(district("Lục Ngạn", code="luc-ngan"), seo.parent)
    agreement(district("Lục Nam", code="luc-nam"), seo)

    assert names(client.get(LIST, query)) == expected


def test_the_list_keeps_a_country(client, seo):
    galilee = partner("Galilee", "galilee", country="IL", tier=PartnerTier.PROVINCE)
    assert names(client.get(LIST, {"country": galilee.country_id})) == ["Galilee"]
    assert names(client.get(LIST, {"country": seo.country_id})) == ["Quận Seo", "Thành phố Daejeon"]


@pytest.fixture
def register(seo, garok):
    """Seo: active with a unit, met in June; Galilee: talked to by the province, met long ago."""
    galilee = partner("Galilee", "galilee", country="IL", tier=PartnerTier.PROVINCE)
    unit, other = district(), district("Yên Dũng")
    relation(seo, unit, stage=Stage.ACTIVE)
    relation(seo, other, stage=Stage.PAUSED)
    relation(galilee, None, stage=Stage.TALKING)
    activity(seo, unit, starts_on=dt.date(2021, 6, 1), ends_on=dt.date(2021, 6, 1))
    activity(galilee, starts_on=dt.date(2020, 6, 1), ends_on=dt.date(2020, 6, 1))
    field = create_field(code="nong", name="Nông nghiệp", rank=1, by=SYSTEM, at=AT)
    galilee.fields.add(field)
    return {"unit": unit.pk, "other": other.pk, "field": field.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"stage": "active"}, ["Quận Seo"]),
        ({"stage": "talking"}, ["Galilee"]),
        ({"stage": "none"}, ["Hiệp hội các tỉnh trưởng", "Thành phố Daejeon"]),
        ({"unit": "unit"}, ["Quận Seo"]),
        ({"unit": "unit", "stage": "active"}, ["Quận Seo"]),
        ({"unit": "other", "stage": "active"}, []),
        ({"field": "field"}, ["Galilee"]),
        ({"quiet": "3"}, ["Galilee", "Hiệp hội các tỉnh trưởng", "Thành phố Daejeon"]),
        ({"quiet": "24", "stage": "talking"}, []),
    ],
)
def test_the_list_keeps_what_is_asked_for(client, register, query, expected):
    asked = {name: register.get(value, value) for name, value in query.items()}
    assert names(client.get(LIST, asked)) == expected


def test_the_chart_counts_what_the_list_shows(client, register):
    def counted(**query):
        rows = client.get(reverse("partners:by_country"), query).context["rows"]
        return {row["country__name"]: (row["count"], row["width"]) for row in rows}

    assert counted() == {"Hàn Quốc": (3, "100.0%"), "Israel": (1, "33.3%")}
    assert counted(stage="talking") == {"Israel": (1, "100.0%")}
    assert counted(tier="không có") == {}


def test_the_export_is_what_is_shown_and_starts_no_formula(client, seo):
    partner("=HYPERLINK(1)", "evil", country="KR")
    book = load_workbook(BytesIO(client.get(LIST, {"q": "hyperlink", "export": "xlsx"}).content))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells[:4]] == ["=HYPERLINK(1)", None, None, "Hàn Quốc"]
    assert (cells[0].data_type, cells[0].quotePrefix) == ("s", True)


def test_a_partner_is_shown_with_what_belongs_to_it(client, seo):
    agreement(district("Bắc Giang", "city"), seo, "Thỏa thuận hợp tác với quận Seo")

    page = client.get(reverse("partners:partner", args=[seo.pk])).content.decode()
    above = client.get(reverse("partners:partner", args=[seo.parent.pk])).content.decode()

    facts = ["Seo-gu", "Thành phố Daejeon", "UBND thành phố Bắc Giang", "hợp tác với quận Seo"]
    assert [fact for fact in facts if fact not in page] == []
    assert "Quận Seo" in above
    assert "Chưa ghi nhận thỏa thuận nào" in above


def test_each_agreement_of_a_partner_says_where_it_stands(client, seo):
    an_idea(with_=seo, title="Đang soạn")
    agreement(None, seo, "Không rõ ngày")
    over = agreement(None, seo, "Đã quá hạn")
    agreement(None, seo, "Đang dừng", state=State.SUSPENDED)
    AgreementPeriod.objects.create(agreement=over, ends_on=DAY - dt.timedelta(days=1))

    page = client.get(reverse("partners:partner", args=[seo.pk])).text
    section = page.split("<h2>Thỏa thuận hợp tác</h2>")[1].split("</section>")[0]
    cells = re.findall(r"<dd[^>]*>(.*?)</dd>", section, re.DOTALL)
    plain = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    unknown = "Tài liệu nguồn không ghi"
    for title, state, signed in (
        ("Đang soạn", "Ý tưởng", "chưa ký"),
        ("Không rõ ngày", "Đang thực hiện", unknown),
        ("Đã quá hạn", "Đang thực hiện đã quá thời hạn, chưa ghi hết hạn", unknown),
        ("Đang dừng", "Tạm đình chỉ", unknown),
    ):
        at = plain.index(title)
        assert plain[at : at + 3] == [title, state, signed]


def test_agreements_are_found_by_unit_and_by_any_name(client, seo, garok):
    unit = district("Lục Ngạn")
    agreement(unit, seo, "Thỏa thuận về nông nghiệp")
    agreement(district("Yên Dũng", code="yen-dung"), garok, "Bản ghi nhớ")

    def titles(**query):
        return [row[0].text for row in client.get(AGREEMENTS, query).context["rows"]]

    assert titles(district=unit.pk) == ["Thỏa thuận về nông nghiệp"]
    assert titles(q="yen dung") == ["Bản ghi nhớ"]
    assert titles(q="seo-gu") == ["Thỏa thuận về nông nghiệp"]
    assert titles(q="nong nghiep") == ["Thỏa thuận về nông nghiệp"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(LIST, 7), (AGREEMENTS, 6)])
def test_lists_ask_the_database_as_often_for_more(client, count, address, queries):
    for number in range(count):
        made = partner(f"Đối tác {number}", f"p{number}")
        agreement(district(f"Huyện {number}", code=f"u{number}"), made)

    assert own_queries(client, address) == queries
