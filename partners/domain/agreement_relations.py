"""The relations that an agreement is about: between whom, and how far it brings them."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import product

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from accounts.actors import Actor
from deadlines.value import day_in_hanoi
from districts.models import District
from partners.agreement_enums import SIGNING, State
from partners.domain.relations import reach
from partners.enums import Stage
from partners.models import Agreement, AgreementParty, Partner

# From the day of effect both sides carry out what they agreed (Law 70/2020/QH14, art. 32); the plan
# with which a unit begins is asked of it besides, and the relation does not wait for it.
PROVES = {
    State.SIGNED: Stage.SIGNED,
    State.IN_FORCE: Stage.ACTIVE,
    State.IMPLEMENTING: Stage.ACTIVE,
}


def prove(agreement: Agreement, *, on: date | None, by: Actor, at: datetime) -> None:
    """Bring the relations to the stage that the agreement's state proves.

    An example proves nothing. `on` is None where the source names no day: the history then has the
    day of the entry.
    """
    state = State(agreement.state)
    stage = PROVES.get(state)
    if stage is None or agreement.is_example:
        return
    note = f"Theo «{agreement.title}»: {state.label.lower()}."
    if on is None:
        note += " Nguồn không ghi ngày; ngày ghi nhận."
    day = on or day_in_hanoi(at)
    for partner, unit in bound(agreement):
        reach(partner, unit, stage, on=day, note=note, by=by, at=at)


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
