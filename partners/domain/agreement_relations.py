"""The relation that an agreement is about: how far the agreement brings it."""

from datetime import date, datetime

from accounts.actors import Actor
from deadlines.value import day_in_hanoi
from partners.agreement_enums import State
from partners.domain.relations import reach
from partners.enums import Stage
from partners.models import Agreement

# From the day of effect both sides carry out what they agreed (Law 70/2020/QH14, art. 32); the plan
# with which a unit begins is asked of it besides, and the relation does not wait for it.
PROVES = {
    State.SIGNED: Stage.SIGNED,
    State.IN_FORCE: Stage.ACTIVE,
    State.IMPLEMENTING: Stage.ACTIVE,
}


def prove(agreement: Agreement, *, on: date | None, by: Actor, at: datetime) -> None:
    """Bring the relation to the stage that the agreement's state proves; an example proves nothing.

    `on` is None where the source names no day: the history then has the day of the entry.
    """
    state = State(agreement.state)
    stage = PROVES.get(state)
    if stage is None or agreement.is_example:
        return
    note = f"Theo «{agreement.title}»: {state.label.lower()}."
    if on is None:
        note += " Nguồn không ghi ngày; ngày ghi nhận."
    day = on or day_in_hanoi(at)
    reach(agreement.partner, agreement.district, stage, on=day, note=note, by=by, at=at)
