"""Forms about the opinions on an agreement."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from deadlines import clock
from partners.agreement_enums import Position, Purpose
from partners.domain import opinion_bodies, opinions
from partners.forms import agreement_acts as acts
from partners.models import AgreementOpinion
from partners.views.agreement_forms import SeenForm


class AskAgain(SeenForm):
    """Opinions on a suspension or an end."""

    heading = _("Lấy ý kiến về tạm đình chỉ, chấm dứt, rút khỏi")
    form_class = acts.AskForm
    done = _("Đã ghi việc lấy ý kiến.")

    def act(self, form: acts.AskForm) -> None:
        """Ask."""
        data = form.cleaned_data
        opinions.ask_again(
            self.agreement,
            Purpose(data["purpose"]),
            on=data["on"],
            cites=form.cites,
            seen=data["seen"],
            **self.who,
        )


class AddBody(SeenForm):
    """One more body is asked."""

    heading = _("Lấy ý kiến thêm một cơ quan")
    form_class = acts.BodyForm
    done = _("Đã thêm cơ quan được lấy ý kiến.")

    def get_initial(self) -> dict[str, Any]:
        """Propose whoever decides where a body disagrees."""
        superior = opinions.superior_due(self.agreement, clock.today())
        return super().get_initial() | {"body": superior.asked if superior else ""}

    def act(self, form: acts.BodyForm) -> None:
        """Ask it."""
        opinions.add_body(self.agreement, **form.cleaned_data, **self.who)


class OpinionPage(SeenForm):
    """A form about the opinion of one body."""

    @cached_property
    def opinion(self) -> AgreementOpinion:
        """The opinion of the address."""
        rows = AgreementOpinion.objects.filter(agreement=self.agreement)
        return get_object_or_404(rows, pk=self.kwargs["opinion"])

    @property
    def about(self) -> str:
        """The body."""
        return self.opinion.body


class NoteReceipt(OpinionPage):
    """When it had the dossier."""

    heading = _("Cơ quan nhận đủ hồ sơ")
    form_class = acts.ReceiptForm
    done = _("Đã ghi ngày nhận đủ hồ sơ.")

    def act(self, form: acts.ReceiptForm) -> None:
        """Record it."""
        opinions.note_receipt(self.opinion, form.cleaned_data["on"], **self.who)


class NoteReply(OpinionPage):
    """What it wrote."""

    heading = _("Ý kiến bằng văn bản")
    form_class = acts.ReplyForm
    done = _("Đã ghi ý kiến trả lời.")

    def act(self, form: acts.ReplyForm) -> None:
        """Record it."""
        data = form.cleaned_data
        position = Position(data["position"])
        opinions.note_reply(
            self.opinion, position, on=data["on"], cites=form.cites, note=data["note"], **self.who
        )


class ChangeBody(OpinionPage):
    """Whether a body that was added has to answer, or was added by mistake."""

    heading = _("Sửa cơ quan được lấy ý kiến")
    form_class = acts.StandingForm
    done = _("Đã ghi.")

    def act(self, form: acts.StandingForm) -> None:
        """Change it, or take it out."""
        standing, reason = form.cleaned_data["standing"], form.cleaned_data["reason"]
        if standing == form.REMOVE:
            opinion_bodies.remove_body(self.opinion, reason=reason, **self.who)
        else:
            must = standing == "mandatory"
            opinion_bodies.change_standing(self.opinion, mandatory=must, reason=reason, **self.who)
