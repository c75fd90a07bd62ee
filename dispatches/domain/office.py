"""The office as its letters name it: agency, drafting units, signatories, register books.

Letters keep the words of their day: a change here reaches only letters written after it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain.composing import require_own
from dispatches.errors import DispatchRefused
from dispatches.models import Agency, DocumentKind, DraftingUnit, RegisterBook, Signatory

Entry = Agency | DraftingUnit | Signatory | RegisterBook | DocumentKind


def keep(entry: Entry, values: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Create the entry, or change it to the values; the same values again change nothing.

    DispatchRefused if another entry has the same symbol or code, for another code of a book, for
    another agency of a kind, a drafting unit or a signatory, and for a kind that somebody of
    another agency signs.
    """
    act = "changed" if entry.pk else "created"
    changes = {
        name: [_plain(getattr(entry, name, None)) if entry.pk else None, _plain(value)]
        for name, value in values.items()
    }
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return
    if entry.pk and "code" in changes:
        # Books and kinds are asked for by their code.
        raise DispatchRefused(_("Mã đã lập không đổi được."))
    if entry.pk and "agency" in changes:
        # What was written and numbered under it would be another agency's.
        raise DispatchRefused(_("Cơ quan đã chọn không đổi được; đề nghị lập mục mới."))
    for name, value in values.items():
        setattr(entry, name, value)
    if isinstance(entry, DocumentKind):
        require_own(entry.agency, None, entry.signatory)
    try:
        with transaction.atomic():
            entry.save()
            action = f"{type(entry).__name__.lower()}.{act}"
            record(by=by, action=action, on=entry, at=at, changes=changes)
    except IntegrityError as error:
        raise DispatchRefused(_("Ký hiệu hoặc mã này đã có.")) from error


def _plain(value: Any) -> Any:
    """The audit trail outlives its objects: of another entry it keeps the name."""
    return str(value) if isinstance(value, models.Model) else value
