"""Periods of validity: worked out anew whenever a date or a term moves."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from partners.agreement_enums import Renewal
from partners.models import Agreement, AgreementPeriod
from partners.rules.courses import BINDING
from partners.rules.terms import Term

# Said beside the state, which stays as it was entered.
PAST_END = gettext_lazy("đã quá thời hạn, chưa ghi hết hạn")


def term_of(agreement: Agreement) -> Term:
    """Return what the text says about its time."""
    return Term(
        effective_on=agreement.effective_on,
        months=agreement.term_months,
        renewal=Renewal(agreement.renewal),
        renewal_months=agreement.renewal_months,
        notice_months=agreement.notice_months,
        extended_to=agreement.extended_to if not agreement.parent_id else None,
        ends_on=agreement.ends_on,
    )


def rearm(agreement: Agreement) -> None:
    """Replace the periods by those that the agreement's dates give now."""
    agreement.periods.all().delete()
    AgreementPeriod.objects.bulk_create(
        AgreementPeriod(agreement=agreement, ends_on=period.ends_on, decide_by=period.decide_by)
        for period in term_of(agreement).periods()
    )


def past_end(day: date) -> Q:
    """Return the condition that every period is over on the day; not where none is known."""
    periods = AgreementPeriod.objects.filter(agreement=OuterRef("pk"))
    return Q(Exists(periods)) & ~Q(Exists(periods.filter(ends_on__gte=day)))


def telling_past_end(agreements: QuerySet[Agreement], day: date) -> QuerySet[Any]:
    """Return them with `is_past_end`: the term is over, and nobody has entered that (Hết hạn)."""
    return agreements.annotate(is_past_end=Q(past_end(day), state__in=BINDING))
