"""The days of an agreement that was signed: signing, effect, end, in order and none to come."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from districts.domain.units import exists_on
from districts.models import District
from partners.agreement_enums import State
from partners.domain.agreement_terms import Terms, check_terms
from partners.errors import PartnerRefused
from partners.rules.courses import FINAL
from partners.rules.terms import Term
from vietnamese.dates import short_date


@dataclass(frozen=True, kw_only=True)
class Days:
    """What is told of the days of an agreement in a state; those that nobody knows are None."""

    state: State
    signed_on: date | None
    terms: Terms
    ends_on: date | None = None

    @property
    def term(self) -> Term:
        """The term that the days make."""
        return Term(
            effective_on=self.terms.effective_on,
            months=self.terms.term_months,
            renewal=self.terms.renewal,
            renewal_months=self.terms.renewal_months,
            notice_months=self.terms.notice_months,
            extended_to=self.terms.extended_to,
            ends_on=self.ends_on,
        )


def check_days(days: Days, today: date) -> None:
    """Refuse days that contradict each other, the state or the calendar."""
    check_terms(days.terms, days.signed_on)
    if days.signed_on and days.signed_on > today:
        raise PartnerRefused(_("Ngày ký không thể sau hôm nay."))
    effective_on = days.terms.effective_on
    if days.state != State.SIGNED and effective_on and effective_on > today:
        raise PartnerRefused(
            _("Ngày có hiệu lực ở sau hôm nay: thỏa thuận mới ở trạng thái «Đã ký».")
        )
    _check_extended(days)
    if days.state in FINAL:
        _check_end(days, today)
    if days.state == State.EXPIRED:
        _check_expired(days, today)


def check_existed(units: Iterable[District], on: date | None) -> None:
    """Refuse a unit that was not there on the day of the signing, where that day is known."""
    for unit in units:
        if on and not exists_on(unit, on):
            raise PartnerRefused(
                _("%(party)s không tồn tại vào ngày %(day)s.")
                % {"party": unit.committee, "day": short_date(on)}
            )


def _check_extended(days: Days) -> None:
    """What was extended ends after the term that the text itself gives."""
    first = _own_end(replace(days, terms=replace(days.terms, extended_to=None)))
    if days.terms.extended_to and first and days.terms.extended_to <= first:
        raise PartnerRefused(
            _("Ngày gia hạn đến phải sau ngày hết thời hạn của văn bản, %(day)s.")
            % {"day": short_date(first)}
        )


def _check_end(days: Days, today: date) -> None:
    """An end has its day; the term itself tells that of an expiry."""
    if days.ends_on is None:
        if days.state != State.EXPIRED:
            raise PartnerRefused(_("Thỏa thuận đã kết thúc: đề nghị ghi ngày kết thúc hiệu lực."))
        return
    if days.ends_on > today:
        raise PartnerRefused(_("Ngày kết thúc hiệu lực không thể sau hôm nay."))
    begun = days.terms.effective_on or days.signed_on
    if begun and days.ends_on < begun:
        raise PartnerRefused(_("Ngày kết thúc hiệu lực không thể trước ngày ký, ngày có hiệu lực."))


def _check_expired(days: Days, today: date) -> None:
    """What has expired is over, and not before the term that the text gives."""
    last = next(days.term.periods(), None)
    if last is None or (days.terms.renewal_months and days.ends_on is None):
        raise PartnerRefused(_("Thỏa thuận đã hết hạn: đề nghị ghi ngày kết thúc hiệu lực."))
    if last.ends_on >= today:
        raise PartnerRefused(
            _("Thỏa thuận còn hiệu lực đến hết ngày %(day)s.") % {"day": short_date(last.ends_on)}
        )
    own = _own_end(days)
    if own and last.ends_on < own:
        raise PartnerRefused(
            _("Thời hạn đến hết ngày %(day)s: kết thúc trước ngày đó là chấm dứt, rút khỏi.")
            % {"day": short_date(own)}
        )


def _own_end(days: Days) -> date | None:
    """Return the end of the first period, whatever was decided later."""
    first = next(replace(days, ends_on=None).term.periods(), None)
    return first.ends_on if first else None
