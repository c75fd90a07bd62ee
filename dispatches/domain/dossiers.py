"""Dossiers (hồ sơ công việc): opened, filled with documents, measured against a checklist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches.domain import drafting
from dispatches.domain.filling_in import filled, values_of_dossier
from dispatches.domain.letter_templates import letter_of
from dispatches.domain.suggested_wording import is_suggested
from dispatches.enums import DispatchState
from dispatches.errors import DispatchRefused
from dispatches.models import (
    Checklist,
    Dispatch,
    Dossier,
    DossierDocument,
    IncomingDocument,
    LetterTemplate,
    Requirement,
)
from dispatches.placeholders import NAMES
from vietnamese.text import clean_line, fold

FIELD = "lĩnh vực"
READY = (DispatchState.APPROVED, DispatchState.ISSUED)


@dataclass(frozen=True)
class Standing:
    """How a requirement stands: met, or what is missing, in words."""

    requirement: Requirement
    missing: str

    @property
    def is_met(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Entry:
    """A document of a dossier on its day; `suggested` until an officer has written in it."""

    row: DossierDocument
    day: date
    suggested: bool


@transaction.atomic
def open_dossier(
    *,
    title: str,
    origin: IncomingDocument | None = None,
    checklist: Checklist | None = None,
    by: Actor,
    at: datetime,
) -> Dossier:
    """Open a dossier; the incoming document that caused it is its first document."""
    title = clean_line(title)
    dossier = Dossier.objects.create(
        title=title,
        search_key=fold(title),
        origin=origin,
        checklist=checklist,
        values=dict(checklist.values) if checklist else {},
        opened_by_id=by.pk,
        opened_at=at,
    )
    record(by=by, action="dossier.opened", on=dossier, at=at)
    if origin:
        add_document(dossier, origin, by=by, at=at)
    if checklist:
        Requirement.objects.bulk_create(
            Requirement(dossier=dossier, demand=demand) for demand in checklist.demands.all()
        )
    return dossier


@transaction.atomic
def add_document(
    dossier: Dossier,
    document: Dispatch | IncomingDocument,
    *,
    template: LetterTemplate | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Put a document into a dossier; DispatchRefused if it is there or the dossier is closed."""
    _require_open(dossier)
    end = "dispatch" if isinstance(document, Dispatch) else "incoming"
    try:
        with transaction.atomic():
            DossierDocument.objects.create(
                dossier=dossier, template=template, added_at=at, **{end: document}
            )
    except IntegrityError as error:
        raise DispatchRefused(_("Văn bản này đã có trong hồ sơ.")) from error
    record(by=by, action="dossier.document_added", on=dossier, at=at, target=str(document))


@transaction.atomic
def set_values(dossier: Dossier, values: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Say what the places of the dossier's letters are filled with."""
    _require_open(dossier)
    cleaned = {name: clean_line(values[name]) for name in NAMES if values.get(name)}
    Dossier.objects.filter(pk=dossier.pk).update(values=cleaned)
    dossier.values = cleaned
    record(by=by, action="dossier.values_set", on=dossier, at=at, values=cleaned)


@transaction.atomic
def draft_pack(dossier: Dossier, *, by: Actor, at: datetime) -> list[Dispatch]:
    """Draft every document of the checklist that the dossier has not yet; return the new ones."""
    _require_open(dossier)
    if dossier.checklist is None:
        raise DispatchRefused(_("Hồ sơ này không có danh mục yêu cầu."))
    rows = dossier.documents.filter(template__isnull=False).select_related("dispatch")
    drafted = {row.template_id: row.dispatch for row in rows}
    new = []
    for template in to_draft(dossier):
        dispatch = _draft(dossier, template, drafted.get(template.translates_id), by=by, at=at)
        drafted[template.pk] = dispatch
        new.append(dispatch)
    return new


def to_draft(dossier: Dossier) -> QuerySet[LetterTemplate]:
    """Return the templates of its checklist from which nothing was drafted yet, in order."""
    drafted = dossier.documents.filter(template__isnull=False).values("template")
    of_checklist = LetterTemplate.objects.filter(checklist=dossier.checklist_id, active=True)
    wanted = of_checklist.exclude(checklist=None).exclude(pk__in=drafted)
    return wanted.select_related("kind__agency").order_by("rank", "pk")


def _draft(
    dossier: Dossier,
    template: LetterTemplate,
    original: Dispatch | None,
    *,
    by: Actor,
    at: datetime,
) -> Dispatch:
    dispatch = drafting.draft(
        kind=template.kind,
        letter=letter_of(template, on=day_in_hanoi(at)),
        translates=original,
        by=by,
        at=at,
    )
    add_document(dossier, dispatch, template=template, by=by, at=at)
    dossier.requirements.filter(demand__template=template, document=None).update(document=dispatch)
    return dispatch


@transaction.atomic
def meet(requirement: Requirement, document: Dispatch, *, by: Actor, at: datetime) -> None:
    """Say which document of the dossier meets a requirement."""
    _require_open(requirement.dossier)
    if not requirement.dossier.documents.filter(dispatch=document).exists():
        raise DispatchRefused(_("Văn bản này không có trong hồ sơ."))
    Requirement.objects.filter(pk=requirement.pk).update(document=document)
    requirement.document = document
    record(
        by=by,
        action="dossier.requirement_met",
        on=requirement.dossier,
        at=at,
        demand=str(requirement),
        target=str(document),
    )


@transaction.atomic
def close(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """Close a dossier; it takes no more documents."""
    _require_open(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(closed_at=at)
    dossier.closed_at = at
    record(by=by, action="dossier.closed", on=dossier, at=at)


def standings(dossier: Dossier) -> list[Standing]:
    """Return how every requirement stands."""
    requirements = dossier.requirements.select_related("demand", "document__kind__agency")
    values = values_of_dossier(dossier)
    return [Standing(each, _missing(each, values)) for each in requirements]


def dossiers_with(document: Dispatch | IncomingDocument) -> QuerySet[Dossier]:
    """Return the dossiers that hold the document."""
    name = "dispatch" if isinstance(document, Dispatch) else "incoming"
    return Dossier.objects.filter(**{f"documents__{name}": document}).order_by("pk")


def timeline(dossier: Dossier) -> list[Entry]:
    """Return the documents of a dossier in order of time."""
    rows = dossier.documents.select_related(
        "incoming", "dispatch__kind", "dispatch__book", "dispatch__cancellation", "template"
    )
    return sorted(map(_entry, rows), key=lambda entry: (entry.day, entry.row.pk))


def _entry(row: Any) -> Entry:
    if row.incoming:
        return Entry(row, row.incoming.arrived_on, suggested=False)
    day = row.dispatch.date or day_in_hanoi(row.dispatch.created_at)
    return Entry(row, day, suggested=is_suggested(row.dispatch))


def issue_guard(dispatch: Dispatch, _at: datetime) -> list[str]:
    """Say to the register what a dossier still lacks whose goal the dispatch is."""
    rows = DossierDocument.objects.filter(dispatch=dispatch, template__is_goal=True)
    return [
        _("Hồ sơ «%(title)s» còn thiếu: %(demand)s (%(missing)s).")
        % {
            "title": row.dossier.title,
            "demand": standing.requirement.demand.text,
            "missing": standing.missing,
        }
        for row in rows.select_related("dossier__origin")
        for standing in standings(row.dossier)
        if not standing.is_met
    ]


def _missing(requirement: Requirement, values: Mapping[str, str]) -> str:
    document, demand = requirement.document, requirement.demand
    if document is None:
        return _("chưa có văn bản")
    if document.state not in READY:
        return _("văn bản chưa được duyệt")
    letter = filled(document)
    if demand.languages and letter.language not in demand.languages:
        return _("chưa có bản bằng ngôn ngữ được yêu cầu")
    if demand.needs_field and not _names_a_field(letter.blocks, values.get(FIELD, "")):
        return _("chưa nêu lĩnh vực hợp tác cụ thể")
    return ""


def _names_a_field(blocks: tuple[object, ...], fields: str) -> bool:
    text = fold(" ".join(str(getattr(block, "text", "")) for block in blocks))
    return any(fold(field) in text for field in fields.split(";") if field.strip())


def _require_open(dossier: Dossier) -> None:
    if Dossier.objects.filter(pk=dossier.pk, closed_at__isnull=False).exists():
        raise DispatchRefused(_("Hồ sơ đã đóng."))
