"""Records that still stand: what was merged or cancelled takes nothing in any more."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partners.errors import PartnerRefused
from partners.models import Activity, Partner


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


def standing(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Keep the activities that were not cancelled: only they count anywhere."""
    return activities.filter(cancelled_at=None)


def require_standing(activity: Activity) -> None:
    """Refuse what is entered about an activity that was cancelled."""
    if activity.cancelled_at:
        raise PartnerRefused(_("Hoạt động này đã hủy; muốn ghi tiếp thì khôi phục trước."))
