"""What the database itself refuses of deliveries and hand-overs."""

import pytest

from dispatches.domain import deliveries
from dispatches.domain.delivering import send_due_deliveries
from dispatches.models import Bounce, Correspondent, Delivery, PaperHandOver
from tests.dispatches.deliveries import one_sent
from tests.dispatches.factories import AT, clerk, officer
from tests.factories import DAY
from tests.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"recipient": "Sở khác"},
        {"name_key": "sở khác"},
        {"folded": "so khac"},
        {"channel": "paper", "address": "", "token": ""},
        {"address": "khac@syt.example"},
        {"unit": "luc-ngan"},
        {"token": "khac"},
        {"planned_at": None},
        {"planned_by": None},
        {"copy_id": 1},
    ],
)
def test_a_delivery_never_changes(change):
    one_sent()
    assert refused(lambda: Delivery.objects.update(**change))


def test_a_delivery_and_its_hand_over_are_never_deleted():
    handed = deliveries.record_hand_over(
        one_sent("paper"), on=DAY, person="A", note="", by=clerk(), at=AT
    )
    for row in (PaperHandOver.objects.filter(pk=handed.pk), Delivery.objects.all()):
        assert refused(lambda row=row: row._raw_delete("default"))
    assert refused(lambda: PaperHandOver.objects.update(note="khác"))


def test_a_bounce_says_why_and_stays():
    values = {"delivery": one_sent(), "on": DAY, "recorded_at": AT}
    assert refused(lambda: Bounce.objects.create(**values, words=""))
    Bounce.objects.create(**values, words="Hộp thư đầy")
    for act in (
        lambda: Bounce.objects.create(**values, words="lần nữa"),
        lambda: Bounce.objects.update(words="khác"),
        lambda: Bounce.objects.all()._raw_delete("default"),
    ):
        assert refused(act)


def test_evidence_comes_once_and_stays():
    delivery = one_sent()
    rows = Delivery.objects.filter(pk=delivery.pk)
    rows.update(opened_at=AT, opened_by=officer())
    send_due_deliveries(AT)

    for change in (
        {"opened_at": None, "opened_by": None},
        {"opened_by": clerk()},
        {"message": None},
    ):
        assert refused(lambda change=change: rows.update(**change)), change


VALUES = {
    "recipient": "Sở A",
    "name_key": "sở a",
    "channel": "email",
    "address": "a@syt.example",
    "token": "một",
    "planned_at": AT,
}


@pytest.mark.parametrize(
    ("change", "is_refused"),
    [
        ({}, False),
        ({"name_key": "sở y tế"}, True),  # the recipient of the first one
        ({"token": "first"}, True),
        ({"channel": "fax"}, True),
        ({"address": ""}, True),
        ({"token": ""}, True),
        ({"channel": "paper"}, True),
        ({"channel": "paper", "address": "", "token": ""}, False),
        ({"channel": "portal", "address": "", "token": ""}, True),
        ({"channel": "portal", "address": "", "token": "", "unit": "a"}, False),
        ({"attempt": 2}, True),
        ({"attempt": 2, "former": "first"}, True),
        ({"attempt": 2, "former": "first", "reason": "Sai"}, False),
        ({"reason": "Sai"}, True),
        ({"opened_by": "clerk"}, True),
    ],
)
def test_a_delivery_is_whole(change, is_refused):
    first = one_sent()
    named = {"token": {"first": first.token}, "former": {"first": first}}
    named["opened_by"] = {"clerk": clerk()}
    values = {k: named.get(k, {}).get(v, v) for k, v in (VALUES | change).items()}

    assert refused(lambda: Delivery.objects.create(dispatch=first.dispatch, **values)) == is_refused


def test_a_delivery_has_one_successor():
    first = one_sent()
    again = VALUES | {"dispatch": first.dispatch, "former": first, "reason": "Sai", "attempt": 2}
    Delivery.objects.create(**again)
    other = again | {"name_key": "sở b", "token": "hai"}
    assert refused(lambda: Delivery.objects.create(**other))


@pytest.mark.parametrize("change", [{"person": ""}, {}])
def test_a_hand_over_has_a_person_and_is_recorded_once(change):
    delivery = one_sent("paper")
    values = {"delivery": delivery, "on": DAY, "person": "A", "recorded_at": AT}
    PaperHandOver.objects.create(**values)
    assert refused(lambda: PaperHandOver.objects.create(**values | change))


def test_a_correspondent_has_one_address():
    values = {"name": "Sở A", "name_key": "sở a", "address": "a@syt.example"}
    Correspondent.objects.create(**values)
    assert refused(lambda: Correspondent.objects.create(**values))
