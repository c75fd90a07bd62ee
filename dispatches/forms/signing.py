"""What is entered about signed files and trust roots."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from dispatches.models.signing import REASON_LIMIT
from dispatches.signing import certificates


class SignedCopyForm(forms.Form):
    """The signed file, and why it takes the place of another one if it does."""

    file = forms.FileField(
        label=_("Tệp PDF đã ký số"),
        help_text=_(
            "nguyên tệp do phần mềm ký tạo ra; không in, quét hay lưu lại; không quá 20 MB"
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    reason = LineField(label=_("Lý do thay bản trước"), max_length=REASON_LIMIT)

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        """Ask for the reason only where there is a file already."""
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["reason"]


class TrustRootForm(forms.Form):
    """The file of a certificate at first; then its text again, with the fingerprint seen."""

    file = forms.FileField(
        label=_("Tệp chứng thư gốc"), required=False, help_text=_("tệp .cer, .crt hoặc .pem")
    )
    text = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=certificates.SIZE_LIMIT
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Read the certificate, the newly chosen one first."""
        data = super().clean() or {}
        upload = data.get("file")
        content = upload.read(certificates.SIZE_LIMIT + 1) if upload else data.get("text", "")
        if not content:
            self.add_error("file", gettext("Đề nghị chọn tệp chứng thư."))
            return data
        try:
            data["certificate"] = certificates.read_certificate(
                content if upload else content.encode()
            )
        except certificates.NotACertificate:
            self.add_error("file", gettext("Tệp không phải là một chứng thư số X.509 (DER, PEM)."))
        return data


class WithdrawRootForm(forms.Form):
    """Why an authority is trusted no more."""

    reason = LineField(label=_("Lý do gỡ"), max_length=REASON_LIMIT)
