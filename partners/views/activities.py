"""Activities: the list, one activity, entering and changing it, its next step."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext as _p
from django.views.generic import TemplateView

from accounts.acting import ActButton
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from deadlines import clock
from districts.domain.units import local_units
from districts.models import District
from partners.domain import activities
from partners.domain.agreement_relations import STANDING
from partners.domain.taking_part import of_party
from partners.errors import PartnerRefused
from partners.forms.activities import ActivityForm, ChangeActivityForm, FileForm, entered
from partners.models import Activity, Agreement, Partner
from partners.views.activity_filters import ActivityFilters
from partners.views.base import FormPage, from_address
from partners.views.sides import BothSides, BothSidesEdit
from partners.views.timeline import ours_of


def state_on(today: date, activity: Activity) -> str:
    """Say whether it was cancelled, or lies ahead."""
    planned = activity.starts_on > today
    return activity.cancelled or (_p("activity", "Dự kiến") if planned else "")


class ActivityList(BothSides, ListPage):
    """What was done with partners, the newest first."""

    template_name = "partners/activities/list.html"
    filters = ActivityFilters
    order = "-starts_on"
    file_name = "hoat-dong-hop-tac"
    empty = Empty(
        title=_("Chưa ghi hoạt động nào"),
        text=_("Ghi đoàn vào, đoàn ra, thư trao đổi, buổi làm việc, sự kiện với đối tác."),
    )
    columns = [
        Column(
            name="starts_on",
            label=_("Ngày"),
            value=lambda activity: activity.starts_on,
            order_by=("starts_on",),
        ),
        Column(
            name="title",
            label=_("Hoạt động"),
            value=lambda activity: activity.title,
            order_by=("folded_title",),
            url=lambda activity: reverse("partners:activity", args=[activity.pk]),
        ),
        Column(
            name="kind",
            label=_("Loại"),
            value=lambda activity: activity.get_kind_display(),
            order_by=("kind",),
        ),
        Column(
            name="partners",
            label=_("Đối tác"),
            value=lambda activity: ", ".join(str(each) for each in activity.partners.all()),
        ),
        Column(
            name="districts",
            label=_("Phía ta"),
            value=ours_of,
        ),
        Column(
            name="step",
            label=_("Việc tiếp theo"),
            value=lambda activity: activity.next_step,
            template="partners/activities/_step.html",
        ),
    ]

    @cached_property
    def today(self) -> date:
        """The day of the portal, read once."""
        return clock.today()

    def get_columns(self) -> Sequence[Column]:
        """Say where each stands today, after what it is."""
        state = Column(
            name="state",
            label=_("Trạng thái"),
            value=partial(state_on, self.today),
            template="partners/activities/_cancelled.html",
        )
        return [*self.columns[:3], state, *self.columns[3:]]

    def get_queryset(self) -> QuerySet[Activity]:
        """Return the activities that this side sees."""
        return self.sight.activities().prefetch_related("partners", "districts", "taken_over_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the cells what day it is."""
        return super().get_context_data(**kwargs) | {"today": self.today}


class OneActivity(BothSides):
    """A page of one activity, which this side sees."""

    @cached_property
    def activity(self) -> Activity:
        """The activity of the address."""
        rows = self.sight.activities().select_related("entered_by", "cancelled_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        """Show the activity."""
        return reverse("partners:activity", args=[self.activity.pk])


class OneToChange(BothSidesEdit, OneActivity):
    """An act on one activity, which this side may change."""

    @cached_property
    def activity(self) -> Activity:
        """The activity of the address."""
        return get_object_or_404(self.sight.changeable(), pk=self.kwargs["pk"])


class ActivityPage(OneActivity, TemplateView):
    """One activity with both sides' people, files, outcome and what is next."""

    template_name = "partners/activities/activity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the activity."""
        context = super().get_context_data(**kwargs)
        own = {"pk": self.activity.pk}
        may_change = context["may_edit"] and self.sight.changeable().filter(**own).exists()
        may_finish = context["may_edit"] and self.sight.finishable().filter(**own).exists()
        stands = not self.activity.cancelled
        return context | {
            "activity": self.activity,
            "ours": ours_of(self.activity),
            "partners": self.activity.partners.select_related("parent", "country"),
            "fields": self.activity.fields.all(),
            "agreements": self.activity.agreements.all(),
            "files": self.activity.files.select_related("file"),
            "may_edit": may_change and stands,
            "may_restore": may_change and not stands,
            "may_finish": may_finish and stands,
            "file_form": FileForm(),
            "today": clock.today(),
        }


class EnterActivity(BothSidesEdit, FormPage):
    """What was done, by whom, with whom."""

    form_class: type[ActivityForm] = ActivityForm
    above = _("Hoạt động hợp tác")
    heading = _("Ghi hoạt động")
    button = _("Ghi hoạt động")
    done = _("Đã ghi hoạt động.")

    @cached_property
    def asked(self) -> dict[str, int]:
        """The partner, unit and agreement whose page led here."""
        names = {"partner": "doi-tac", "unit": "don-vi", "agreement": "thoa-thuan"}
        return {name: from_address(self.request, key) for name, key in names.items()}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what this side may choose from."""
        return super().get_form_kwargs() | {
            "sight": self.sight,
            "partners": self.partners(),
            "units": self.units(),
            "agreements": self.agreements(),
        }

    def partners(self) -> QuerySet[Partner]:
        """Return the partners that may be named."""
        return self.sight.partners()

    def units(self) -> QuerySet[District]:
        """Return the units that may be named: of all times, those of today first.

        Which of them was there is known once the day of the activity is entered.
        """
        return local_units().order_by(F("valid_to").desc(nulls_first=True), "rank", "sort_key")

    def agreements(self) -> QuerySet[Agreement]:
        """Return the agreements that may be named: of the page that led here, of one's own.

        Whoever comes from the list has every signed one to choose from that is not over.
        """
        if self.sight.unit:
            return of_party(district=self.sight.unit)
        if not any(self.asked.values()):
            return Agreement.objects.filter(state__in=STANDING).order_by("title", "pk")
        asked = of_party(partner=self.asked["partner"])
        return Agreement.objects.filter(Q(pk=self.asked["agreement"]) | Q(pk__in=asked))

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the page was about that led here."""
        partner = self.sight.partners().filter(pk=self.asked["partner"])
        return {
            "starts_on": clock.today(),
            "partners": partner.select_related("parent", "country"),
            "districts": District.objects.filter(pk=self.asked["unit"]),
            "agreements": Agreement.objects.filter(pk=self.asked["agreement"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the list."""
        return super().get_context_data(**kwargs) | {"back": reverse("partners:activities")}

    def act_on(self, form: Any) -> None:
        """Record it."""
        made = activities.record_activity(form.entry(), by=self.actor, at=clock.now())
        self.success_url = reverse("partners:activity", args=[made.pk])


class ChangeActivity(OneToChange, EnterActivity):
    """What was entered about an activity."""

    form_class = ChangeActivityForm
    heading = _("Sửa hoạt động")
    button = _("Lưu")
    done = _("Đã lưu hoạt động.")

    def partners(self) -> QuerySet[Partner]:
        """Offer those that it names already too."""
        named = Q(pk__in=self.sight.partners().values("pk"))
        return Partner.objects.filter(named | Q(pk__in=self.activity.partners.values("pk")))

    def units(self) -> QuerySet[District]:
        """Offer those that it names already too: the province may have taken over what is left."""
        named = District.objects.filter(pk__in=self.activity.districts.all())
        return super().units() | named

    def agreements(self) -> QuerySet[Agreement]:
        """Offer those of its partners; a unit its own."""
        named = Q(pk__in=self.activity.agreements.values("pk"))
        if self.sight.unit:
            theirs = of_party(district=self.sight.unit)
        else:
            theirs = of_party(partner__in=self.activity.partners.all())
        return Agreement.objects.filter(named | Q(pk__in=theirs.values("pk")))

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return entered(self.activity)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the activity."""
        return super().get_context_data(**kwargs) | {
            "about": self.activity,
            "back": self.get_success_url(),
        }

    def act_on(self, form: Any) -> None:
        """Change it."""
        version = form.cleaned_data["version"]
        activities.change_activity(
            self.activity, form.entry(), version=version, by=self.actor, at=clock.now()
        )


class FinishStep(BothSidesEdit, OneActivity, ActButton):
    """The next step is done: also by a unit that took it over."""

    refusals = (PartnerRefused,)
    done = _("Đã ghi xong việc tiếp theo.")

    @cached_property
    def activity(self) -> Activity:
        """The activity of the address."""
        return get_object_or_404(self.sight.finishable(), pk=self.kwargs["pk"])

    def act(self) -> None:
        """Enter it."""
        activities.finish_next_step(self.activity, by=self.actor, at=clock.now())
