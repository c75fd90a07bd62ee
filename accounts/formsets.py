"""Rows of a form that one adds to and takes from."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class BaseRows(forms.BaseFormSet):
    """A formset that says in Vietnamese that what was sent is not whole."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": _("Dữ liệu gửi lên không đủ. Đề nghị mở lại trang."),
    }
