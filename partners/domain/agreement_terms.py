"""What the text of an agreement says about its time (thời hạn hiệu lực), and what it cannot say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from partners.agreement_enums import ChildKind, Renewal
from partners.domain.agreement_periods import term_of
from partners.errors import PartnerRefused
from partners.models import Agreement
from vietnamese.dates import short_date


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the text says about its time."""

    effective_on: date | None = None
    effective_early: bool = False
    term_months: int | None = None
    renewal: Renewal = Renewal.NONE
    renewal_months: int | None = None
    notice_months: int | None = None
    # Of an extension: the last day that it brings.
    extended_to: date | None = None


def check_terms(terms: Terms, signed_on: date | None) -> None:
    """Refuse days and lengths that no text can have together."""
    effective = terms.effective_on
    if effective and signed_on and effective < signed_on and not terms.effective_early:
        raise PartnerRefused(
            _("Ngày có hiệu lực không thể trước ngày ký, trừ khi văn bản quy định như vậy.")
        )
    if (terms.renewal == Renewal.TACIT) != bool(terms.renewal_months):
        raise PartnerRefused(_("Thỏa thuận tự gia hạn phải ghi mỗi lần gia hạn bao nhiêu tháng."))


def check_new_end(
    end: date | None, parent: Agreement | None, kind: ChildKind | str, *, on: date
) -> None:
    """Refuse a new end that extends nothing: only an extension has one, after that of the first."""
    if end is None:
        return
    if parent is None or kind != ChildKind.EXTENSION:
        raise PartnerRefused(_("Chỉ văn bản gia hạn mới ghi ngày gia hạn đến."))
    if refusal := why_no_extension(end, parent, on):
        raise PartnerRefused(refusal)


def why_no_extension(end: date, parent: Agreement, on: date) -> str:
    """Return why that last day extends nothing on the day, or nothing.

    Of what renews itself it is the period of the day that has to be outlived.
    """
    if end < on:
        return _("Ngày gia hạn đến là %(end)s, đã qua vào ngày %(day)s.") % {
            "end": short_date(end),
            "day": short_date(on),
        }
    period = term_of(parent).period_on(on)
    if period and end <= period.ends_on:
        return _(
            "Gia hạn đến ngày %(end)s không kéo dài được gì: thời hạn của thỏa thuận gốc "
            "đến hết ngày %(last)s."
        ) % {"end": short_date(end), "last": short_date(period.ends_on)}
    return ""
