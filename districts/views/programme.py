"""The programme as the department changes it: target, orientations, duties."""

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from districts.domain import programme
from districts.domain.vocabulary import country
from districts.errors import DistrictRefused
from districts.forms.programme import DutyForm, OrientationForm, TargetForm
from districts.models import Duty, Orientation, Programme


class ProgrammeAct(ActPage):
    """A form about the programme; afterwards its page, which the app of partners shows."""

    permission = Permission.PROGRAMME_EDIT
    refusals = (DistrictRefused,)
    template_name = "districts/programme_form.html"
    success_url = reverse_lazy("partners:programme")
    heading: Any = ""
    remove = ""

    @cached_property
    def programme(self) -> Programme | None:
        """The programme that is worked under."""
        return programme.current()

    @property
    def needed(self) -> Programme:
        """The programme, where there has to be one: 404 before it was written down."""
        if self.programme is None:
            raise Http404
        return self.programme

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where «Quay lại» leads."""
        return super().get_context_data(**kwargs) | {"back": self.success_url}


class ChangeTarget(ProgrammeAct):
    """The programme's name, period and target; written down by the first use."""

    form_class = TargetForm
    heading = _("Đề án và chỉ tiêu")
    done = _("Đã lưu Đề án.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        names = TargetForm.base_fields
        return {n: getattr(self.programme, n) for n in names} if self.programme else {}

    def act(self, form: TargetForm) -> None:
        """Keep it."""
        target = programme.Target(**form.cleaned_data)
        programme.keep_programme(self.programme, target, by=self.actor, at=clock.now())


class NewOrientation(ProgrammeAct):
    """A new orientation."""

    form_class = OrientationForm
    heading = _("Thêm định hướng")
    done = _("Đã lưu định hướng.")

    @cached_property
    def orientation(self) -> Orientation | None:
        """The orientation that is changed: none, it is new."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only under a programme."""
        return super().get_context_data(**kwargs) | {"programme": self.needed}

    def act(self, form: OrientationForm) -> None:
        """Keep it; a country is made at its first use."""
        data, now = dict(form.cleaned_data), clock.now()
        countries = [country(code, by=self.actor, at=now) for code in data.pop("countries")]
        direction = programme.Direction(
            **{name: data[name] for name in ("text", "source", "districts", "countries_open")},
            fields=data["fields_"],
            countries=countries,
        )
        programme.keep_orientation(
            self.orientation, direction, programme=self.needed, by=self.actor, at=now
        )


class ChangeOrientation(NewOrientation):
    """An orientation that is there."""

    heading = _("Sửa định hướng")
    remove = "districts:orientation_remove"

    @cached_property
    def orientation(self) -> Orientation:
        """The orientation of the address."""
        return get_object_or_404(Orientation, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        kept = self.orientation
        return {
            "text": kept.text,
            "source": kept.source,
            "districts": kept.districts.all(),
            "fields_": kept.fields.all(),
            "countries": [c.code for c in kept.countries.all()],
            "countries_open": kept.countries_open,
        }


class RemoveOrientation(ProgrammeAct):
    """Take back an orientation."""

    form_class = Form
    template_name = "districts/programme_remove.html"
    heading = _("Xóa định hướng")
    done = _("Đã xóa định hướng.")

    @cached_property
    def kept(self) -> Orientation:
        """The orientation of the address."""
        return get_object_or_404(Orientation, pk=self.kwargs["pk"])

    def act(self, _form: Form) -> None:
        """Take it back."""
        programme.remove_orientation(self.kept, by=self.actor, at=clock.now())


class NewDuty(ProgrammeAct):
    """A new duty."""

    form_class = DutyForm
    heading = _("Thêm nhiệm vụ")
    done = _("Đã lưu nhiệm vụ.")
    success_url = reverse_lazy("districts:duties")

    @cached_property
    def duty(self) -> Duty | None:
        """The duty that is changed: none, it is new."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only under a programme."""
        return super().get_context_data(**kwargs) | {"programme": self.needed}

    def act(self, form: DutyForm) -> None:
        """Keep it."""
        demand = programme.Demand(**form.cleaned_data)
        programme.keep_duty(self.duty, demand, programme=self.needed, by=self.actor, at=clock.now())


class ChangeDuty(NewDuty):
    """A duty that is there."""

    heading = _("Sửa nhiệm vụ")
    remove = "districts:duty_remove"

    @cached_property
    def duty(self) -> Duty:
        """The duty of the address."""
        return get_object_or_404(Duty, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        names = [name for name in DutyForm.base_fields if name != "districts"]
        known = {name: getattr(self.duty, name) for name in names}
        return known | {"districts": self.duty.districts.all()}


class RemoveDuty(ProgrammeAct):
    """Take back a duty on which nobody has reported."""

    form_class = Form
    template_name = "districts/programme_remove.html"
    heading = _("Xóa nhiệm vụ")
    done = _("Đã xóa nhiệm vụ.")
    success_url = reverse_lazy("districts:duties")

    @cached_property
    def kept(self) -> Duty:
        """The duty of the address."""
        return get_object_or_404(Duty, pk=self.kwargs["pk"])

    def act(self, _form: Form) -> None:
        """Take it back."""
        programme.remove_duty(self.kept, by=self.actor, at=clock.now())
