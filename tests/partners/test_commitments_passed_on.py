"""What a unit promised passes to its successor with its history; next steps can be finished."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.due import commitments_due
from coop_portal.reports.subjects import Year
from deadlines.domain import portal_clock
from districts.domain import transferring
from districts.domain.transferring import Choice, Share
from districts.errors import TransferRefused
from partners.domain import agreements
from partners.domain.commitments import commit, note_progress
from partners.models import Activity, Commitment, CommitmentPassing
from tests.districts.acts import enter, unit
from tests.factories import AT, district, officer_of, signed_in, user
from tests.partners.factories import activity, agreement, partner

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ON = dt.date(2021, 8, 4)
THEN = dt.datetime.fromisoformat("2021-08-04T09:00:00+07:00")


@pytest.fixture
def promised():
    """Two promises of a unit, one of them kept; on 04/8/2021 it becomes a town."""
    old = district("Lục Ngạn", code="a")
    made = agreement(old, partner())
    still, kept = (
        commit(made, text, due_on=ON, district=old, by=SYSTEM, at=AT) for text in ("Đoàn", "Thư")
    )
    note_progress(kept, "Đã gửi", on=AT.date(), done=True, by=SYSTEM, at=AT)
    return still


def becomes_town():
    enter(("a", "t", "kind_changed"), new=[("t", "town", "Chũ")], on=ON)


def goes_to_the_province():
    enter(("a", "p", "abolished"), new=[("p", "province", "Bắc Ninh")], on=ON)


def choices(code, *kinds):
    return [
        Choice(found.kind.code, holding.pk, unit(code))
        for found in transferring.open_holdings(unit("a"), ON)
        for holding in found.holdings
        if found.kind.code in kinds
    ]


def move(code, *kinds):
    return transferring.transfer(unit("a"), choices(code, *kinds), by=SYSTEM, at=THEN)


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [(becomes_town, "t", "thị xã Chũ"), (goes_to_the_province, "p", "Sở Ngoại vụ")],
)
def test_an_open_commitment_passes_on_and_its_history_says_so(promised, change, code, told):
    change()
    assert move(code, "commitment") == 1

    promised.refresh_from_db()
    assert promised.district == (unit("t") if code == "t" else None)
    assert Commitment.objects.filter(district=unit("a")).count() == 1  # the one that was kept
    [passing] = promised.passings.all()
    assert (passing.passed_from, passing.passed_on, passing.basis) == (
        unit("a"),
        ON,
        "Nghị quyết số 1/NQ",
    )
    event = AuditEvent.objects.get(action="commitment.handed_on")
    assert (event.data["before"], event.data["after"]) == ("huyện Lục Ngạn", told)
    assert choices(code, "commitment") == []


def test_what_was_kept_meanwhile_is_refused(promised):
    becomes_town()
    chosen = choices("t", "commitment")
    note_progress(promised, "Đã cử đoàn", on=ON, done=True, by=SYSTEM, at=THEN)
    with pytest.raises(TransferRefused, match="vừa thay đổi"):
        transferring.transfer(unit("a"), chosen, by=SYSTEM, at=THEN)
    assert not CommitmentPassing.objects.exists()


def test_the_year_counts_it_for_the_unit_that_had_it(promised):
    becomes_town()
    move("t", "commitment")
    today = dt.date(2022, 3, 1)
    before, after = (
        set(commitments_due(year).values_list("unit_then", flat=True))
        for year in (Year(2021, ON - dt.timedelta(days=1)), Year(2021, today))
    )
    assert (before, after) == ({unit("a").pk}, {unit("a").pk, unit("t").pk})


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_it(promised, act):
    becomes_town()
    move("t", "commitment")
    rows = CommitmentPassing.objects.all()
    acts = {"update": lambda: rows.update(basis="x"), "delete": lambda: rows._raw_delete(rows.db)}
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        acts[act]()


def test_the_database_refuses_that_it_passes_to_the_same_unit(promised):
    same = {"passed_from": unit("a"), "passed_to": unit("a"), "passed_on": ON}
    with pytest.raises(IntegrityError), transaction.atomic():
        promised.passings.create(entered_at=AT, **same)


def test_an_example_can_be_taken_out_with_it():
    old = district("Lục Ngạn", code="a")
    made = agreement(old, partner(), is_example=True)
    commit(made, "Đoàn", due_on=ON, district=old, by=SYSTEM, at=AT)
    becomes_town()
    move("t", "commitment")
    agreements.remove_example(made, by=SYSTEM, at=THEN)
    assert not CommitmentPassing.objects.exists()


def test_the_trial_says_how_many_of_each_go_where(promised):
    activity(partner("Buk", "buk"), unit("a"), next_step="Gửi thư mời")
    becomes_town()
    trials = transferring.try_out(
        unit("a"), choices("t", "commitment", "next_step"), by=SYSTEM, at=THEN
    )
    told = [(one.kind.code, one.to, one.count, one.refused) for one in transferring.shares(trials)]
    assert told == [("next_step", unit("t"), 1, 0), ("commitment", unit("t"), 1, 0)]
    assert all(isinstance(one, Share) for one in transferring.shares(trials))


def test_the_successor_finishes_the_next_step_that_it_took_over():
    district("Lục Ngạn", code="a")
    other = district("Yên Dũng", code="b", rank=2)
    seo = partner()
    activity(seo, unit("a"), title="Hội đàm", next_step="Gửi thư mời")
    shared = activity(seo, unit("a"), other, title="Hội chợ", next_step="Gửi ảnh")
    becomes_town()
    move("t", "next_step")
    portal_clock.move(THEN)
    client = signed_in(officer_of(unit("t"), username="officer-t"))
    other_client = signed_in(officer_of(other, username="officer-b"))
    taken = Activity.objects.get(title="Hội đàm")
    page = reverse("partners:activity", args=[taken.pk])
    done = reverse("partners:activity_done", args=[taken.pk])

    assert done in client.get(page).content.decode()
    assert client.get(reverse("partners:activity_change", args=[taken.pk])).status_code == 404
    assert other_client.post(done).status_code == 404
    shared_done = reverse("partners:activity_done", args=[shared.pk])
    assert other_client.post(shared_done).status_code == 404
    assert client.post(done).status_code == 302

    taken.refresh_from_db()
    assert taken.next_step_done_on == ON
    assert signed_in(user("officer")).post(shared_done).status_code == 302
