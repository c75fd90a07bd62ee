"""Of which countries partners may be, and what these are called."""

import pytest

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain.countries import codes_by_name, countries, name_of
from districts.domain.vocabulary import country
from districts.errors import DistrictRefused
from districts.models import Country, Programme
from tests.factories import AT
from tests.migrating import back_at
from vietnamese.text import fold

TERRITORIES = {"AC", "AX", "EH", "GL", "GU", "PR", "RE", "XK", "AQ", "EU"}


def test_the_list_has_the_members_of_the_united_nations_and_six_more():
    assert len(countries()) == 192 + 6
    assert {"KR", "JP", "CN", "LA", "KH", "US", "CK", "PS", "VA"} <= countries().keys()
    assert not countries().keys() & (TERRITORIES | {"VN"})


def test_what_is_no_state_stands_with_the_one_that_it_belongs_to():
    assert [countries()[code] for code in ("TW", "HK", "MO")] == [
        ("Đài Loan (Trung Quốc)", "Taiwan (China)"),
        ("Hồng Kông (Trung Quốc)", "Hong Kong (China)"),
        ("Ma Cao (Trung Quốc)", "Macao (China)"),
    ]


def test_they_stand_in_the_order_of_the_alphabet():
    assert [names.name for names in countries().values()][:6] == [
        "Ả Rập Xê-út", "Afghanistan", "Ai Cập", "Albania", "Algeria", "Andorra"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Đài Loan", "TW"), ("Hồng Công", "HK"), ("Đặc khu Hành chính Macao, Trung Quốc", "MO"),
        ("Hàn Quốc", "KR"), ("South Korea", "KR"), ("kr", "KR"), ("Myanmar (Miến Điện)", "MM"),
        ("Việt Nam", None), ("Đảo Ascension", None),
    ],
)  # fmt: skip
def test_a_list_may_call_them_by_any_usual_name(typed, code):
    assert codes_by_name().get(fold(typed)) == code


def test_an_old_record_still_has_a_name():
    assert [name_of(code) for code in ("VN", "GL", "KR", "??")] == [
        "Việt Nam", "Greenland", "Hàn Quốc", "??"
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_country_is_named_at_its_first_use():
    made = country("TW", by=SYSTEM, at=AT)
    assert (made.name, made.folded_names) == (
        "Đài Loan (Trung Quốc)", "dai loan (trung quoc) taiwan (china)"
    )  # fmt: skip
    assert country("TW", by=SYSTEM, at=AT) == made
    assert AuditEvent.objects.filter(action="country.added").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "why"), [("VN", "Việt Nam"), ("AC", "AC"), ("??", "mã")])
def test_others_are_refused_also_where_an_old_record_has_them(code, why):
    Country.objects.create(code=code, name="Cũ", name_en="Old", folded_names="", sort_key="")
    with pytest.raises(DistrictRefused, match=why):
        country(code, by=SYSTEM, at=AT)


@pytest.mark.django_db(transaction=True)
def test_countries_and_programmes_of_before_are_brought_on():
    """0019 and 0020: the first year out of the words of the period; names as they are written."""
    with back_at("districts", "0018_one_name_at_a_time") as then:
        then.get_model("districts", "Country").objects.create(
            code="TW", name="Đài Loan", name_en="Taiwan", folded_names="dai loan", sort_key="d"
        )
        for period, last in (("2021-2025", 2025), ("2021-2025", 2026), ("từ 2021", 2025)):
            then.get_model("districts", "Programme").objects.create(
                title="Đề án", period=period, target_least=2, target_most=4, last_year=last
            )
    assert Country.objects.get().name == "Đài Loan (Trung Quốc)"
    years = Programme.objects.order_by("pk").values_list("first_year", flat=True)
    assert list(years) == [2021, None, None]
