"""Templates of letters (mẫu văn bản): kept by the administrator, begun from by officers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain.composing import Text, compose
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter, Signature
from dispatches.manuscript import ManuscriptError, Row, read
from dispatches.models import LetterTemplate
from dispatches.placeholders import NAMES, gaps


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
    template: LetterTemplate, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Create or change a template; DispatchRefused if its letter cannot be made.

    A place that the closed list does not know is refused: nothing could ever fill it.
    """
    act = "changed" if template.pk else "created"
    for name, value in values.items():
        setattr(template, name, value)
    try:
        letter = letter_of(template, on=at.date())
    except ManuscriptError as error:
        raise DispatchRefused(
            _("Đoạn %(n)d: %(message)s") % {"n": error.row + 1, "message": error}
        ) from error
    if unknown := [gap.name for gap in gaps(letter) if not gap.is_known]:
        raise DispatchRefused(
            _("Không có chỗ điền tên «%(name)s». Các tên dùng được: %(names)s.")
            % {"name": unknown[0], "names": ", ".join(NAMES)}
        )
    with transaction.atomic():
        template.save()
        record(by=by, action=f"lettertemplate.{act}", on=template, at=at)


def _signature(template: LetterTemplate) -> Signature | None:
    lines = template.signature.splitlines()
    return Signature(tuple(lines[:-1]), lines[-1]) if lines else None
