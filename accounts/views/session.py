"""Signing in and out, and one's own password."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.domain import sessions
from accounts.domain.passwords import set_password
from accounts.forms import ChangePasswordForm, SignInForm
from accounts.middleware import LIMITED
from accounts.models import User
from deadlines import clock


class SignIn(LoginView):
    """The door of the portal; axes counts the failures and shuts it for a while."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Return the page one came for, unless it is this one."""
        page: str = super().get_redirect_url()
        return "" if page.partition("?")[0] == self.request.path else page

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the person in; of a limited session nothing is left."""
        if LIMITED in self.request.session:
            self.request.session.flush()
        response = super().form_valid(form)
        sessions.signed_in(form.get_user(), at=clock.now())
        return response


# Without a session there is nothing to end, and no reason to ask for one.
@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """The way out, by POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session."""
        if request.user.is_authenticated:
            sessions.signed_out(request.user, at=clock.now())
        return super().post(request, *args, **kwargs)


class ChangePassword(FormView):
    """One's own password; everybody signed in may change it."""

    form_class = ChangePasswordForm
    template_name = "accounts/change_password.html"
    success_url = reverse_lazy("home")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Check the old password against the person's own."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Set it; this session goes on, all others of the person end."""
        user = cast("User", self.request.user)
        set_password(user, password=form.cleaned_data["new_password1"], by=user, at=clock.now())
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
        return super().form_valid(form)
