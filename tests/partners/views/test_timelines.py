"""What a page cuts short it counts, and leads to the list of exactly that."""

import re

import pytest
from django.urls import reverse

from tests.factories import district, officer_of, signed_in, user
from tests.partners.factories import activity, agreement, partner, relation

pytestmark = pytest.mark.django_db
LIST = reverse("partners:activities")
LINK = re.compile(r'<a href="([^"]+)">Xem cả (\d+) hoạt động</a>')


@pytest.fixture
def world():
    """22 activities of a unit with a province, 21 of them under an agreement; others beside."""
    unit, other = district(), district("Yên Dũng")
    province = partner("Tỉnh Chungcheongnam", "a", tier="province")
    city = partner("Thành phố Cheonan, Chungcheongnam", "b", parent=province)
    made = {
        "relation": relation(province, unit),
        "agreement": agreement(unit, province),
        "partner": province,
        "unit": unit,
    }
    for n in range(21):
        activity(province, unit, title=f"Hoạt động {n}", agreements=[made["agreement"]])
    activity(province, unit, title="Ngoài thỏa thuận")
    activity(province, other, title="Của đơn vị khác")
    activity(city, unit, title="Với thành phố")
    return made


@pytest.mark.parametrize(
    ("name", "of", "person", "count"),
    [
        ("partner", "partner", "officer", 23),
        ("relation", "relation", "officer", 22),
        ("relation", "relation", "district", 22),
        ("agreement", "agreement", "officer", 21),
        ("own_agreement", "agreement", "district", 21),
        ("unit_programme", "unit", "officer", 23),
        ("my_programme", None, "district", 23),
    ],
)
def test_the_list_behind_a_timeline_has_what_it_counts(world, name, of, person, count):
    client = signed_in(officer_of(world["unit"]) if person == "district" else user(person))
    address = reverse(f"partners:{name}", args=[world[of].pk] if of else [])
    page = client.get(address)
    assert len(page.context["activities"]) == 20
    [(whole, told)] = LINK.findall(page.text)
    assert int(told) == count
    listed = client.get(whole)
    assert listed.context["page"].paginator.count == count
    assert client.get(f"{whole}{'&' if '?' in whole else '?'}kind=letter").context["rows"] == []


def test_the_list_says_to_what_it_is_narrowed_and_keeps_it(world):
    client = signed_in(user("officer"))
    page = client.get(LIST, {"agreement": world["agreement"].pk}).text
    assert "Thỏa thuận: Thỏa thuận hợp tác" in page
    assert f'<input type="hidden" name="agreement" value="{world["agreement"].pk}"' in page
    assert 'name="partner_id"' not in page
    beneath = client.get(LIST, {"partner_id": world["partner"].children.get().pk}).text
    assert "Đối tác: Thành phố Cheonan, Chungcheongnam (Tỉnh Chungcheongnam, Hàn Quốc)" in beneath


@pytest.mark.parametrize("key", ["999", "x", "9" * 40])
@pytest.mark.parametrize("name", ["agreement", "relation", "partner_id"])
def test_what_is_not_there_has_no_activities(world, name, key):
    answer = signed_in(user("officer")).get(LIST, {name: key})
    assert (answer.status_code, answer.context["rows"]) == (200, [])


def test_a_unit_is_told_of_no_record_but_its_own(world):
    theirs = district("Lạng Giang", code="lg")
    client = signed_in(officer_of(theirs, "lg"))
    for name, key in (
        ("agreement", "agreement"),
        ("relation", "relation"),
        ("partner_id", "partner"),
    ):
        page = client.get(LIST, {name: world[key].pk})
        assert page.context["rows"] == []
        assert page.context["filter"].narrowed == []
