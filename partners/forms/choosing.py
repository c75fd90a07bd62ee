"""Choosing partners by name: a list of all of them would be too long to choose from."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineField, RowsField, TextField
from partners.domain.counterparts import named
from partners.domain.naming import by_words, is_name_of, told_apart
from partners.models import Partner
from vietnamese.text import clean_line, fold

OFFERED = 5
HELP = gettext_lazy(
    "Tên bất kỳ của đối tác, gõ không dấu được; trùng tên thì ghi kèm cấp trên hoặc nước."
)


def find(partners: QuerySet[Partner], typed: str) -> Partner:
    """Return the one partner that has the name, also as letters write it, or all of the words.

    ValidationError that names what comes near if there is none or more than one.
    """
    found = by_words(partners, typed).select_related("parent", "country")
    near = list(found.prefetch_related("names").order_by("sort_key", "pk")[: OFFERED + 1])
    exact = [partner for partner in near if _has_name(partner, typed)]
    if len(exact or near) == 1:
        return (exact or near)[0]
    if not near:
        raise ValidationError(_("Không có đối tác nào tên «%(name)s».") % {"name": typed})
    names = "; ".join(partner.full_name for partner in near[:OFFERED])
    raise ValidationError(
        _(
            "Có nhiều đối tác mang tên gần với «%(name)s»: %(names)s. "
            "Đề nghị ghi rõ hơn, kèm cấp trên hoặc nước."
        )
        % {"name": typed, "names": names}
    )


def _has_name(partner: Partner, typed: str) -> bool:
    names = (named(partner).name, *(name.text for name in partner.names.all()))
    return is_name_of(partner, typed) or fold(typed) in map(fold, names)


def _find_or_keep(partners: QuerySet[Partner], kept: Iterable[Partner], typed: str) -> Partner:
    """Return the partner with which the form began, if its name was left standing; else find it."""
    standing = [partner for partner in kept if is_name_of(partner, typed)]
    return standing[0] if len(standing) == 1 else find(partners, typed)


class PartnerField(LineField):
    """One partner, by any of its names."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for a name."""
        kwargs.setdefault("help_text", HELP)
        super().__init__(max_length=500, **kwargs)
        self.partners: QuerySet[Partner] = Partner.objects.filter(merged_into=None)
        # The one with which a form begins: its name stands for it, even if others have it, too.
        self.kept: Partner | None = None

    def prepare_value(self, value: Any) -> Any:
        """Show a partner by its name."""
        return told_apart([value])[0] if isinstance(value, Partner) else value

    def clean(self, value: Any) -> Any:
        """Return the partner, or None where none is needed."""
        typed = super().clean(value)
        kept = [self.kept] if self.kept else []
        return _find_or_keep(self.partners, kept, typed) if typed else None


class PartnersField(TextField):
    """Several partners, one name a line."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for names."""
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "Mỗi dòng một đối tác, tên bất kỳ; trùng tên thì ghi kèm cấp trên hoặc nước."
            ),
        )
        super().__init__(rows=3, **kwargs)
        self.partners: QuerySet[Partner] = Partner.objects.filter(merged_into=None)
        # Those with which a form begins: their names stand for them, even if others have them, too.
        self.kept: Iterable[Partner] = ()

    def prepare_value(self, value: Any) -> Any:
        """Show partners by their names."""
        return value if isinstance(value, str) else "\n".join(told_apart(value or ()))

    def clean(self, value: Any) -> list[Partner]:
        """Return the partners in the order typed, each once."""
        lines = [line for row in super().clean(value).splitlines() if (line := clean_line(row))]
        found = [_find_or_keep(self.partners, self.kept, line) for line in lines]
        return list({partner.pk: partner for partner in found}.values())


class PartnerRowsField(RowsField):
    """Several of the few partners that a unit has, ticked in a list; namesakes told apart."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the partner and where it lies."""
        return str(obj.full_name)


class VersionForm(forms.Form):
    """A form over a version of a record: what somebody else saved meanwhile is not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def over(self, version: int) -> None:
        """Go on over the newer version, once the person has been told of it."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data
