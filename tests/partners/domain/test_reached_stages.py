"""A relation comes as far as its agreement proves, and never back."""

import datetime as dt

import pytest

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from partners.agreement_enums import State
from partners.domain.relations import change_stage, history
from partners.enums import Stage
from partners.models import Relation
from tests.factories import DAY, district
from tests.partners.courses import brought_to, prepare, step
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "signed", "implemented"),
    [
        (Stage.EXPLORING, Stage.SIGNED, Stage.ACTIVE),
        (Stage.NEGOTIATING, Stage.SIGNED, Stage.ACTIVE),
        (Stage.SIGNED, Stage.SIGNED, Stage.ACTIVE),
        (Stage.ACTIVE, Stage.ACTIVE, Stage.ACTIVE),
        (Stage.PAUSED, Stage.PAUSED, Stage.PAUSED),
        (Stage.ENDED, Stage.ENDED, Stage.ENDED),
    ],
)
def test_the_relation_follows_its_agreement(before, signed, implemented):
    unit, seo = district(), partner()
    relation(seo, unit, stage=before)

    made = brought_to(State.SIGNED, unit)
    assert Relation.objects.get().stage == signed
    step(step(made, State.IN_FORCE), State.IMPLEMENTING)

    assert Relation.objects.get().stage == implemented


def test_the_history_names_the_agreement_and_its_day():
    unit = district()
    followed = relation(partner(), unit, stage=Stage.TALKING)

    made = brought_to(State.SIGNED, unit, title="Bản ghi nhớ với quận Seo")

    entry = history(followed)[-1]
    assert (entry.stage, entry.on) == (Stage.SIGNED, made.signed_on)
    assert entry.note == "Theo «Bản ghi nhớ với quận Seo»: đã ký."
    moved = AuditEvent.objects.get(action="relation.stage_changed")
    assert moved.data == {"before": "talking", "after": "signed"}


def test_a_signing_heard_of_late_is_entered_after_what_was_entered_before():
    unit = district()
    followed = relation(partner(), unit, stage=Stage.TALKING)
    permitted = brought_to(State.PERMITTED, unit)
    later = permitted.state_since + dt.timedelta(days=1)
    at = dt.datetime.combine(later, dt.time(20), dt.UTC)
    change_stage(followed, Stage.NEGOTIATING, on=later, by=SYSTEM, at=at)

    prepare(permitted, State.SIGNED)
    step(permitted, State.SIGNED)

    told = [(entry.stage, entry.on) for entry in history(followed)]
    assert told == [(Stage.TALKING, DAY), (Stage.NEGOTIATING, later), (Stage.SIGNED, later)]


@pytest.mark.parametrize("whose", ["another unit", "another partner", "the province"])
def test_only_the_relation_of_both_sides_follows(whose):
    unit, seo = district(), partner()
    other = relation(
        partner("Daejeon", "daejeon") if whose == "another partner" else seo,
        {
            "another unit": district("Yên Dũng", code="yen-dung"),
            "another partner": unit,
            "the province": None,
        }[whose],
        stage=Stage.TALKING,
    )

    brought_to(State.SIGNED, unit, with_=seo)

    other.refresh_from_db()
    assert other.stage == Stage.TALKING


def test_an_example_proves_nothing():
    unit = district()
    followed = relation(partner(), unit, stage=Stage.TALKING)

    brought_to(State.SIGNED, unit, is_example=True)

    followed.refresh_from_db()
    assert followed.stage == Stage.TALKING
