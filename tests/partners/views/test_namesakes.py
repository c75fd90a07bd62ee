"""Two partners of one name, «Quận Seo» of Daejeon and of Busan, are chosen as surely as others."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from partners.enums import NameKind, PartnerTier
from partners.forms.choosing import PartnersField, find
from partners.models import Activity, Agreement, Partner, Relation
from tests.factories import district, officer_of, signed_in, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
OF_DAEJEON = "Quận Seo (Thành phố Daejeon, Hàn Quốc)"
OF_BUSAN = "Quận Seo (Thành phố Busan, Hàn Quốc)"


@pytest.fixture
def client():
    return signed_in(user("officer"))


@pytest.fixture
def seos():
    """The one of Daejeon and the one of Busan."""
    cities = [
        partner(f"Thành phố {name}", name.lower(), tier=PartnerTier.PROVINCE)
        for name in ("Daejeon", "Busan")
    ]
    names = [(NameKind.ROMANISED, "Seo-gu")]
    return [partner("Quận Seo", f"seo-{n}", parent=c, names=names) for n, c in enumerate(cities)]


def test_the_one_that_is_meant_is_found_by_where_it_lies(seos):
    def found(typed):
        return find(Partner.objects.all(), typed)

    for typed in ("Quận Seo Daejeon", "Quận Seo, Thành phố Daejeon", "seo-gu daejeon", OF_DAEJEON):
        assert found(typed) == seos[0], typed
    for typed in ("quan seo busan", "Quận Seo, Thành phố Busan", OF_BUSAN):
        assert found(typed) == seos[1], typed
    assert found("daejeon") == seos[0].parent, "alone it is the city, not its districts"
    assert found("seogu, busan") == found("Seogu Busan") == seos[1], "the hyphen may be left out"
    japanese = partner("Quận Seo", "seo-jp", country="JP")
    assert found("Quận Seo, Nhật Bản") == japanese


@pytest.mark.parametrize("typed", ["Quận Seo", "seo-gu", "Quận Seo, Hàn Quốc"])
def test_who_is_not_clear_is_told_with_where_each_lies(seos, typed):
    with pytest.raises(ValidationError) as refusal:
        find(Partner.objects.all(), typed)
    assert refusal.value.messages == [
        f"Có nhiều đối tác mang tên gần với «{typed}»: {OF_DAEJEON}; {OF_BUSAN}. "
        "Đề nghị ghi rõ hơn, kèm cấp trên hoặc nước."
    ]


def test_namesakes_under_one_parent_are_told_apart_by_a_note(client, seos):
    twin = partner("Quận Seo", "seo-3", parent=seos[0].parent)
    address = reverse("partners:change", args=[twin.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"told_apart_by": "khu  mới", "fields_": []}
    # The register still asks whether the one is not the other.
    sent |= {"although": [one.pk for one in seos], "parent": "Daejeon"}
    assert client.post(address, sent).status_code == 302
    twin.refresh_from_db()
    assert twin.full_name == "Quận Seo (khu mới, Thành phố Daejeon, Hàn Quốc)"
    event = AuditEvent.objects.filter(action="partner.changed").get()
    assert event.data["changes"] == {"told_apart_by": ["", "khu mới"]}

    assert find(Partner.objects.all(), "quan seo khu moi") == twin
    assert find(Partner.objects.all(), twin.full_name) == twin
    relation(twin, None)
    for name in ("partners:list", "partners:relations"):
        assert "Quận Seo (khu mới)" in client.get(reverse(name), {"q": "khu mới"}).text
    assert "khu mới" in client.get(reverse("partners:partner", args=[twin.pk])).text


@pytest.mark.parametrize("asked", [0, 1])
def test_a_relation_begins_with_the_partner_whose_page_led_here(client, seos, asked):
    address = f"{reverse('partners:relation_new')}?doi-tac={seos[asked].pk}"
    begun = client.get(address).context["form"]["partner"].value()
    assert begun == [OF_DAEJEON, OF_BUSAN][asked]
    for n, typed in enumerate([begun, "Quận Seo"]):
        unit = district(f"Đơn vị {n}", code=f"u{n}")
        entered = {"partner": typed, "stage": "talking", "on": "01/8/2021", "district": unit.pk}
        assert client.post(address, entered).status_code == 302
    assert list(Relation.objects.values_list("partner", flat=True)) == [seos[asked].pk] * 2


def test_a_signpost_begins_no_relation(client, seos):
    Partner.objects.filter(pk=seos[1].pk).update(merged_into=seos[0])
    address = f"{reverse('partners:relation_new')}?doi-tac={seos[1].pk}"
    assert client.get(address).context["form"]["partner"].value() is None


@pytest.mark.parametrize("asked", [0, 1])
def test_an_activity_is_entered_and_saved_with_the_one_it_is_about(client, seos, asked):
    address = f"{reverse('partners:activity_new')}?doi-tac={seos[asked].pk}"
    begun = client.get(address).context["form"]["partners"].value()
    entered = {"kind": "letter", "title": "Thư ngỏ", "starts_on": "02/8/2021", "partners": begun}
    assert client.post(address, entered).status_code == 302
    made = Activity.objects.get()
    assert list(made.partners.all()) == [seos[asked]]

    change = reverse("partners:activity_change", args=[made.pk])
    assert client.get(change).context["form"]["partners"].value() == begun
    for version, typed in enumerate([begun, "Quận Seo"], start=1):
        again = entered | {"partners": typed, "version": version}
        assert client.post(change, again).status_code == 302
    assert list(made.partners.all()) == [seos[asked]]


def test_an_activity_with_both_keeps_the_one_that_is_left(client, seos):
    made = activity(seos[0], partners=seos)
    address = reverse("partners:activity_change", args=[made.pk])
    form = client.get(address).context["form"]
    assert form["partners"].value() == f"{OF_DAEJEON}\n{OF_BUSAN}"
    entered = {"kind": "letter", "title": "Thư", "starts_on": "02/8/2021", "version": 1}
    assert client.post(address, entered | {"partners": "Quận Seo"}).status_code == 200
    assert client.post(address, entered | {"partners": OF_BUSAN}).status_code == 302
    assert list(made.partners.all()) == [seos[1]]


def test_a_partner_is_saved_beneath_a_namesake(client, seos):
    beneath = partner("Phường Dunsan", "dunsan", parent=seos[1])
    address = reverse("partners:change", args=[beneath.pk])
    begun = client.get(address).context["form"]["parent"].value()
    assert begun == OF_BUSAN
    entered = {"name": "Phường Dunsan", "country": "KR", "tier": "district", "version": 1}
    assert client.post(address, entered | {"parent": begun}).status_code == 302
    beneath.refresh_from_db()
    assert (beneath.parent, beneath.version) == (seos[1], 2)


def test_a_record_is_merged_with_the_other_of_the_same_name(client, seos):
    address = reverse("partners:merge_choose", args=[seos[0].pk])
    assert f"({seos[1].where})" in client.get(address).text
    chosen = client.post(address, {"other": "Quận Seo"})
    assert chosen.url == reverse("partners:merge", args=[seos[0].pk, seos[1].pk])
    preview = client.get(chosen.url).text
    assert OF_DAEJEON in preview
    assert OF_BUSAN in preview


@pytest.mark.parametrize(
    ("name", "query", "typed"),
    [
        ("begin_agreement", True, "Quận Seo"),
        ("begin_agreement", False, "Quận Seo Busan"),
        ("record_agreement", False, "Quận Seo, Thành phố Busan"),
    ],
)
def test_an_agreement_is_with_the_one_of_the_page_or_of_what_was_typed(
    client, seos, name, query, typed
):
    address = reverse(f"partners:{name}") + (f"?doi-tac={seos[1].pk}" if query else "")
    entered = {
        "title": "Thỏa thuận hợp tác",
        "kind": "agreement",
        "level": "province",
        "partner": typed,
        "renewal": "none",
        "state": "implementing",
        "source": "Tờ trình",
    }
    assert client.post(address, entered).status_code == 302
    assert Agreement.objects.get().partner == seos[1]


def test_a_unit_sees_which_is_which(seos):
    unit = district()
    for each in seos:
        relation(each, unit)
    client = signed_in(officer_of(unit))
    form = client.get(reverse("partners:activity_new")).context["form"]
    labels = [label for _key, label in form.fields["partners"].choices]
    assert sorted(labels) == [OF_BUSAN, OF_DAEJEON]


def test_the_list_tells_them_apart_and_finds_by_where_they_lie(client, seos):
    def rows(**query):
        page = client.get(reverse("partners:list"), query)
        return [[cell.text for cell in row[:4]] for row in page.context["rows"]]

    busan, daejeon = ["Quận Seo", "Seo-gu", "Thành phố Busan", "Hàn Quốc"], "Thành phố Daejeon"
    assert rows(q="quan seo", sort="parent") == [busan, [*busan[:2], daejeon, "Hàn Quốc"]]
    assert rows(q="seo busan") == rows(q="Quận Seo, Thành phố Busan") == [busan]
    assert rows(q="busan") == [["Thành phố Busan", "", "", "Hàn Quốc"]]


def test_activities_are_found_by_the_partners_name_and_place(client, seos):
    made = [activity(each, title=f"Với {each.where}") for each in seos]

    def rows(typed):
        page = client.get(reverse("partners:activities"), {"partner": typed})
        return [row[0].object for row in page.context["rows"]]

    assert rows("seo") == made[::-1]
    assert rows("seo busan") == [made[1]]


def test_a_line_that_names_nobody_is_refused(seos):
    with pytest.raises(ValidationError, match="Không có đối tác nào tên «Mộng»"):
        PartnersField().clean(f"{OF_BUSAN}\nMộng")
