"""The relations that an agreement is about: between whom, and how far it brings them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from accounts.actors import Actor
from deadlines.value import day_in_hanoi
from districts.models import District
from partners.agreement_enums import SIGNING, State
from partners.domain.relations import held, reach, start_relation
from partners.enums import Stage
from partners.models import Agreement, AgreementParty, Partner, Relation
from partners.rules.courses import BINDING

# From the day of effect both sides carry out what they agreed (Law 70/2020/QH14, art. 32); the plan
# with which a unit begins is asked of it besides, and the relation does not wait for it.
PROVES = {
    State.SIGNED: Stage.SIGNED,
    State.IN_FORCE: Stage.ACTIVE,
    State.IMPLEMENTING: Stage.ACTIVE,
}


def prove(
    agreement: Agreement, *, on: date | None, begins: bool = False, by: Actor, at: datetime
) -> None:
    """Bring the relations to the stage that the agreement's state proves.

    With the signing a relation that nobody entered before `begins`. An example proves something of
    examples only. `on` is None where the source names no day: the history then has the day of the
    entry, or the last day of a unit that had ended by then.
    """
    state = State(agreement.state)
    stage = PROVES.get(state)
    if stage is None:
        return
    note = _words(agreement, state)
    if on is None:
        note += " Nguồn không ghi ngày; ngày ghi nhận."
    for partner, unit in bound(agreement):
        day = min(on or day_in_hanoi(at), _last_day(unit))
        relation = held(partner, unit)
        if relation is None and begins:
            relation = _begin(agreement, partner, unit, by=by, at=at)
        if relation and (relation.is_example or not agreement.is_example):
            reach(relation, stage, on=day, note=note, by=by, at=at)


def _begin(
    agreement: Agreement, partner: Partner, unit: District | None, *, by: Actor, at: datetime
) -> Relation:
    """Start the relation of two that signed, on the day of the signing."""
    return start_relation(
        partner,
        unit,
        stage=Stage.SIGNED,
        on=agreement.signed_on,
        fields=agreement.fields.all(),
        note=_words(agreement, State.SIGNED),
        source=agreement.title,
        is_example=agreement.is_example,
        by=by,
        at=at,
    )


def _last_day(unit: District | None) -> date:
    """What a unit signed was its own until it ended, however late somebody enters that."""
    return unit.valid_to - timedelta(days=1) if unit and unit.valid_to else date.max


def _words(agreement: Agreement, state: State) -> str:
    """Office's own words, kept with the relation: never translated."""
    return f"Theo «{agreement.title}»: {state.label.lower()}."


def proved_on(agreement: Agreement) -> date | None:
    """Return the day from which a recorded agreement proves what its state does, if it is known."""
    if agreement.state == State.SIGNED:
        return agreement.signed_on
    return agreement.effective_on or agreement.signed_on


def bound(agreement: Agreement) -> Iterator[tuple[Partner, District | None]]:
    """Yield every partner that signs with every unit that answers for a signature now.

    Without a unit it is the province.
    """
    signing = agreement.parties.filter(role__in=SIGNING, succeeded_by=None)
    rows = list(signing.select_related("partner", "district"))
    partners = [agreement.partner, *(row.partner for row in rows if row.partner)]
    units = [agreement.charge_district, *(row.district for row in rows if row.district)]
    yield from product(dict.fromkeys(partners), dict.fromkeys(units))


def agreements_of_relation() -> QuerySet[Agreement]:
    """Return the agreements of a relation of an outer query: `bound` the other way round."""
    signing = AgreementParty.objects.filter(
        agreement=OuterRef("pk"), role__in=SIGNING, succeeded_by=None
    )
    unit = Q(charge_district=OuterRef("district"))
    beside = Exists(signing.filter(district=OuterRef(OuterRef("district"))))
    province = Q(charge_district=None) & Q(IsNull(OuterRef("district"), rhs=True))
    theirs = Exists(signing.filter(partner=OuterRef(OuterRef("partner"))))
    return Agreement.objects.filter(
        unit | Q(beside) | province, Q(partner=OuterRef("partner")) | Q(theirs)
    )


# Signed and not over: nobody looks for such a partner any more.
STANDING = (State.SIGNED, *BINDING)


def signed_pairs() -> set[tuple[int, int | None]]:
    """Return the keys of every partner and unit, or None, between whom a signed agreement stands.

    `bound` for all at once, with two questions. What is invented binds nobody.
    """
    standing = Agreement.objects.filter(state__in=STANDING, is_example=False)
    partners: dict[int, set[int]] = defaultdict(set)
    units: dict[int, set[int | None]] = defaultdict(set)
    for pk, partner, unit in standing.values_list("pk", "partner", "charge_district"):
        partners[pk].add(partner)
        units[pk].add(unit)
    signing = AgreementParty.objects.filter(
        agreement__in=standing, role__in=SIGNING, succeeded_by=None
    )
    for pk, partner, unit in signing.values_list("agreement", "partner", "district"):
        partners[pk] |= {partner} - {None}
        units[pk] |= {unit} - {None}
    return {pair for pk in partners for pair in product(partners[pk], units[pk])}
