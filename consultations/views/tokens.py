"""Keys of other systems, for the administrator."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.permissions import Permission
from consultations.domain import api_tokens
from consultations.enums import Scope
from consultations.forms.tokens import TokenForm
from consultations.models import ApiToken
from consultations.views.giving import GiveSecret
from deadlines import clock


class TokenFilters(Filters):
    """Keys by the name of the system."""

    search_in = ["name"]


class TokenList(ListPage):
    """All keys, the newest first."""

    permission = Permission.INTEGRATION_MANAGE
    template_name = "consultations/integrations/tokens.html"
    filters = TokenFilters
    order = "-created"
    file_name = "khoa-truy-cap"
    empty = Empty(
        title=_("Chưa có khóa truy cập"),
        text=_("Mỗi hệ thống khác đọc dữ liệu của cổng bằng một khóa riêng."),
    )
    columns = [
        Column(
            name="name",
            label=_("Hệ thống"),
            value=lambda token: token.name,
            order_by=("name",),
            css="wide",
        ),
        Column(
            name="scopes",
            label=_("Phạm vi"),
            value=lambda token: "; ".join(str(Scope(one).label) for one in token.scopes),
            css="long",
        ),
        Column(
            name="created",
            label=_("Lập lúc"),
            value=lambda token: token.created_at,
            order_by=("created_at", "pk"),
        ),
        Column(name="expires", label=_("Hết hiệu lực lúc"), value=lambda token: token.expires_at),
        Column(name="used", label=_("Dùng gần nhất"), value=lambda token: token.used_at),
        Column(name="revoked", label=_("Thu hồi lúc"), value=lambda token: token.revoked_at),
        Column(
            name="acts", label=_("Việc"), template="consultations/integrations/_token_acts.html"
        ),
    ]

    def get_queryset(self) -> QuerySet[ApiToken]:
        """Return all, also those that are void."""
        return ApiToken.objects.all()


class NewToken(GiveSecret):
    """A new key."""

    form_class = TokenForm
    template_name = "consultations/integrations/token_new.html"
    given = "consultations/integrations/token_given.html"
    refused_at = "expires_on"

    def make(self, form: TokenForm) -> tuple[ApiToken, str]:
        """Make it."""
        return api_tokens.create(
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=form.expires_at,
            by=self.actor,
            at=clock.now(),
        )


class RevokeToken(ActPage):
    """Making a key void, after saying what that means."""

    permission = Permission.INTEGRATION_MANAGE
    form_class = forms.Form
    template_name = "consultations/integrations/token_revoke.html"
    success_url = reverse_lazy("consultations:tokens")
    done = _("Đã thu hồi khóa truy cập.")

    @cached_property
    def token(self) -> ApiToken:
        """The key of the address."""
        return get_object_or_404(ApiToken, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the key."""
        return super().get_context_data(**kwargs) | {"token": self.token}

    def act(self, form: forms.Form) -> None:
        """Revoke it."""
        api_tokens.revoke(self.token, by=self.actor, at=clock.now())
