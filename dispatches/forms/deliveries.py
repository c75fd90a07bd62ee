"""How a document goes to its recipients, as the clerk decides it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from deadlines.fields import DayField
from dispatches.domain.deliveries import Sending
from dispatches.domain.recipients import Recipient
from dispatches.enums import Channel
from outbox.domain.messages import is_usable

NOT_NOW = ("", _("Chưa gửi"))
UNUSABLE = _("Không gửi thư được đến địa chỉ «%(address)s».")


class RecipientForm(forms.Form):
    """The way to one recipient; of what is chosen, nothing is proposed where no way is known."""

    channel = forms.ChoiceField(label=_("Cách gửi"), required=False)
    address = LineField(label=_("Địa chỉ thư điện tử"), max_length=254, required=False)

    def __init__(self, data: Any, *, recipient: Recipient) -> None:
        """Offer the ways that lead to this recipient."""
        self.recipient = recipient
        proposal = {"channel": recipient.channel or "", "address": recipient.address}
        super().__init__(data, prefix=recipient.mark, initial=proposal)
        self.fields["channel"].choices = [NOT_NOW, *ways(recipient.unit)]  # type: ignore[attr-defined]
        self.fields["channel"].widget.attrs = {"class": "form-select"}
        self.fields["address"].widget.attrs |= {"class": "form-control", "inputmode": "email"}

    def clean(self) -> dict[str, Any]:
        """Want an address that mail can go to where it goes by mail."""
        data = super().clean() or {}
        _want_address(self, data)
        return data

    @property
    def sending(self) -> Sending | None:
        """What was decided; None for «not now»."""
        channel = self.cleaned_data["channel"]
        if not channel:
            return None
        address = self.cleaned_data["address"] if channel == Channel.EMAIL else ""
        return Sending(recipient=self.recipient, channel=Channel(channel), address=address)


class AgainForm(forms.Form):
    """The same document to the same recipient once more, and why."""

    channel = forms.ChoiceField(label=_("Cách gửi"))
    address = LineField(label=_("Địa chỉ thư điện tử"), max_length=254, required=False)
    reason = LineField(label=_("Lý do gửi lại"), max_length=300)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        """Offer the ways that lead to this recipient."""
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = ways(unit)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want an address that mail can go to where it goes by mail."""
        data = super().clean() or {}
        _want_address(self, data)
        return data


class HandOverForm(forms.Form):
    """Who got the document on paper, and when."""

    on = DayField(label=_("Ngày giao"))
    person = LineField(label=_("Người nhận"), max_length=120)
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)


class BounceForm(forms.Form):
    """When a mail came back, and what the mail that said so gives as the reason."""

    on = DayField(label=_("Ngày bị trả lại"))
    words = LineField(
        label=_("Lý do ghi trong thư trả lại"),
        help_text=_("ví dụ: «550 5.1.1 User unknown», «hộp thư đầy»"),
        max_length=300,
    )


def ways(unit: str) -> list[tuple[str, Any]]:
    """Return the ways as choices; into the portal only for a unit that is in it."""
    return [choice for choice in Channel.choices if unit or choice[0] != Channel.PORTAL]


def fingerprint(sendings: Sequence[Sending]) -> str:
    """SHA-256 of what was decided, so that what is confirmed is what was shown."""
    rows = [[one.recipient.mark, one.channel, one.address] for one in sendings]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _want_address(form: forms.Form, data: dict[str, Any]) -> None:
    if data.get("channel") != Channel.EMAIL or "address" not in data:
        return
    if not data["address"]:
        form.add_error("address", gettext("Đề nghị ghi địa chỉ thư điện tử."))
    elif not is_usable(data["address"]):
        form.add_error("address", str(UNUSABLE) % {"address": data["address"]})
