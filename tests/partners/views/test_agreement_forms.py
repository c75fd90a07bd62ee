"""What the forms of an agreement offer and begin with."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.models import PortalClock
from partners.agreement_enums import Language
from partners.domain.inheritance import inherit
from partners.enums import NameKind
from partners.models import Agreement
from tests.factories import district, signed_in, user
from tests.partners.courses import LATER, brought_to, tacit
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
MERGED = dt.date(2021, 10, 1)
LAST_DAY = "huyện Lục Ngạn (đến hết ngày 30/9/2021)"
FACTS = {"title": "Bản ghi nhớ", "kind": "memorandum", "level": "province", "renewal": "none"}
BEGIN, RECORD = reverse("partners:begin_agreement"), reverse("partners:record_agreement")


@pytest.fixture(autouse=True)
def _at_the_end_of_2021():
    PortalClock.objects.create(pk=1, stands_at=LATER)


@pytest.fixture
def client():
    return signed_in(user("officer"))


@pytest.fixture
def units():
    """A unit that has ended, one of the same name that followed it, and the province."""
    old = district(valid_to=MERGED)
    new = district("Lục Ngạn", code="luc-ngan-moi", rank=2, valid_from=MERGED)
    district("Bắc Giang", code="tinh", kind="province", rank=9)
    return old, new


def offered(client, address, field="district"):
    labels = [label for _key, label in client.get(address).context["form"].fields[field].choices]
    return labels[1:]


def of(made, name="agreement_child"):
    return reverse(f"partners:{name}", args=[made.pk])


def test_a_new_agreement_is_of_a_unit_of_today(client, units):
    assert offered(client, BEGIN) == ["huyện Lục Ngạn"]


def test_an_old_one_may_be_of_a_unit_that_has_ended(client, units):
    assert offered(client, RECORD) == [LAST_DAY, "huyện Lục Ngạn"]


def test_a_change_keeps_the_unit_that_was_chosen(client, units):
    made = agreement(units[0], partner())
    assert offered(client, of(made, "change_agreement")) == [LAST_DAY, "huyện Lục Ngạn"]


def test_parties_of_all_times_and_promises_of_today(client, units):
    made = brought_to("in_force")
    assert offered(client, of(made, "agreement_party")) == [LAST_DAY, "huyện Lục Ngạn"]
    assert offered(client, of(made, "agreement_commitment")) == ["huyện Lục Ngạn"]


@pytest.mark.parametrize(
    ("name", "field"), [("agreements", "district"), ("relations", "unit"), ("activities", "unit")]
)
def test_lists_tell_units_of_the_same_name_apart(client, units, name, field):
    shown = client.get(reverse(f"partners:{name}")).context["filter"]
    labels = [str(label) for _key, label in shown.form.fields[field].choices]
    assert labels[-2:] == [LAST_DAY, "huyện Lục Ngạn"]


def test_the_partner_is_found_by_any_of_its_names(client):
    seo = partner(names=[(NameKind.NATIVE, "서구")])
    assert client.post(BEGIN, FACTS | {"partner": "서구"}).status_code == 302
    assert Agreement.objects.get().partner == seo


def test_the_partner_of_the_agreement_stays_although_another_has_its_name(client):
    seo = partner()
    partner("Quận Seo", "seo-busan")
    begun = client.get(f"{BEGIN}?doi-tac={seo.pk}").context["form"]
    assert begun["partner"].value() == "Quận Seo (Hàn Quốc)"
    data = FACTS | {"partner": "Quận Seo"}
    assert client.post(f"{BEGIN}?doi-tac={seo.pk}", data).status_code == 302
    made = Agreement.objects.get()
    changed = data | {"seen": made.version, "title": "Tên mới"}
    assert client.post(of(made, "change_agreement"), changed).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.partner) == ("Tên mới", seo)


def test_a_further_agreement_is_of_who_answers_for_the_first_one_now(client, units):
    made = tacit(units[0])
    Agreement.objects.filter(pk=made.pk).update(concerns_security=True, is_sensitive=True)
    inherit(made, "UBND tỉnh Bắc Giang", on=MERGED, basis="NĐ 177", by=SYSTEM, at=LATER)
    begun = client.get(of(made)).context["form"].initial
    expected = {"level": "province", "district": None, "partner": made.partner}
    expected |= {"concerns_security": True, "is_sensitive": True, "languages": ["vi", "ko"]}
    assert {name: begun[name] for name in expected} == expected
    assert not {"term_months", "effective_on", "title"} & begun.keys()


def test_a_further_agreement_may_be_of_the_unit_that_followed(client, units):
    old, new = units
    made = tacit(old)
    inherit(made, new, on=MERGED, basis="NQ 1191", by=SYSTEM, at=LATER)
    assert client.get(of(made)).context["form"].initial["district"] == new


@pytest.mark.parametrize("code", ["de", "th", "ru"])
def test_a_text_in_the_language_of_any_partner(client, code):
    sent = FACTS | {"partner": partner().name, "languages": ["vi", code]}
    assert client.post(BEGIN, sent).status_code == 302
    assert Agreement.objects.get().languages == f"vi,{code}"


def test_no_more_languages_are_taken_than_can_be_kept(client):
    sent = FACTS | {"partner": partner().name, "languages": Language.values[:21]}
    answer = client.post(BEGIN, sent)
    assert answer.context["form"].errors["languages"] == [
        "Đã chọn 21 ngôn ngữ; mỗi thỏa thuận ghi được tối đa 20."
    ]
    assert client.post(BEGIN, sent | {"languages": Language.values[:20]}).status_code == 302
    Agreement.objects.get().clean_fields(exclude=["folded_title"])
