"""The database itself refuses what no agreement may be."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from accounts.actors import SYSTEM
from districts.models import District
from partners.agreement_enums import State
from partners.domain import agreements
from partners.domain.commitments import note_progress
from partners.errors import PartnerRefused
from partners.models import (
    Agreement,
    AgreementEvent,
    AgreementOpinion,
    CommitmentProgress,
    Partner,
)
from partners.rules.courses import TRANSITIONS
from tests.factories import AT, DAY, district
from tests.partners.courses import an_idea, asked, brought_to, prepare, promised, step
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (IntegrityError, DatabaseError):
        return True
    return False


@pytest.mark.parametrize("before", State)
def test_a_state_changes_along_the_course_only(before):
    other = Agreement.objects.create(
        title="x",
        folded_title="x",
        partner=partner(),
        level="province",
        charge_level="province",
        state=before,
        recorded=True,
        ends_on=DAY,
    )
    rows = Agreement.objects.filter(pk=other.pk)
    allowed = {
        after
        for after in State
        if after != before
        and not refused(lambda a=after: rows.update(state=a, version=F("version") + 1))
    }
    assert allowed == set(TRANSITIONS[before])


def test_a_state_never_changes_without_its_version():
    made = brought_to(State.SUBMITTED)
    rows = Agreement.objects.filter(pk=made.pk)
    assert refused(lambda: rows.update(state=State.PERMITTED))
    assert refused(lambda: rows.update(state=State.PERMITTED, version=F("version") + 2))
    assert refused(lambda: rows.update(version=1))
    assert not refused(lambda: rows.update(state=State.PERMITTED, version=F("version") + 1))


@pytest.mark.parametrize("model", [AgreementEvent, CommitmentProgress])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_history_stays_as_written(model, act):
    made = promised(agreement(district(), partner()))
    made.progress.create(on=DAY, text="đang làm", entered_at=AT)
    rows = model.objects.all()
    column = "note" if model is AgreementEvent else "text"
    acts = {
        "update": lambda: rows.update(**{column: "x"}),
        "delete": lambda: rows._raw_delete(rows.db),
    }
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        acts[act]()


def test_an_example_can_be_taken_out_and_nothing_else():
    real = agreement(district(), partner())
    with pytest.raises(PartnerRefused, match="thỏa thuận ví dụ"):
        agreements.remove_example(real, by=SYSTEM, at=AT)
    made = an_idea(is_example=True)
    commitment = promised(made)
    note_progress(commitment, "đang làm", on=DAY, done=False, by=SYSTEM, at=AT)
    agreements.remove_example(made, by=SYSTEM, at=AT)
    assert list(Agreement.objects.all()) == [real]
    assert list(AgreementEvent.objects.values_list("agreement", flat=True)) == [real.pk]
    assert not CommitmentProgress.objects.exists()
    assert refused(lambda: real.events.update(is_example=True))


def test_events_tell_legal_steps_only():
    made = brought_to(State.SUBMITTED)

    def event(**columns):
        told = {"agreement": made, "ordinal": 99, "kind": "step", "entered_at": AT}
        AgreementEvent.objects.create(**told | columns)

    assert refused(lambda: event(before="idea", after="signed"))
    assert refused(lambda: event(before="", after="signed"))
    assert refused(lambda: event(kind="begun", before="", after="signed"))
    assert refused(lambda: event(kind="recorded", before="", after="permitted"))
    assert refused(lambda: event(kind="report", before="signed", after="in_force"))
    assert refused(lambda: event(before="submitted", after="permitted", ordinal=1))
    assert not refused(lambda: event(before="submitted", after="permitted"))


def test_a_position_needs_a_day_and_a_document():
    made = asked()
    rows = AgreementOpinion.objects.filter(agreement=made)
    assert refused(lambda: rows.update(position="agree"))
    assert refused(lambda: rows.update(position="agree", replied_on=DAY.replace(year=2022)))
    written = {"position": "agree", "replied_on": dt.date(2021, 9, 6), "document_number": "1/BNG"}
    assert not refused(lambda: rows.update(**written))
    assert refused(lambda: rows.update(**written | {"replied_on": dt.date(2021, 9, 5)}))


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "treaty"},
        {"state": "unknown"},
        {"level": "district", "district": None},
        {"charge_level": "province"},
        {"renewal": "tacit"},
        {"renewal_months": 12},
        {"child_kind": "amendment"},
        {"signed_on": dt.date(2022, 2, 2), "effective_on": dt.date(2022, 2, 1)},
        {"recorded": False},
        {"parent": F("id"), "child_kind": "amendment"},
    ],
)
def test_what_an_agreement_may_not_be(columns):
    made = agreement(district(), partner())
    assert refused(lambda: Agreement.objects.filter(pk=made.pk).update(**columns))


def test_the_printed_name_of_a_party_stays():
    made = brought_to(State.SIGNED, district())
    assert refused(lambda: made.parties.update(printed_name="khác"))
    papers = agreement(district("Yên Dũng", code="yen-dung", rank=2), made.partner)
    assert not refused(lambda: papers.parties.filter(side="theirs").update(printed_name="khác"))
    assert not refused(lambda: papers.parties.update(signatory="Nguyễn Văn A"))
    heir = {"responsible_from": DAY, "basis": "NĐ 177/2025"}
    later = papers.parties.create(side="ours", printed_name="UBND tỉnh", **heir)
    assert refused(lambda: papers.parties.filter(pk=later.pk).update(printed_name="khác"))


def test_what_was_no_error_of_recording_is_kept_by_the_database():
    made, papers = brought_to(State.SIGNED), agreement(district(), Partner.objects.get())
    again = {"version": F("version") + 1}
    wrong = {"mistaken_on": DAY}
    assert refused(lambda: Agreement.objects.filter(pk=made.pk).update(**wrong, **again))
    rows = Agreement.every.filter(pk=papers.pk)
    assert refused(lambda: rows.update(**wrong))
    rows.update(**wrong, **again)
    another = {"mistaken_on": DAY + dt.timedelta(1)}
    ended = {"mistaken_on": None, "state": "suspended"}
    for columns in (again, {"mistaken_on": None}, another | again, ended | again):
        assert refused(lambda c=columns: rows.update(**c))
    assert not refused(lambda: rows.update(mistaken_on=None, **again))


def test_a_document_is_no_later_than_what_rests_on_it():
    made = asked()
    told = {"agreement": made, "ordinal": 99, "entered_at": AT, "document_number": "1/BNG"}
    told |= {"kind": "step", "before": "permitted", "after": "signed", "on": DAY}
    late, rows = DAY + dt.timedelta(1), AgreementOpinion.objects.filter(agreement=made)
    assert refused(lambda: AgreementEvent.objects.create(**told, document_date=late))
    assert not refused(lambda: AgreementEvent.objects.create(**told, document_date=DAY))
    written = {"position": "agree", "replied_on": dt.date(2021, 9, 6), "document_number": "1/BNG"}
    assert refused(lambda: rows.update(**written, document_date=dt.date(2021, 9, 7)))
    assert not refused(lambda: rows.update(**written, document_date=dt.date(2021, 9, 6)))


def test_no_signed_text_comes_before_the_permission():
    made = brought_to(State.SUBMITTED)
    told = dict(made.texts.values("language", "file_id", "name", "added_at")[0], kind="signed")
    assert refused(lambda: made.texts.create(version=1, **told))
    step(made, State.PERMITTED)
    assert not refused(lambda: made.texts.create(version=1, **told))


def test_what_was_signed_is_kept_by_the_database():
    unit = district()
    made = brought_to(State.SIGNED, unit)
    rows = Agreement.objects.filter(pk=made.pk)
    draft, opinion = made.texts.filter(kind="draft"), made.opinions.all()
    late = dict(draft.values("language", "file_id", "name", "added_at")[0], agreement=made)
    for act in (
        lambda: rows.update(title="Khác"),
        lambda: rows.update(kind="memorandum"),
        lambda: rows.update(level="province", district=None),
        lambda: rows.update(signed_on=DAY),
        lambda: rows.update(term_months=600),
        lambda: rows.update(languages="vi"),
        lambda: rows.update(effective_on=dt.date(2030, 1, 1)),
        lambda: rows.update(recorded=True),
        lambda: made.parties.create(side="theirs", printed_name="Bên thứ ba"),
        lambda: made.parties.update(signatory="Người khác"),
        lambda: made.parties.all()._raw_delete(made.parties.db),
        lambda: made.texts.create(kind="draft", version=9, **late),
        lambda: made.texts.update(name="khác.pdf"),
        lambda: made.texts.all()._raw_delete(made.texts.db),
        lambda: opinion.update(note="Khác"),
        lambda: opinion.create(
            agreement=made, purpose="conclude", turn=1, body="x", working_days=7, sent_on=DAY
        ),
        lambda: opinion._raw_delete(opinion.db),
    ):
        with pytest.raises(DatabaseError, match="what was signed"), transaction.atomic():
            act()


def test_what_follows_the_signing_is_not_refused():
    made = brought_to(State.SIGNED, district())
    later = dict(made.texts.values("language", "file_id", "name", "added_at")[0])
    made.texts.create(kind="signed", version=9, **later)
    made.parties.create(
        side="ours", printed_name="UBND tỉnh", responsible_from=DAY, basis="NĐ 177/2025"
    )
    made.opinions.create(purpose="end", turn=2, body="x", working_days=7, sent_on=DAY)
    made.opinions.filter(turn=2).update(note="Đã gửi")
    Agreement.objects.filter(pk=made.pk).update(note="Ghi chú", partner=partner("Kyoto", "kyoto"))


@pytest.mark.parametrize("state", [State.CONSULTING, State.SUBMITTED, State.PERMITTED])
@pytest.mark.parametrize(
    "columns",
    [
        {"title": "Khác"},
        {"term_months": 600},
        {"renewal": "tacit", "renewal_months": 60},
        {"notice_months": 1},
        {"languages": "vi"},
    ],
)
def test_what_opinions_are_asked_about_is_kept_by_the_database(state, columns):
    made = brought_to(state, district())
    with pytest.raises(DatabaseError, match="what opinions are asked"), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(**columns, version=F("version") + 1)


def test_an_end_without_a_day_and_a_unit_of_another_time_are_kept_out():
    made, unit = agreement(district(), partner()), District.objects.get()
    rows = Agreement.objects.filter(pk=made.pk)
    again = {"version": F("version") + 1}
    assert refused(lambda: rows.update(state="ended", **again))
    assert not refused(lambda: rows.update(state="ended", ends_on=DAY, **again))
    District.objects.filter(pk=unit.pk).update(valid_from=DAY)
    before = DAY - dt.timedelta(1)
    assert refused(lambda: rows.update(signed_on=before, **again))
    rows.update(signed_on=DAY, **again)
    other = district("Yên Dũng", code="yen-dung", rank=2)
    District.objects.filter(pk=other.pk).update(valid_to=DAY)
    beside = {"side": "ours", "printed_name": "UBND", "district": other}
    assert refused(lambda: made.parties.create(**beside, role="cosigns"))
    assert not refused(lambda: made.parties.create(**beside, role="carries_out"))


def test_before_the_signing_all_of_it_may_change():
    made = brought_to(State.DRAFTING, district())
    Agreement.objects.filter(pk=made.pk).update(title="Khác", term_months=5)
    prepare(made, State.CONSULTING)
    made = step(made, State.CONSULTING)
    made.parties.create(side="theirs", printed_name="Bên thứ ba")
    made.opinions.update(note="Khác")
