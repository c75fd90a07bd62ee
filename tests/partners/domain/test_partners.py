import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from partners.enums import NameKind
from partners.models import Partner
from tests.factories import district
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db


def test_create_partner_makes_all_its_names_searchable():
    names = [(NameKind.ROMANISED, "Seo-gu"), (NameKind.NATIVE, "서구")]
    made = partner("Quận  Seo", names=names)

    assert (made.name, made.country.name) == ("Quận Seo", "Hàn Quốc")
    assert [(name.kind, name.text) for name in made.names.all()] == names
    assert made.folded_names == "quan seo seo-gu 서구"
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
