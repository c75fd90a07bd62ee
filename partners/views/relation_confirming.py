"""What only a unit says of its relation is confirmed by the department."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from deadlines import clock
from partners.domain import own_word
from partners.forms.relations import ConfirmForm
from partners.models import Relation
from partners.views.base import FormPage


class ConfirmWord(FormPage):
    """That the department confirms what a unit alone says of its relation; for officers."""

    permission = Permission.PARTNER_EDIT
    form_class = ConfirmForm
    heading = _("Xác nhận diễn biến do đơn vị ghi")
    lead = _(
        "Sau khi xác nhận, quan hệ được tính vào chỉ tiêu từ ngày đơn vị ghi. Nếu không đúng, "
        "bấm «Đính chính» ở dòng đó trong diễn biến của quan hệ và ghi lý do."
    )
    button = _("Xác nhận")
    done = _("Đã xác nhận diễn biến do đơn vị ghi.")

    @cached_property
    def relation(self) -> Relation:
        """The relation of the address, if it stands."""
        return get_object_or_404(Relation, pk=self.kwargs["pk"], joined_into=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the relation, and lead back to it."""
        about = {"about": self.relation, "back": self.get_success_url()}
        return super().get_context_data(**kwargs) | about

    def act_on(self, form: ConfirmForm) -> None:
        """Enter it."""
        own_word.confirm(self.relation, form.cleaned_data["note"], by=self.actor, at=clock.now())

    def get_success_url(self) -> str:
        """Show the relation."""
        return reverse("partners:relation", args=[self.relation.pk])
