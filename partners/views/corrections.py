"""What is put right about a signed agreement."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from partners.domain.corrections import correct
from partners.domain.mistakes import mark_mistaken, take_back
from partners.forms.corrections import CorrectionForm, MistakenForm, TakeBackForm
from partners.models import Agreement
from partners.rules.courses import RECORDABLE
from partners.views.agreement_forms import EditAgreement, InSightOfDoubles, SeenForm


class MarkMistaken(SeenForm):
    """An agreement that was recorded in error."""

    heading = button = _("Đánh dấu ghi nhầm")
    warning = _(
        "Thỏa thuận sẽ không còn trong danh sách, số liệu nào, không thao tác được nữa; diễn biến "
        "được giữ. Đánh dấu nhầm thì bỏ đánh dấu ở trang của thỏa thuận."
    )
    form_class = MistakenForm
    done = _("Đã đánh dấu ghi nhầm: thỏa thuận không còn trong danh sách, số liệu nào.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the version shown; one that went through the course was no error."""
        if not self.agreement.recorded:
            raise Http404
        return super().get_initial()

    def act(self, form: MistakenForm) -> None:
        """Mark it."""
        data = form.cleaned_data
        mark_mistaken(self.agreement, data["reason"], seen=data["seen"], **self.who)


class TakeMarkBack(InSightOfDoubles, SeenForm):
    """The mark itself was an error: the agreement counts again."""

    heading = button = _("Bỏ đánh dấu ghi nhầm")
    warning = _(
        "Thỏa thuận lại có trong danh sách, số liệu; quan hệ giữa các bên được ghi theo thỏa "
        "thuận, trừ quan hệ đã tạm dừng, kết thúc."
    )
    form_class = TakeBackForm
    done = _("Đã bỏ đánh dấu ghi nhầm: thỏa thuận lại có trong danh sách, số liệu.")
    still = _("Vẫn bỏ đánh dấu")

    @property
    def known(self) -> QuerySet[Agreement]:
        """Those that bear the mark."""
        return Agreement.every.exclude(mistaken_on=None)

    def act_although(self, form: TakeBackForm, although: set[int]) -> None:
        """Take it back."""
        data = form.cleaned_data
        told = {"although": although, "seen": data["seen"]}
        take_back(self.agreement, data["reason"], **told, **self.who)


class CorrectAgreement(EditAgreement):
    """Days, place, source and term of a signed agreement, with the reason."""

    heading = _("Đính chính, bổ sung việc ký")
    button = _("Ghi đính chính")
    form_class = CorrectionForm
    done = _("Đã đính chính; các hạn đã được tính lại.")

    def signed(self) -> Agreement:
        """Return the agreement, which has been signed."""
        if self.agreement.state not in RECORDABLE:
            raise Http404
        return self.agreement

    def get_initial(self) -> dict[str, Any]:
        """Show what is known."""
        return CorrectionForm.initial_of(self.signed())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form of which agreement."""
        return super().get_form_kwargs() | {"of": self.signed()}

    def act(self, form: CorrectionForm) -> None:
        """Put it right."""
        data = form.cleaned_data
        told = {"reason": data["reason"], "cites": form.cites, "seen": data["seen"]}
        correct(self.agreement, form.told(), **told, **self.who)
