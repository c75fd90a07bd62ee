"""Checklists (danh mục yêu cầu): what an association demands, and the letters that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches import counterparts
from dispatches.domain.letter_templates import keep_template
from dispatches.enums import LetterLanguage
from dispatches.errors import DispatchRefused
from dispatches.models import Checklist, Demand, LetterTemplate
from dispatches.placeholders import NAMES
from vietnamese.text import clean_line

CODE_LIMIT = 50  # characters of a code
# What a copied template has of the one before; the rest belongs to its checklist.
COPIED = (
    "name", "kind", "language", "agency_name", "place", "subject", "addressees", "addressee_stop",
    "rows", "recipients", "unit", "signatory", "signature", "is_goal", "source", "rank", "active",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Demanded:
    """One demand: its words, in which languages it is met (any, if none is named), by which sheet.

    `needs_field` wants a document that names a specific field of cooperation.
    """

    text: str
    languages: Sequence[str] = ()
    needs_field: bool = False
    template: LetterTemplate | None = None

    @property
    def language_names(self) -> list[str]:
        """The languages by name; none if any will do."""
        return LetterLanguage.labels_of(self.languages)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a checklist says beside its demands; `values` are first values of places."""

    code: str
    name: str
    partner: str = ""
    source: str = ""
    values: Mapping[str, str]


def is_used(checklist: Checklist) -> bool:
    """Whether a dossier was opened with it: its demands then stay as they were answered."""
    return checklist.pk is not None and checklist.dossiers.exists()


@transaction.atomic
def keep(
    checklist: Checklist, facts: Facts, demands: Sequence[Demanded], *, by: Actor, at: datetime
) -> None:
    """Create or change a checklist with its demands in their order.

    The templates that the demands name become the checklist's own. DispatchRefused without a
    demand, for a code that is taken, a partner that is not in the register, another checklist's
    template, and once a dossier was opened with it.
    """
    act = "changed" if checklist.pk else "created"
    if checklist.pk:
        Checklist.objects.select_for_update().get(pk=checklist.pk)
    if is_used(checklist):
        raise DispatchRefused(
            _("Danh mục đã dùng cho hồ sơ nên không sửa được. Đề nghị lập danh mục mới từ nó.")
        )
    if not demands:
        raise DispatchRefused(_("Danh mục cần ít nhất một yêu cầu."))
    _write(checklist, facts)
    checklist.demands.all().delete()
    for ordinal, one in enumerate(demands, start=1):
        _demand(checklist, ordinal, one)
    record(
        by=by,
        action=f"checklist.{act}",
        on=checklist,
        at=at,
        name=checklist.name,
        partner=checklist.partner,
        demands=[one.text for one in demands],
    )


@transaction.atomic
def copy(
    origin: Checklist, *, code: str, name: str, partner: str, by: Actor, at: datetime
) -> Checklist:
    """Make the next association's checklist from one that is there: demands and all its letters.

    The letters are the same words for another partner, so each is marked to be looked at.
    DispatchRefused for a code that is taken.
    """
    own = counterparts.PLACES
    values = {place: value for place, value in origin.values.items() if place not in own}
    facts = Facts(code=code, name=name, partner=partner, source=origin.source, values=values)
    made = Checklist()
    _write(made, facts)
    copies: dict[int, LetterTemplate] = {}
    for template in origin.templates.order_by("rank", "pk"):
        copies[template.pk] = _copied(template, origin, made, copies, by=by, at=at)
    for demand in origin.demands.order_by("ordinal"):
        Demand.objects.create(
            checklist=made,
            ordinal=demand.ordinal,
            text=demand.text,
            languages=demand.languages,
            needs_field=demand.needs_field,
            template=copies.get(demand.template_id or 0),
        )
    facts_of_copy = {"target": origin.name, "name": made.name, "partner": made.partner}
    record(by=by, action="checklist.copied", on=made, at=at, **facts_of_copy)
    return made


def demands_of(checklist: Checklist) -> list[Demanded]:
    """Return the demands as they were entered."""
    rows = Demand.objects.filter(checklist=checklist.pk).select_related("template")
    return [
        Demanded(
            text=demand.text,
            languages=tuple(demand.languages),
            needs_field=demand.needs_field,
            template=demand.template,
        )
        for demand in rows.order_by("ordinal")
    ]


def _write(checklist: Checklist, facts: Facts) -> None:
    if facts.partner and counterparts.by_code(facts.partner) is None:
        raise DispatchRefused(_("Không có đối tác này trong danh sách đối tác."))
    checklist.code = facts.code
    checklist.name = clean_line(facts.name)
    checklist.partner = facts.partner
    checklist.source = clean_line(facts.source)
    kept = {place: clean_line(facts.values[place]) for place in NAMES if facts.values.get(place)}
    checklist.values = kept
    try:
        with transaction.atomic():
            checklist.save()
    except IntegrityError as error:
        raise DispatchRefused(_("Mã danh mục này đã có.")) from error


def _demand(checklist: Checklist, ordinal: int, one: Demanded) -> None:
    template = one.template
    if template and template.checklist_id not in (None, checklist.pk):
        raise DispatchRefused(
            _("Mẫu «%(template)s» thuộc danh mục khác.") % {"template": template.name}
        )
    if template and template.checklist_id is None:
        LetterTemplate.objects.filter(pk=template.pk).update(checklist=checklist)
    Demand.objects.create(
        checklist=checklist,
        ordinal=ordinal,
        text=clean_line(one.text),
        languages=list(one.languages),
        needs_field=one.needs_field,
        template=template,
    )


def _copied(
    template: LetterTemplate,
    origin: Checklist,
    made: Checklist,
    copies: Mapping[int, LetterTemplate],
    *,
    by: Actor,
    at: datetime,
) -> LetterTemplate:
    own = template.code.removeprefix(f"{origin.code}-")
    values: dict[str, Any] = {field: getattr(template, field) for field in COPIED}
    copied = LetterTemplate()
    changes = {
        "code": f"{made.code}-{own}"[:CODE_LIMIT],
        "checklist": made,
        "translates": copies.get(template.translates_id or 0),
        "composed": True,
    }
    keep_template(copied, values | changes, by=by, at=at)
    return copied
