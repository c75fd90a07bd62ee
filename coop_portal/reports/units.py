"""The units that a year's report names: as they were on the year's last day."""

from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop_portal.reports.subjects import Year
from districts.domain.units import units_on
from districts.models import District
from vietnamese.dates import short_date

PROVINCE = None  # the key of what is of no unit


def written(*units: District) -> str:
    """Return the units as a cell of a table begins with them: «Huyện Hiệp Hòa; huyện Tân Yên»."""
    return capfirst("; ".join(unit.full_name for unit in units))


def unit_names() -> dict[int | None, str]:
    """Return the names of all units of all times, and of the province, by key."""
    names: dict[int | None, str] = {unit.pk: written(unit) for unit in District.objects.all()}
    return {PROVINCE: _("Cấp tỉnh")} | names


def units_for(year: Year) -> tuple[dict[int | None, str], dict[int | None, str]]:
    """Return the province with the units of the year's last day, and all others.

    Two units may bear one name, one after the other: another than those of the day is told with
    the day until which it was there, or since when.
    """
    there: dict[int | None, str] = {PROVINCE: _("Cấp tỉnh")}
    there |= {unit.pk: written(unit) for unit in units_on(year.last)}
    others = District.objects.exclude(pk__in=[key for key in there if key])
    return there, {unit.pk: _named_with_days(unit, year) for unit in others}


def _named_with_days(unit: District, year: Year) -> str:
    if unit.valid_to and unit.valid_to <= year.last:
        last = short_date(unit.valid_to - timedelta(days=1))
        return _("%(unit)s (đến hết ngày %(day)s)") % {"unit": written(unit), "day": last}
    if unit.valid_from and unit.valid_from > year.last:
        first = short_date(unit.valid_from)
        return _("%(unit)s (từ ngày %(day)s)") % {"unit": written(unit), "day": first}
    return written(unit)
