"""A unit sees and maintains its own side; another unit's does not exist, by whatever door."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from partners.enums import Stage
from partners.models import Activity, ActivityFile, PartnerProposal, Relation
from tests.factories import district, officer_of, signed_in, user
from tests.frame import own_queries
from tests.partners.factories import activity, activity_file, partner, proposal, relation

pytestmark = pytest.mark.django_db
RELATIONS, ACTIVITIES = reverse("partners:relations"), reverse("partners:activities")
PROPOSALS = reverse("partners:proposals")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.fixture
def sides():
    """Two units, each with a relation, an activity with a file and a proposal."""
    units = [district(), district("Yên Dũng", rank=2)]
    officers = [officer_of(unit, f"cb{n}") for n, unit in enumerate(units)]
    for n, (unit, officer) in enumerate(zip(units, officers, strict=True)):
        with_ = partner(f"Thành phố {['Suwon', 'Okayama'][n]}", f"p{n}")
        relation(with_, unit)
        activity_file(activity(with_, unit, next_step="Gửi thư"), b"%PDF-1.7 " + bytes([n + 65]))
        proposal(unit, officer, f"Đề xuất {n}")
    return officers


def rows(client, address, **query):
    return [str(row[0].object) for row in client.get(address, query).context["rows"]]


def exported(client, address, **query):
    sheet = load_workbook(BytesIO(client.get(address, query | {"export": "xlsx"}).content)).active
    return [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize(
    ("address", "own", "theirs"),
    [
        (RELATIONS, "huyện Lục Ngạn – Thành phố Suwon", "huyện Yên Dũng – Thành phố Okayama"),
        (
            ACTIVITIES,
            "Đoàn Thành phố Suwon thăm và làm việc",
            "Đoàn Thành phố Okayama thăm và làm việc",
        ),
        (PROPOSALS, "Đề xuất 0", "Đề xuất 1"),
    ],
)
def test_lists_searches_and_exports_hold_ones_own_side(sides, address, own, theirs):
    client, department = signed_in(sides[0]), signed_in(user("officer"))
    assert rows(client, address) == [own]
    assert sorted(rows(department, address)) == sorted([own, theirs])
    assert rows(client, address, q="okayama") == rows(client, address, q="yen dung") == []
    other = district("Lạng Giang", code="lg")
    assert rows(client, address, unit=other.pk) == [own], "the filter of units is not theirs"
    assert len(exported(client, address)) == 1
    assert not any("Okayama" in cell for row in exported(client, address) for cell in row)


def test_the_search_for_a_partner_tells_nothing_of_others(sides):
    assert rows(signed_in(sides[0]), ACTIVITIES, partner="okayama") == []


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Relation, "relation"),
        (Relation, "relation_stage"),
        (Relation, "relation_snooze"),
        (Activity, "activity"),
        (Activity, "activity_change"),
        (PartnerProposal, "proposal"),
    ],
)
def test_every_page_of_another_unit_is_not_there(sides, model, name):
    own, theirs = sorted(model.objects.values_list("pk", flat=True))
    client = signed_in(sides[0])
    assert client.get(reverse(f"partners:{name}", args=[own])).status_code == 200
    assert client.get(reverse(f"partners:{name}", args=[theirs])).status_code == 404


def test_files_of_another_unit_are_not_there(sides):
    own, theirs = ActivityFile.objects.order_by("pk")
    client = signed_in(sides[0])

    def status(activity_, file, method="get", name="activity_file"):
        address = reverse(f"partners:{name}", args=[activity_.pk, file.pk])
        return getattr(client, method)(address).status_code

    assert status(own.activity, own) == 200
    assert status(theirs.activity, theirs) == 404
    assert status(own.activity, theirs) == 404, "not through the address of one's own activity"
    assert status(own.activity, theirs, "post", "activity_detach") == 404
    assert status(theirs.activity, theirs, "post", "activity_detach") == 404
    assert ActivityFile.objects.count() == 2


def test_acts_on_another_unit_do_nothing(sides):
    theirs = Activity.objects.order_by("pk").last()
    client = signed_in(sides[0])
    upload = {"file": SimpleUploadedFile("a.pdf", PDF)}
    done = reverse("partners:activity_done", args=[theirs.pk])
    attach = reverse("partners:activity_attach", args=[theirs.pk])
    assert client.post(done).status_code == client.post(attach, upload).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.next_step_done_on, theirs.files.count()) == (None, 1)


def test_a_unit_enters_and_changes_its_own_activity(sides):
    client, own = signed_in(sides[0]), Relation.objects.order_by("pk").first()
    entered = {
        "kind": "letter",
        "title": "Thư ngỏ",
        "starts_on": "02/8/2021",
        "partners": [own.partner_id],
    }
    address = reverse("partners:activity_new")
    client.post(address, entered)
    made = Activity.objects.get(title="Thư ngỏ")
    assert [list(made.districts.all()), list(made.partners.all())] == [
        [own.district],
        [own.partner],
    ]
    change = reverse("partners:activity_change", args=[made.pk])
    client.post(change, entered | {"title": "Thư ngỏ lần 2", "version": made.version})
    made.refresh_from_db()
    assert (made.title, made.version) == ("Thư ngỏ lần 2", 2)

    others = Relation.objects.order_by("pk").last().partner_id
    refused = client.post(address, entered | {"partners": [others]})
    assert "partners" in refused.context["form"].errors
    assert Activity.objects.count() == 3


def test_what_several_units_did_is_seen_by_each_and_changed_by_the_department(sides):
    first, second = Relation.objects.order_by("pk")
    both = activity(first.partner, first.district, second.district, title="Hội chợ")
    page = reverse("partners:activity", args=[both.pk])
    change = reverse("partners:activity_change", args=[both.pk])
    for officer in sides:
        client = signed_in(officer)
        assert client.get(page).status_code == 200
        assert client.get(change).status_code == 404
    assert signed_in(user("officer")).get(change).status_code == 200


def test_a_unit_moves_its_relation_on(sides):
    own = Relation.objects.order_by("pk").first()
    address = reverse("partners:relation_stage", args=[own.pk])
    entered = {"stage": "paused", "on": "02/8/2021", "note": "Dịch bệnh"}
    assert signed_in(sides[0]).post(address, entered).status_code == 302
    own.refresh_from_db()
    assert own.stage == Stage.PAUSED


def test_a_unit_proposes_and_reads_the_answer(sides):
    client, officer = signed_in(sides[0]), signed_in(user("officer"))
    entered = {"name": "Quận Buk", "country": "KR", "tier": "district", "grounds": "Vải thiều"}
    client.post(reverse("partners:proposal_new"), entered)
    made = PartnerProposal.objects.get(name="Quận Buk")
    assert made.district == Relation.objects.order_by("pk").first().district

    decline = reverse("partners:proposal_decline", args=[made.pk])
    officer.post(decline, {"reply": "Chưa phù hợp định hướng."})
    page = client.get(reverse("partners:proposal", args=[made.pk])).content.decode()
    assert "Chưa phù hợp định hướng." in page


def test_an_officer_accepts_although_it_looks_like_another(sides):
    made = PartnerProposal.objects.order_by("pk").first()
    known = partner("Đề xuất 0", "known")
    client = signed_in(user("officer"))
    address = reverse("partners:proposal_accept", args=[made.pk])
    told = client.post(address)
    assert [each.pk for each, _double in told.context["doubles"]] == [known.pk]
    client.post(address, {"although": [known.pk]})
    made.refresh_from_db()
    assert made.partner.name == "Đề xuất 0"
    assert made.partner != known


def test_a_unit_without_an_officer_today_sees_nothing():
    assert signed_in(user("district")).get(RELATIONS).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("address", "role", "queries"),
    [
        (RELATIONS, "officer", 5),
        (ACTIVITIES, "officer", 8),
        (PROPOSALS, "officer", 3),
        (RELATIONS, "district", 5),
        (ACTIVITIES, "district", 8),
    ],
)
def test_lists_ask_the_database_as_often_for_more(count, address, role, queries):
    unit = district()
    person = officer_of(unit) if role == "district" else user(role)
    for number in range(count):
        with_ = partner(f"Thành phố {number}", f"p{number}")
        own = unit if role == "district" else district(f"H {number}", code=f"u{number}")
        relation(with_, own)
        activity(with_, own)
        proposal(own, user("district", f"d{number}"), f"Đề xuất {number}")
    assert own_queries(signed_in(person), address) == queries


def test_who_took_over_the_next_step_did_not_take_part():
    old, heir = district(), district("Bắc Ninh", code="tinh", kind="province", rank=3)
    made = activity(partner(), old, heir, next_step="Gửi thư")
    made.taken_over_by.add(heir)
    client, told = signed_in(user("officer")), "huyện Lục Ngạn; việc tiếp theo do tỉnh Bắc Ninh"
    for name, pk in (("partner", made.partners.get().pk), ("activity", made.pk)):
        assert f"{told} tiếp nhận" in client.get(reverse(f"partners:{name}", args=[pk])).text
    assert f"{told} tiếp nhận" in client.get(ACTIVITIES).text
