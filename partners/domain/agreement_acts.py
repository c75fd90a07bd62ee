"""What is done about an agreement beside its steps: reports, renewal."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from partners.agreement_enums import EventKind, Renewal, RenewalMade
from partners.domain.agreement_decisions import (
    code_of,
    decidable,
    notice_from,
    notice_given,
)
from partners.domain.agreement_events import enter, locked, require_seen
from partners.domain.agreement_periods import rearm
from partners.domain.agreement_reports import open_reports
from partners.domain.citing import Citation
from partners.errors import PartnerRefused
from partners.models import Agreement
from vietnamese.dates import short_date


@transaction.atomic
def note_report(
    agreement: Agreement,
    *keys: str,
    on: date,
    cites: Citation,
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Record that reports or copies went out by one document; `keys` are those of open ones."""
    now = locked(agreement)
    require_seen(now, seen)
    _require_past(on, at)
    if not cites.number:
        raise PartnerRefused(_("Chưa ghi số, ngày văn bản báo cáo."))
    still_open = {report.key: report for report in open_reports(now)}
    for key in keys:
        report = still_open.pop(key, None)
        if report is None:
            raise PartnerRefused(_("Không có báo cáo nào còn phải gửi như vậy."))
        if on < report.on:
            raise PartnerRefused(_("Ngày báo cáo không thể trước ngày phát sinh."))
        cites.columns(since=report.on)
        enter(now, EventKind.REPORT, on=on, cites=cites, code=key, note=report.title, by=by, at=at)
        record(by=by, action="agreement.reported", on=now, at=at, report=report.title)


@transaction.atomic
def decide_renewal(
    agreement: Agreement,
    period_end: date,
    *,
    renew: bool,
    on: date,
    cites: Citation,
    note: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Enter what was decided about the period that ends on the day: renewed, or notice given.

    A notice after the last day for it changes nothing in law and is refused; one given in time may
    be entered late, also after the period. Where both sides have to agree on a renewal none is
    needed, and the renewal itself is an extension.
    """
    now = locked(agreement)
    require_seen(now, seen)
    _require_past(on, at)
    periods = {period.ends_on: period for period in decidable(now, day_in_hanoi(at))}
    period = periods.get(period_end)
    if period is None:
        raise PartnerRefused(_("Thỏa thuận không có kỳ nào kết thúc ngày này mà gia hạn được."))
    _require_since(notice_from(now, period), on)
    if not renew and now.renewal == Renewal.TACIT:
        _require_in_time(period.decide_by, on)
        if not cites.number:
            raise PartnerRefused(_("Chưa ghi số, ngày văn bản thông báo không gia hạn."))
    ends = {} if renew else {"ends_on": period_end}
    code = code_of(RenewalMade.RENEW if renew else RenewalMade.STOP, period_end)
    enter(
        now, EventKind.RENEWAL, on=on, cites=cites, code=code, note=note, by=by, at=at, columns=ends
    )
    rearm(now)
    record(by=by, action="agreement.renewal_decided", on=now, at=at, renew=renew, day=period_end)


@transaction.atomic
def take_notice_back(
    agreement: Agreement, *, on: date, note: str, seen: int, by: Actor, at: datetime
) -> None:
    """Take back a notice that was entered by mistake, with the reason: the periods run again."""
    now = locked(agreement)
    require_seen(now, seen)
    _require_past(on, at)
    if not note.strip():
        raise PartnerRefused(_("Chưa ghi lý do."))
    end = notice_given(now)
    if end is None:
        raise PartnerRefused(_("Không có thông báo không gia hạn nào rút lại được."))
    ends = {"ends_on": None}
    code = code_of(RenewalMade.TAKEN_BACK, end)
    enter(now, EventKind.RENEWAL, on=on, code=code, note=note, by=by, at=at, columns=ends)
    rearm(now)
    record(by=by, action="agreement.notice_taken_back", on=now, at=at, day=end, reason=note)


def _require_since(first: date | None, on: date) -> None:
    if first and on < first:
        raise PartnerRefused(
            _("Quyết định về kỳ này không thể trước ngày %(day)s.") % {"day": short_date(first)}
        )


def _require_in_time(decide_by: date | None, on: date) -> None:
    if decide_by and on > decide_by:
        raise PartnerRefused(
            _("Hạn thông báo là ngày %(day)s; thông báo sau ngày đó không ngăn được tự gia hạn.")
            % {"day": short_date(decide_by)}
        )


def _require_past(on: date, at: datetime) -> None:
    if on > day_in_hanoi(at):
        raise PartnerRefused(_("Ngày ghi không thể sau hôm nay."))
