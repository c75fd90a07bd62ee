"""An agreement that looks recorded already, and one that was recorded in error."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports import due, subjects
from deadlines.models import PortalClock
from partners.agreement_enums import AgreementKind, EventKind, State
from partners.domain import agreements
from partners.domain.agreement_reminders import due_reminders
from partners.domain.agreements import Facts
from partners.domain.mistakes import left_without, mark_mistaken, take_back
from partners.domain.relations import change_stage
from partners.domain.signings import signed_for
from partners.domain.stage_corrections import correct_stage
from partners.domain.taking_part import concerning, of_party
from partners.enums import Stage
from partners.errors import LooksRecorded, PartnerRefused
from partners.models import Agreement, Partner, Relation
from tests.factories import district, officer_of, signed_in, user
from tests.partners.courses import LATER, begun_from, brought_to, promised, step
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
SIGNED = dt.date(2018, 7, 10)
RECORD = reverse("partners:record_agreement")


def told(**facts):
    return Facts(**{"title": "Thỏa thuận hợp tác", "partner": Partner.objects.get()} | facts)


def record(facts, **more):
    known = {"source": "Tờ trình", "signed_on": SIGNED, "by": SYSTEM, "at": LATER}
    return agreements.record_signed(facts, **known | more)


def first(**more):
    unit = district()
    return record(told(district=unit, partner=partner()), **more), unit


@pytest.mark.parametrize(
    ("title", "signed_on", "reasons"),
    [
        ("THỎA THUẬN  hợp tác", None, "cùng các bên, cùng loại, cùng tên"),
        ("Tên khác", SIGNED, "cùng các bên, cùng loại, cùng ngày ký"),
        ("Thỏa thuận hợp tác", SIGNED, "cùng các bên, cùng loại, cùng tên, cùng ngày ký"),
    ],
)
def test_what_looks_recorded_is_recorded_only_in_sight_of_the_other(title, signed_on, reasons):
    made, unit = first()
    again = told(title=title, district=unit)
    with pytest.raises(LooksRecorded, match="có thể đã được ghi") as refused:
        record(again, signed_on=signed_on)
    assert [(double.agreement, double.reasons) for double in refused.value.doubles] == [
        (made, reasons)
    ]
    assert Agreement.objects.count() == 1
    record(again, signed_on=signed_on, although=[made.pk])
    assert Agreement.objects.count() == 2


def test_another_party_kind_or_day_is_another_agreement():
    _made, unit = first()
    record(told(title="Tên khác", district=unit), signed_on=SIGNED + dt.timedelta(1))
    record(told(district=unit, kind=AgreementKind.MEMORANDUM))
    record(told(district=district("Yên Dũng", code="yen-dung", rank=2)))
    record(told(level="province"))
    assert Agreement.objects.count() == 5


def mark(made, reason="Ghi trùng.", **more):
    now = Agreement.objects.get(pk=made.pk)
    mark_mistaken(now, reason, **{"seen": now.version, "by": SYSTEM, "at": LATER} | more)


def test_what_was_recorded_in_error_leaves_every_list_and_figure_and_keeps_its_history():
    made, unit = first()
    promised(made, unit)
    user("officer", "lan")
    year = subjects.Year(2022, LATER.date())
    mark(made)
    assert not Agreement.objects.exists()
    assert not of_party(district=unit).exists()
    assert not concerning(unit).exists()
    assert signed_for([unit]) == []
    assert not due.commitments_due(year).exists()
    assert not subjects.agreements_of(year).exists()
    assert list(due_reminders(dt.datetime(2022, 7, 1, 8, tzinfo=dt.UTC))) == []
    kept = Agreement.every.get()
    event = kept.events.last()
    assert (kept.mistaken_on, event.kind, event.note) == (
        LATER.date(),
        EventKind.MISTAKEN,
        "Ghi trùng.",
    )
    assert AuditEvent.objects.latest("pk").data == {"mistaken_because": "Ghi trùng."}
    # It stands in nobody's way: the same can be recorded rightly.
    assert record(told(district=unit)).pk != kept.pk


def test_only_what_was_recorded_is_an_error_of_recording_and_with_a_reason():
    made = brought_to(State.SIGNED)
    with pytest.raises(PartnerRefused, match="được ghi nhận sau khi ký"):
        mark(made)
    papers = agreement(district(), made.partner)
    with pytest.raises(PartnerRefused, match="Chưa ghi lý do"):
        mark(papers, " ")
    with pytest.raises(PartnerRefused, match="vừa được cập nhật"):
        mark(papers, seen=papers.version - 1)
    child = begun_from(papers, extended_to=dt.date(2025, 1, 1))
    with pytest.raises(PartnerRefused, match="có văn bản sửa đổi, bổ sung, gia hạn"):
        mark(papers)
    step(child, State.STOPPED)
    mark(papers)
    with pytest.raises(PartnerRefused, match="đã được đánh dấu ghi nhầm"):
        mark_mistaken(papers, "x", seen=3, by=SYSTEM, at=LATER)


def test_relations_that_no_agreement_carries_any_more_are_named():
    made, unit = first()
    (relation,) = Relation.objects.all()
    assert (relation.stage, left_without(made)) == (Stage.ACTIVE, [])
    mark(made)
    assert left_without(made) == [relation]
    record(told(district=unit))
    assert left_without(made) == []


class TestTakingBack:
    """The mark itself was an error: the agreement counts again, with all that was entered."""

    @staticmethod
    def take(made, reason="Đã tìm thấy bản ký.", **more):
        now = Agreement.every.get(pk=made.pk)
        take_back(now, reason, **{"seen": now.version, "by": SYSTEM, "at": LATER} | more)

    def test_it_is_in_every_list_and_figure_again_and_the_history_tells_both(self):
        made, unit = first()
        promised(made, unit)
        year = subjects.Year(2022, LATER.date())
        figures = due.commitments_due(year).count(), subjects.agreements_of(year).count()
        mark(made)
        self.take(made)
        assert list(Agreement.objects.all()) == [made]
        assert list(of_party(district=unit)) == list(concerning(unit)) == [made]
        assert [each.on for each in signed_for([unit])] == [SIGNED]
        again = due.commitments_due(year).count(), subjects.agreements_of(year).count()
        assert again == figures == (1, 1)
        told = [(event.kind, event.note) for event in made.events.order_by("ordinal")][-2:]
        assert told == [
            (EventKind.MISTAKEN, "Ghi trùng."),
            (EventKind.RESTORED, "Đã tìm thấy bản ký."),
        ]
        event = AuditEvent.objects.get(action="agreement.mistake_taken_back")
        assert (event.object_id, event.data) == (str(made.pk), {"reason": "Đã tìm thấy bản ký."})
        # What is done with it goes on, also another mark.
        mark(made, "Đúng là ghi nhầm.")
        assert not Agreement.objects.exists()

    def test_only_what_is_marked_in_sight_of_how_it_stands_and_with_a_reason(self):
        made, _unit = first()
        with pytest.raises(PartnerRefused, match="không bị đánh dấu ghi nhầm"):
            self.take(made)
        mark(made)
        with pytest.raises(PartnerRefused, match="Chưa ghi lý do bỏ đánh dấu"):
            self.take(made, " ")
        with pytest.raises(PartnerRefused, match="vừa được cập nhật"):
            self.take(made, seen=made.version)
        assert not Agreement.objects.exists()

    def test_what_was_recorded_in_its_place_is_shown_first(self):
        made, unit = first()
        mark(made)
        other = record(told(district=unit))
        with pytest.raises(LooksRecorded) as refused:
            self.take(made)
        assert [double.agreement for double in refused.value.doubles] == [other]
        self.take(made, although=[other.pk])
        assert Agreement.objects.count() == 2

    def test_a_unit_that_was_not_there_did_not_sign(self):
        made, unit = first()
        mark(made)
        type(unit).objects.filter(pk=unit.pk).update(valid_from=SIGNED + dt.timedelta(days=1))
        with pytest.raises(PartnerRefused, match="không tồn tại vào ngày 10/7/2018"):
            self.take(made)

    def test_it_proves_anew_what_an_officer_had_put_right_of_the_relation(self):
        made, _unit = first()
        mark(made)
        relation = Relation.objects.get()
        correct_stage(
            relation.stages.counted().last(),
            Stage.TALKING,
            on=SIGNED,
            note="Không có thỏa thuận.",
            by=SYSTEM,
            at=LATER,
        )
        self.take(made)
        relation.refresh_from_db()
        assert (relation.stage, left_without(made)) == (Stage.ACTIVE, [])

    def test_a_relation_that_an_officer_ended_stays_so(self):
        made, _unit = first()
        mark(made)
        relation = Relation.objects.get()
        change_stage(relation, Stage.ENDED, on=LATER.date(), by=SYSTEM, at=LATER)
        self.take(made)
        relation.refresh_from_db()
        assert relation.stage == Stage.ENDED


@pytest.fixture
def client():
    PortalClock.objects.create(pk=1, stands_at=LATER)
    return signed_in(user("officer"))


def test_an_officer_is_shown_the_other_one_and_decides(client):
    made, unit = first()
    sent = {"title": made.title, "kind": "agreement", "level": "district", "district": unit.pk}
    sent |= {"partner": "Quận Seo", "renewal": "none", "state": "implementing", "source": "x"}
    page = client.post(RECORD, sent)
    link = reverse("partners:agreement", args=[made.pk])
    assert "Thỏa thuận này có thể đã được ghi." in page.text
    assert f'href="{link}"' in page.text
    assert "cùng các bên, cùng loại, cùng tên" in page.text
    assert "Vẫn ghi nhận" in page.text
    assert Agreement.objects.count() == 1
    seen = page.context["form"]["although"].value()
    assert client.post(RECORD, sent | {"although": seen}).status_code == 302
    assert Agreement.objects.count() == 2


def test_an_officer_marks_it_on_its_page_and_reads_on_what_was(client):
    made, unit = first()
    staff = signed_in(officer_of(unit))
    page, own = reverse("partners:agreement", args=[made.pk]), "partners:own_agreement"
    address = reverse("partners:mistaken_agreement", args=[made.pk])
    assert f'href="{address}"' in client.get(page).text
    assert "Thỏa thuận sẽ không còn trong danh sách, số liệu nào" in client.get(address).text
    assert client.post(address, {"seen": made.version, "reason": "Ghi trùng"}).status_code == 302
    shown = client.get(page).text
    assert "Đã đánh dấu ghi nhầm ngày 31/12/2021." in shown
    assert "Quan hệ sau không còn thỏa thuận nào" in shown
    assert "Đánh dấu ghi nhầm" in shown
    assert "Sửa thông tin" not in shown
    assert client.get(address).status_code == 404
    for name in ("change_agreement", "correct_agreement", "agreement_party"):
        assert client.get(reverse(f"partners:{name}", args=[made.pk])).status_code == 404
    of_partner = reverse("partners:partner", args=[made.partner_id])
    for other in (reverse("partners:agreements"), of_partner):
        assert f'href="{page}"' not in client.get(other).text
    assert staff.get(reverse(own, args=[made.pk])).status_code == 404


def test_an_officer_takes_the_mark_back_in_sight_of_what_stands_in_its_place(client):
    made, unit = first()
    page = reverse("partners:agreement", args=[made.pk])
    address = reverse("partners:agreement_not_mistaken", args=[made.pk])
    assert client.get(address).status_code == 404
    mark(made)
    assert f'href="{address}"' in client.get(page).text
    leader = signed_in(user("leader", "lan"))
    assert f'href="{address}"' not in leader.get(page).text
    assert leader.get(address).status_code == 403
    other = record(told(district=unit))
    sent = {"seen": made.version + 1, "reason": "Hai văn bản khác nhau"}
    shown = client.post(address, sent)
    assert "Nếu là một thỏa thuận khác, bấm «Vẫn bỏ đánh dấu» ở cuối trang." in shown.text
    assert reverse("partners:agreement", args=[other.pk]) in shown.text
    sent["although"] = shown.context["form"]["although"].value()
    assert client.post(address, sent).status_code == 302
    shown = client.get(page).text
    assert "Đã bỏ đánh dấu ghi nhầm" in shown
    assert "Đã đánh dấu ghi nhầm ngày" not in shown
    assert "Hai văn bản khác nhau" in shown
    assert f'href="{page}"' in client.get(reverse("partners:agreements")).text


def test_what_went_through_the_course_cannot_be_marked(client):
    made = brought_to(State.SIGNED)
    address = reverse("partners:mistaken_agreement", args=[made.pk])
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("partners:agreement", args=[made.pk])).text
