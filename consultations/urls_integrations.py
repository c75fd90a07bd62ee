"""Addresses where the administrator lets other systems in; included by consultations.urls."""

from django.urls import path

from consultations.views import subscriptions, tokens

urlpatterns = [
    path("khoa/", tokens.TokenList.as_view(), name="tokens"),
    path("khoa/lap/", tokens.NewToken.as_view(), name="token_new"),
    path("khoa/<int:pk>/thu-hoi/", tokens.RevokeToken.as_view(), name="token_revoke"),
    path("su-kien/", subscriptions.SubscriptionList.as_view(), name="subscriptions"),
    path("su-kien/them/", subscriptions.NewSubscription.as_view(), name="subscription_new"),
    path(
        "su-kien/<int:pk>/thoi/",
        subscriptions.RevokeSubscription.as_view(),
        name="subscription_revoke",
    ),
    path("tin/", subscriptions.NotificationList.as_view(), name="notifications"),
    path("tin/<int:pk>/gui-lai/", subscriptions.Retry.as_view(), name="notification_retry"),
]
