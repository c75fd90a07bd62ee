"""Decisions about renewals (gia hạn): what is to be decided by when, and what was decided.

Each period has its own day. What was decided is read off the history, where it stays; a mistaken
notice is taken back by a further entry.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from partners.agreement_enums import Renewal, RenewalMade, State
from partners.domain.agreement_periods import term_of
from partners.models import Agreement, AgreementPeriod
from partners.rules.courses import BINDING

YEARS_SHOWN = 10  # of an agreement that renews itself again and again
DAY = timedelta(days=1)


def code_of(made: RenewalMade, period_end: date) -> str:
    """Return how the history keeps a decision about a period."""
    return f"{made}:{period_end:%Y%m%d}"


def decided_periods(agreement: Agreement) -> dict[date, RenewalMade]:
    """Return what somebody decided, by the end of the period: «renew» or «stop»."""
    found = [event.decision for event in agreement.events.all() if event.decision]
    newest = {end: made for made, end in found}
    return {end: made for end, made in newest.items() if made != RenewalMade.TAKEN_BACK}


def coming_periods(agreement: Agreement, today: date) -> list[tuple[int, AgreementPeriod]]:
    """Return the period that runs, or the last one, and all later ones, each with its number."""
    if agreement.state not in (State.SIGNED, *BINDING):
        return []
    periods = list(enumerate(agreement.periods.all()))
    return [each for each in periods if each[1].ends_on >= today] or periods[-1:]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A day by which a renewal is to be decided, and what was: «renew», «stop» or nothing yet."""

    ends_on: date
    decide_by: date | None
    made: str
    late: bool


def decisions(agreement: Agreement, today: date) -> list[Decision]:
    """Return what was decided, then the day for this period and for each of those that follow.

    After a notice no period follows: what was decided stays to be read.
    """
    made = decided_periods(agreement)
    coming = {p.ends_on: p.decide_by for _number, p in coming_periods(agreement, today)}
    days = {end: term_of(agreement).notice_before(end) for end in made} | {
        end: decide_by for end, decide_by in list(coming.items())[:YEARS_SHOWN] if decide_by
    }
    return [
        Decision(
            ends_on=end,
            decide_by=days[end],
            made=made.get(end, ""),
            late=end not in made and days[end] < today,
        )
        for end in sorted(days)
    ]


def decidable(agreement: Agreement, today: date) -> list[AgreementPeriod]:
    """Return the periods about which a decision can be entered today, the one that runs first.

    Once the day for that one is over, also the next; and those that are over and of which nobody
    has entered anything: a notice may have been given in time and be heard of late.
    """
    if agreement.state not in BINDING:
        return []
    made = decided_periods(agreement)
    periods = [period for period in agreement.periods.all() if period.decide_by]
    coming = [period for period in periods if period.ends_on >= today]
    late = any((period.decide_by or today) < today for period in coming[:1])
    over = [p for p in periods if p.ends_on < today and p.ends_on not in made]
    return [*coming[: 2 if late else 1], *reversed(over)]


def notice_from(agreement: Agreement, period: AgreementPeriod) -> date | None:
    """Return the first day on which a decision is one about this period, if it is known.

    What was said by the day of the period before was about that one; nobody gave notice of an
    agreement before it was signed.
    """
    before = agreement.periods.filter(ends_on__lt=period.ends_on).last()
    if before is not None and before.decide_by and agreement.renewal == Renewal.TACIT:
        return before.decide_by + DAY
    return agreement.signed_on or agreement.effective_on


def notice_given(agreement: Agreement) -> date | None:
    """Return the end of which notice was given, if that can still be taken back."""
    if agreement.state not in BINDING or agreement.ends_on is None:
        return None
    made = decided_periods(agreement).get(agreement.ends_on)
    return agreement.ends_on if made == RenewalMade.STOP else None
