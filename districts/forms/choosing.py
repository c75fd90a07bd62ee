"""Choosing units of all times: one that has ended says so, another may have taken its name."""

from datetime import timedelta

from django import forms
from django.db.models import Model
from django.utils.translation import gettext
from django_filters import ModelChoiceFilter
from django_filters.fields import ModelChoiceField as FilterField

from accounts.fields import RowsField
from districts.models import District
from vietnamese.dates import short_date


def label_of(unit: District) -> str:
    """Return the full name, and the last day of a unit that is no more."""
    if not unit.valid_to:
        return unit.full_name
    ended = {"unit": unit.full_name, "day": short_date(unit.valid_to - timedelta(days=1))}
    return gettext("%(unit)s (đến hết ngày %(day)s)") % ended


class UnitField(forms.ModelChoiceField):
    """One unit."""

    def label_from_instance(self, obj: Model) -> str:
        """Name it, and its end."""
        return label_of(obj)  # type: ignore[arg-type]


class UnitsField(RowsField):
    """Several units."""

    def label_from_instance(self, unit: District) -> str:
        """Name it, and its end."""
        return label_of(unit)


class UnitFilterField(FilterField):
    """A unit whose rows a list shows."""

    def label_from_instance(self, obj: District) -> str:
        """Name it, and its end."""
        return label_of(obj)


class UnitFilter(ModelChoiceFilter):
    """The rows of one unit."""

    field_class = UnitFilterField
