import pytest
from django.urls import reverse

from partners.enums import NameKind, PartnerTier
from tests.factories import district, signed_in, user
from tests.frame import own_queries
from tests.partners.factories import agreement, partner

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


def test_a_partner_is_shown_with_what_belongs_to_it(client, seo):
    agreement(district("Bắc Giang", "city"), seo, "Thỏa thuận hợp tác với quận Seo")

    page = client.get(reverse("partners:partner", args=[seo.pk])).content.decode()
    above = client.get(reverse("partners:partner", args=[seo.parent.pk])).content.decode()

    facts = ["Seo-gu", "Thành phố Daejeon", "UBND thành phố Bắc Giang", "hợp tác với quận Seo"]
    assert [fact for fact in facts if fact not in page] == []
    assert "Quận Seo" in above
    assert "Chưa ghi nhận thỏa thuận nào" in above


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
@pytest.mark.parametrize(("address", "queries"), [(LIST, 4), (AGREEMENTS, 5)])
def test_lists_ask_the_database_as_often_for_more(client, count, address, queries):
    for number in range(count):
        made = partner(f"Đối tác {number}", f"p{number}")
        agreement(district(f"Huyện {number}", code=f"u{number}"), made)

    assert own_queries(client, address) == queries
