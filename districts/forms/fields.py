"""A form about fields of cooperation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField


class FieldForm(forms.Form):
    """How a field is called, and where it stands in lists."""

    name = LineField(
        label=_("Tên lĩnh vực"),
        max_length=200,
        help_text=_("Chữ thường: nông nghiệp công nghệ cao."),
    )
    name_en = LineField(label=_("Tên tiếng Anh"), max_length=200, required=False)
    rank = forms.IntegerField(label=_("Thứ tự"), min_value=1, max_value=9999)
