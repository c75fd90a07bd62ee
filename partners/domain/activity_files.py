"""Files about an activity (tài liệu kèm theo)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain import quotas
from dispatches.uploads import Upload
from districts.domain.officers import unit_code_of
from partners.domain.standing import require_standing
from partners.errors import PartnerRefused
from partners.models import Activity, ActivityFile

MOST = 20


@transaction.atomic
def attach(activity: Activity, upload: Upload, *, by: Actor, at: datetime) -> ActivityFile:
    """Keep a file with the activity; PartnerRefused if it is there already or there are too many.

    Nor does one that was cancelled take any. The activity's row is locked first, so that two at
    once do not pass the limit.
    """
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    require_standing(held)
    if held.files.count() >= MOST:
        raise PartnerRefused(_("Mỗi hoạt động nhận tối đa %(most)d tệp.") % {"most": MOST})
    stored = quotas.store(upload, unit=unit_code_of(by, at), at=at)
    try:
        with transaction.atomic():
            kept = ActivityFile.objects.create(
                activity=held, file=stored, name=upload.name, added_by_id=by.pk, added_at=at
            )
    except IntegrityError as error:
        raise PartnerRefused(_("Tệp này đã có trong hoạt động.")) from error
    record(by=by, action="activity.file_added", on=held, at=at, file=upload.name)
    return kept


@transaction.atomic
def detach(kept: ActivityFile, *, by: Actor, at: datetime) -> None:
    """Take a file off the activity; PartnerRefused for one that was cancelled."""
    require_standing(Activity.objects.select_for_update().get(pk=kept.activity_id))
    record(by=by, action="activity.file_removed", on=kept.activity, at=at, file=kept.name)
    kept.delete()
