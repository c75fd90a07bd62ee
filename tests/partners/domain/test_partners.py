import pytest
from django.db import IntegrityError, transaction

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from partners.domain.partners import Facts, change_partner
from partners.enums import NameKind, PartnerTier
from partners.errors import PartnerRefused
from partners.models import Partner
from tests.factories import AT, district
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db


def test_create_partner_makes_all_its_names_searchable():
    names = [(NameKind.ROMANISED, "Seo-gu"), (NameKind.NATIVE, "서구")]
    made = partner("Quận  Seo", names=names)

    assert (made.name, made.country.name) == ("Quận Seo", "Hàn Quốc")
    assert [(name.kind, name.text) for name in made.names.all()] == names
    assert made.folded_names == "quan seo seo-gu 서구 seogu"
    assert AuditEvent.objects.latest("pk").action == "partner.created"


def test_create_agreement_is_recorded():
    made = agreement(district(), partner(), "Thỏa thuận hợp tác")

    assert made.folded_title == "thoa thuan hop tac"
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == ("agreement.created", {"partner": "Quận Seo"})


def test_the_database_refuses_an_unknown_tier():
    made = partner()

    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=made.pk).update(tier="village")


def test_a_locality_lies_in_the_country_of_the_one_above_it():
    korean = partner("Thành phố Daejeon", "daejeon", tier=PartnerTier.PROVINCE)
    with pytest.raises(PartnerRefused, match="thuộc nước khác: Hàn Quốc"):
        partner("Quận Zzkk", "zzkk", country="JP", parent=korean)
    office = partner("Văn phòng", "office", country="JP", tier=PartnerTier.AGENCY, parent=korean)
    partner("Quận Seo", parent=korean)
    moved = Facts(name="Thành phố Daejeon", country="JP", tier=PartnerTier.PROVINCE)
    with pytest.raises(PartnerRefused, match="Cấp dưới «Quận Seo» thuộc nước khác"):
        change_partner(korean, moved, version=1, by=SYSTEM, at=AT)
    assert (office.parent, Partner.objects.count()) == (korean, 3)
