"""Dossiers (hồ sơ công việc): opened with a checklist, and filled with documents."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from deadlines.value import day_in_hanoi
from dispatches import counterparts
from dispatches.domain import drafting, linking, requirements
from dispatches.domain.letter_templates import letter_of
from dispatches.enums import LinkKind
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import (
    Checklist,
    Dispatch,
    Dossier,
    DossierDocument,
    DossierFile,
    IncomingDocument,
    LetterTemplate,
    Requirement,
)
from dispatches.placeholders import ARRIVED, NAMES, gaps
from vietnamese.text import clean_line, fold


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
        partner=checklist.partner if checklist else "",
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
    document: Dispatch | IncomingDocument | DossierFile,
    *,
    template: LetterTemplate | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Put a document into a dossier; DispatchRefused if it is there or the dossier is closed.

    What was drafted from a template is linked to the document that opened the dossier.
    """
    _require_open(dossier)
    end = _end(document)
    try:
        with transaction.atomic():
            DossierDocument.objects.create(
                dossier=dossier, template=template, added_at=at, **{end: document}
            )
    except IntegrityError as error:
        raise DispatchRefused(_("Văn bản này đã có trong hồ sơ.")) from error
    record(by=by, action="dossier.document_added", on=dossier, at=at, target=str(document))
    if isinstance(document, Dispatch) and template:
        _tie_to_origin(dossier, document, template, by=by, at=at)


def _tie_to_origin(
    dossier: Dossier, dispatch: Dispatch, template: LetterTemplate, *, by: Actor, at: datetime
) -> None:
    relation = _relation(dispatch, template)
    if dossier.origin and relation:
        linking.link(dispatch, relation, dossier.origin, by=by, at=at)


def _relation(dispatch: Dispatch, template: LetterTemplate) -> LinkKind | None:
    """Return how a drafted document refers to the one that opened the dossier, if it does.

    The goal answers it (trả lời); what names its number rests on it (căn cứ).
    """
    if template.is_goal:
        return LinkKind.REPLY
    named = gaps(Letter.from_json(dispatch.letter or {}))
    return LinkKind.BASIS if any(gap.name in ARRIVED for gap in named) else None


@transaction.atomic
def set_values(
    dossier: Dossier,
    values: Mapping[str, str],
    *,
    partner: str | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Say what the places of the dossier's letters are filled with.

    `partner` is the code of the partner whose names they bear, empty for none; without it the
    chosen one stays. DispatchRefused for one that is not in the register.
    """
    _require_open(dossier)
    chosen = dossier.partner if partner is None else partner
    if chosen and counterparts.by_code(chosen) is None:
        raise DispatchRefused(_("Không có đối tác này trong danh sách đối tác."))
    cleaned = {name: clean_line(values[name]) for name in NAMES if values.get(name)}
    Dossier.objects.filter(pk=dossier.pk).update(values=cleaned, partner=chosen)
    dossier.values, dossier.partner = cleaned, chosen
    record(by=by, action="dossier.values_set", on=dossier, at=at, values=cleaned, partner=chosen)


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
def meet(
    requirement: Requirement, document: Dispatch | DossierFile, *, by: Actor, at: datetime
) -> None:
    """Say which document or file of the dossier meets a requirement; not once it was sent.

    DispatchRefused for a document that was issued on paper: there is no text of it to enclose.
    """
    _require_open(requirement.dossier)
    # An issue that is freezing what meets it holds this row.
    Requirement.objects.select_for_update().get(pk=requirement.pk)
    if sent := requirements.sent_with(requirement.dossier).first():
        raise DispatchRefused(
            _("Văn bản đáp ứng yêu cầu đã gửi kèm %(number)s nên không chọn lại được.")
            % {"number": sent.dispatch.full_number}
        )
    if not requirement.dossier.documents.filter(**{_end(document): document}).exists():
        raise DispatchRefused(_("Văn bản này không có trong hồ sơ."))
    if isinstance(document, Dispatch) and not requirements.can_meet(document):
        raise DispatchRefused(
            _(
                "%(number)s ban hành trên giấy, trên cổng không có nội dung để gửi kèm. Đề nghị "
                "tải bản quét lên làm tệp đáp ứng yêu cầu."
            )
            % {"number": document.full_number}
        )
    requirement.document, requirement.file = (
        (None, document) if isinstance(document, DossierFile) else (document, None)
    )
    requirement.save(update_fields=["document", "file"])
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


def dossiers_with(document: Dispatch | IncomingDocument) -> QuerySet[Dossier]:
    """Return the dossiers that hold the document."""
    return Dossier.objects.filter(**{f"documents__{_end(document)}": document}).order_by("pk")


def goal_template(document: Dispatch | IncomingDocument) -> LetterTemplate | None:
    """Return the template by which the document is a dossier's goal; its replacement is one too."""
    rows = DossierDocument.objects.filter(**{_end(document): document}, template__is_goal=True)
    row = rows.select_related("template").first()
    return row.template if row else None


def _end(document: Dispatch | IncomingDocument | DossierFile) -> str:
    """Name the column of a dossier's row that holds the document."""
    if isinstance(document, Dispatch):
        return "dispatch"
    return "incoming" if isinstance(document, IncomingDocument) else "file"


def _require_open(dossier: Dossier) -> None:
    if Dossier.objects.filter(pk=dossier.pk, closed_at__isnull=False).exists():
        raise DispatchRefused(_("Hồ sơ đã đóng."))
