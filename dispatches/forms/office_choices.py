"""Who drafts and who signs, as a form offers them: of one agency, or under the name of each."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from dispatches.models import Agency, DraftingUnit, Signatory


class _ByAgency(ModelChoiceIterator):
    """The choices, under the names of the agencies if there are several."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        groups = [
            (agency.name, [self.choice(one) for one in entries])
            for agency, entries in groupby(self.queryset, key=lambda one: one.agency)
        ]
        yield from groups[0][1] if len(groups) == 1 else groups


class OfficeField(forms.ModelChoiceField):
    """A drafting unit or a signatory of the office."""

    iterator = _ByAgency

    def offer(self, agency: Agency) -> None:
        """Offer those of one agency only."""
        self.queryset = self.queryset.filter(agency=agency)  # type: ignore[union-attr]


def drafting_units() -> QuerySet[DraftingUnit]:
    """Return every drafting unit, agency by agency."""
    return DraftingUnit.objects.select_related("agency").order_by("agency", "abbreviation")


def signatories() -> QuerySet[Signatory]:
    """Return every signatory, agency by agency; who no longer signs comes last."""
    return Signatory.objects.select_related("agency").order_by("agency", "-active", "pk")
