"""Whether the unit that is to act with a partner is there on the day (đơn vị còn hoạt động)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from districts.domain.units import exists_on, has_ended
from districts.models import District
from partners.errors import PartnerRefused
from vietnamese.dates import short_date


def require_there(units: Iterable[District | None], day: date) -> None:
    """Refuse a day on which one of the units does not exist; the province, None, always does."""
    for unit in units:
        if unit and not exists_on(unit, day):
            raise PartnerRefused(
                _("«%(unit)s» không có vào ngày %(day)s.")
                % {"unit": unit.full_name, "day": short_date(day)}
            )


def require_not_ended(unit: District | None, day: date) -> None:
    """Refuse a day on which the unit exists no more: what goes on is its successor's.

    A day before it began is the former unit's, which had the matter then.
    """
    if unit and has_ended(unit, day):
        raise PartnerRefused(
            _("«%(unit)s» không còn từ ngày %(day)s; đề nghị chuyển việc cho đơn vị kế thừa.")
            % {"unit": unit.full_name, "day": short_date(unit.valid_to or day)}
        )
