"""Making, changing and merging partners in their pages."""

import pytest
from django.urls import reverse

from partners.domain.counterparts import named
from partners.enums import NameKind
from partners.forms.counterparts import choose
from partners.models import Partner, PartnerContact
from tests.factories import district, signed_in, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db
NEW = reverse("partners:new")
CHUNGNAM = {"name": "Chungnam", "country": "KR", "tier": "province"}


@pytest.fixture
def client():
    return signed_in(user("officer"))


def shown(name, *keys):
    return reverse(f"partners:{name}", args=keys)


def test_a_partner_is_made_with_all_its_names(client):
    parent = partner("Thành phố Daejeon", "daejeon")
    entered = {
        "name": "Quận Seo",
        "country": "KR",
        "tier": "district",
        "parent": "daejeon",
        "english": "Seo District",
        "native": "서구",
        "alias": "Seo-gu\n\nQuận Tây",
    }
    client.post(NEW, entered)
    made = Partner.objects.get(name="Quận Seo")
    assert (made.parent, made.code) == (parent, "quan-seo")
    assert [str(each) for each in made.names.all()] == [
        "Seo District",
        "서구",
        "Seo-gu",
        "Quận Tây",
    ]


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("Mộng", "Không có đối tác nào tên «Mộng»."),
        ("thanh pho", "Thành phố A (Hàn Quốc); Thành phố B (Hàn Quốc)"),
    ],
)
def test_a_parent_that_is_not_clear_is_asked_for_again(client, parent, said):
    partner("Thành phố A", "a")
    partner("Thành phố B", "b")
    answer = client.post(NEW, CHUNGNAM | {"parent": parent})
    assert said in answer.context["form"].errors["parent"][0]


def test_a_partner_is_found_by_the_name_that_letters_write():
    garok = partner("Hiệp hội các tỉnh trưởng Hàn Quốc", "garok", names=[(NameKind.ALIAS, "GAROK")])
    partner("Hiệp hội các tỉnh trưởng Hàn Quốc vùng Đông (GAROK Đông)", "garok-dong")

    assert named(garok).name == "Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)"
    assert choose(named(garok).name) == named(garok)
    assert choose("hiep hoi (garok dong)").code == "garok-dong"


def test_what_looks_like_it_is_shown_and_made_when_told_to(client):
    known = partner("Tỉnh Chungcheongnam", "a")
    told = client.post(NEW, CHUNGNAM)
    page = told.content.decode()
    assert "tên này là cách gọi rút gọn của tên kia" in page
    assert "Vẫn lập mới" in page
    assert Partner.objects.count() == 1

    another = partner("Chungnam-do", "b")
    again = client.post(NEW, CHUNGNAM | {"although": [known.pk]})
    assert [each for each, _double in again.context["doubles"]] == [another]
    client.post(NEW, CHUNGNAM | {"although": [known.pk, another.pk]})
    assert Partner.objects.filter(name="Chungnam").count() == 1


def test_over_what_somebody_else_saved_one_is_told_first_and_may_save_then(client):
    seo = partner()
    entered = {"name": "Quận Seo", "country": "KR", "tier": "district", "version": 1}
    client.post(shown("change", seo.pk), entered | {"profile": "Dân số 480 nghìn"})
    told = client.post(shown("change", seo.pk), entered | {"profile": "Dân số 500 nghìn"})
    page = told.content.decode()
    assert "Người khác vừa lưu hồ sơ này" in page
    assert "Dân số 500 nghìn" in page, "what was typed is still there"
    seo.refresh_from_db()
    assert (seo.profile, seo.version) == ("Dân số 480 nghìn", 2)

    version = told.context["form"]["version"].value()
    client.post(
        shown("change", seo.pk), entered | {"profile": "Dân số 500 nghìn", "version": version}
    )
    seo.refresh_from_db()
    assert (seo.profile, seo.version) == ("Dân số 500 nghìn", 3)


def test_contacts_are_added_and_let_go(client):
    seo, other = partner(), partner("GAROK", "garok")
    client.post(shown("contact_new", seo.pk), {"name": "Phòng Đối ngoại", "active": "on"})
    made = PartnerContact.objects.get()
    assert client.get(shown("contact", other.pk, made.pk)).status_code == 404
    client.post(shown("contact", seo.pk, made.pk), {"name": "Phòng Đối ngoại", "phone": "1"})
    made.refresh_from_db()
    assert (made.active, made.phone) == (False, "1")


def test_two_records_are_merged_in_three_steps(client):
    stays, goes = partner("Tỉnh Chungcheongnam", "a"), partner("Chungnam-do", "b")
    unit = district()
    relation(goes, unit)
    activity(goes, unit)

    proposed = client.get(shown("merge_choose", stays.pk))
    assert [each for each, _double in proposed.context["likely"]] == [goes]
    chosen = client.post(shown("merge_choose", stays.pk), {"other": "chungnam-do"})
    assert chosen.url == shown("merge", stays.pk, goes.pk)
    page = client.get(chosen.url).content.decode()
    for words in (
        "Tên được thêm: Chungnam-do",
        "huyện Lục Ngạn",
        "Chuyển sang hồ sơ được giữ lại: 1 hoạt động",
    ):
        assert words in page

    client.post(chosen.url, {"stays_version": 1, "goes_version": 9})
    assert Partner.objects.get(pk=goes.pk).merged_into is None
    client.post(chosen.url, {"stays_version": 1, "goes_version": 1})
    assert Partner.objects.get(pk=goes.pk).merged_into == stays

    old = shown("partner", goes.pk)
    assert client.get(old).url == shown("partner", stays.pk)
    assert "Hồ sơ này trùng và đã được gộp" in client.get(f"{old}?ho-so-cu").content.decode()
    for name in ("change", "contact_new", "merge_choose"):
        assert client.get(shown(name, goes.pk)).status_code == 404


def test_the_page_shows_the_partner_from_all_sides(client):
    parent = partner("Thành phố Daejeon", "daejeon")
    seo = partner("Quận Seo", "seo", parent=parent, channel="Qua đại sứ quán")
    unit = district()
    relation(seo, unit)
    for number in range(25):
        activity(seo, unit, title=f"Hoạt động {number}")
    page = client.get(shown("partner", seo.pk)).content.decode()
    for words in (
        "thuộc Thành phố Daejeon, Hàn Quốc",
        "Qua đại sứ quán",
        "huyện Lục Ngạn",
        "Hoạt động 24",
        "Hoạt động 5",
        "Xem cả 25 hoạt động",
    ):
        assert words in page
    assert "Hoạt động 4<" not in page
