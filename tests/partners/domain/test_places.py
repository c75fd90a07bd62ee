"""A place lies in the country of the one above it: held by the domain and by the database."""

import pytest

from accounts.actors import SYSTEM
from districts.domain.vocabulary import country
from partners.domain.partners import Facts, change_partner
from partners.enums import PartnerTier
from partners.errors import PartnerRefused
from partners.models import Partner
from tests.factories import AT
from tests.partners.factories import partner
from tests.racing import at_once
from tests.refusing import refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def daejeon():
    """Seo beneath Daejeon, an office of Daejeon in Japan, and two places of Japan."""
    above = partner("Thành phố Daejeon", "daejeon", tier=PartnerTier.PROVINCE)
    partner("Quận Seo", "seo", parent=above)
    partner("Văn phòng", "office", country="JP", tier=PartnerTier.AGENCY, parent=above)
    partner("Quận Nishi", "nishi", country="JP")
    partner("Tỉnh Kanagawa", "kanagawa", country="JP", tier=PartnerTier.PROVINCE)
    return above


def change(code, **columns):
    facts = {name: _value(name, value) for name, value in columns.items()}
    return Partner.objects.filter(code=code).update(**facts)


def _value(name, value):
    if name == "country":
        return country(value, by=SYSTEM, at=AT)
    return Partner.objects.get(code=value) if name in ("parent", "merged_into") else value


REFUSED = {
    "the place beneath moves abroad": lambda: change("seo", country="JP"),
    "a place abroad comes beneath": lambda: change("nishi", parent="daejeon"),
    "the one above moves abroad": lambda: change("daejeon", country="JP"),
    "it comes beneath one abroad": lambda: change("seo", parent="kanagawa"),
    "an office abroad becomes a place": lambda: change("office", tier="district"),
    "a new one": lambda: Partner.objects.create(
        code="new",
        tier="district",
        country=_value("country", "JP"),
        parent=_value("parent", "daejeon"),
    ),
}
TAKEN = {
    "to one of its country": lambda: change("nishi", parent="kanagawa"),
    "an office follows nobody": lambda: change("office", country="KR"),
    "with its place at once": lambda: change("seo", country="JP", parent="kanagawa"),
    "without a place beneath": lambda: (
        change("seo", merged_into="nishi"),
        change("daejeon", country="JP"),
    ),
    "what is told of it": lambda: change("seo", profile="Quận nội thành", version=2),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(daejeon, what):
    before = list(Partner.objects.order_by("pk").values())

    assert refused(REFUSED[what])
    assert list(Partner.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("what", TAKEN)
def test_the_database_takes(daejeon, what):
    before = list(Partner.objects.order_by("pk").values())

    assert not refused(TAKEN[what])
    assert list(Partner.objects.order_by("pk").values()) != before


@pytest.mark.django_db(transaction=True)
def test_a_place_comes_beneath_while_the_one_above_moves(daejeon):
    """Whoever is second is told, in words."""
    Partner.objects.filter(code="seo").delete()
    moved = Facts(name="Daejeon", country="JP", tier=PartnerTier.PROVINCE)

    results = at_once(
        lambda: partner("Quận Jung", "jung", parent=daejeon),
        lambda: change_partner(daejeon, moved, version=1, by=SYSTEM, at=AT),
    )

    assert sum(isinstance(each, PartnerRefused) for each in results) == 1
    assert sum(isinstance(each, Partner) for each in results) == 1
    beneath = Partner.objects.filter(parent=daejeon, tier=PartnerTier.DISTRICT)
    assert {each.country.code for each in beneath} <= {
        Partner.objects.get(pk=daejeon.pk).country.code
    }
