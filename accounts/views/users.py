"""Users, for the administrator."""

from functools import cached_property
from typing import Any

from axes.utils import reset
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django_filters import ChoiceFilter

from accounts.access import PermissionRequired
from accounts.acting import ActButton, ActPage
from accounts.columns import Column, Empty
from accounts.domain import users
from accounts.domain.passwords import one_time_password, set_password
from accounts.enums import Role
from accounts.errors import UserRefused
from accounts.filters import Filters
from accounts.forms import NewUserForm, UserForm
from accounts.listing import ListPage
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES
from deadlines import clock

STATES = [("True", _("Đang hoạt động")), ("False", _("Đã ngừng"))]


class UserFilters(Filters):
    """Users by name, role and state."""

    search_in = ["folded_names"]

    role = ChoiceFilter(label=_("Vai trò"), choices=Role.choices, empty_label=_("Mọi vai trò"))
    state = ChoiceFilter(
        field_name="is_active",
        label=_("Trạng thái"),
        choices=STATES,
        empty_label=_("Mọi trạng thái"),
    )


class UserList(ListPage):
    """All accounts."""

    permission = Permission.USER_MANAGE
    template_name = "accounts/users/list.html"
    filters = UserFilters
    order = "username"
    file_name = "nguoi-dung"
    empty = Empty(title=_("Chưa có người dùng"))
    columns = [
        Column(
            name="username",
            label=_("Tên đăng nhập"),
            value=lambda user: user.username,
            order_by=("username",),
            url=lambda user: reverse("accounts:user", args=[user.pk]),
        ),
        Column(
            name="full_name",
            label=_("Họ và tên"),
            value=lambda user: user.full_name,
            order_by=("folded_names",),
        ),
        Column(
            name="role",
            label=_("Vai trò"),
            value=lambda user: user.get_role_display(),
            order_by=("role",),
        ),
        Column(name="position", label=_("Chức vụ"), value=lambda user: user.position),
        Column(name="email", label=_("Thư điện tử"), value=lambda user: user.email),
        Column(
            name="state",
            label=_("Trạng thái"),
            value=lambda user: str(dict(STATES)[str(user.is_active)]),
            order_by=("is_active",),
            template="accounts/users/_state.html",
        ),
    ]

    def get_queryset(self) -> Any:
        """Return everybody, also those whose account is closed."""
        return User.objects.all()


class NewUser(PermissionRequired, FormView):
    """A new account; its one-time password is shown on the page that answers, and nowhere else."""

    permission = Permission.USER_MANAGE
    form_class = NewUserForm
    template_name = "accounts/users/new.html"
    extra_context = {"roles": ROLES}

    def form_valid(self, form: NewUserForm) -> HttpResponse:
        """Create the account."""
        password = one_time_password()
        try:
            user = users.create_user(
                **form.cleaned_data, password=password, by=self.actor, at=clock.now()
            )
        except UserRefused as refusal:
            form.add_error("username", str(refusal))
            return self.form_invalid(form)
        return _hand_over(self.request, user, password)


class OneUser(PermissionRequired):
    """Something about one account, the one of the address."""

    permission = Permission.USER_MANAGE
    refusals: tuple[type[Exception], ...] = (UserRefused,)

    @cached_property
    def account(self) -> User:
        """The account of the address."""
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the account; `user` is the person who looks."""
        return super().get_context_data(**kwargs) | {"account": self.account}

    def get_success_url(self) -> str:
        """Go on to the account."""
        return reverse("accounts:user", args=[self.account.pk])


class ChangeUser(OneUser, ActPage):
    """What is known about a person."""

    form_class = UserForm
    template_name = "accounts/users/change.html"
    extra_context = {"roles": ROLES}
    done = _("Đã lưu thông tin người dùng.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        return {name: getattr(self.account, name) for name in users.CHANGEABLE}

    def act(self, form: UserForm) -> None:
        """Change it."""
        users.change_user(self.account, **form.cleaned_data, by=self.actor, at=clock.now())


class DeactivateUser(OneUser, ActPage):
    """Closing an account, after saying what that means."""

    form_class = forms.Form
    template_name = "accounts/users/deactivate.html"
    done = _("Đã ngừng tài khoản; mọi phiên đăng nhập của người này đã kết thúc.")

    def act(self, form: forms.Form) -> None:
        """Close it."""
        users.deactivate(self.account, by=self.actor, at=clock.now())


class ReactivateUser(OneUser, ActButton):
    """Opening a closed account again."""

    done = _("Đã mở lại tài khoản.")

    def act(self) -> None:
        """Open it."""
        users.reactivate(self.account, by=self.actor, at=clock.now())


class NewPassword(OneUser, ActPage):
    """A new one-time password for somebody who has lost the own one, or is locked out with it."""

    form_class = forms.Form
    template_name = "accounts/users/new_password.html"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Set it, lift a lock that failures have brought, and show it once."""
        password = one_time_password()
        set_password(self.account, password=password, by=self.actor, at=clock.now())
        reset(username=self.account.username)
        return _hand_over(self.request, self.account, password)


def _hand_over(request: HttpRequest, user: User, password: str) -> HttpResponse:
    # Answered directly, not by a redirect: the password is kept nowhere, not even in the session.
    context = {"account": user, "password": password}
    return render(request, "accounts/users/password_given.html", context)
