"""The office as its letters name it: agency, drafting units, signatories, register books.

Letters keep the words of their day: a change here reaches only letters written after it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.errors import DispatchRefused
from dispatches.models import Agency, DraftingUnit, RegisterBook, Signatory

Entry = Agency | DraftingUnit | Signatory | RegisterBook


def keep(entry: Entry, values: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Create the entry, or change it to the values; the same values again change nothing.

    DispatchRefused if another entry has the same symbol or code.
    """
    new = entry.pk is None
    before = {name: str(getattr(entry, name, "")) for name in values} if not new else {}
    for name, value in values.items():
        setattr(entry, name, value)
    after = {name: str(value) for name, value in values.items()}
    changes = {name: [before.get(name), after[name]] for name in after}
    if before == after:
        return
    try:
        with transaction.atomic():
            entry.save()
            act = "created" if new else "changed"
            record(
                by=by,
                action=f"{type(entry).__name__.lower()}.{act}",
                on=entry,
                at=at,
                **{name: pair for name, pair in changes.items() if pair[0] != pair[1]},
            )
    except IntegrityError as error:
        raise DispatchRefused(_("Ký hiệu hoặc mã này đã có.")) from error
