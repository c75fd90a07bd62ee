"""Files that go with a unit's answer (tệp kèm ý kiến)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.domain.audit import record
from accounts.models import User
from consultations.domain import drafts
from consultations.errors import ConsultationRefused
from consultations.models import (
    Consultee,
    Draft,
    DraftFile,
    DraftLetter,
    ResponseFile,
    ResponseLetter,
)
from dispatches.domain import quotas
from dispatches.uploads import Upload

FILES_LIMIT = 10
AttachedFile = DraftFile | ResponseFile | DraftLetter | ResponseLetter


def attach(consultee: Consultee, upload: Upload, *, version: int, by: User, at: datetime) -> Draft:
    """Add a checked file to the draft. Attaching makes a next version: others' check pages expire.

    Raises DraftConflict, and ConsultationRefused for the eleventh file or the same file again,
    UploadRefused if the unit has no room for it.
    """
    stored = quotas.store(upload, unit=consultee.district.code, at=at)
    with transaction.atomic():
        draft = drafts.touch(consultee, version=version, by=by, at=at)
        if draft.draft_files.filter(file=stored).exists():
            raise ConsultationRefused(_("Tệp này đã có trong danh sách tệp kèm."))
        if draft.draft_files.count() >= FILES_LIMIT:
            raise ConsultationRefused(
                _("Mỗi văn bản trả lời kèm được tối đa %d tệp.") % FILES_LIMIT
            )
        DraftFile.objects.create(draft=draft, file=stored, name=upload.name)
        record(
            by=by,
            action="draft.file_attached",
            on=consultee,
            at=at,
            name=upload.name,
            sha256=stored.sha256,
        )
    return draft


@transaction.atomic
def remove(consultee: Consultee, kept: DraftFile, *, version: int, by: User, at: datetime) -> Draft:
    """Take a file off the draft; answers that were submitted with it keep theirs."""
    draft = drafts.touch(consultee, version=version, by=by, at=at)
    kept.delete()
    record(
        by=by,
        action="draft.file_removed",
        on=consultee,
        at=at,
        name=kept.name,
        sha256=kept.file.sha256,
    )
    return draft


def find(consultee: Consultee, sha256: str) -> AttachedFile | None:
    """Return a file, or the letter, of the unit's draft or of an answer of its own, or None."""
    drafted = {"draft__consultee": consultee}
    submitted = {"response__consultee": consultee}
    places: tuple[QuerySet[Any], ...] = (
        DraftFile.objects.filter(**drafted),
        DraftLetter.objects.filter(**drafted),
        ResponseFile.objects.filter(**submitted),
        ResponseLetter.objects.filter(**submitted),
    )
    for kept in places:
        found: AttachedFile | None = kept.filter(file__sha256=sha256).select_related("file").first()
        if found:
            return found
    return None
