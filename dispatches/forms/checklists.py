"""The forms with which a checklist is made: its facts, its demands, its first values."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, TextField
from accounts.formsets import BaseRows
from dispatches.domain.checklists import CODE_LIMIT, Demanded, Facts
from dispatches.enums import LetterLanguage
from dispatches.forms.dossiers import CounterpartField, ValuesForm
from dispatches.models import Checklist, LetterTemplate

SPARE_DEMANDS = 3  # for browsers without script
DEMANDS_LIMIT = 30
TEXT_LIMIT = 300  # characters


class NamedForm(forms.Form):
    """How a checklist is called."""

    code = forms.SlugField(
        label=_("Mã"),
        max_length=CODE_LIMIT,
        help_text=_("chữ không dấu, gạch nối; không đổi về sau"),
    )
    name = LineField(label=_("Tên danh mục"), max_length=200)


class CopyForm(NamedForm):
    """The next association's checklist: its name, and the partner."""

    partner = CounterpartField()
    field_order = ("name", "code", "partner")


class ChecklistForm(NamedForm, ValuesForm):
    """A checklist's facts, and the first values of places in its letters."""

    source = LineField(
        label=_("Nguồn"),
        max_length=300,
        required=False,
        help_text=_("văn bản nào nêu các yêu cầu này"),
    )
    field_order = ("name", "code", "partner", "source")

    def __init__(self, *args: Any, checklist: Checklist, **kwargs: Any) -> None:
        """Take the checklist; once it is there its code stays."""
        super().__init__(*args, partner=checklist.partner, **kwargs)
        self.checklist = checklist
        if checklist.pk:
            self.fields["code"].widget = forms.TextInput(attrs={"readonly": True})

    def clean_code(self) -> str:
        """Keep the code of a checklist that is there."""
        code: str = self.cleaned_data["code"]
        if self.checklist.pk and code != self.checklist.code:
            raise forms.ValidationError(gettext("Mã đã lập không đổi được."))
        return code

    @property
    def value_fields(self) -> list[forms.BoundField]:
        """The first values of places; they stand after the demands on the page."""
        return [field for field in self.visible_fields() if field.name.startswith("value-")]

    def facts(self) -> Facts:
        """Return what was entered."""
        named = {name: self.cleaned_data[name] for name in ("code", "name", "partner", "source")}
        return Facts(**named, values=self.values())


class DemandForm(forms.Form):
    """One demand; an empty one is left out."""

    text = TextField(label=_("Yêu cầu"), rows=2, limit=TEXT_LIMIT, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Ngôn ngữ nhận"),
        choices=LetterLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs_field = forms.BooleanField(label=_("Phải nêu lĩnh vực cụ thể"), required=False)
    template = forms.ModelChoiceField(
        LetterTemplate.objects.none(), label=_("Văn bản soạn theo mẫu"), required=False
    )

    def __init__(self, *args: Any, checklist: Checklist, **kwargs: Any) -> None:
        """Offer the checklist's own templates, and those that are no checklist's."""
        super().__init__(*args, **kwargs)
        free = Q(checklist=None, translates=None)
        own = Q(checklist=checklist) if checklist.pk else Q()
        offered = LetterTemplate.objects.filter(free | own if own else free, is_goal=False)
        self.fields["template"].queryset = offered.order_by("rank", "name")  # type: ignore[attr-defined]


class BaseDemands(BaseRows):
    """The demands in their order; those that were taken out or left empty are gone."""

    def demands(self) -> list[Demanded]:
        """Return what was typed."""
        kept = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data.get("text")]
        return [
            Demanded(
                text=data["text"],
                languages=tuple(data["languages"]),
                needs_field=data["needs_field"],
                template=data["template"],
            )
            for data in kept
        ]


Demands = forms.formset_factory(
    DemandForm,
    formset=BaseDemands,
    can_order=True,
    can_delete=True,
    extra=SPARE_DEMANDS,
    max_num=DEMANDS_LIMIT,
    validate_max=True,
)
