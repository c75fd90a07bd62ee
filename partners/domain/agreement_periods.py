"""Periods of validity: worked out anew whenever a date or a term moves."""

from partners.agreement_enums import Renewal
from partners.models import Agreement, AgreementPeriod
from partners.rules.terms import Term


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
