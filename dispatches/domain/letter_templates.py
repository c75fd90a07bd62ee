"""Templates of letters (mẫu văn bản): kept by the administrator, begun from by officers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches.domain import drafting
from dispatches.domain.composing import Text, compose
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter, Signature
from dispatches.manuscript import ManuscriptError, Row, read
from dispatches.models import Dispatch, LetterTemplate
from dispatches.placeholders import NAMES, gaps
from vietnamese.text import fold


def letter_of(template: LetterTemplate, *, on: date) -> Letter:
    """Return the letter that the template makes, its places still open."""
    blocks, appendices = read([Row(**row) for row in template.rows])
    text = Text(
        subject=template.subject,
        blocks=blocks,
        appendices=appendices,
        addressees=tuple(template.addressees.splitlines()),
        addressee_stop=template.addressee_stop,
        recipients=tuple(template.recipients.splitlines()),
        language=template.language,
    )
    signatory = template.signatory or _signature(template) or template.kind.signatory
    letter = compose(template.kind, text, unit=template.unit, signatory=signatory, on=on)
    if template.agency_name:
        named = template.agency_name
        letter = replace(letter, parent_agency="", agency=named.upper(), issuer=named)
    return replace(letter, place=template.place) if template.place else letter


def keep_template(
    template: LetterTemplate,
    values: Mapping[str, Any],
    *,
    seen: str | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Create or change a template; DispatchRefused if its letter cannot be made.

    A place that the closed list does not know is refused: nothing could ever fill it. `seen` is the
    fingerprint of what the page showed; somebody else's change since then is not written over.
    """
    act = "changed" if template.pk else "created"
    with transaction.atomic():
        before = _stored(template)
        if template.pk and seen is not None and fingerprint(before) != seen:
            raise DispatchRefused(_("Mẫu này vừa có người khác sửa. Đề nghị mở lại rồi sửa tiếp."))
        for name, value in values.items():
            setattr(template, name, value)
        template.search_key = fold(f"{template.code} {template.name} {template.subject}")
        changed = [name for name in values if getattr(before, name, None) != values[name]]
        if template.pk and not changed:
            return
        _require_letter(template, at)
        _save(template)
        record(by=by, action=f"lettertemplate.{act}", on=template, at=at, fields=changed)


def fingerprint(template: LetterTemplate) -> str:
    """Return what tells one state of a template from another."""
    names = [field.attname for field in template._meta.fields]  # noqa: SLF001 - public in Django
    fields = {name: getattr(template, name) for name in names}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def templates_to_begin_from() -> QuerySet[LetterTemplate]:
    """Return the templates that a document outside a dossier may begin from.

    A translation follows its original, and what belongs to a checklist is drafted in its dossier:
    only that fills its places.
    """
    usable = LetterTemplate.objects.filter(active=True, translates=None, checklist=None)
    return usable.select_related("kind__agency").order_by("kind__rank", "rank", "name")


def begin_from(template: LetterTemplate, *, by: Actor, at: datetime) -> Dispatch:
    """Begin a document from a template, its places still open; DispatchRefused if it is not used.

    What the office alone knows is filled in when it is submitted, the rest is the drafter's.
    """
    if not templates_to_begin_from().filter(pk=template.pk).exists():
        raise DispatchRefused(_("Mẫu này không dùng để soạn văn bản ngoài hồ sơ."))
    letter = letter_of(template, on=day_in_hanoi(at))
    return drafting.draft(kind=template.kind, letter=letter, by=by, at=at)


def _stored(template: LetterTemplate) -> LetterTemplate:
    if not template.pk:
        return LetterTemplate()
    return LetterTemplate.objects.select_for_update().get(pk=template.pk)


def _require_letter(template: LetterTemplate, at: datetime) -> None:
    try:
        letter = letter_of(template, on=day_in_hanoi(at))
    except ManuscriptError as error:
        raise DispatchRefused(
            _("Đoạn %(n)d: %(message)s") % {"n": error.row + 1, "message": error}
        ) from error
    if unknown := [gap.name for gap in gaps(letter) if not gap.is_known]:
        raise DispatchRefused(
            _("Không có chỗ điền tên «%(name)s». Các tên dùng được: %(names)s.")
            % {"name": unknown[0], "names": ", ".join(NAMES)}
        )


def _save(template: LetterTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise DispatchRefused(_("Mã mẫu này đã có.")) from error


def _signature(template: LetterTemplate) -> Signature | None:
    lines = template.signature.splitlines()
    return Signature(tuple(lines[:-1]), lines[-1]) if lines else None
