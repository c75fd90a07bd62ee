"""Who gets what at the addresses of accounts."""

import datetime as dt

from accounts.domain.calendar_days import mark_day
from accounts.models import AuditEvent
from tests import factories
from tests.access import everybody, only, signed_in_only

ADMINISTRATOR = {"GET": only("administrator"), "POST": only("administrator")}
LIST = {"GET": only("administrator"), "POST": only("administrator", ok=405)}
BUTTON = {"GET": only("administrator", ok=405), "POST": only("administrator", ok=302)}


def _account(world):
    return {"pk": factories.user("officer", "nguyenvanan").pk}


def _closed_account(world):
    return {"pk": factories.user("officer", "nguyenvanan", is_active=False).pk}


def _marked_day(world):
    by = world.people["administrator"]
    day = mark_day(date=dt.date(2021, 9, 6), working=False, basis="TB", by=by, at=factories.AT)
    return {"pk": day.pk}


ROWS = {
    "accounts:sign_in": {
        "GET": everybody(302) | {"anonymous": 200},
        "POST": everybody(302) | {"anonymous": 200},
    },
    "accounts:sign_out": {"GET": everybody(405), "POST": everybody(302)},
    "accounts:change_password": {"GET": signed_in_only(), "POST": signed_in_only()},
    "accounts:users": LIST,
    "accounts:user_new": ADMINISTRATOR,
    "accounts:user": ADMINISTRATOR | {"args": _account},
    "accounts:user_deactivate": {
        "args": _account,
        "GET": only("administrator"),
        "POST": only("administrator", ok=302),
    },
    "accounts:user_reactivate": BUTTON | {"args": _closed_account},
    "accounts:user_password": ADMINISTRATOR | {"args": _account},
    "accounts:calendar": ADMINISTRATOR,
    "accounts:calendar_year": ADMINISTRATOR | {"args": lambda world: {"year": 2021}},
    "accounts:calendar_unmark": BUTTON | {"args": _marked_day},
    "accounts:audit": LIST,
    "accounts:audit_event": LIST | {"args": lambda world: {"pk": AuditEvent.objects.first().pk}},
}
