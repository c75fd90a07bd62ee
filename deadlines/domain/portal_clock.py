"""The clock of the rehearsal (đồng hồ diễn tập)."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from deadlines.models import PortalClock


def move(to: datetime) -> PortalClock:
    """Move the rehearsal's clock forward, or leave it where it stands.

    ValueError with a sentence for the user, if the moment lies before it or outside a rehearsal.
    What falls due on the way is the caller's business.
    """
    # Read here and not passed in: no caller may talk production into a clock that can be set.
    if not settings.PORTAL_REHEARSAL:
        raise ValueError(_("Chỉ chế độ diễn tập mới chỉnh được đồng hồ của cổng."))
    clock, _created = PortalClock.objects.get_or_create(
        pk=PortalClock.THE_ONE, defaults={"stands_at": settings.REHEARSAL_START}
    )
    moved = PortalClock.objects.filter(pk=clock.pk, stands_at__lte=to).update(stands_at=to)
    if not moved:
        raise ValueError(_("Đồng hồ diễn tập chỉ chạy tới, không quay lại thời điểm đã qua."))
    clock.refresh_from_db()
    return clock
