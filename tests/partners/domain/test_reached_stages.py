"""A relation comes as far as its agreement proves, and never back."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from districts.domain.vocabulary import create_field
from partners.agreement_enums import PartyRole, Side, State
from partners.domain import agreements
from partners.domain.agreement_parties import add_party
from partners.domain.examples import remove_examples
from partners.domain.inheritance import inherit
from partners.domain.relations import change_stage, history
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Agreement, Partner, Relation
from partners.rules.courses import FINAL
from tests.factories import DAY, district
from tests.partners.courses import LATER, brought_to, prepare, step
from tests.partners.factories import partner, relation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "signed", "in_force"),
    [
        (Stage.EXPLORING, Stage.SIGNED, Stage.ACTIVE),
        (Stage.NEGOTIATING, Stage.SIGNED, Stage.ACTIVE),
        (Stage.SIGNED, Stage.SIGNED, Stage.ACTIVE),
        (Stage.ACTIVE, Stage.ACTIVE, Stage.ACTIVE),
        (Stage.PAUSED, Stage.PAUSED, Stage.PAUSED),
        (Stage.ENDED, Stage.ENDED, Stage.ENDED),
    ],
)
def test_the_relation_follows_its_agreement(before, signed, in_force):
    unit, seo = district(), partner()
    relation(seo, unit, stage=before)

    made = brought_to(State.SIGNED, unit)
    assert Relation.objects.get().stage == signed
    made = step(made, State.IN_FORCE)
    assert Relation.objects.get().stage == in_force
    step(made, State.IMPLEMENTING)

    assert Relation.objects.get().stage == in_force


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


SIGNED_ON, EFFECTIVE_ON = dt.date(2021, 3, 1), dt.date(2021, 4, 1)


def recorded(state, unit, *, at=LATER, effective_on=None, **facts):
    told = agreements.Facts(
        title="Bản ghi nhớ",
        partner=Partner.objects.get(),
        district=unit,
        terms=agreements.Terms(effective_on=effective_on),
    )
    facts |= {"ended_on": at.date() - dt.timedelta(1)} if state in FINAL else {}
    return agreements.record_signed(told, state=state, by=SYSTEM, at=at, **facts)


@pytest.mark.parametrize(
    ("state", "stage", "on"),
    [
        (State.SIGNED, Stage.SIGNED, SIGNED_ON),
        (State.IN_FORCE, Stage.ACTIVE, EFFECTIVE_ON),
        (State.IMPLEMENTING, Stage.ACTIVE, EFFECTIVE_ON),
        (State.SUSPENDED, Stage.TALKING, None),
        (State.ENDED, Stage.TALKING, None),
        (State.EXPIRED, Stage.TALKING, None),
    ],
)
def test_an_agreement_entered_after_it_was_signed_proves_the_same(state, stage, on):
    unit = district()
    followed = relation(partner(), unit, stage=Stage.TALKING, on=None)

    recorded(state, unit, signed_on=SIGNED_ON, effective_on=EFFECTIVE_ON)

    followed.refresh_from_db()
    assert (followed.stage, followed.stage_since) == (stage, on)


def test_where_no_source_names_a_day_the_history_has_the_day_of_the_entry_and_says_so():
    unit = district()
    followed = relation(partner(), unit, stage=Stage.TALKING)

    recorded(State.IMPLEMENTING, unit)

    entry = history(followed)[-1]
    assert (entry.stage, entry.on) == (Stage.ACTIVE, LATER.date())
    assert entry.note == (
        "Theo «Bản ghi nhớ»: đang thực hiện. Nguồn không ghi ngày; ngày ghi nhận."
    )


def test_what_takes_effect_later_is_not_recorded_as_in_force():
    unit, tomorrow = district(), LATER.date() + dt.timedelta(days=1)
    followed = relation(partner(), unit, stage=Stage.TALKING)

    with pytest.raises(PartnerRefused, match="mới ở trạng thái «Đã ký»"):
        recorded(State.IN_FORCE, unit, signed_on=SIGNED_ON, effective_on=tomorrow)
    recorded(State.SIGNED, unit, signed_on=SIGNED_ON, effective_on=tomorrow)

    followed.refresh_from_db()
    assert followed.stage == Stage.SIGNED


def started(unit=None):
    return Relation.objects.get(partner__code="seo", district=unit)


def test_a_signing_starts_the_relation_that_nobody_entered():
    unit, field = (
        district(),
        create_field(code="labour", name="Lao động", rank=1, by=SYSTEM, at=LATER),
    )

    made = brought_to(State.SIGNED, unit, title="Bản ghi nhớ với quận Seo", fields=[field])

    begun = started(unit)
    assert (begun.stage, begun.stage_since, begun.source) == (
        Stage.SIGNED,
        made.signed_on,
        "Bản ghi nhớ với quận Seo",
    )
    assert list(begun.fields.all()) == [field]
    assert not begun.is_example
    told = [(entry.stage, entry.on, entry.note) for entry in history(begun)]
    assert told == [(Stage.SIGNED, made.signed_on, "Theo «Bản ghi nhớ với quận Seo»: đã ký.")]
    assert AuditEvent.objects.get(action="relation.started").data == {"stage": "signed"}
    step(made, State.IN_FORCE)
    assert started(unit).stage == Stage.ACTIVE


def test_the_provinces_signing_starts_the_provinces_relation():
    brought_to(State.PERMITTED)
    assert not Relation.objects.exists()

    brought_to(State.SIGNED)

    assert started().stage == Stage.SIGNED


def test_only_the_signing_starts_a_relation():
    """What is handed on to another unit goes there with its agreement, and is not begun anew."""
    made = brought_to(State.SIGNED, district())
    other = district("Yên Dũng", code="yen-dung", rank=2)
    inherit(made, other, on=made.signed_on, basis="NQ 1191", by=SYSTEM, at=LATER)

    step(made, State.IN_FORCE)

    assert not Relation.objects.filter(district=other).exists()


@pytest.mark.parametrize(
    ("state", "stages"),
    [
        (State.SIGNED, [(Stage.SIGNED, SIGNED_ON)]),
        (State.IMPLEMENTING, [(Stage.SIGNED, SIGNED_ON), (Stage.ACTIVE, EFFECTIVE_ON)]),
        (State.SUSPENDED, []),
        (State.ENDED, []),
    ],
)
def test_an_agreement_entered_late_starts_the_relation_too(state, stages):
    partner()

    recorded(state, district(), signed_on=SIGNED_ON, effective_on=EFFECTIVE_ON)

    told = [(e.stage, e.on) for each in Relation.objects.all() for e in history(each)]
    assert told == stages


def test_whoever_signs_beside_has_a_relation_too():
    partner()
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    made = recorded(State.SIGNED, unit, signed_on=SIGNED_ON)

    add_party(made, Side.OURS, district=other, by=SYSTEM, at=LATER)

    assert (started(other).stage, started(other).stage_since) == (Stage.SIGNED, SIGNED_ON)
    carries = district("Tân Yên", code="tan-yen", rank=4)
    told = {"role": PartyRole.CARRIES_OUT, "by": SYSTEM, "at": LATER}
    add_party(made, Side.OURS, district=carries, **told)
    assert Relation.objects.count() == 2


def test_what_an_example_starts_is_an_example_and_goes_with_it():
    brought_to(State.IN_FORCE, is_example=True)
    assert (started().is_example, started().stage) == (True, Stage.ACTIVE)

    removed = remove_examples(by=SYSTEM, at=LATER)

    assert removed["quan hệ hợp tác"] == ["cấp tỉnh – Quận Seo"]
    assert not Relation.objects.exists()


def test_a_refused_signing_starts_nothing():
    permitted = brought_to(State.PERMITTED)

    with pytest.raises(PartnerRefused):
        step(permitted, State.SIGNED)

    assert not Relation.objects.exists()


def entered_before(unit, with_, state=State.IMPLEMENTING, **days):
    """An agreement as it stood before a signing started relations."""
    whose = {"level": "district", "charge_level": "district", "district": unit}
    columns = {"state": state, "recorded": True, "charge_district": unit} | whose | days
    return Agreement.objects.create(partner=with_, title="MOU", folded_title="mou", **columns)


def test_agreements_so_far_start_the_relation_that_nobody_entered():
    """Migration 0023; what passed to another unit is left to whoever hands it on."""
    unit, heir = district(), district("Chũ", code="chu", kind="town", rank=3)
    seo, known, passed, over = (partner(code, code) for code in ("seo", "known", "passed", "over"))
    entered_before(unit, seo, signed_on=SIGNED_ON, effective_on=EFFECTIVE_ON)
    entered_before(unit, known, State.SIGNED)
    entered_before(unit, over, State.EXPIRED)
    inherited = entered_before(unit, passed)
    Agreement.objects.filter(pk=inherited.pk).update(charge_district=heir, version=2)
    kept = [relation(known, unit, stage=Stage.PAUSED), relation(passed, unit)]

    import_module("partners.migrations.0023_relations_of_agreements").start(apps, None)

    begun = Relation.objects.exclude(pk__in=[each.pk for each in kept]).get()
    assert (begun.partner, begun.district, begun.source) == (seo, unit, "MOU")
    assert (begun.stage, begun.stage_since) == (Stage.ACTIVE, EFFECTIVE_ON)
    told = [(entry.stage, entry.on) for entry in history(begun)]
    assert told == [(Stage.SIGNED, SIGNED_ON), (Stage.ACTIVE, EFFECTIVE_ON)]
