"""Files put into a dossier by hand (tệp trong hồ sơ): written or scanned outside the portal."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.domain import dossiers, files, scans
from dispatches.domain.printing import PDF
from dispatches.errors import DispatchRefused
from dispatches.models import DossierFile, Requirement
from dispatches.uploads import Upload
from vietnamese.text import clean_line


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """What an officer says of a file; no program reads it off a scan."""

    subject: str
    language: str
    names_field: bool = False


@transaction.atomic
def answer(
    requirement: Requirement, facts: FileFacts, upload: Upload, *, by: Actor, at: datetime
) -> DossierFile:
    """Put a file into the requirement's dossier, and say that it meets the requirement.

    A picture is kept as the page of a PDF. DispatchRefused without a name for it, for a closed
    dossier, and once the requirement was sent; UploadRefused for a file without pages.
    """
    subject = clean_line(facts.subject)
    if not subject:
        raise DispatchRefused(_("Đề nghị ghi tên tài liệu."))
    made = DossierFile.objects.create(
        subject=subject,
        language=facts.language,
        names_field=facts.names_field,
        file=files.store(scans.pdf_of(upload), media_type=PDF, at=at),
        name=f"{PurePath(upload.name).stem}.pdf",
        put_in_by_id=by.pk,
        put_in_at=at,
    )
    dossiers.add_document(requirement.dossier, made, by=by, at=at)
    dossiers.meet(requirement, made, by=by, at=at)
    return made
