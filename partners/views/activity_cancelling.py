"""An activity that did not take place or was entered by mistake: cancelled, and restored."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines import clock
from partners.domain import cancelling
from partners.forms.activities import CancelForm, RestoreForm
from partners.views.activities import OneToChange
from partners.views.base import FormPage


class CancellingForm(OneToChange, FormPage):
    """A form about whether the activity of the address counts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the activity."""
        back = {"about": self.activity, "back": self.get_success_url()}
        return super().get_context_data(**kwargs) | back


class CancelActivity(CancellingForm):
    """It is cancelled."""

    form_class = CancelForm
    heading = _("Hủy hoạt động")
    lead = _(
        "Hoạt động đã hủy vẫn xem được, có ghi lý do, nhưng không tính vào liên hệ gần nhất, "
        "báo cáo, lịch và việc tiếp theo; khôi phục được."
    )
    button = _("Hủy hoạt động")
    done = _("Đã hủy hoạt động.")

    def act_on(self, form: CancelForm) -> None:
        """Cancel it."""
        kind, reason = form.cleaned_data["kind"], form.cleaned_data["reason"]
        cancelling.cancel_activity(
            self.activity, kind, reason=reason, by=self.actor, at=clock.now()
        )


class RestoreActivity(CancellingForm):
    """It counts again."""

    form_class = RestoreForm
    heading = _("Khôi phục hoạt động đã hủy")
    button = _("Khôi phục")
    done = _("Đã khôi phục hoạt động.")

    def act_on(self, form: RestoreForm) -> None:
        """Restore it."""
        reason = form.cleaned_data["reason"]
        cancelling.restore_activity(self.activity, reason=reason, by=self.actor, at=clock.now())
