"""Documents that letters may cite (văn bản viện dẫn)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches.errors import DispatchRefused
from dispatches.models import ReferenceDocument
from vietnamese.text import clean_line, fold


@transaction.atomic
def add_reference(
    *,
    full_number: str,
    date: date,
    author: str,
    subject: str,
    source: str = "",
    by: Actor,
    at: datetime,
) -> ReferenceDocument:
    """Note a document; DispatchRefused if it is known already or dated after today."""
    if date > day_in_hanoi(at):
        raise DispatchRefused(_("Ngày văn bản ở sau hôm nay."))
    names = {
        "full_number": clean_line(full_number),
        "author": clean_line(author),
        "subject": clean_line(subject),
    }
    try:
        with transaction.atomic():
            document = ReferenceDocument.objects.create(
                **names,
                date=date,
                source=clean_line(source),
                search_key=fold(" ".join(names.values())),
            )
    except IntegrityError as error:
        raise DispatchRefused(_("Văn bản này đã có trong danh mục.")) from error
    record(by=by, action="referencedocument.added", on=document, at=at, number=names["full_number"])
    return document
