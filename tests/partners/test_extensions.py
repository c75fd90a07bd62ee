"""What an extension can extend, and what further texts belong to."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import joint_rules
from deadlines.models import PortalClock
from partners.agreement_enums import ChildKind, Renewal, State
from partners.domain.agreement_case import Case, StepFacts
from partners.domain.agreement_guards import missing
from partners.domain.agreements import Terms
from partners.domain.courses import StepRefused
from partners.errors import PartnerRefused
from partners.models import Agreement
from tests.factories import signed_in, user
from tests.partners.courses import LATER, begun_from, brought_to, led_to, prepare, step, tacit

pytestmark = pytest.mark.django_db
TODAY = LATER.date()
FIRST_END = dt.date(2022, 9, 6)


def in_force(**terms):
    return brought_to(State.IN_FORCE, terms=Terms(term_months=12, **terms))


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (TODAY - dt.timedelta(1), "Ngày gia hạn đến là 30/12/2021, đã qua vào ngày 31/12/2021."),
        (
            FIRST_END,
            "Gia hạn đến ngày 06/9/2022 không kéo dài được gì: thời hạn của thỏa thuận gốc đến "
            "hết ngày 06/9/2022.",
        ),
        (FIRST_END + dt.timedelta(1), None),
    ],
)
def test_an_extension_ends_after_what_it_extends(end, said):
    made = in_force()
    if said is None:
        assert begun_from(made, extended_to=end).extended_to == end
        return
    with pytest.raises(PartnerRefused) as refusal:
        begun_from(made, extended_to=end)
    assert str(refusal.value) == said


def test_an_extension_outlives_the_running_period_of_what_renews_itself():
    made = tacit()
    with pytest.raises(PartnerRefused, match="đến hết ngày 06/9/2024"):
        begun_from(made, extended_to=dt.date(2024, 9, 6))
    assert begun_from(made, extended_to=dt.date(2024, 9, 7)).parent == made


@pytest.mark.parametrize("kind", [ChildKind.AMENDMENT, ChildKind.SUPPLEMENT])
def test_only_an_extension_brings_a_new_end(kind):
    with pytest.raises(PartnerRefused, match="Chỉ văn bản gia hạn"):
        begun_from(in_force(), kind, extended_to=dt.date(2025, 1, 1))


def test_an_end_that_was_overtaken_extends_no_more():
    """Two extensions are on their way: the one that takes effect later has to reach further."""
    made = in_force()
    near = led_to(State.SIGNED, begun_from(made, extended_to=dt.date(2023, 9, 6)))
    led_to(State.IN_FORCE, begun_from(made, extended_to=dt.date(2024, 9, 6)))
    case = Case(Agreement.objects.get(pk=near.pk), State.IN_FORCE, StepFacts(on=TODAY), TODAY)
    assert [lack.text for lack in missing(case)] == [
        "Gia hạn đến ngày 06/9/2023 không kéo dài được gì: thời hạn của thỏa thuận gốc đến "
        "hết ngày 06/9/2024."
    ]
    with pytest.raises(StepRefused):
        step(near, State.IN_FORCE)
    assert Agreement.objects.get(pk=made.pk).extended_to == dt.date(2024, 9, 6)


def test_a_second_extension_extends_the_first_agreement_again():
    made = in_force()
    led_to(State.IN_FORCE, begun_from(made, extended_to=dt.date(2023, 9, 6)))
    led_to(State.IN_FORCE, begun_from(made, extended_to=dt.date(2024, 9, 6)))
    made.refresh_from_db()
    assert [period.ends_on for period in made.periods.all()] == [dt.date(2024, 9, 6)]
    assert [e.kind for e in made.events.all()].count("extended") == 2


def test_further_texts_are_begun_from_the_first_agreement():
    made = in_force()
    child = led_to(State.IN_FORCE, begun_from(made, extended_to=dt.date(2023, 9, 6)))
    with pytest.raises(PartnerRefused, match="kèm theo thỏa thuận «Thỏa thuận hợp tác»"):
        begun_from(child, extended_to=dt.date(2025, 9, 6))
    PortalClock.objects.create(pk=1, stands_at=LATER)
    client = signed_in(user("officer"))
    of_first = reverse("partners:agreement_child", args=[made.pk])
    page = client.get(reverse("partners:agreement", args=[child.pk])).text
    assert f'href="{of_first}"' in page
    answer = client.get(reverse("partners:agreement_child", args=[child.pk]))
    assert (answer.status_code, answer.url) == (302, of_first)


def refused(act) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        act()
    return str(error.value)


def test_the_database_knows_no_grandchildren_and_no_end_out_of_nowhere():
    made, other = in_force(), tacit()
    child = begun_from(made, extended_to=dt.date(2023, 9, 6))
    rows = Agreement.objects.all()
    below = {"parent": child, "child_kind": "amendment"}
    first = "what changes an agreement belongs to a first one"
    nowhere = "only an extension in force moves an end"
    assert first in refused(lambda: rows.filter(pk=other.pk).update(**below))
    above = below | {"parent": other}
    assert first in refused(lambda: rows.filter(pk=made.pk).update(**above))
    columns = {"title": "x", "folded_title": "x", "partner": made.partner, "level": "province"}
    columns |= {"charge_level": "province"}
    assert first in refused(lambda: rows.create(**columns | below))
    assert nowhere in refused(lambda: rows.create(**columns, extended_to=FIRST_END))
    # The extension is not in force yet.
    moved = {"extended_to": dt.date(2023, 9, 6)}
    assert nowhere in refused(lambda: rows.filter(pk=made.pk).update(**moved))
    led_to(State.IN_FORCE, child)
    for end in (dt.date(2023, 9, 5), dt.date(2023, 9, 7), None):
        act = rows.filter(pk=made.pk).update
        assert nowhere in refused(lambda e=end, act=act: act(extended_to=e))


def test_what_hung_below_a_further_text_is_hung_below_the_first():
    made = in_force()
    child, other = (begun_from(made, extended_to=dt.date(2023, 9, 6)) for _ in range(2))
    # PostgreSQL alters no table of which a constraint is still to be checked.
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER partners_child_moved")
        else:
            cursor.execute("ALTER TABLE partners_agreement DISABLE TRIGGER partners_child_moved")
    Agreement.objects.filter(pk=other.pk).update(parent=child)
    import_module("partners.migrations.0027_below_the_first").hang_below_first(apps, None)
    assert set(made.children.all()) == {child, other}
    joint_rules.hold(using="default")


def test_what_renews_on_agreement_may_be_extended_beyond_its_end():
    """The term is over and nobody said so: the extension brings an end to come."""
    made = in_force(renewal=Renewal.EXPRESS, notice_months=3)
    child = begun_from(made, extended_to=dt.date(2023, 9, 6))
    on = dt.date(2022, 10, 3)
    led_to(State.PERMITTED, child)
    for to in (State.SIGNED, State.IN_FORCE):
        prepare(child, to)
        step(child, to, on=on)
    assert Agreement.objects.get(pk=made.pk).extended_to == dt.date(2023, 9, 6)
