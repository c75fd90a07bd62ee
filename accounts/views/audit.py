"""The audit trail, for the administrator: read only."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django_filters import ChoiceFilter, DateFilter

from accounts import audit_details, audit_labels
from accounts.access import PermissionRequired
from accounts.actors import SYSTEM
from accounts.columns import Column, Empty
from accounts.filters import Filters
from accounts.listing import ListPage
from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from deadlines.widgets import DayInput


def people() -> list[tuple[str, str]]:
    """Return everybody who can have acted, the portal itself first."""
    users = User.objects.order_by("folded_names").values_list("pk", "full_name")
    return [(SYSTEM.role, SYSTEM.full_name), *((str(pk), name) for pk, name in users)]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of object to which something was done."""
    types = AuditEvent.objects.order_by("object_type").values_list("object_type", flat=True)
    return [(kind, audit_labels.object_label(kind)) for kind in types.distinct()]


class AuditFilters(Filters):
    """Acts by who, what, on what and when."""

    search_in = ["folded_text"]

    who = ChoiceFilter(
        label=_("Người thực hiện"), choices=people, empty_label=_("Mọi người"), method="by_person"
    )
    action = ChoiceFilter(
        label=_("Việc"), choices=audit_labels.action_choices, empty_label=_("Mọi việc")
    )
    object_type = ChoiceFilter(
        label=_("Loại đối tượng"),
        choices=kinds,
        empty_label=_("Mọi loại đối tượng"),
    )
    since = DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("Từ ngày"), widget=DayInput()
    )
    until = DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("Đến hết ngày"), widget=DayInput()
    )

    def by_person(self, acts: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """Keep the acts of one person, or of the portal."""
        return acts.filter(actor_id=None if value == SYSTEM.role else int(value))


class AuditList(ListPage):
    """Who did what, the latest first."""

    permission = Permission.AUDIT_VIEW
    template_name = "accounts/audit/list.html"
    filters = AuditFilters
    order = "-at"
    file_name = "nhat-ky"
    empty = Empty(title=_("Nhật ký chưa có gì"))
    columns = [
        Column(
            name="at",
            label=_("Lúc"),
            value=lambda act: act.at,
            order_by=("at",),
            url=lambda act: reverse("accounts:audit_event", args=[act.pk]),
            css="nowrap",
        ),
        Column(name="who", label=_("Người thực hiện"), value=lambda act: act.actor_name),
        Column(
            name="action", label=_("Việc"), value=lambda act: audit_labels.action_label(act.action)
        ),
        Column(
            name="object_type",
            label=_("Loại đối tượng"),
            value=lambda act: audit_labels.object_label(act.object_type),
        ),
        Column(name="object", label=_("Đối tượng"), value=lambda act: act.object_label),
    ]

    def get_queryset(self) -> QuerySet[AuditEvent]:
        """Return the whole trail."""
        return AuditEvent.objects.all()


class AuditDetail(PermissionRequired, DetailView):
    """One act with all that was written down about it."""

    permission = Permission.AUDIT_VIEW
    model = AuditEvent
    context_object_name = "act"
    template_name = "accounts/audit/event.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the words for the codes."""
        return super().get_context_data(**kwargs) | {
            "action": audit_labels.action_label(self.object.action),
            "object_type": audit_labels.object_label(self.object.object_type),
            "details": audit_details.lines(self.object.data),
        }
