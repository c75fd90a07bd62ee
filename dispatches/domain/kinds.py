"""The kinds of documents that Decree 30/2020/NĐ-CP names, as a new office begins with them."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from dispatches.domain import office
from dispatches.errors import DispatchRefused
from dispatches.letter import Family
from dispatches.models import Agency, DocumentKind, RegisterBook, Signatory

DECREE_30 = Path(settings.BASE_DIR) / "data" / "decree_30.json"


@transaction.atomic
def load_decree_30(
    agency: Agency,
    *,
    books: Mapping[Family, RegisterBook] = {},
    signatories: Mapping[str, Signatory] = {},
    by: Actor,
    at: datetime,
) -> int:
    """Add the kinds that the office does not have yet; return how many.

    `books` names the series of a family, `signatories` who signs the kind of that code: both are
    for the head of the agency to lay down (art. 13, 15) and may come later.
    """
    known = set(DocumentKind.objects.values_list("code", flat=True))
    new = [(rank, row) for rank, row in enumerate(_rows(), start=1) if row["code"] not in known]
    for rank, row in new:
        chosen = {
            "agency": agency,
            "book": books.get(Family(row["family"])),
            "signatory": signatories.get(row["code"]),
            "rank": rank,
        }
        office.keep(DocumentKind(), row | chosen, by=by, at=at)
    return len(new)


def kind_of(code: str, name: str) -> DocumentKind:
    """Return the office's kind of that code, with what a letter is composed of.

    DispatchRefused, naming it, if the office has none.
    """
    kinds = DocumentKind.objects.select_related("agency", "book", "signatory")
    found = kinds.filter(code=code).first()
    if found is None:
        raise DispatchRefused(
            _("Chưa có thể loại «%(name)s»; đề nghị quản trị viên thêm ở trang Cơ quan.")
            % {"name": name}
        )
    return found


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(DECREE_30.read_text(encoding="utf-8"))["kinds"]
    return rows
