"""What is put right about a signed agreement, and why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from deadlines.fields import DayField
from partners.domain.corrections import Signing
from partners.forms.agreement_acts import CitingForm
from partners.forms.agreement_terms import TERMS, TermsForm
from partners.forms.agreements import SeenForm
from partners.forms.doubles import AlthoughForm
from partners.models import Agreement
from partners.rules.courses import FINAL


class MistakenForm(SeenForm):
    """That it was recorded in error, and why."""

    reason = TextField(
        label=_("Lý do ghi nhầm"),
        rows=3,
        limit=2000,
        help_text=_("ví dụ: ghi trùng, nhầm đối tác, không có thỏa thuận này"),
    )


class TakeBackForm(SeenForm, AlthoughForm):
    """That the mark was an error, and why."""

    reason = TextField(
        label=_("Lý do bỏ đánh dấu ghi nhầm"),
        rows=3,
        limit=2000,
        help_text=_("ví dụ: đánh dấu nhầm thỏa thuận khác, đã tìm thấy bản ký"),
    )


class CorrectionForm(CitingForm, TermsForm, SeenForm):
    """When and where it was signed, in which languages and for how long; the reason."""

    field_order = ["signed_on", "place", "source", "ended_on", "languages", *TERMS, "reason"]

    signed_on = DayField(label=_("Ngày ký"), required=False)
    place = LineField(label=_("Nơi ký"), max_length=200, required=False)
    source = LineField(
        label=_("Nguồn"), max_length=300, help_text=_("văn bản, đoạn cho biết thỏa thuận này")
    )
    ended_on = DayField(label=_("Ngày kết thúc hiệu lực"), required=False)
    reason = TextField(
        label=_("Lý do đính chính, bổ sung"),
        rows=3,
        limit=2000,
        help_text=_("diễn biến giữ cả nội dung cũ, nội dung mới và lý do"),
    )

    def __init__(self, *args: Any, of: Agreement, **kwargs: Any) -> None:
        """Ask for the source and the end only where the portal has them from papers."""
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["effective_on"].help_text = ""
        self.fields["number"].help_text = (
            _("văn bản làm căn cứ đính chính; có trong sổ của Sở thì được liên kết")
            if of.recorded
            else _(
                "văn bản làm căn cứ đính chính, bắt buộc khi đính chính ngôn ngữ, thời hạn, việc "
                "gia hạn; có trong sổ của Sở thì được liên kết"
            )
        )
        if not of.recorded:
            del self.fields["source"]
        if not of.recorded or of.state not in FINAL:
            del self.fields["ended_on"]

    def told(self) -> Signing:
        """Return what was entered."""
        data = self.cleaned_data
        return Signing(
            signed_on=data["signed_on"],
            place=data["place"],
            source=data.get("source", ""),
            languages=data["languages"],
            terms=self.terms(),
            ended_on=data.get("ended_on"),
        )

    @staticmethod
    def initial_of(agreement: Agreement) -> dict[str, Any]:
        """Return what the form shows of an agreement."""
        shown = ("signed_on", "place", "source", *TERMS)
        return {name: getattr(agreement, name) for name in shown} | {
            "languages": list(filter(None, agreement.languages.split(","))),
            "ended_on": agreement.ends_on,
            "seen": agreement.version,
        }
