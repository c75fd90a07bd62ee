"""What is entered with a step of an agreement, and with what is done beside the steps."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from deadlines.fields import DayField
from partners.agreement_enums import Position, Purpose, Renewal, State
from partners.domain.agreement_case import StepFacts
from partners.domain.citing import Citation
from partners.forms.agreements import SeenForm


class CitingForm(forms.Form):
    """The document that an entry rests on."""

    number = LineField(
        label=_("Số, ký hiệu văn bản"),
        max_length=80,
        required=False,
        help_text=_("văn bản có trong sổ của Sở thì được liên kết"),
    )
    number_date = DayField(label=_("Ngày văn bản"), required=False)

    @property
    def cites(self) -> Citation:
        """The document as a citation."""
        return Citation(self.cleaned_data["number"], self.cleaned_data["number_date"])


class StepForm(CitingForm, SeenForm):
    """A step: day, document, reason, and for the signing the place."""

    field_order = ["on"]

    on = DayField(label=_("Ngày"))
    place = LineField(label=_("Nơi ký"), max_length=200, required=False)
    note = TextField(label=_("Ghi chú, lý do"), required=False, rows=3, limit=2000)

    def __init__(self, *args: Any, to: State, **kwargs: Any) -> None:
        """Ask for a place at the signing only."""
        super().__init__(*args, **kwargs)
        if to != State.SIGNED:
            del self.fields["place"]

    def facts(self) -> StepFacts:
        """Return what was entered."""
        data = self.cleaned_data
        place = data.get("place", "")
        return StepFacts(on=data["on"], cites=self.cites, note=data["note"], place=place)


class AskForm(CitingForm, SeenForm):
    """Opinions on a suspension or an end."""

    field_order = ["purpose", "on"]

    purpose = forms.ChoiceField(
        label=_("Lấy ý kiến về việc"),
        choices=[(p.value, p.label) for p in (Purpose.SUSPEND, Purpose.END)],
    )
    on = DayField(label=_("Ngày gửi"))


class BodyForm(forms.Form):
    """One more body that is asked."""

    body = LineField(label=_("Cơ quan"), max_length=200)
    mandatory = forms.BooleanField(
        label=_("Bắt buộc phải có ý kiến"),
        required=False,
        initial=True,
        help_text=_("cơ quan liên quan trực tiếp"),
    )
    on = DayField(label=_("Ngày gửi"))


class StandingForm(forms.Form):
    """Whether a body that was added has to answer, or is taken out, and why."""

    REMOVE = "remove"
    standing = forms.ChoiceField(
        label=_("Cơ quan này"),
        choices=[
            ("optional", _("không bắt buộc phải có ý kiến")),
            ("mandatory", _("bắt buộc phải có ý kiến")),
            (REMOVE, _("thêm nhầm, bỏ khỏi danh sách lấy ý kiến")),
        ],
    )
    reason = LineField(label=_("Lý do"), max_length=300)


class ReceiptForm(forms.Form):
    """When a body had the complete dossier."""

    on = DayField(
        label=_("Ngày cơ quan nhận đủ hồ sơ"),
        help_text=_("thời hạn trả lời tính từ ngày này"),
    )


class ReplyForm(CitingForm):
    """What a body wrote."""

    field_order = ["position", "on"]

    position = forms.ChoiceField(label=_("Ý kiến"), choices=Position.choices)
    on = DayField(label=_("Ngày nhận văn bản trả lời"))
    note = TextField(label=_("Nội dung ý kiến"), required=False, rows=4)


class ReportForm(CitingForm, SeenForm):
    """That a report was made, and what else went out with the same document."""

    field_order = ["on"]

    on = DayField(label=_("Ngày gửi"))
    also = forms.MultipleChoiceField(
        label=_("Đồng gửi bằng văn bản này"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer what else is still to be sent after the same step."""
        super().__init__(*args, **kwargs)
        self.fields["also"].choices = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["also"]


class RenewalForm(CitingForm, SeenForm):
    """What is decided about a period: the one that runs, or one of which it is heard late."""

    field_order = ["period_end", "renew", "on"]

    period_end = forms.TypedChoiceField(
        label=_("Kỳ hiệu lực"), choices=[], coerce=date.fromisoformat
    )
    renew = forms.TypedChoiceField(
        label=_("Quyết định"), choices=[], coerce=lambda choice: choice == "yes"
    )
    on = DayField(label=_("Ngày"))
    note = TextField(label=_("Ghi chú"), required=False, rows=3, limit=2000)

    CHOICES: ClassVar = {
        Renewal.TACIT: (_("Để thỏa thuận tự gia hạn"), _("Đã thông báo không gia hạn")),
        Renewal.EXPRESS: (_("Gia hạn: lập văn bản gia hạn với đối tác"), _("Không gia hạn")),
    }

    def __init__(
        self, *args: Any, renewal: Renewal, periods: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer what the agreement's own clause allows."""
        super().__init__(*args, **kwargs)
        self.fields["period_end"].choices = periods  # type: ignore[attr-defined]
        choices = zip(("yes", "no"), self.CHOICES[renewal], strict=True)
        self.fields["renew"].choices = list(choices)  # type: ignore[attr-defined]


class TakeBackForm(SeenForm):
    """That a notice was entered by mistake, and why."""

    on = DayField(label=_("Ngày"))
    note = TextField(label=_("Lý do"), rows=3, limit=2000)
