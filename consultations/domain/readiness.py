"""What stands against sending a round's letter, and what deserves a second look."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.domain import retelling
from consultations.domain.call_rules import is_too_short, minimum_days
from consultations.models import Consultee, DiscardedRound, Round
from deadlines.domain.calendar import working_calendar
from deadlines.value import day_in_hanoi
from deadlines.working_days import WorkingCalendar
from dispatches.enums import DispatchState
from dispatches.matters import Matter
from dispatches.models import Dispatch
from districts.domain.units import exists_on, units_on
from districts.enums import UnitKind
from districts.models import District
from outbox.domain.messages import is_usable
from vietnamese.dates import short_date
from vietnamese.lists import groups_in

NAMED = 10  # units that a sentence names; more are counted
OUTDATED = gettext_lazy(
    "Công văn nhắc lại kết quả lần trước không còn đúng với kết quả đã ghi nhận; đề nghị soạn lại."
)
ROUND_IN_WORDS = re.compile(r"\(lần (\d{1,3})\)")


def obstacles(round_: Round, at: datetime) -> list[str]:
    """Return what must be mended before the letter may be submitted or issued."""
    return list(_obstacles(round_, at))


def _obstacles(round_: Round, at: datetime) -> Iterator[str]:
    term = round_.original_term
    if term is None:
        yield _("Chưa có thời hạn trả lời.")
    elif not term.deadline.accepts(at):
        yield _("Thời hạn «%(phrase)s» đã qua.") % {"phrase": term.deadline_phrase}
    elif not round_.short_reason and is_too_short(round_, at):
        yield _(
            "Thời hạn «%(phrase)s» ngắn hơn %(n)d ngày làm việc; "
            "đề nghị lùi thời hạn hoặc ghi lý do."
        ) % {"phrase": term.deadline_phrase, "n": minimum_days()}
    if not round_.contents.exists():
        yield _("Chưa có nội dung xin ý kiến.")
    consultees = list(round_.consultees.select_related("district"))
    if not consultees:
        yield _("Chưa có đơn vị được lấy ý kiến.")
    yield from _obstacles_of(consultees, day_in_hanoi(at))
    if retelling.is_outdated(round_):
        yield str(OUTDATED)


def _obstacles_of(consultees: Sequence[Consultee], today: date) -> Iterator[str]:
    """One sentence for a fault, however many units have it: a province asks hundreds."""
    there = [one for one in consultees if exists_on(one.district, today)]
    ended = [one for one in consultees if not exists_on(one.district, today)]
    if ended:
        yield _("%(units)s đã kết thúc hoạt động; đề nghị chọn lại đơn vị.") % _named(ended)
    if without := [one for one in there if not one.address]:
        yield _("%(units)s chưa có địa chỉ nhận công văn.") % _named(without)
    for one in there:
        if one.address and not is_usable(one.address):
            yield _("Không gửi thư được đến địa chỉ «%(address)s» của %(unit)s.") % {
                "address": one.address,
                "unit": one.committee,
            }


def _named(units: Sequence[Consultee | District]) -> dict[str, str]:
    names = ", ".join(one.committee for one in units[:NAMED])
    more = len(units) - NAMED
    if more > 0:
        names += ngettext(" và %(n)d đơn vị khác", " và %(n)d đơn vị khác", more) % {"n": more}
    return {"units": names}


def warnings(round_: Round, calendar: WorkingCalendar, at: datetime) -> list[str]:
    """Return what is allowed but unusual: a last day off, words of another round or of others."""
    today = day_in_hanoi(at)
    return [*_day_off(round_, calendar), *_other_round(round_), *_other_units(round_, today)]


def _day_off(round_: Round, calendar: WorkingCalendar) -> Iterator[str]:
    term = round_.original_term
    if term and term.deadline.falls_on_day_off(calendar):
        yield _(
            "Ngày cuối nhận ý kiến (%(last)s) là ngày nghỉ; ngày làm việc cuối là %(working)s."
        ) % {
            "last": _day(term.deadline.last_day),
            "working": _day(term.deadline.last_working_day(calendar)),
        }


def _other_round(round_: Round) -> Iterator[str]:
    """A round's words are taken over into the next one, and with them its number."""
    words = " ".join((round_.introduction, round_.reason, round_.request, round_.closing))
    for said in dict.fromkeys(map(int, ROUND_IN_WORDS.findall(words))):
        if said != round_.ordinal:
            yield _(
                "Lời văn còn ghi «(lần %(said)d)», trong khi đây là lần %(n)d; đề nghị xem lại."
            ) % {"said": said, "n": round_.ordinal}


def _other_units(round_: Round, today: date) -> Iterator[str]:
    """A narrower round keeps the words of the one before, also on whom it addresses."""
    words = " ".join((round_.audience, round_.request, round_.consent_clause, round_.closing))
    asked = set(round_.consultees.values_list("district", flat=True))
    there = list(units_on(today))
    for said, kinds in groups_in(words).items():
        of_group = [unit for unit in there if UnitKind(unit.kind).word in kinds]
        if left_out := [unit for unit in of_group if unit.pk not in asked]:
            facts = {"said": said} | _named(left_out)
            yield (
                _("Lời văn ghi «%(said)s», trong khi không lấy ý kiến %(units)s; đề nghị xem lại.")
                % facts
            )


def _day(day: date) -> str:
    return f"{date_format(day, 'l')} {short_date(day)}"


def issue_guard(dispatch: Dispatch, at: datetime) -> list[str]:
    """Say to the register why a round's letter may not leave now.

    The moment decides, not the date that the letter will bear: that may be an earlier day.
    """
    round_ = Round.objects.filter(dispatch=dispatch).first()
    if round_ is None:
        return []
    retelling.hold_earlier(round_)
    return obstacles(round_, at)


def cautions(dispatch: Dispatch, at: datetime) -> list[str]:
    """Say to who approves or issues a round's letter what is unusual in it."""
    round_ = Round.objects.with_course().filter(dispatch=dispatch).first()
    if round_ is None or round_.is_issued:
        return []
    return warnings(round_, working_calendar(), at)


def matter_of(dispatch: Dispatch) -> Matter | None:
    """Say to the page of a dispatch which round it carries, or would have carried."""
    if dispatch.state == DispatchState.DISCARDED:
        return _discarded(dispatch)
    round_ = Round.objects.select_related("consultation").filter(dispatch=dispatch).first()
    if round_ is None:
        return None
    board = reverse("consultations:round", args=[round_.pk])
    return Matter(name=round_.label, url=board, sending=board, note=_short(round_))


def _discarded(dispatch: Dispatch) -> Matter | None:
    """A letter whose round was thrown away leads to the one before, if there is one."""
    kept = DiscardedRound.objects.select_related("consultation").filter(dispatch=dispatch).first()
    if kept is None:
        return None
    before = kept.consultation.rounds.filter(ordinal__lt=kept.ordinal).first()
    address = ("consultations:round", [before.pk]) if before else ("consultations:list", [])
    return Matter(name=kept.label, url=reverse(address[0], args=address[1]))


def _short(round_: Round) -> str:
    """Say to the leader who is to approve it why the time limit is short."""
    if round_.is_issued or not round_.short_reason:
        return ""
    return _("Lý do thời hạn ngắn: %s") % round_.short_reason


def mails_of_issuing(dispatch: Dispatch) -> list[str]:
    """Say to the register how many calls will leave with a round's letter."""
    round_ = Round.objects.filter(dispatch=dispatch).first()
    if round_ is None:
        return []
    addresses = round_.consultees.exclude(address="").count()
    sentence = ngettext(
        "%(n)d thư kèm bản PDF gửi đến %(n)d đơn vị được lấy ý kiến.",
        "%(n)d thư kèm bản PDF gửi đến %(n)d đơn vị được lấy ý kiến.",
        addresses,
    )
    return [sentence % {"n": addresses}]
