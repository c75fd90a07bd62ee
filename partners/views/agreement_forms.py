"""Forms about an agreement: begun, recorded as signed, changed, followed by another."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.errors import DispatchRefused, UploadRefused
from districts.domain.units import existing_on, local_units, units_on
from partners.agreement_enums import AgreementLevel, ChildKind, State
from partners.domain import agreements
from partners.domain.recorded_doubles import Double
from partners.errors import LooksRecorded, PartnerRefused
from partners.forms.agreements import (
    AgreementForm,
    BeginForm,
    ChangeForm,
    ChildForm,
    RecordForm,
)
from partners.forms.doubles import AlthoughForm
from partners.models import Partner
from partners.views.agreement_list import page_of
from partners.views.agreements import AgreementPage, first_of
from partners.views.base import from_address


class EditPage(ActPage):
    """A form about agreements, for officers."""

    permission = Permission.AGREEMENT_EDIT
    template_name = "partners/agreements/form.html"
    refusals = (PartnerRefused, DispatchRefused, UploadRefused)
    heading: Any = ""
    # What will come of it, said before the form; words of its button that say more than «Lưu».
    warning: Any = ""
    button: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the form its way back, unless an agreement does."""
        return {"back": reverse("partners:agreements")} | super().get_context_data(**kwargs)

    @property
    def who(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"by": self.actor, "at": clock.now()}


class BeginAgreement(EditPage):
    """An idea becomes a file."""

    heading = _("Lập hồ sơ thỏa thuận")
    form_class = BeginForm
    done = _("Đã lập hồ sơ thỏa thuận.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the partner and the unit of the page that led here."""
        partner, unit = (from_address(self.request, name) for name in ("doi-tac", "don-vi"))
        if not partner:
            return {}
        level = AgreementLevel.DISTRICT if unit else AgreementLevel.PROVINCE
        known = Partner.objects.filter(pk=partner, merged_into=None).first()
        return {"partner": known, "district": unit or None, "level": level}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of today."""
        return super().get_form_kwargs() | {"units": units_on(clock.today())}

    def act(self, form: AgreementForm) -> None:
        """Begin."""
        self.made = agreements.begin(form.facts(), **self.who)

    def get_success_url(self) -> str:
        """Show it."""
        return page_of(self.made)


class InSightOfDoubles(EditPage):
    """A form that goes on where a double may be there only once its reader has seen it."""

    doubles: Sequence[Double] = ()
    # Words of the button that goes on.
    still: Any

    def act(self, form: AlthoughForm) -> None:
        """Act; show the doubles that it is refused for, and let the next try pass over them."""
        although: set[int] = form.cleaned_data["although"]
        try:
            self.act_although(form, although)
        except LooksRecorded as refusal:
            self.doubles = refusal.doubles
            form.over({*although, *(double.agreement.pk for double in refusal.doubles)})
            raise

    def act_although(self, form: Any, although: set[int]) -> None:
        """Do it although these are there; raises LooksRecorded for others."""
        raise NotImplementedError


class RecordAgreement(InSightOfDoubles):
    """An agreement that was signed before the portal knew it."""

    heading = _("Ghi nhận thỏa thuận đã ký")
    form_class = RecordForm
    done = _("Đã ghi nhận thỏa thuận.")
    still = _("Vẫn ghi nhận")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of all times: one that is no more may have signed it."""
        return super().get_form_kwargs() | {"units": local_units()}

    def act_although(self, form: RecordForm, although: set[int]) -> None:
        """Record it."""
        data = form.cleaned_data
        known = {name: data[name] for name in ("signed_on", "ended_on", "place", "source")}
        known |= {"state": State(data["state"]), "although": although}
        self.made = agreements.record_signed(form.facts(), **known, **self.who)

    def get_success_url(self) -> str:
        """Show it."""
        return page_of(self.made)


class EditAgreement(AgreementPage, EditPage):
    """A form about one agreement."""

    permission = Permission.AGREEMENT_EDIT


class SeenForm(EditAgreement):
    """A form that says which version its reader saw."""

    def get_initial(self) -> dict[str, Any]:
        """Propose today, in sight of what is shown."""
        return {"seen": self.agreement.version, "on": clock.today()}


class FactsForm(EditAgreement):
    """A form that begins with what is known about the agreement."""

    form_class: type[AgreementForm]

    def get_initial(self) -> dict[str, Any]:
        """Show what is known."""
        return self.form_class.initial_of(self.agreement)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the units of today, and those that the agreement names."""
        named = Q(pk__in=[self.agreement.district_id, self.agreement.charge_district_id])
        units = local_units().filter(existing_on(clock.today()) | named)
        return super().get_form_kwargs() | {"units": units}


class ChangeAgreement(FactsForm):
    """What is known about it changes."""

    heading = _("Sửa thông tin thỏa thuận")
    form_class = ChangeForm
    done = _("Đã lưu; các hạn đã được tính lại.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form of which agreement."""
        return super().get_form_kwargs() | {"of": self.agreement}

    def act(self, form: ChangeForm) -> None:
        """Change it."""
        seen = form.cleaned_data["seen"]
        agreements.change(self.agreement, form.facts(), seen=seen, **self.who)


class BeginChild(FactsForm):
    """An amendment, supplement or extension goes through the course again."""

    heading = _("Lập văn bản sửa đổi, bổ sung, gia hạn")
    form_class = ChildForm
    done = _("Đã lập hồ sơ; văn bản này đi lại trình tự từ đầu.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on from a text that itself changes another to that one."""
        first = first_of(self.agreement)
        if first != self.agreement:
            return redirect("partners:agreement_child", first.pk)
        return super().get(request, *args, **kwargs)

    def act(self, form: ChildForm) -> None:
        """Begin it."""
        kind = ChildKind(form.cleaned_data["child_kind"])
        self.made = agreements.begin(
            form.facts(), parent=self.agreement, child_kind=kind, **self.who
        )

    def get_success_url(self) -> str:
        """Show the child."""
        return page_of(self.made)
