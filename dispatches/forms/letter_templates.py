"""The form with which the administrator keeps a template of letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from dispatches.enums import LetterLanguage
from dispatches.forms.writing import PartsForm
from dispatches.models import Checklist, DocumentKind, LetterTemplate

OF_THE_TEMPLATE = (
    "agency_name",
    "place",
    "checklist",
    "translates",
    "is_goal",
    "composed",
    "source",
    "rank",
    "active",
)


class TemplateForm(PartsForm):
    """Everything of a template beside its blocks; `seen` tells what the page showed."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    code = forms.SlugField(
        label=_("Mã"), max_length=50, help_text=_("chữ không dấu, gạch nối; không đổi về sau")
    )
    name = LineField(label=_("Tên mẫu"), max_length=200)
    kind = forms.ModelChoiceField(
        DocumentKind.objects.select_related("agency").order_by("rank", "name"), label=_("Thể loại")
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=LetterLanguage.choices)
    signature = TextField(
        label=_("Chức vụ và họ tên"),
        rows=3,
        limit=400,
        required=False,
        help_text=_(
            "khi người ký không có trong danh sách: mỗi dòng in một dòng, dòng cuối là tên"
        ),
    )
    agency_name = LineField(
        label=_("Tên cơ quan in trên văn bản"),
        max_length=200,
        required=False,
        help_text=_("để trống thì theo thể loại; bản dịch ghi tên bằng tiếng nước ngoài"),
    )
    place = LineField(
        label=_("Địa danh in trên văn bản"),
        max_length=100,
        required=False,
        help_text=_("để trống thì theo cơ quan ban hành"),
    )
    checklist = forms.ModelChoiceField(
        Checklist.objects.order_by("name"),
        label=_("Danh mục yêu cầu"),
        required=False,
        help_text=_("hồ sơ có danh mục này được soạn sẵn văn bản theo mẫu"),
    )
    translates = forms.ModelChoiceField(
        LetterTemplate.objects.filter(translates=None).order_by("rank", "name"),
        label=_("Là bản dịch của mẫu"),
        required=False,
    )
    is_goal = forms.BooleanField(
        label=_("Chỉ ban hành khi hồ sơ đã đủ yêu cầu của danh mục"), required=False
    )
    composed = forms.BooleanField(
        label=_("Lời văn gợi ý"),
        required=False,
        help_text=_("văn bản soạn từ mẫu được nhắc rà soát trước khi trình"),
    )
    source = LineField(
        label=_("Nguồn"), max_length=300, required=False, help_text=_("lời văn lấy ở văn bản nào")
    )
    rank = forms.IntegerField(
        label=_("Thứ tự trong danh sách"), min_value=0, max_value=9999, initial=0
    )
    active = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)
    field_order = (
        "seen",
        "code",
        "name",
        "kind",
        "language",
        "subject",
        "unit",
        "addressees",
        "addressee_stop",
        "signatory",
        "signature",
        "recipients",
        "agency_name",
        "place",
    )

    def __init__(self, *args: Any, template: LetterTemplate, **kwargs: Any) -> None:
        """Take the template; once it is there its code stays."""
        super().__init__(*args, **kwargs)
        if template.pk:
            self.fields["code"].widget = forms.TextInput(attrs={"readonly": True})
            others = LetterTemplate.objects.filter(translates=None).exclude(pk=template.pk)
            self.fields["translates"].queryset = others.order_by("rank", "name")  # type: ignore[attr-defined]
        self.template = template

    @property
    def letter_fields(self) -> list[forms.BoundField]:
        """The fields that make the letter; its blocks follow them on the page."""
        return [field for field in self.visible_fields() if field.name not in OF_THE_TEMPLATE]

    @property
    def template_fields(self) -> list[forms.BoundField]:
        """The fields that say how and where the template is used."""
        return [self[name] for name in OF_THE_TEMPLATE]

    def clean_code(self) -> str:
        """Keep the code of a template that is there: data and dossiers name it."""
        code: str = self.cleaned_data["code"]
        if self.template.pk and code != self.template.code:
            raise forms.ValidationError(gettext("Mã đã lập không đổi được."))
        return code

    def clean(self) -> dict[str, Any]:
        """Ask for the checklist whose goal the document is said to be."""
        data = super().clean() or {}
        if data.get("is_goal") and not data.get("checklist"):
            self.add_error("checklist", gettext("Đề nghị chọn danh mục yêu cầu."))
        return data

    def values(self) -> dict[str, Any]:
        """Return the template's values, without its rows."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
