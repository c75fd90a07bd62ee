"""The form of an act of reorganisation: one row for each unit that there is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineField
from deadlines.fields import DayField
from districts.domain.act_corrections import Words
from districts.domain.composing import Ending, Facts
from districts.domain.successions import ADDED
from districts.enums import SuccessionKind
from districts.forms.choosing import UnitsField
from districts.models import District

SEPARATOR = ";"
FACTS = ("on", "title", "basis", "agreement_basis", "source")
WORDS = ("title", "basis", "agreement_basis", "source", "to_check")


class WordsForm(forms.Form):
    """What an act says of itself."""

    title = LineField(
        label=gettext_lazy("Nội dung sắp xếp"),
        max_length=300,
        help_text=gettext_lazy("ví dụ: Thành lập thị xã Việt Yên"),
    )
    basis = LineField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("số, ngày và cơ quan ban hành nghị quyết"),
    )
    agreement_basis = LineField(
        label=gettext_lazy("Căn cứ kế thừa thỏa thuận"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "chỉ ghi khi có quy định riêng cho thỏa thuận quốc tế của đơn vị cấp dưới của tỉnh"
        ),
    )
    source = LineField(label=gettext_lazy("Nguồn"), max_length=300, required=False)


class CorrectionForm(WordsForm):
    """What an act should have said, and why it did not."""

    to_check = LineField(
        label=gettext_lazy("Cần đối chiếu"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Để trống khi đã đối chiếu với văn bản."),
    )
    reason = LineField(label=gettext_lazy("Lý do đính chính"), max_length=300)

    def words(self) -> Words:
        """Return what it should say."""
        return Words(**{name: self.cleaned_data[name] for name in WORDS})


class SuccessorsForm(forms.Form):
    """Units that follow another one by the act, too."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Đơn vị cũ"), queryset=District.objects.none())
    kind = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        choices=[(kind, kind.label) for kind in ADDED],
        initial=SuccessionKind.ABOLISHED,
    )
    successors = UnitsField(label=gettext_lazy("Đơn vị kế thừa"), queryset=District.objects.none())

    def __init__(
        self,
        *args: Any,
        units: QuerySet[District],
        successors: QuerySet[District],
        **kwargs: Any,
    ) -> None:
        """Offer the units that the act ended and those of its day."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["successors"].queryset = successors  # type: ignore[attr-defined]


class ActForm(WordsForm):
    """What the act says, and for each unit how it ends, if it does, and who follows it."""

    field_order = ["on"]

    on = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))

    def __init__(self, *args: Any, units: Sequence[District], **kwargs: Any) -> None:
        """Add the fields of the units' rows."""
        super().__init__(*args, **kwargs)
        self.units = units
        choices = [("", gettext_lazy("giữ nguyên")), *SuccessionKind.choices]
        for unit in units:
            kind, to = _names(unit)
            self.fields[kind] = forms.ChoiceField(
                label=_("Hình thức đối với %(unit)s") % {"unit": unit.full_name},
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[to] = LineField(
                label=_("Đơn vị kế thừa %(unit)s") % {"unit": unit.full_name},
                max_length=500,
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "placeholder": gettext_lazy("đơn vị kế thừa")}
                ),
            )

    def rows(self) -> list[tuple[District, Any, Any]]:
        """Return each unit with its two fields, for the table."""
        named = [(unit, *_names(unit)) for unit in self.units]
        return [(unit, self[kind], self[to]) for unit, kind, to in named]

    def facts_fields(self) -> list[Any]:
        """Return the fields about the act as a whole."""
        return [self[name] for name in FACTS]

    def clean(self) -> dict[str, Any]:
        """Ask for the kind where successors are named."""
        data = super().clean() or {}
        for unit in self.units:
            kind, to = _names(unit)
            if data.get(to) and not data.get(kind):
                self.add_error(kind, _("Chưa chọn hình thức sắp xếp."))
        return data

    def facts(self) -> Facts:
        """Return what is said of the act as a whole."""
        return Facts(**{name: self.cleaned_data[name] for name in FACTS})

    def endings(self) -> list[Ending]:
        """Return the units that end."""
        found = []
        for unit in self.units:
            kind, to = (self.cleaned_data[name] for name in _names(unit))
            names = [name.strip() for name in to.split(SEPARATOR) if name.strip()]
            if kind:
                found.append(Ending(unit, SuccessionKind(kind), names))
        return found


def _names(unit: District) -> tuple[str, str]:
    return f"kind_{unit.pk}", f"to_{unit.pk}"
