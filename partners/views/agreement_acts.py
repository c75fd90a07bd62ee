"""Forms of an agreement's course: steps, opinions, files, reports, renewal, commitments."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from deadlines import clock
from dispatches import uploads
from partners.agreement_enums import Language, Position, Purpose, Side, State, TextKind
from partners.domain import agreement_acts, agreement_texts, agreements, commitments, opinions
from partners.domain.agreement_clocks import OpenReport, open_reports
from partners.domain.agreement_guards import Case, StepFacts, missing_before
from partners.domain.courses import advance
from partners.forms import agreement_acts as acts
from partners.forms.agreements import (
    CommitmentForm,
    PartyForm,
    ProgressForm,
    SignatoryForm,
    TextForm,
)
from partners.models import AgreementOpinion, AgreementParty, Commitment
from partners.rules.courses import may_follow
from partners.views.agreements import EditAgreement, EditPage, OwnAgreements


class SeenMixin(EditAgreement):
    """A form that says which version its reader saw."""

    def get_initial(self) -> dict[str, Any]:
        """Propose today, in sight of what is shown."""
        return {"seen": self.agreement.version, "on": clock.today()}


class TakeStep(SeenMixin):
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
        if reading and not may_follow(State(self.agreement.state), to):
            raise Http404
        return to

    @property
    def heading(self) -> Any:
        """The state that it leads to."""
        return self.to.label

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which step."""
        return super().get_form_kwargs() | {"to": self.to}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is still missing."""
        lacks = []
        if may_follow(State(self.agreement.state), self.to):
            lacks = missing_before(Case(self.agreement, self.to, StepFacts(), clock.today()))
        return super().get_context_data(**kwargs) | {"lacks": lacks}

    def act(self, form: acts.StepForm) -> None:
        """Take the step."""
        seen = form.cleaned_data["seen"]
        advance(self.agreement, self.to, form.facts(), seen=seen, **self.who)


class AskAgain(SeenMixin):
    """Opinions on a suspension or an end."""

    heading = _("Lấy ý kiến về tạm đình chỉ, chấm dứt, rút khỏi")
    form_class = acts.AskForm
    done = _("Đã ghi việc lấy ý kiến.")

    def act(self, form: acts.AskForm) -> None:
        """Ask."""
        data = form.cleaned_data
        opinions.ask_again(
            self.agreement,
            Purpose(data["purpose"]),
            on=data["on"],
            cites=form.cites,
            seen=data["seen"],
            **self.who,
        )


class AddBody(SeenMixin):
    """One more body is asked."""

    heading = _("Lấy ý kiến thêm một cơ quan")
    form_class = acts.BodyForm
    done = _("Đã thêm cơ quan được lấy ý kiến.")

    def act(self, form: acts.BodyForm) -> None:
        """Ask it."""
        opinions.add_body(self.agreement, **form.cleaned_data, **self.who)


class OpinionPage(SeenMixin):
    """A form about the opinion of one body."""

    @cached_property
    def opinion(self) -> AgreementOpinion:
        """The opinion of the address."""
        rows = AgreementOpinion.objects.filter(agreement=self.agreement)
        return get_object_or_404(rows, pk=self.kwargs["opinion"])

    @property
    def about(self) -> str:
        """The body."""
        return self.opinion.body


class NoteReceipt(OpinionPage):
    """When it had the dossier."""

    heading = _("Cơ quan nhận đủ hồ sơ")
    form_class = acts.ReceiptForm
    done = _("Đã ghi ngày nhận đủ hồ sơ.")

    def act(self, form: acts.ReceiptForm) -> None:
        """Record it."""
        opinions.note_receipt(self.opinion, form.cleaned_data["on"], **self.who)


class NoteReply(OpinionPage):
    """What it wrote."""

    heading = _("Ý kiến bằng văn bản")
    form_class = acts.ReplyForm
    done = _("Đã ghi ý kiến trả lời.")

    def act(self, form: acts.ReplyForm) -> None:
        """Record it."""
        data = form.cleaned_data
        position = Position(data["position"])
        opinions.note_reply(
            self.opinion, position, on=data["on"], cites=form.cites, note=data["note"], **self.who
        )


class AddText(EditAgreement):
    """A file."""

    heading = _("Thêm văn bản")
    form_class = TextForm
    done = _("Đã thêm văn bản.")

    def act(self, form: TextForm) -> None:
        """Keep it."""
        data = form.cleaned_data
        kind, language = TextKind(data["kind"]), Language(data["language"])
        upload = uploads.receive(data["file"])
        agreement_texts.add_text(self.agreement, kind, language, upload, **self.who)


class AddParty(EditAgreement):
    """A party."""

    heading = _("Thêm bên ký kết")
    form_class = PartyForm
    done = _("Đã thêm bên ký kết.")

    def act(self, form: PartyForm) -> None:
        """Add it."""
        data = dict(form.cleaned_data)
        side, name = Side(data.pop("side")), data.pop("printed_name")
        agreements.add_party(self.agreement, side, name, **data, **self.who)


class NameSignatory(EditAgreement):
    """Who signs for a party."""

    heading = _("Người ký")
    form_class = SignatoryForm
    done = _("Đã ghi người ký.")

    @cached_property
    def party(self) -> AgreementParty:
        """The party of the address."""
        rows = AgreementParty.objects.filter(agreement=self.agreement)
        return get_object_or_404(rows, pk=self.kwargs["party"])

    @property
    def about(self) -> str:
        """The party."""
        return self.party.printed_name

    def get_initial(self) -> dict[str, Any]:
        """Show what is known."""
        return {"signatory": self.party.signatory, "post": self.party.signatory_post}

    def act(self, form: SignatoryForm) -> None:
        """Name the person."""
        agreements.name_signatory(self.party, **form.cleaned_data, **self.who)


class NoteReport(SeenMixin):
    """A report was made."""

    form_class = acts.ReportForm
    done = _("Đã ghi báo cáo.")

    @cached_property
    def report(self) -> OpenReport:
        """The open report of the address."""
        for report in open_reports(self.agreement):
            if report.key == self.kwargs["key"]:
                return report
        raise Http404

    @property
    def heading(self) -> str:
        """The report's name."""
        return self.report.name

    @property
    def about(self) -> str:
        """To whom."""
        return self.report.to

    def act(self, form: acts.ReportForm) -> None:
        """Record it."""
        data = form.cleaned_data
        key = self.kwargs["key"]
        agreement_acts.note_report(
            self.agreement, key, on=data["on"], cites=form.cites, seen=data["seen"], **self.who
        )


class DecideRenewal(SeenMixin):
    """What becomes of the running period."""

    heading = _("Quyết định về gia hạn")
    form_class = acts.RenewalForm
    done = _("Đã ghi quyết định.")

    @cached_property
    def period_end(self) -> date:
        """The end of the period that runs today."""
        running = self.agreement.periods.filter(ends_on__gte=clock.today()).first()
        if running is None or running.decide_by is None:
            raise Http404
        return running.ends_on

    @property
    def about(self) -> date:
        """The period."""
        return self.period_end

    def act(self, form: acts.RenewalForm) -> None:
        """Decide."""
        data = form.cleaned_data
        told = {name: data[name] for name in ("renew", "on", "note", "seen")}
        agreement_acts.decide_renewal(
            self.agreement, self.period_end, cites=form.cites, **told, **self.who
        )


class AddCommitment(EditAgreement):
    """Something to be done."""

    heading = _("Ghi cam kết")
    form_class = CommitmentForm
    done = _("Đã ghi cam kết.")

    def act(self, form: CommitmentForm) -> None:
        """Enter it."""
        commitments.commit(self.agreement, **form.cleaned_data, **self.who)


class NoteProgress(SeenMixin):
    """How far a commitment is."""

    heading = _("Ghi tiến độ cam kết")
    form_class = ProgressForm
    done = _("Đã ghi tiến độ.")

    @cached_property
    def commitment(self) -> Commitment:
        """The commitment of the address."""
        rows = Commitment.objects.filter(agreement=self.agreement)
        return get_object_or_404(rows, pk=self.kwargs["commitment"])

    @property
    def about(self) -> str:
        """What was promised."""
        return self.commitment.text

    def act(self, form: ProgressForm) -> None:
        """Enter it."""
        commitments.note_progress(self.commitment, **form.cleaned_data, **self.who)


class OwnProgress(OwnAgreements, EditPage):
    """How far a commitment of the user's own unit is."""

    permission = Permission.OWN_UNIT_MAINTAIN
    template_name = "partners/agreements/own_form.html"
    heading = _("Ghi tiến độ cam kết")
    form_class = ProgressForm
    done = _("Đã ghi tiến độ.")

    @cached_property
    def commitment(self) -> Commitment:
        """The commitment of the address, if it is the unit's."""
        rows = Commitment.objects.filter(district=self.unit).select_related("agreement")
        return get_object_or_404(rows, pk=self.kwargs["commitment"])

    @property
    def about(self) -> str:
        """What was promised."""
        return self.commitment.text

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"on": clock.today()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the form its way back."""
        shown = EditPage.get_context_data(self, **kwargs)
        return {"form": self.get_form()} | kwargs | shown | {"back": self.get_success_url()}

    def act(self, form: ProgressForm) -> None:
        """Enter it."""
        commitments.note_progress(self.commitment, **form.cleaned_data, **self.who)

    def get_success_url(self) -> str:
        """Go back to the agreement."""
        return reverse("partners:own_agreement", args=[self.commitment.agreement_id])
