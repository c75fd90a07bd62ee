"""Addresses of what becomes of a round and how the next one begins; included by urls."""

from django.urls import path

from consultations.views import call_rules, courses, discarding, earlier_comments, next_round

urlpatterns = [
    path("quy-dinh/", call_rules.SetCallRules.as_view(), name="call_rules"),
    path("<int:pk>/xac-nhan/", courses.ConfirmClosing.as_view(), name="confirm_closing"),
    path("<int:pk>/mo-lai/", courses.Reopen.as_view(), name="reopen"),
    path("<int:pk>/huy/", courses.Cancel.as_view(), name="cancel"),
    path("<int:pk>/bo-du-thao/", discarding.Discard.as_view(), name="discard"),
    path("<int:pk>/lan-sau/", next_round.DraftNextRound.as_view(), name="next_round"),
    path("<int:pk>/so-sanh/", next_round.Comparison.as_view(), name="comparison"),
    path(
        "<int:pk>/so-sanh/<int:ordinal>/",
        earlier_comments.EarlierComments.as_view(),
        name="earlier_comments",
    ),
    path(
        "<int:pk>/so-sanh/<int:ordinal>/<int:comment>/",
        next_round.NoteChange.as_view(),
        name="note_change",
    ),
    path(
        "<int:pk>/so-sanh/cho-sua/<int:change>/bo/",
        next_round.WithdrawChange.as_view(),
        name="withdraw_change",
    ),
]
