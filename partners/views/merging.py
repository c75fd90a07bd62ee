"""Two records of one partner: chosen, looked at, merged."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.access import PermissionRequired
from accounts.fields import key_in
from accounts.permissions import Permission
from deadlines import clock
from partners.domain import merging
from partners.domain.doubles import register, shown
from partners.errors import PartnerRefused
from partners.forms.partners import MergeForm
from partners.models import Partner
from partners.rules.likeness import Double
from partners.views.base import PartnerForm


class ChooseDouble(PartnerForm):
    """Which other record is the same partner."""

    form_class = MergeForm
    template_name = "partners/merge_choose.html"
    heading = gettext_lazy("Gộp hồ sơ trùng")
    button = gettext_lazy("Xem trước khi gộp")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Name the record that stays."""
        return super().get_form_kwargs() | {"stays": self.partner}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Propose the records that look like it."""
        names = [self.partner.name, *map(str, self.partner.names.all())]
        found: list[Double] = register().doubles(names, self.partner.country.code)
        others = shown([double for double in found if double.key != self.partner.pk])
        return super().get_context_data(**kwargs) | {"likely": others}

    def act_on(self, form: MergeForm) -> None:
        """Go on to the preview."""
        self.other: Partner = form.cleaned_data["other"]

    def get_success_url(self) -> str:
        """Show what would happen."""
        return reverse("partners:merge", args=[self.partner.pk, self.other.pk])


class MergePartners(PermissionRequired, TemplateView):
    """What a merge would move, and the merge."""

    permission = Permission.PARTNER_EDIT
    template_name = "partners/merge.html"

    @cached_property
    def stays(self) -> Partner:
        """The record that stays."""
        return self._living(self.kwargs["pk"])

    @cached_property
    def goes(self) -> Partner:
        """The record that becomes a signpost."""
        return self._living(self.kwargs["other"])

    def _living(self, key: int) -> Partner:
        living = Partner.objects.filter(merged_into=None).select_related("parent", "country")
        return get_object_or_404(living, pk=key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say it in numbers."""
        return super().get_context_data(**kwargs) | {
            "stays": self.stays,
            "goes": self.goes,
            "preview": merging.preview(self.stays, self.goes),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Merge what was seen."""
        versions = [request.POST.get(name, "") for name in ("stays_version", "goes_version")]
        seen = [key_in(each) or 0 for each in versions]
        try:
            merging.merge(
                self.stays, self.goes, seen=(seen[0], seen[1]), by=self.actor, at=clock.now()
            )
        except PartnerRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("partners:merge", self.stays.pk, self.goes.pk)
        messages.success(request, _("Đã gộp hồ sơ «%(name)s».") % {"name": self.goes.name})
        return redirect("partners:partner", self.stays.pk)
