"""Records that still stand: a double that was merged takes nothing in any more."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partners.errors import PartnerRefused
from partners.models import Partner


def hold(partners: Iterable[Partner]) -> list[Partner]:
    """Lock the partners' rows, so that none is merged away before the transaction ends.

    PartnerRefused if one has been already: its record is a signpost, with nothing new on it.
    """
    keys = sorted({partner.pk for partner in partners})
    held = list(Partner.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if gone := [partner for partner in held if partner.merged_into_id]:
        raise PartnerRefused(
            _("Hồ sơ «%(name)s» đã được gộp vào hồ sơ khác. Đề nghị chọn hồ sơ còn lại.")
            % {"name": gone[0].name}
        )
    return held
