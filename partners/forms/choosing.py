"""Choosing partners by name: a list of all of them would be too long to choose from."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineField, TextField
from accounts.filters import with_words
from partners.domain.counterparts import named
from partners.models import Partner
from vietnamese.text import clean_line, fold

OFFERED = 5
# Letters put the short name in them: «Hiệp hội các tỉnh trưởng Hàn Quốc (GAROK)».
BRACKETS = re.compile(r"[()]")
HELP = gettext_lazy("Tên bất kỳ của đối tác, gõ không dấu được.")


def find(partners: QuerySet[Partner], typed: str) -> Partner:
    """Return the one partner that has the name, also as letters write it, or all of the words.

    ValidationError that names what comes near if there is none or more than one.
    """
    found = with_words(partners, BRACKETS.sub(" ", typed), ["folded_names"])
    near = list(found.prefetch_related("names").order_by("sort_key")[: OFFERED + 1])
    exact = [partner for partner in near if _has_name(partner, typed)]
    if len(exact or near) == 1:
        return (exact or near)[0]
    if not near:
        raise ValidationError(_("Không có đối tác nào tên «%(name)s».") % {"name": typed})
    names = "; ".join(partner.name for partner in near[:OFFERED])
    raise ValidationError(
        _("Có nhiều đối tác mang tên gần với «%(name)s»: %(names)s. Đề nghị ghi rõ hơn.")
        % {"name": typed, "names": names}
    )


def _has_name(partner: Partner, typed: str) -> bool:
    names = (partner.name, named(partner).name, *(name.text for name in partner.names.all()))
    return fold(typed) in map(fold, names)


class PartnerField(LineField):
    """One partner, by any of its names."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for a name."""
        kwargs.setdefault("help_text", HELP)
        super().__init__(max_length=200, **kwargs)
        self.partners: QuerySet[Partner] = Partner.objects.filter(merged_into=None)
        # The one with which a form begins: its name stands for it, even if others have it, too.
        self.kept: Partner | None = None

    def prepare_value(self, value: Any) -> Any:
        """Show a partner by its name."""
        return value.name if isinstance(value, Partner) else value

    def clean(self, value: Any) -> Any:
        """Return the partner, or None where none is needed."""
        typed = super().clean(value)
        if self.kept and typed == self.kept.name:
            return self.kept
        return find(self.partners, typed) if typed else None


class PartnersField(TextField):
    """Several partners, one name a line."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for names."""
        kwargs.setdefault("help_text", gettext_lazy("Mỗi dòng một đối tác, tên bất kỳ."))
        super().__init__(rows=3, **kwargs)
        self.partners: QuerySet[Partner] = Partner.objects.filter(merged_into=None)

    def clean(self, value: Any) -> list[Partner]:
        """Return the partners in the order typed, each once."""
        lines = [line for row in super().clean(value).splitlines() if (line := clean_line(row))]
        found = [find(self.partners, line) for line in lines]
        return list({partner.pk: partner for partner in found}.values())


class VersionForm(forms.Form):
    """A form over a version of a record: what somebody else saved meanwhile is not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def over(self, version: int) -> None:
        """Go on over the newer version, once the person has been told of it."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = str(version)
        self.data = data
