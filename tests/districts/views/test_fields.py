"""Fields of cooperation, added and renamed by an officer."""

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain.vocabulary import create_field
from districts.models import Field
from tests.factories import AT, signed_in, user

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("districts:fields"), reverse("districts:field_new")


@pytest.fixture
def client():
    return signed_in(user("officer"))


@pytest.fixture
def farms():
    return create_field(code="nong-nghiep", name="nông nghiệp", rank=3, by=SYSTEM, at=AT)


def complaints(answer):
    return answer.context["form"].non_field_errors()


def test_a_field_is_added_at_the_end(client, farms):
    assert client.get(NEW).context["form"].initial == {"rank": 4}
    sent = {"name": "Du lịch, dịch vụ", "name_en": "tourism", "rank": "4"}
    assert client.post(NEW, sent).headers["Location"] == LIST
    made = Field.objects.get(rank=4)
    facts = (made.code, made.name, made.name_en, made.folded_names)
    assert facts == ("du-lich-dich-vu", "Du lịch, dịch vụ", "tourism", "du lich, dich vu tourism")
    assert AuditEvent.objects.latest("pk").action == "field.added"
    assert [row[1].text for row in client.get(LIST).context["rows"]] == [farms.name, made.name]


def test_no_two_fields_have_one_name(client, farms):
    other = create_field(code="du-lich", name="du lịch", rank=4, by=SYSTEM, at=AT)
    sent = {"name": "Nông  nghiệp", "rank": "5"}
    for address in (NEW, reverse("districts:field_change", args=[other.pk])):
        assert complaints(client.post(address, sent)) == ["Đã có lĩnh vực tên «Nông nghiệp»."]
    assert sorted(Field.objects.values_list("name", flat=True)) == ["du lịch", "nông nghiệp"]


def test_a_code_that_another_name_has_is_numbered(client, farms):
    client.post(NEW, {"name": "nông - nghiệp", "rank": "5"})
    assert Field.objects.get(rank=5).code == "nong-nghiep-2"


def test_a_field_gets_another_name_and_the_trail_says_from_what_to_what(client, farms):
    address = reverse("districts:field_change", args=[farms.pk])
    shown = client.get(address).context["form"].initial
    assert shown == {"name": "nông nghiệp", "name_en": "", "rank": 3}
    client.post(address, {"name": "nông, lâm nghiệp", "name_en": "", "rank": "3"})
    farms.refresh_from_db()
    assert (farms.code, farms.name) == ("nong-nghiep", "nông, lâm nghiệp")
    assert farms.folded_names == "nong, lam nghiep"
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == (
        "field.changed",
        {"changes": {"name": ["nông nghiệp", "nông, lâm nghiệp"]}},
    )
    before = AuditEvent.objects.count()
    client.post(address, {"name": "nông, lâm nghiệp", "name_en": "", "rank": "3"})
    assert AuditEvent.objects.count() == before
