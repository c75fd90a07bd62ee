"""Acts on all units that a filter has found: part by part, all of a part or nothing of it."""

from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import bulk, bulk_acts
from consultations.domain.standings import standings
from consultations.enums import BulkAct, PartState
from consultations.errors import ConsultationRefused
from consultations.models import BulkPart, BulkRun, Term
from consultations.tasks import act_on_many
from deadlines import clock
from deadlines.domain import portal_clock
from deadlines.value import Deadline
from outbox.models import Message
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.consultations.rounds import AT, DEADLINE, LATER, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return big_round(20, 1)


def begun(round_, act, *, at=AT, **facts):
    units = bulk.narrowed(standings(round_), act).order_by("position")
    order = bulk.Order(act=act, key=uuid4(), found_by="Tất cả đơn vị", **facts)
    keys = list(units.values_list("pk", flat=True))
    return bulk.start(round_, order, keys, by=rounds.person("officer"), at=at)


def go_on(run, *, at=AT):
    claimed = bulk.claim(run.pk, wall=clock.wall())
    bulk.go_on(claimed, at=at)


def carried_out(run, *, at=AT):
    while claimed := bulk.claim(run.pk, wall=clock.wall()):
        bulk.go_on(claimed, at=at)
    run.refresh_from_db()
    return run


def left_out(run):
    parts = run.parts.filter(state=PartState.LEFT_OUT)
    return list(parts.values_list("consultee__position", "problem"))


def trail(action):
    return AuditEvent.objects.filter(action=action)


def test_all_that_owe_and_can_be_reached_are_reminded_once(round_):
    run = carried_out(begun(round_, BulkAct.REMIND))

    reminded = Message.objects.filter(kind="reminder")
    assert (bulk.tally(run), run.finished_at) == (bulk.Tally(waiting=0, done=10, left_out=0), AT)
    assert reminded.count() == 10
    assert trail("message.queued").filter(actor_id=run.started_by_id).count() == 10
    assert [event.data["count"] for event in trail("bulk.started")] == [10]
    assert [event.data["count"] for event in trail("bulk.finished")] == [10]


def test_who_has_answered_since_is_left_out_and_the_reason_said(round_):
    seen = round_.consultees.filter(position__in=[0, 1, 6])
    order = bulk.Order(act=BulkAct.REMIND, key=uuid4(), found_by="Tất cả đơn vị")
    run = bulk.start(round_, order, [unit.pk for unit in seen], by=rounds.person("officer"), at=AT)
    seen.filter(position=1).update(address="")

    assert left_out(carried_out(run)) == [
        (1, "Đơn vị chưa có địa chỉ nhận."),
        (6, "Đơn vị đã trả lời."),
    ]


def test_whose_time_is_over_is_reminded_while_the_round_is_open(round_):
    run = carried_out(begun(round_, BulkAct.REMIND), at=hanoi("10/8 09:00"))

    assert (bulk.tally(run).done, left_out(run)) == (10, [])
    subjects = set(Message.objects.filter(kind="reminder").values_list("subject", flat=True))
    assert subjects == {"Nhắc tham gia ý kiến (đã quá hạn 1 ngày): Đề án"}


def test_each_gets_a_later_deadline_of_its_own_and_is_told(round_):
    run = carried_out(begun(round_, BulkAct.EXTEND, text="Bão lũ.", deadline=LATER))

    own = Term.objects.filter(consultee__isnull=False)
    assert (bulk.tally(run).done, own.count()) == (12, 12)
    assert {(term.deadline, term.reason) for term in own} == {(LATER, "Bão lũ.")}
    assert trail("round.extended").count() == 12
    assert Message.objects.filter(kind="extension").count() == 10


def test_a_deadline_that_is_not_later_is_refused_for_each(round_):
    run = carried_out(begun(round_, BulkAct.EXTEND, text="Nhầm.", deadline=DEADLINE))

    assert bulk.tally(run) == bulk.Tally(waiting=0, done=0, left_out=12)
    assert not Term.objects.filter(consultee__isnull=False).exists()


@pytest.mark.parametrize(
    "deadline",
    [
        DEADLINE,
        Deadline.through(DEADLINE.date),
        Deadline.before_time(DEADLINE.date, hanoi("09/8 17:00").time()),
    ],
)
def test_a_run_keeps_its_deadline(deadline):
    assert bulk_acts.deadline_of(bulk_acts.parts_of(deadline)) == deadline


def test_a_note_is_kept_for_each_and_is_no_evidence_of_contact(round_):
    run = carried_out(begun(round_, BulkAct.NOTE, text="Đã báo qua Zalo."))

    refused = round_.consultees.get(position=4)
    assert [part.run for part in bulk.notes_on(refused)] == [run]
    assert trail("consultee.noted").count() == 20
    assert not standings(round_).get(position=4).is_reached


def test_a_second_click_finds_the_run_that_there_is(round_):
    order = bulk.Order(act=BulkAct.NOTE, key=uuid4(), found_by="x", text="Một.")
    unit, by = [round_.consultees.first().pk], rounds.person("officer")

    runs = [bulk.start(round_, order, unit, by=by, at=AT) for _click in range(2)]

    assert (runs[0], BulkPart.objects.count()) == (runs[1], 1)


def test_nothing_begins_for_nobody_or_in_a_round_that_is_over(round_):
    with pytest.raises(ConsultationRefused, match="Không có đơn vị nào"):
        bulk.start(
            round_,
            bulk.Order(act=BulkAct.NOTE, key=uuid4(), found_by="x", text="Một."),
            [],
            by=rounds.person("officer"),
            at=AT,
        )
    rounds.end(round_, at=hanoi("09/8 08:00"))
    with pytest.raises(ConsultationRefused, match="đang mở"):
        begun(round_, BulkAct.NOTE, text="Một.")


def test_a_part_that_breaks_leaves_nothing_and_the_run_goes_on_after_the_lease(round_, monkeypatch):
    monkeypatch.setattr(bulk, "PART", 4)
    run = begun(round_, BulkAct.REMIND)
    go_on(run)
    broken = bulk.claim(run.pk, wall=clock.wall())
    monkeypatch.setitem(bulk.ACTS, BulkAct.REMIND, _breaking_at_the_third)

    with pytest.raises(ZeroDivisionError):
        bulk.go_on(broken, at=AT)

    monkeypatch.undo()
    assert Message.objects.filter(kind="reminder").count() == 4
    assert bulk.claim(run.pk, wall=clock.wall()) is None
    again = bulk.claim(run.pk, wall=clock.wall() + 2 * bulk.LEASE)
    bulk.go_on(again, at=AT)
    assert bulk.tally(carried_out(run)).done == 10
    assert Message.objects.filter(kind="reminder").count() == 10


def _breaking_at_the_third(part):
    bulk_acts.remind(bulk_acts.Part(**vars(part) | {"units": part.units[:2]}))
    return {1 // 0: ""}


def test_a_part_that_breaks_again_and_again_is_left_out_whole(round_):
    run = begun(round_, BulkAct.REMIND)
    BulkRun.objects.update(attempts=bulk.MAX_ATTEMPTS)

    run = carried_out(run)

    assert bulk.tally(run) == bulk.Tally(waiting=0, done=0, left_out=10)
    assert not Message.objects.filter(kind="reminder").exists()


@pytest.mark.parametrize(("guarded", "notes"), [(True, 20), (False, 40)])
def test_who_outlasted_the_lease_writes_nothing(round_, monkeypatch, guarded, notes):
    """The negative control: without the claim given back in the same transaction, all is double."""
    run = begun(round_, BulkAct.NOTE, text="Một.")
    slow = bulk.claim(run.pk, wall=clock.wall() - 2 * bulk.LEASE)
    part = list(run.parts.all())
    carried_out(run)
    if not guarded:
        monkeypatch.setattr(bulk, "_let_go", lambda run: True)

    bulk._do(slow, part, AT)

    assert trail("consultee.noted").count() == notes


def test_the_worker_does_what_waits(round_):
    portal_clock.move(AT)
    run = begun(round_, BulkAct.NOTE, text="Một.")

    act_on_many()

    run.refresh_from_db()
    assert (run.finished_at, bulk.tally(run).done) == (AT, 20)
