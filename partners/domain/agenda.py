"""The days of agreements and of next steps, for the department and for the units concerned."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.agenda import AgendaEntry, Span
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines.domain.calendar import working_calendar
from districts.domain.officers import district_of
from districts.models import District
from partners.agreement_enums import EventKind
from partners.domain.agreement_clocks import Clock, clocks
from partners.domain.agreement_reminders import concerned, pending, with_clocks
from partners.domain.lapsed import lapsed
from partners.domain.lapsed import told as told_lapsed
from partners.domain.next_steps import open_steps
from partners.domain.opinions import OPEN
from partners.domain.own_word import told as told_own_word
from partners.domain.own_word import unconfirmed
from partners.domain.proposals import told, waiting
from partners.domain.sight import Sight
from partners.domain.silence import longest_first, unheard
from partners.domain.silence import told as told_silent
from partners.domain.standing import standing
from partners.domain.taking_part import concerning
from partners.models import (
    Activity,
    Agreement,
    AgreementEvent,
    AgreementOpinion,
    AgreementPeriod,
    Commitment,
)
from partners.rules.courses import FINAL

REPORT_WITHIN = timedelta(days=60)  # no report is due later than this after its step
AGREEMENT, NEXT_STEP = _("Thời hạn của thỏa thuận"), _("Việc tiếp theo của hoạt động")
PROPOSAL = _("Đề xuất đối tác chờ xem xét")
LAPSED = _("Quan hệ có thỏa thuận không còn hiệu lực")
SILENT = _("Quan hệ lâu không có hoạt động")
SILENT_NAMED = 5  # a large register has many: they would hide what has a limit
OWN_WORD = _("Quan hệ do đơn vị ghi, chờ xác nhận")


def entries(span: Span) -> Iterator[AgendaEntry]:
    """Return what the department sees of all, and a unit's staff of their own unit."""
    unit = None
    if not allows(span.person, Permission.PARTNER_VIEW):
        unit = district_of(span.person, span.today)
        if unit is None:
            return
    yield from _next_steps(span, unit)
    yield from _agreements(span, unit)
    if span.covers(span.today):
        if allows(span.person, Permission.PARTNER_EDIT):
            yield from _proposals(span)
            yield from _own_words(span)
        if unit or allows(span.person, Permission.PARTNER_EDIT):
            yield from _lapsed(span, unit)
            yield from _silent(span, unit)


def _proposals(span: Span) -> Iterator[AgendaEntry]:
    """Without a limit, each stands on today until it is decided."""
    for proposal in waiting():
        yield AgendaEntry(
            key=f"proposal:{proposal.pk}",
            day=span.today,
            kind=PROPOSAL,
            title=told(proposal),
            path=reverse("partners:proposal", args=[proposal.pk]),
            on_desk=True,
        )


def _lapsed(span: Span, unit: District | None) -> Iterator[AgendaEntry]:
    """Without a limit, each stands on today until somebody decides."""
    rows = lapsed(Sight(unit).relations().select_related("partner", "district"), span.today)
    for relation in rows.order_by("pk"):
        yield AgendaEntry(
            key=f"relation.lapsed:{relation.pk}",
            day=span.today,
            kind=LAPSED,
            title=told_lapsed(relation),
            path=reverse("partners:relation", args=[relation.pk]),
        )


def _silent(span: Span, unit: District | None) -> Iterator[AgendaEntry]:
    """Without a limit, those silent for longest stand on today, and how many more there are."""
    rows = unheard(Sight(unit).relations().select_related("partner", "district"), span.today)
    found = list(longest_first(rows)[: SILENT_NAMED + 1])
    for relation in found[:SILENT_NAMED]:
        yield AgendaEntry(
            key=f"relation.silent:{relation.pk}",
            day=span.today,
            kind=SILENT,
            title=told_silent(relation),
            path=reverse("partners:relation", args=[relation.pk]),
        )
    if len(found) > SILENT_NAMED:
        yield AgendaEntry(
            key="relation.silent:more",
            day=span.today,
            kind=SILENT,
            title=gettext("và %d quan hệ khác") % (rows.count() - SILENT_NAMED),
            path=f"{reverse('partners:relations')}?silence=silent",
        )


def _own_words(span: Span) -> Iterator[AgendaEntry]:
    """Without a limit, each stands on today until an officer has confirmed or corrected it."""
    rows = unconfirmed(Sight().relations().select_related("partner", "district"))
    for relation in rows.order_by("pk"):
        yield AgendaEntry(
            key=f"relation.own_word:{relation.pk}",
            day=span.today,
            kind=OWN_WORD,
            title=told_own_word(relation),
            path=reverse("partners:relation", args=[relation.pk]),
        )


def _next_steps(span: Span, unit: District | None) -> Iterator[AgendaEntry]:
    """Without a day, each stands on today until it is done."""
    steps = standing(Activity.objects.exclude(next_step=""))
    if unit:
        steps = steps.filter(districts=unit)
    if span.undone:
        steps = open_steps(steps)
    falls = Q(next_step_due__range=(span.first, span.last))
    if span.covers(span.today):
        falls |= Q(next_step_due=None, next_step_done_on=None)
    for activity in steps.filter(falls):
        step, due = activity.next_step.splitlines()[0], activity.next_step_due
        title = f"{step} ({activity.title})"
        yield AgendaEntry(
            key=f"activity.step:{activity.pk}",
            day=due or span.today,
            kind=NEXT_STEP,
            title=title if due else gettext("%(step)s, chưa đặt hạn") % {"step": title},
            path=reverse("partners:activity", args=[activity.pk]),
            done=activity.next_step_done_on is not None,
        )


def _agreements(span: Span, unit: District | None) -> Iterator[AgendaEntry]:
    agreements = _with_days_in(span)
    if unit:
        agreements = agreements.filter(pk__in=concerning(unit).values("pk"))
    page, calendar = "partners:own_agreement" if unit else "partners:agreement", working_calendar()
    for agreement in with_clocks(agreements):
        for clock in clocks(agreement, span.today, calendar, until=span.last):
            if span.covers(clock.on) and (unit is None or _concerns(unit, agreement, clock)):
                yield AgendaEntry(
                    key=clock.key,
                    day=clock.on,
                    kind=AGREEMENT,
                    title=f"{clock.text}: {agreement.title}",
                    path=reverse(page, args=[agreement.pk]),
                )


def _concerns(unit: District, agreement: Agreement, clock: Clock) -> bool:
    """Whether a unit has to know: all of its own agreements, of others what it promised itself."""
    if unit.pk in concerned(agreement):
        return True
    theirs = [c.pk for c in agreement.commitments.all() if c.district_id == unit.pk]
    return clock.what in {f"commitment:{pk}" for pk in theirs}


def _with_days_in(span: Span) -> QuerySet[Agreement]:
    """Return the agreements that may have a clock in the span: few of a large register."""
    if span.undone:
        return pending(span.last)
    days = (span.first, span.last)
    own = OuterRef("pk")
    period = Q(ends_on__range=days) | Q(decide_by__range=days)
    reported = AgreementEvent.objects.filter(
        agreement=own, kind=EventKind.STEP, on__range=(span.first - REPORT_WITHIN, span.last)
    )
    running = (
        Exists(AgreementPeriod.objects.filter(period, agreement=own))
        | Exists(Commitment.objects.still_open().filter(agreement=own, due_on__range=days))
        | Q(state__in=OPEN)
        & Exists(AgreementOpinion.objects.filter(agreement=own, replied_on=None))
    )
    # That it has ended is to be reported, too; the day of a signing may have been corrected.
    signed = Q(signed_on__range=(span.first - REPORT_WITHIN, span.last))
    return Agreement.objects.filter(~Q(state__in=FINAL) & running | Exists(reported) | signed)
