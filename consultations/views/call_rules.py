"""The department's rules for calls."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from consultations.domain import call_rules
from consultations.forms.following import CallRulesForm
from deadlines import clock


class SetCallRules(ActPage):
    """The least time that a call gives (thời hạn lấy ý kiến tối thiểu)."""

    permission = Permission.AGENCY_MANAGE
    template_name = "consultations/call_rules.html"
    form_class = CallRulesForm
    done = _("Đã lưu quy định về lấy ý kiến.")
    success_url = reverse_lazy("consultations:call_rules")

    def get_initial(self) -> dict[str, Any]:
        return {"minimum_days": call_rules.minimum_days()}

    def act(self, form: CallRulesForm) -> None:
        call_rules.set_minimum(form.cleaned_data["minimum_days"], by=self.actor, at=clock.now())
