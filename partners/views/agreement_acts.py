"""Forms of an agreement's course: steps, reports, renewal."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from deadlines import clock
from partners.agreement_enums import Renewal, State
from partners.domain import agreement_acts
from partners.domain.agreement_case import Case, StepFacts
from partners.domain.agreement_decisions import decidable, notice_given
from partners.domain.agreement_guards import missing_before
from partners.domain.agreement_letters import asking_letter
from partners.domain.agreement_reports import DueReport, open_reports
from partners.domain.courses import advance
from partners.domain.law import asked_of, procedure_of
from partners.forms import agreement_acts as acts
from partners.models import AgreementPeriod
from partners.views.agreement_forms import SeenForm
from vietnamese.dates import short_date


class TakeStep(SeenForm):
    """One step of the course."""

    form_class = acts.StepForm
    done = _("Đã chuyển trạng thái.")

    @cached_property
    def to(self) -> State:
        """The state of the address; one that cannot follow has no page."""
        wanted = self.kwargs["to"]
        if wanted not in State.values:
            raise Http404
        to = State(wanted)
        reading = self.request.method in ("GET", "HEAD")
        if reading and self._case(to).step is None:
            raise Http404
        return to

    def _case(self, to: State) -> Case:
        """The step as far as it is known before the form is filled in."""
        return Case(self.agreement, to, StepFacts(), clock.today())

    @property
    def heading(self) -> Any:
        """The state that it leads to."""
        return _("Chuyển sang: %(state)s") % {"state": self.to.label}

    def get_initial(self) -> dict[str, Any]:
        """Propose the letter that was begun from here and has left, for the asking of opinions."""
        letter = asking_letter(self.agreement) if self.to == State.CONSULTING else None
        cited = {"number": letter.full_number, "number_date": letter.date} if letter else {}
        return super().get_initial() | cited

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which step."""
        return super().get_form_kwargs() | {"to": self.to}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is still missing, and who is asked by the step."""
        lacks = missing_before(self._case(self.to))
        return super().get_context_data(**kwargs) | {"lacks": lacks} | self._asked()

    def _asked(self) -> dict[str, Any]:
        procedure = procedure_of(self.agreement, clock.today())
        if self.to != State.CONSULTING or procedure is None:
            return {}
        asked = asked_of(procedure, self.agreement)
        return {"asked": asked, "concerned": procedure.concerned}

    def act(self, form: acts.StepForm) -> None:
        """Take the step."""
        seen = form.cleaned_data["seen"]
        advance(self.agreement, self.to, form.facts(), seen=seen, **self.who)


class NoteReport(SeenForm):
    """A report was made."""

    form_class = acts.ReportForm
    done = _("Đã ghi báo cáo.")

    @cached_property
    def report(self) -> DueReport:
        """The open report of the address."""
        for report in open_reports(self.agreement):
            if report.key == self.kwargs["key"]:
                return report
        raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what else is to be sent after the same step."""
        step, key = self.report.after, self.report.key
        others = [
            (report.key, report.title)
            for report in open_reports(self.agreement)
            if report.after == step and report.key != key
        ]
        return super().get_form_kwargs() | {"others": others}

    @property
    def heading(self) -> str:
        """The report's name."""
        return self.report.report.name

    @property
    def about(self) -> str:
        """To whom."""
        return self.report.report.to

    def act(self, form: acts.ReportForm) -> None:
        """Record it."""
        data = form.cleaned_data
        told = {"on": data["on"], "cites": form.cites, "seen": data["seen"]}
        keys = [self.kwargs["key"], *data.get("also", [])]
        agreement_acts.note_report(self.agreement, *keys, **told, **self.who)


class DecideRenewal(SeenForm):
    """What becomes of a period."""

    heading = _("Quyết định về gia hạn")
    form_class = acts.RenewalForm
    done = _("Đã ghi quyết định.")

    @cached_property
    def periods(self) -> list[AgreementPeriod]:
        """The periods about which a decision can be entered; 404 without any."""
        found = decidable(self.agreement, clock.today())
        if not found:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form how it is renewed, and of which periods."""
        renewal = Renewal(self.agreement.renewal)
        periods = [(period.ends_on.isoformat(), _named(period)) for period in self.periods]
        return super().get_form_kwargs() | {"renewal": renewal, "periods": periods}

    def get_initial(self) -> dict[str, Any]:
        """Propose the period that runs."""
        return super().get_initial() | {"period_end": self.periods[0].ends_on.isoformat()}

    def act(self, form: acts.RenewalForm) -> None:
        """Decide."""
        data = form.cleaned_data
        told = {name: data[name] for name in ("period_end", "renew", "on", "note", "seen")}
        agreement_acts.decide_renewal(self.agreement, cites=form.cites, **told, **self.who)


def _named(period: AgreementPeriod) -> str:
    days = {"end": short_date(period.ends_on), "by": ""}
    if period.decide_by:
        days["by"] = short_date(period.decide_by)
    return _("kết thúc ngày %(end)s, hạn quyết định %(by)s") % days


class TakeNoticeBack(SeenForm):
    """A notice that was entered by mistake."""

    heading = _("Rút lại thông báo không gia hạn đã ghi nhầm")
    form_class = acts.TakeBackForm
    done = _("Đã rút lại; các kỳ hiệu lực được tính lại.")

    @cached_property
    def end(self) -> date:
        """The end of which notice was given; 404 without any."""
        end = notice_given(self.agreement)
        if end is None:
            raise Http404
        return end

    @property
    def about(self) -> str:
        """The period."""
        return _("Kỳ hiệu lực kết thúc ngày %(day)s") % {"day": short_date(self.end)}

    def act(self, form: acts.TakeBackForm) -> None:
        """Take it back."""
        agreement_acts.take_notice_back(self.agreement, **form.cleaned_data, **self.who)
