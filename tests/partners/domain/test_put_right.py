"""What was entered wrongly beside the course: bodies that are asked, commitments."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.due import commitments_due
from coop_portal.reports.subjects import Year
from deadlines.domain.calendar import working_calendar
from deadlines.models import PortalClock
from partners.agreement_enums import Position, Purpose, State
from partners.domain import commitments, opinion_bodies, opinions
from partners.domain.agreement_case import Case, StepFacts
from partners.domain.agreement_clocks import clocks
from partners.domain.agreement_guards import missing_before
from partners.errors import PartnerRefused
from partners.models import Agreement, AgreementOpinion, Commitment
from tests.factories import district, signed_in, user
from tests.partners.courses import DAY, LATER, LETTER, asked, promised, tacit
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
BY = {"by": SYSTEM, "at": LATER}


@pytest.fixture
def client():
    PortalClock.objects.create(pk=1, stands_at=LATER)
    return signed_in(user("officer"))


class TestBodies:
    """A body that an officer added to the asking."""

    @pytest.fixture
    def made(self):
        return asked()

    @pytest.fixture
    def added(self, made):
        return opinions.add_body(made, "Sở Tư pháp", mandatory=True, on=DAY, **BY)

    @pytest.mark.parametrize("name", ["so tu phap", " SỞ TƯ PHÁP ", "Sở Tư pháp"])
    def test_it_is_one_however_it_is_written(self, made, added, name):
        with pytest.raises(PartnerRefused, match="đã được lấy ý kiến"):
            opinions.add_body(made, name, mandatory=True, on=DAY, **BY)

    def test_the_database_knows_it_too(self, added):
        twice = {"body": "so tu phap", "folded_body": added.folded_body, "pk": None}
        for name, value in twice.items():
            setattr(added, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            added.save(force_insert=True)

    def test_the_prime_minister_is_known_by_the_short_name(self, made):
        with pytest.raises(PartnerRefused, match="chỉ được xin ý kiến khi có cơ quan không"):
            opinions.add_body(made, "Thủ tướng", mandatory=True, on=DAY, **BY)

    def test_nobody_is_asked_before_the_dossier_went_out(self, made):
        early = DAY - dt.timedelta(days=1)
        with pytest.raises(PartnerRefused, match="từ ngày 06/9/2021"):
            opinions.add_body(made, "Sở Tư pháp", mandatory=True, on=early, **BY)

    def test_it_is_taken_out_with_a_reason(self, made, added):
        with pytest.raises(PartnerRefused, match="Chưa ghi lý do"):
            opinion_bodies.remove_body(added, reason=" ", **BY)

        opinion_bodies.remove_body(added, reason="Thêm nhầm.", **BY)

        assert [o.body for o in made.opinions.all()] == ["Bộ Ngoại giao"]
        event = AuditEvent.objects.latest("pk")
        assert (event.action, event.data) == (
            "agreement.body_removed",
            {"body": "Sở Tư pháp", "reason": "Thêm nhầm."},
        )

    def test_one_that_has_answered_may_only_be_made_optional(self, made, added):
        opinions.note_reply(added, Position.AGREE, on=DAY, cites=LETTER, **BY)
        with pytest.raises(PartnerRefused, match="đã có văn bản trả lời"):
            opinion_bodies.remove_body(added, reason="Thêm nhầm.", **BY)
        opinion_bodies.change_standing(added, mandatory=False, reason="Không liên quan.", **BY)
        added.refresh_from_db()
        assert (added.mandatory, added.position) == (False, Position.AGREE)

    def test_once_optional_it_holds_nothing_up(self, made, added):
        def lacking():
            now = Agreement.objects.get(pk=made.pk)
            case = Case(now, State.SUBMITTED, StepFacts(), LATER.date())
            return [lack.text for lack in missing_before(case)]

        wanted = "Chưa có ý kiến bằng văn bản của Sở Tư pháp."
        assert wanted in lacking()
        opinion_bodies.change_standing(added, mandatory=False, reason="Không liên quan.", **BY)
        assert wanted not in lacking()

    def test_what_the_law_demands_stays(self, made):
        demanded = made.opinions.get()
        with pytest.raises(PartnerRefused, match="phải được lấy ý kiến theo quy định"):
            opinion_bodies.remove_body(demanded, reason="Bỏ.", **BY)
        with pytest.raises(PartnerRefused, match="phải được lấy ý kiến theo quy định"):
            opinion_bodies.change_standing(demanded, mandatory=False, reason="Bỏ.", **BY)

    def test_the_page_offers_it_for_added_bodies_only(self, client, made, added):
        page = client.get(reverse("partners:agreement", args=[made.pk])).text
        address = reverse("partners:opinion_body", args=[made.pk, added.pk])
        assert page.count("/co-quan/") == 1
        assert address in page
        entered = {"standing": "remove", "reason": "Thêm nhầm."}
        assert client.post(address, entered).status_code == 302
        assert not AgreementOpinion.objects.filter(pk=added.pk).exists()


def test_of_a_disagreement_about_an_end_no_draft_is_asked():
    made = tacit(district())
    told = {"on": DAY, "cites": LETTER, "seen": made.version}
    now = opinions.ask_again(made, Purpose.END, **told, **BY)
    for opinion in now.opinions.filter(turn=now.turn):
        opinions.note_reply(opinion, Position.DISAGREE, on=DAY, cites=LETTER, **BY)
    now = Agreement.objects.get(pk=made.pk)
    (lack,) = missing_before(Case(now, State.ENDED, StepFacts(), LATER.date()))
    assert lack.text == "Sở Ngoại vụ không nhất trí: giải trình rồi lấy ý kiến lại về việc này."


class TestCommitments:
    """A commitment that was entered wrongly, or that both sides gave up."""

    @pytest.fixture
    def made(self):
        return promised(tacit())

    def change(self, made, **changes):
        said = {"text": made.text, "due_on": made.due_on, "district": None, "reason": "Ghi nhầm."}
        commitments.change(made, **said | changes, **BY)

    def test_it_is_put_right_and_what_stood_there_stays_to_be_read(self, made):
        unit = district()
        self.change(made, text="Cử hai đoàn", due_on=dt.date(2022, 9, 30), district=unit)
        made.refresh_from_db()
        assert (made.text, made.due_on, made.district) == (
            "Cử hai đoàn",
            dt.date(2022, 9, 30),
            unit,
        )
        (entry,) = made.progress.all()
        assert entry.text == (
            "Sửa cam kết: Cử đoàn công tác → Cử hai đoàn; 30/6/2022 → 30/9/2022; "
            "Sở Ngoại vụ → huyện Lục Ngạn. Lý do: Ghi nhầm."
        )
        assert AuditEvent.objects.latest("pk").action == "commitment.changed"

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({}, "Chưa sửa nội dung nào"),
            ({"text": "Khác", "reason": " "}, "Chưa ghi lý do"),
            ({"due_on": dt.date(2020, 1, 1)}, "không thể trước ngày 06/9/2021"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, made, changes, said):
        with pytest.raises(PartnerRefused, match=said):
            self.change(made, **changes)
        assert not made.progress.exists()

    def test_nothing_is_due_before_it_was_agreed_on(self):
        signed = agreement(district(), partner())  # on a day that nobody told
        for due_on, said in ((dt.date(2020, 1, 1), "31/12/2021"), (LATER.date(), None)):
            if said:
                with pytest.raises(PartnerRefused, match=said):
                    commitments.commit(signed, "Cử đoàn", due_on=due_on, **BY)
            else:
                commitments.commit(signed, "Cử đoàn", due_on=due_on, **BY)
        assert Commitment.objects.count() == 1

    def test_withdrawn_it_is_owed_by_nobody(self, made):
        def runs():
            now = Agreement.objects.get(pk=made.agreement_id)
            found = clocks(now, LATER.date(), working_calendar())
            return f"commitment:{made.pk}" in {clock.what for clock in found}

        before, after = Year(2022, dt.date(2021, 12, 30)), Year(2022, dt.date(2023, 1, 1))
        assert runs()

        commitments.withdraw(made, reason="Hai bên thống nhất bỏ.", **BY)

        made.refresh_from_db()
        assert (made.withdrawn_on, made.is_open, runs()) == (LATER.date(), False, False)
        assert [commitments_due(year).count() for year in (before, after)] == [1, 0]
        assert [entry.text for entry in made.progress.all()] == [
            "Rút lại cam kết. Lý do: Hai bên thống nhất bỏ."
        ]
        for act in (
            lambda: commitments.withdraw(made, reason="Lại.", **BY),
            lambda: self.change(made, text="Khác"),
            lambda: commitments.note_progress(made, "Xong", on=DAY, done=True, **BY),
        ):
            with pytest.raises(PartnerRefused, match="hoàn thành hoặc đã rút lại"):
                act()

    def test_the_database_knows_one_end_only(self, made):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.update(done_on=DAY, withdrawn_on=DAY)

    def test_by_forms(self, client, made):
        key = [made.agreement_id, made.pk]
        change, withdraw = (
            reverse(f"partners:commitment_{act}", args=key) for act in ("change", "withdraw")
        )
        page = client.get(reverse("partners:agreement", args=key[:1])).text
        assert change in page
        assert withdraw in page
        assert client.get(change).context["form"].initial["text"] == "Cử đoàn công tác"
        entered = {"text": "Cử đoàn", "due_on": "30/7/2022", "reason": "Ghi nhầm."}
        assert client.post(change, entered).status_code == 302
        assert client.post(withdraw, {"reason": "Bỏ."}).status_code == 302
        page = client.get(reverse("partners:agreement", args=key[:1])).text
        assert "Đã rút lại" in page
        assert change not in page
