"""Officers of the units, for the administrator."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.enums import Role
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.models import User
from accounts.permissions import Permission
from deadlines import clock
from districts.domain import officers
from districts.domain.units import units_on
from districts.errors import DistrictRefused
from districts.forms import AssignForm, AuthoriseForm, EndForm
from districts.models import DistrictOfficer


class OfficerFilters(Filters):
    """Duties by person or unit, and by whether they run."""

    search_in = ["user__folded_names", "district__folded_name"]

    state = ChoiceFilter(
        label=_("Trạng thái"),
        choices=[("running", _("Chưa có ngày thôi")), ("ended", _("Đã có ngày thôi"))],
        empty_label=_("Mọi trạng thái"),
        method="by_state",
    )

    def by_state(
        self, duties: QuerySet[DistrictOfficer], name: str, value: str
    ) -> QuerySet[DistrictOfficer]:
        """Keep the duties that have an end, or those that have none."""
        return duties.filter(valid_to__isnull=value == "running")


def right(*, may_submit: bool) -> Promise:
    """Say what an officer may do with the unit's answer."""
    return _("Gửi ý kiến") if may_submit else _("Chỉ soạn, trình kiểm tra")


class OfficerList(ListPage):
    """Who acts for which unit, and when."""

    permission = Permission.USER_MANAGE
    template_name = "districts/officers/list.html"
    filters = OfficerFilters
    order = "district"
    file_name = "can-bo-dau-moi"
    empty = Empty(
        title=_("Chưa có cán bộ đầu mối nào"),
        text=_("Lập tài khoản với vai trò cán bộ đơn vị, rồi giao làm đầu mối của đơn vị."),
        url=reverse_lazy("districts:officer_assign"),
        action=_("Giao làm đầu mối"),
    )
    columns = [
        Column(
            name="district",
            label=_("Đơn vị"),
            value=lambda duty: duty.district.full_name,
            order_by=("district__rank", "district__sort_key", "valid_from"),
        ),
        Column(
            name="user",
            label=_("Cán bộ"),
            value=lambda duty: duty.user.full_name,
            order_by=("user__folded_names",),
            url=lambda duty: reverse("accounts:user", args=[duty.user_id]),
        ),
        Column(
            name="may_submit",
            label=_("Quyền"),
            value=lambda duty: str(right(may_submit=duty.may_submit)),
            order_by=("may_submit",),
        ),
        Column(
            name="valid_from",
            label=_("Từ ngày"),
            value=lambda duty: duty.valid_from,
            order_by=("valid_from",),
        ),
        Column(
            name="last_day",
            label=_("Đến hết ngày"),
            value=lambda duty: duty.last_day,
            order_by=("valid_to",),
        ),
        Column(name="end", label=_("Thao tác"), template="districts/officers/_end.html", css="num"),
    ]

    def get_queryset(self) -> QuerySet[DistrictOfficer]:
        """Return all duties, also those that are over."""
        return DistrictOfficer.objects.select_related("user", "district")


class AssignOfficer(ActPage):
    """A person becomes the officer of a unit."""

    permission = Permission.USER_MANAGE
    refusals = (DistrictRefused,)
    form_class = AssignForm
    template_name = "districts/officers/assign.html"
    success_url = reverse_lazy("districts:officers")
    done = _("Đã giao làm cán bộ đầu mối.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people who act for units, and the units of today."""
        people = User.objects.filter(role=Role.DISTRICT, is_active=True).order_by("folded_names")
        today = clock.today()
        return super().get_form_kwargs() | {"people": people, "units": units_on(today)}

    def get_initial(self) -> dict[str, Any]:
        """Propose today, with the right to submit: a unit often has one officer."""
        return {"valid_from": clock.today(), "may_submit": True}

    def act(self, form: AssignForm) -> None:
        """Assign."""
        officers.assign(**form.cleaned_data, by=self.actor, at=clock.now())


class DutyPage(ActPage):
    """An act on the duty of the address."""

    permission = Permission.USER_MANAGE
    refusals = (DistrictRefused,)
    success_url = reverse_lazy("districts:officers")

    @cached_property
    def duty(self) -> DistrictOfficer:
        """The duty of the address."""
        duties = DistrictOfficer.objects.select_related("user", "district")
        return get_object_or_404(duties, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the duty."""
        return super().get_context_data(**kwargs) | {"duty": self.duty}


class AuthoriseOfficer(DutyPage):
    """Whether the officer submits for the unit or drafts only."""

    form_class = AuthoriseForm
    template_name = "districts/officers/authorise.html"
    done = _("Đã đổi quyền gửi ý kiến.")

    def get_initial(self) -> dict[str, Any]:
        """Show what holds."""
        return {"may_submit": self.duty.may_submit}

    def act(self, form: AuthoriseForm) -> None:
        """Change it."""
        may_submit: bool = form.cleaned_data["may_submit"]
        officers.authorise(self.duty, may_submit=may_submit, by=self.actor, at=clock.now())


class EndOfficer(DutyPage):
    """A person's duty ends."""

    form_class = EndForm
    template_name = "districts/officers/end.html"
    done = _("Đã ghi ngày thôi làm cán bộ đầu mối.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"last_day": clock.today()}

    def act(self, form: EndForm) -> None:
        """End it."""
        officers.end(self.duty, valid_to=form.valid_to, by=self.actor, at=clock.now())
