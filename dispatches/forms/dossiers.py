"""What is entered about dossiers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from dispatches.models import Checklist, Dispatch, IncomingDocument
from dispatches.placeholders import NAMES

# These follow from the office and from the dossier's first document.
GIVEN = ("cơ quan", "địa danh", "tỉnh", "văn bản đến")


class OpenForm(forms.Form):
    """What the dossier is called, what caused it, what is demanded."""

    title = LineField(label=_("Tên hồ sơ"), max_length=300)
    origin = forms.ModelChoiceField(
        IncomingDocument.objects.filter(voided_at=None),
        label=_("Văn bản đến mở hồ sơ"),
        required=False,
    )
    checklist = forms.ModelChoiceField(
        Checklist.objects.order_by("name"),
        label=_("Danh mục yêu cầu"),
        required=False,
        help_text=_("hồ sơ có danh mục thì cổng soạn sẵn các văn bản và theo dõi mục còn thiếu"),
    )


class ValuesForm(forms.Form):
    """What the places of the dossier's letters are filled with; one field a name of the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of every name whose value is entered here."""
        super().__init__(*args, **kwargs)
        for place, (name, label) in enumerate(NAMES.items()):
            if not name.startswith(GIVEN):
                self.fields[f"value-{place}"] = LineField(
                    label=capfirst(str(label)),
                    max_length=300,
                    required=False,
                    initial=self.initial.get(name, ""),
                )

    def values(self) -> dict[str, str]:
        """Return what was entered, by name."""
        names = list(NAMES)
        entered = self.cleaned_data.items()
        return {names[int(field.removeprefix("value-"))]: value for field, value in entered}


class AddDocumentForm(forms.Form):
    """A registered document, named by number and symbol."""

    full_number = LineField(
        label=_("Số, ký hiệu"),
        max_length=80,
        help_text=_("như trong sổ văn bản đi hoặc sổ văn bản đến"),
    )


class MeetForm(forms.Form):
    """Which document of the dossier meets a requirement."""

    document = forms.ModelChoiceField(Dispatch.objects.none(), label=_("Văn bản đáp ứng"))

    def __init__(self, *args: Any, documents: QuerySet[Dispatch], **kwargs: Any) -> None:
        """Offer the dossier's own outgoing documents."""
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
