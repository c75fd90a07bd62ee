"""Who gets what where a round ends, is opened again or goes on; part of this app's access table."""

from consultations.models import Comment, Round
from districts.models import District
from tests.access import only
from tests.consultations import consolidations, rounds
from tests.consultations.answering_access import BUTTON_ONLY, own
from tests.consultations.answering_access import _call as unit_called
from tests.consultations.rounds import BUT, hanoi

OVER = hanoi("09/8 08:00")


def _called(world):
    District.objects.filter(pk=world.unit.pk).update(email="lucngan@bacgiang.example")
    world.unit.refresh_from_db()
    return rounds.called(rounds.drafted(units=[world.unit]))


def _call(world):
    return {"pk": _called(world).pk}


def _closed(world):
    round_ = _called(world)
    rounds.answer(round_.consultees.get(), (BUT, "Bổ sung."))
    return rounds.end(round_, at=OVER)


def _next(world):
    return rounds.carried_on(_closed(world), at=OVER)


def _comment(world):
    round_ = _next(world)
    content = round_.contents.get()
    comment = content.carried_from.comments.get()
    return {"pk": round_.pk, "ordinal": 1, "comment": comment.pk}


def _noted(world):
    keys = _comment(world)
    round_ = Round.objects.get(pk=keys["pk"])
    comment = Comment.objects.get(pk=keys["comment"])
    consolidations.accepted(comment.content.round)
    return {"pk": round_.pk, "change": consolidations.changed(round_, comment).pk}


LEADS = {"GET": only("leader"), "POST": only("leader")}
WRITES = {"GET": only("officer"), "POST": only("officer")}

COURSES = {
    "consultations:call_rules": {"GET": only("administrator"), "POST": only("administrator")},
    "consultations:confirm_closing": LEADS | {"args": _call},
    "consultations:cancel": LEADS | {"args": _call},
    "consultations:reopen": LEADS | {"args": lambda world: {"pk": _closed(world).pk}},
    "consultations:discard": WRITES | {"args": lambda world: {"pk": _next(world).pk}},
    "consultations:next_round": WRITES | {"args": lambda world: {"pk": _closed(world).pk}},
    "consultations:comparison": {
        "args": lambda world: {"pk": _next(world).pk},
        "GET": only("officer", "leader", "clerk"),
        "POST": only("officer", "leader", "clerk", ok=405),
    },
    "consultations:earlier_comments": {
        "args": lambda world: {"pk": _next(world).pk, "ordinal": 1},
        "GET": only("officer", "leader", "clerk"),
        "POST": only("officer", "leader", "clerk", ok=405),
    },
    "consultations:note_change": WRITES | {"args": _comment},
    "consultations:withdraw_change": {
        "args": _noted,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "consultations:keep_earlier": {"args": unit_called, "GET": BUTTON_ONLY, "POST": own()},
}
