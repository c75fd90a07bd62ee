"""Letters of units: which document is an answer, and why one is not."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from consultations.models import PERSON_LIMIT
from deadlines.fields import DayField
from deadlines.value import HANOI
from dispatches.models import IncomingDocument
from vietnamese.dates import short_date


class RejectForm(forms.Form):
    """Why the letter is no answer of the unit."""

    reason = LineField(
        label=_("Lý do không nhận"),
        max_length=500,
        help_text=_("ví dụ: trả lời văn bản khác; gửi nhầm; đơn vị đã thay bằng văn bản khác"),
    )


class LaterForm(forms.Form):
    """Why a letter that came before the closing is entered after it."""

    reason = LineField(
        label=_("Lý do ghi nhận sau khi đóng"),
        max_length=500,
        help_text=_("ví dụ: văn thư chuyển văn bản chậm"),
    )


class CorrectionForm(forms.Form):
    """Why what was entered from a letter is entered anew."""

    reason = LineField(
        label=_("Lý do sửa"), max_length=500, help_text=_("ví dụ: nhập nhầm ý kiến nội dung 2")
    )


class WithdrawForm(forms.Form):
    """Why what was entered from a letter is no answer of the unit."""

    reason = LineField(
        label=_("Lý do rút"),
        max_length=500,
        help_text=_("ví dụ: nhập nhầm văn bản của đơn vị khác"),
    )


class DocumentChoice(forms.ModelChoiceField):
    """Incoming documents as a clerk knows them."""

    def label_from_instance(self, obj: Model) -> str:
        """Say arrival number, number, day and author."""
        document = cast("IncomingDocument", obj)
        return (
            f"{document.full_arrival_number}: {document} "
            f"({short_date(document.date)}), {document.author}"
        )


class LetterForm(forms.Form):
    """Which registered document is the unit's answer, and when it was received."""

    document = DocumentChoice(
        IncomingDocument.objects.none(),
        label=_("Văn bản đến"),
        help_text=_("văn thư đăng ký văn bản, kèm bản quét, trước khi ghi ở đây"),
    )
    day = DayField(label=_("Nhận ngày"))
    time = forms.TimeField(
        label=_("Lúc"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("đúng hạn hay muộn tính theo thời điểm này"),
    )
    signer = LineField(
        label=_("Người ký"),
        max_length=PERSON_LIMIT,
        required=False,
        help_text=_("chức vụ, họ tên"),
    )

    def __init__(self, *args: Any, documents: QuerySet[IncomingDocument], **kwargs: Any) -> None:
        """Offer these documents."""
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def ask_to_confirm(self) -> None:
        """Offer to say of the chosen document that it is the unit's answer although in doubt."""
        words = _("Tôi đã kiểm tra: văn bản này là trả lời của đơn vị")
        self.fields["although"] = forms.MultipleChoiceField(
            label=_("Xác nhận"),
            choices=[(str(self.data["document"]), words)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    @property
    def confirmed(self) -> bool:
        """Whether that was said of this document, and not of one that was chosen before."""
        said: str = self.data.get("although", "")
        return said == self.data["document"]

    def received_at(self) -> datetime:
        """Return the moment, in Hanoi."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], HANOI)
