"""Real workers are killed at random moments: no copy is lost, and none is made twice."""

import random
import threading

import pytest

from accounts.models import AuditEvent
from deadlines import clock
from dispatches.addressees import Addressee
from dispatches.domain import copy_files, copying, runs
from dispatches.models import LetterCopy, LetterRun
from tests.dispatches.domain.test_copying import WRAPPING
from tests.dispatches.factories import AT, clerk, issued
from tests.killing import a_worker
from tests.waiting import wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True)]
KILLS = 8
NAMES = [f"UBND xã {n}" for n in range(200)] + [WRAPPING, "Hội 시도"]
WORKER = """
import sys, django
django.setup()
from datetime import datetime
from dispatches.domain import copying
run, wall, at = int(sys.argv[1]), *map(datetime.fromisoformat, sys.argv[2:4])
copying.PART, copying.MAX_ATTEMPTS = 20, 100
print("begun", flush=True)
while claimed := copying.claim(run, wall=wall):
    copying.go_on(claimed, at=at)
"""


def begun(dice):
    names = map(Addressee, dice.sample(NAMES, len(NAMES)))
    return runs.start(issued(), list(names), by=clerk(), at=AT)


def kill_at_some_moment(worker, run, dice):
    """While it starts, or after some of its parts: at once, or inside the next part."""
    worker.stdout.readline()
    before = runs.tally(run).made

    def goes_on():
        now = runs.tally(run)
        return now.made > before or not now.waiting

    if dice.random() < 0.7:
        wait_until(goes_on, seconds=60, what="a part")
    threading.Event().wait(dice.uniform(0, 0.3))
    worker.kill()


def test_workers_that_are_killed_lose_no_copy_and_make_none_twice(capsys):
    seed = random.SystemRandom().randrange(1_000_000)
    dice, wall = random.Random(seed), clock.wall()
    run, interrupted = begun(dice), 0
    for _ in range(KILLS):
        with a_worker(WORKER, run.pk, wall=wall, at=AT) as worker:
            kill_at_some_moment(worker, run, dice)
        interrupted += LetterRun.objects.filter(lease_until__isnull=False).exists()
        wall += 2 * copying.LEASE
    made = runs.tally(run).made
    with a_worker(WORKER, run.pk, wall=wall, at=AT) as worker:
        assert worker.wait(60) == 0

    with capsys.disabled():
        print(  # noqa: T201 -- the figures are the point
            f"\ncopies: seed {seed}, {KILLS} kills, {interrupted} of them inside a part,"
            f" {made} of {len(NAMES)} made by then"
        )
    assert runs.tally(run) == runs.Tally(made=len(NAMES), failed=0, waiting=0)
    assert interrupted > 0
    assert AuditEvent.objects.filter(action="dispatch.copies_made").count() == 1
    assert sorted(copy.ordinal for copy, _pdf in copy_files.read_all(run)) == list(
        range(1, len(NAMES) + 1)
    )
    assert len({copy.sha256 for copy in LetterCopy.objects.all()}) == len(NAMES)
