"""Who gets what at the addresses of copies for many addressees."""

from datetime import timedelta

from dispatches.addressees import Addressee
from dispatches.domain import copying, runs
from tests.access import only
from tests.dispatches.factories import AT, clerk, issued

READERS = ("officer", "leader", "clerk")
READ = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}
MAKERS = ("officer", "clerk")


def _begun():
    return runs.start(issued(), [Addressee("Sở Y tế")], by=clerk(), at=AT)


def _run(world):
    return {"run": _begun().pk}


def _finished(world):
    run = _begun()
    for minutes in range(2):
        copying.go_on(copying.claim(run.pk, wall=AT + timedelta(minutes=minutes)), at=AT)
    return {"run": run.pk}


ROWS = {
    "dispatches:start_run": {
        "args": lambda world: {"pk": issued().pk},
        "GET": only(*MAKERS),
        "POST": only(*MAKERS),
    },
    "dispatches:run": READ | {"args": _run},
    "dispatches:run_progress": READ | {"args": _run},
    "dispatches:retry_run": {
        "args": _finished,
        "GET": only(*MAKERS, ok=405),
        "POST": only(*MAKERS, ok=302),
    },
    "dispatches:run_zip": READ | {"args": _finished},
    "dispatches:run_bound": READ | {"args": _finished},
    "dispatches:copy_pdf": READ | {"args": lambda world: _finished(world) | {"ordinal": 1}},
}
