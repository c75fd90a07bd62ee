"""What is entered about dossiers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from dispatches import counterparts
from dispatches.domain.dossier_files import FileFacts
from dispatches.enums import LetterLanguage
from dispatches.models import (
    SUBJECT_LIMIT,
    Checklist,
    Demand,
    Dispatch,
    DossierFile,
    IncomingDocument,
)
from dispatches.placeholders import NAMES
from vietnamese.dates import short_date

SUBJECT_SHOWN = 120  # characters of a subject in a list to choose from
# These follow from the office and from the dossier's first document.
GIVEN = ("cơ quan", "địa danh", "tỉnh", "văn bản đến")


class OriginField(forms.ModelChoiceField):
    """An incoming document, the newest first, told by number, day and subject."""

    def __init__(self) -> None:
        """Offer those that were not voided."""
        super().__init__(
            IncomingDocument.objects.filter(voided_at=None),
            label=_("Văn bản đến mở hồ sơ"),
            required=False,
        )

    def label_from_instance(self, obj: Any) -> str:
        """«347/CNV-ĐP, 14/7/2023: Kết nối hợp tác …»."""
        number = obj.full_number or obj.kind_name
        return f"{number}, {short_date(obj.date)}: {Truncator(obj.subject).chars(SUBJECT_SHOWN)}"


class OpenForm(forms.Form):
    """What the dossier is called, what caused it, what is demanded."""

    title = LineField(label=_("Tên hồ sơ"), max_length=300)
    origin = OriginField()
    checklist = forms.ModelChoiceField(
        Checklist.objects.order_by("name"),
        label=_("Danh mục yêu cầu"),
        required=False,
        help_text=_("hồ sơ có danh mục thì cổng soạn sẵn các văn bản và theo dõi mục còn thiếu"),
    )


class CounterpartField(LineField):
    """A foreign partner by any of its names; its names in letters follow from the register.

    `chosen` is the code of the partner that the field stands for, if any.
    """

    chosen = ""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for a name."""
        super().__init__(
            label=_("Đối tác"),
            max_length=200,
            required=False,
            help_text=_(
                "tên bất kỳ trong danh sách đối tác; tên tiếng Việt, tiếng Anh và tiếng bản ngữ "
                "trong văn bản lấy từ đó"
            ),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Return the code of the partner, empty if none was named."""
        typed = super().clean(value)
        if not typed:
            return ""
        # Left as the page showed it, it is the same partner, even if others bear the name.
        kept = counterparts.by_code(self.chosen)
        return kept.code if kept and kept.name == typed else counterparts.choose(typed).code

    def stand_for(self, code: str) -> None:
        """Take the partner that was chosen before, and show its name."""
        partner = counterparts.by_code(code)
        self.chosen, self.initial = code, partner.name if partner else ""


class ValuesForm(forms.Form):
    """What the places of letters are filled with; one field a name of the list.

    Names of a partner are asked for only as long as none was chosen from the register.
    """

    partner = CounterpartField()

    def __init__(self, *args: Any, partner: str = "", **kwargs: Any) -> None:
        """Make a field of every name whose value is entered here; `partner` is a chosen one."""
        super().__init__(*args, **kwargs)
        self.fields["partner"].stand_for(partner)  # type: ignore[attr-defined]
        given = (*GIVEN, *counterparts.PLACES) if partner else GIVEN
        for place, (name, label) in enumerate(NAMES.items()):
            if not name.startswith(GIVEN) and name not in given:
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
        return {
            names[int(field.removeprefix("value-"))]: value
            for field, value in entered
            if field.startswith("value-")
        }


class AddDocumentForm(forms.Form):
    """A registered document, named by number and symbol."""

    full_number = LineField(
        label=_("Số, ký hiệu"),
        max_length=80,
        help_text=_("như trong sổ văn bản đi hoặc sổ văn bản đến"),
    )


class MeetForm(forms.Form):
    """Which document or file of the dossier meets a requirement."""

    document = forms.ModelChoiceField(
        Dispatch.objects.none(), label=_("Văn bản đáp ứng"), required=False
    )
    file = forms.ModelChoiceField(
        DossierFile.objects.none(),
        label=_("Hoặc tệp đã đưa vào hồ sơ"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        documents: QuerySet[Dispatch],
        files: QuerySet[DossierFile],
        **kwargs: Any,
    ) -> None:
        """Offer the dossier's own documents that can be enclosed, and its files if it has any."""
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        if files.exists():
            self.fields["file"].queryset = files  # type: ignore[attr-defined]
        else:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two; nothing more where a choice was wrong."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("document")) == bool(data.get("file")):
            words = (
                gettext("Chỉ chọn một: văn bản hoặc tệp.")
                if data.get("document")
                else gettext("Đề nghị chọn văn bản hoặc tệp đáp ứng yêu cầu.")
            )
            self.add_error("document", words)
        return data

    def chosen(self) -> Dispatch | DossierFile:
        """Return what was chosen."""
        chosen: Dispatch | DossierFile = self.cleaned_data["document"] or self.cleaned_data["file"]
        return chosen


class AnswerForm(forms.Form):
    """A file that answers a demand, and what no program reads off it."""

    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("PDF, JPG, PNG; không quá 20 MB; không đưa văn bản mật vào cổng"),
    )
    subject = LineField(
        label=_("Tên tài liệu"),
        max_length=SUBJECT_LIMIT,
        help_text=_("như ghi trong danh mục tài liệu gửi kèm"),
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ của tài liệu"), choices=LetterLanguage.choices)
    names_field = forms.BooleanField(
        label=_("Tài liệu có nêu lĩnh vực hợp tác cụ thể"), required=False
    )

    def __init__(self, *args: Any, demand: Demand, **kwargs: Any) -> None:
        """Ask only what the demand wants to know; offer the languages that it takes."""
        super().__init__(*args, **kwargs)
        if demand.languages:
            offered = [one for one in LetterLanguage.choices if one[0] in demand.languages]
            self.fields["language"].choices = offered  # type: ignore[attr-defined]
        if demand.needs_field:
            self.fields["names_field"].required = True
        else:
            del self.fields["names_field"]

    def facts(self) -> FileFacts:
        """Return what was said of the file."""
        names_field = self.cleaned_data.get("names_field", False)
        named = {name: self.cleaned_data[name] for name in ("subject", "language")}
        return FileFacts(**named, names_field=names_field)
