"""Addresses where the administrator lets other systems in; included by consultations.urls."""

from django.urls import path

from consultations.views import tokens

urlpatterns = [
    path("khoa/", tokens.TokenList.as_view(), name="tokens"),
    path("khoa/lap/", tokens.NewToken.as_view(), name="token_new"),
    path("khoa/<int:pk>/thu-hoi/", tokens.RevokeToken.as_view(), name="token_revoke"),
]
