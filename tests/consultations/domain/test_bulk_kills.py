"""Real workers are killed at random moments: no unit is forgotten, and none is noted twice."""

import random
import threading
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from consultations.domain import bulk
from consultations.enums import BulkAct
from deadlines import clock
from tests.consultations import rounds
from tests.consultations.big_rounds import big_round
from tests.factories import AT
from tests.killing import a_worker
from tests.waiting import wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]
KILLS, UNITS = 4, 300
WORKER = """
import sys, django
django.setup()
from datetime import datetime
from consultations.domain import bulk
run, wall, at = int(sys.argv[1]), *map(datetime.fromisoformat, sys.argv[2:4])
bulk.PART, bulk.MAX_ATTEMPTS = 10, 100
print("begun", flush=True)
while claimed := bulk.claim(run, wall=wall):
    bulk.go_on(claimed, at=at)
"""


def begun():
    round_ = big_round(UNITS, 1)
    order = bulk.Order(act=BulkAct.NOTE, key=uuid4(), found_by="Tất cả đơn vị", text="Một.")
    units = list(round_.consultees.values_list("pk", flat=True))
    return bulk.start(round_, order, units, by=rounds.person("officer"), at=AT)


def kill_inside_a_part(worker, run, dice):
    worker.stdout.readline()
    before = bulk.tally(run).done
    wait_until(lambda: bulk.tally(run).done > before, seconds=60, what="a part")
    threading.Event().wait(dice.uniform(0, 0.02))
    worker.kill()


def test_workers_that_are_killed_forget_no_unit_and_do_none_twice(capsys):
    seed = random.SystemRandom().randrange(1_000_000)
    dice, wall = random.Random(seed), clock.wall()
    run = begun()
    for _ in range(KILLS):
        with a_worker(WORKER, run.pk, wall=wall, at=AT) as worker:
            kill_inside_a_part(worker, run, dice)
        wall += 2 * bulk.LEASE
    done = bulk.tally(run).done
    with a_worker(WORKER, run.pk, wall=wall, at=AT) as worker:
        assert worker.wait(60) == 0

    with capsys.disabled():
        print(f"\nbulk: seed {seed}, {KILLS} kills, {done} of {UNITS} done by then")  # noqa: T201
    assert bulk.tally(run) == bulk.Tally(waiting=0, done=UNITS, left_out=0)
    noted = AuditEvent.objects.filter(action="consultee.noted")
    assert (noted.count(), noted.values("object_id").distinct().count()) == (UNITS, UNITS)
    assert AuditEvent.objects.filter(action="bulk.finished").count() == 1
