"""Who gets what at the addresses about other systems; part of this app's access table."""

from consultations.domain import api_tokens, webhooks
from consultations.enums import Event, Scope
from consultations.models import Notification
from tests.access import everybody, only
from tests.consultations.officer_access import _call
from tests.factories import AT


def _token(world):
    token, _secret = api_tokens.create(
        name="Trục liên thông",
        scopes=[Scope.CALLS],
        expires_at=None,
        by=world.people["administrator"],
        at=AT,
    )
    return {"pk": token.pk}


def _subscription(world):
    subscription, _secret = webhooks.subscribe(
        name="Trục liên thông",
        url="https://truc.example/",
        events=[Event.ROUND_CLOSED],
        by=world.people["administrator"],
        at=AT,
    )
    return {"pk": subscription.pk}


def _notification(world):
    made = Notification.objects.create(
        subscription_id=_subscription(world)["pk"],
        key="k",
        event=Event.ROUND_CLOSED,
        body="{}",
        created_at=AT,
    )
    return {"pk": made.pk}


MANAGER = only("administrator")
READ = {"GET": everybody(401), "POST": everybody(405)}

INTEGRATIONS = {
    "consultations:tokens": {"GET": MANAGER, "POST": only("administrator", ok=405)},
    "consultations:token_new": {"GET": MANAGER, "POST": MANAGER},
    "consultations:token_revoke": {
        "args": _token,
        "GET": MANAGER,
        "POST": only("administrator", ok=302),
    },
    "consultations:subscriptions": {"GET": MANAGER, "POST": only("administrator", ok=405)},
    "consultations:subscription_new": {"GET": MANAGER, "POST": MANAGER},
    "consultations:subscription_revoke": {
        "args": _subscription,
        "GET": MANAGER,
        "POST": only("administrator", ok=302),
    },
    "consultations:notifications": {"GET": MANAGER, "POST": only("administrator", ok=405)},
    "consultations:notification_retry": {
        "args": _notification,
        "GET": only("administrator", ok=405),
        "POST": only("administrator", ok=302),
    },
    "api:page": {"GET": everybody(), "POST": everybody(405)},
    "api:schema": {"GET": everybody(), "POST": everybody(405)},
    "api:calls": READ,
    "api:call": {"args": _call, **READ},
    "api:consultees": {"args": _call, **READ},
}
