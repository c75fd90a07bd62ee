"""Forms about what belongs to an agreement: files, parties, commitments."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActButton
from accounts.permissions import Permission
from deadlines import clock
from dispatches import uploads
from districts.domain.units import existing_on, local_units, units_on
from partners.agreement_enums import Language, PartyRole, Side, TextKind
from partners.domain import agreement_parties, agreement_texts, commitments
from partners.errors import PartnerRefused
from partners.forms.agreements import (
    PartyForm,
    ReasonForm,
    SignatoryForm,
    TextForm,
)
from partners.forms.commitments import CommitmentForm, CorrectCommitmentForm, ProgressForm
from partners.models import AgreementParty, Commitment
from partners.views.agreement_forms import EditAgreement, EditPage, SeenForm
from partners.views.agreements import AgreementPage
from partners.views.own_agreements import OwnAgreements


class AddText(EditAgreement):
    """A file."""

    heading = _("Thêm văn bản")
    form_class = TextForm
    done = _("Đã thêm văn bản.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the kinds of files that the agreement takes where it stands."""
        kinds = agreement_texts.kinds_taken(self.agreement.state)
        return super().get_form_kwargs() | {"kinds": kinds}

    def act(self, form: TextForm) -> None:
        """Keep it."""
        data = form.cleaned_data
        kind, language = TextKind(data["kind"]), Language(data["language"])
        upload = uploads.receive(data["file"])
        agreement_texts.add_text(self.agreement, kind, language, upload, **self.who)


class AddParty(EditAgreement):
    """A party."""

    heading = _("Thêm bên tham gia")
    form_class = PartyForm
    done = _("Đã thêm bên tham gia.")

    def act(self, form: PartyForm) -> None:
        """Add it."""
        data = dict(form.cleaned_data)
        side, role = Side(data.pop("side")), PartyRole(data.pop("role"))
        name = data.pop("printed_name")
        agreement_parties.add_party(self.agreement, side, name, role=role, **data, **self.who)


class NameSignatory(EditAgreement):
    """Who signs for a party."""

    heading = _("Tên bên và người ký")
    form_class = SignatoryForm
    done = _("Đã ghi tên bên và người ký.")

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
        return {
            "printed_name": self.party.printed_name,
            "signatory": self.party.signatory,
            "post": self.party.signatory_post,
        }

    def act(self, form: SignatoryForm) -> None:
        """Name the person."""
        agreement_parties.name_signatory(self.party, **form.cleaned_data, **self.who)


class RemoveParty(AgreementPage, ActButton):
    """A party that was entered by mistake."""

    permission = Permission.AGREEMENT_EDIT
    refusals = (PartnerRefused,)
    done = _("Đã bỏ bên tham gia.")

    def act(self) -> None:
        """Take it out."""
        party = get_object_or_404(self.agreement.parties.all(), pk=self.kwargs["party"])
        agreement_parties.remove_party(party, by=self.actor, at=clock.now())


class AddCommitment(EditAgreement):
    """Something to be done."""

    heading = _("Ghi cam kết")
    form_class = CommitmentForm
    done = _("Đã ghi cam kết.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of today."""
        return super().get_form_kwargs() | {"units": units_on(clock.today())}

    def act(self, form: CommitmentForm) -> None:
        """Enter it."""
        commitments.commit(self.agreement, **form.cleaned_data, **self.who)


class OfCommitment(SeenForm):
    """A form about the commitment of the address."""

    @cached_property
    def commitment(self) -> Commitment:
        """The commitment."""
        rows = Commitment.objects.filter(agreement=self.agreement)
        return get_object_or_404(rows, pk=self.kwargs["commitment"])

    @property
    def about(self) -> str:
        """What was promised."""
        return self.commitment.text


class CorrectCommitment(OfCommitment):
    """What it says, by when and whose it is."""

    heading = _("Sửa cam kết")
    form_class = CorrectCommitmentForm
    done = _("Đã sửa cam kết; nội dung trước vẫn được giữ trong tiến độ.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of today, and the one whose it is."""
        named = Q(pk=self.commitment.district_id)
        units = local_units().filter(existing_on(clock.today()) | named)
        return super().get_form_kwargs() | {"units": units}

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was entered."""
        made = self.commitment
        return {"text": made.text, "due_on": made.due_on, "district": made.district_id}

    def act(self, form: CorrectCommitmentForm) -> None:
        """Enter it."""
        commitments.change(self.commitment, **form.cleaned_data, **self.who)


class WithdrawCommitment(OfCommitment):
    """Nobody owes it any more."""

    heading = _("Rút lại cam kết")
    form_class = ReasonForm
    done = _("Đã rút lại cam kết.")

    def act(self, form: ReasonForm) -> None:
        """Enter it."""
        commitments.withdraw(self.commitment, **form.cleaned_data, **self.who)


class NoteProgress(OfCommitment):
    """How far a commitment is."""

    heading = _("Ghi tiến độ cam kết")
    form_class = ProgressForm
    done = _("Đã ghi tiến độ.")

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
        known = Commitment.objects.filter(district=self.unit, agreement__mistaken_on=None)
        rows = known.select_related("agreement")
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
