"""The documents that letters may cite."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.columns import Column, Empty
from accounts.listing import ListPage
from accounts.permissions import Permission
from accounts.rules import allows
from deadlines import clock
from dispatches.domain.references import add_reference
from dispatches.errors import DispatchRefused
from dispatches.filters import ReferenceFilters
from dispatches.forms.references import ReferenceForm
from dispatches.models import ReferenceDocument


class ReferenceList(ListPage):
    """All of them, newest first."""

    permission = Permission.DISPATCH_VIEW
    template_name = "dispatches/references.html"
    filters = ReferenceFilters
    file_name = "van-ban-vien-dan"
    order = "-date"
    empty = Empty(
        title=_("Chưa có văn bản viện dẫn"),
        text=_(
            "Văn bản đã ghi ở đây thì khi được viện dẫn không bị cảnh báo là không có trong sổ."
        ),
    )
    columns = (
        Column(
            name="number",
            label=_("Số, ký hiệu"),
            value=lambda d: d.full_number,
            order_by=("full_number",),
            css="nowrap",
        ),
        Column(name="date", label=_("Ngày văn bản"), value=lambda d: d.date, order_by=("date",)),
        Column(name="author", label=_("Cơ quan ban hành"), value=lambda d: d.author),
        Column(name="subject", label=_("Trích yếu"), value=lambda d: d.subject),
        Column(name="source", label=_("Nguồn"), value=lambda d: d.source),
    )

    def get_queryset(self) -> QuerySet[ReferenceDocument]:
        return ReferenceDocument.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether to offer a new one."""
        may_add = allows(self.actor, Permission.DISPATCH_EDIT)
        return super().get_context_data(**kwargs) | {"may_add": may_add}


class AddReference(ActPage):
    """Note a document."""

    permission = Permission.DISPATCH_EDIT
    template_name = "dispatches/add_reference.html"
    refusals = (DispatchRefused,)
    form_class = ReferenceForm
    done = _("Đã ghi văn bản vào danh mục viện dẫn.")
    success_url = reverse_lazy("dispatches:references")

    def get_initial(self) -> dict[str, Any]:
        """Take over the number that a warning named."""
        return {"full_number": self.request.GET.get("so", "")[:80]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"back": self.success_url}

    def act(self, form: ReferenceForm) -> None:
        add_reference(**form.cleaned_data, by=self.actor, at=clock.now())
