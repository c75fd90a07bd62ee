"""How the demands of a dossier's checklist stand (mục yêu cầu), and what they hold back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dispatches.domain.filling_in import filled, values_of_dossier
from dispatches.enums import IN_WORK, READY, DispatchState
from dispatches.models import (
    Delivery,
    Demand,
    Dispatch,
    Dossier,
    DossierDocument,
    Enclosure,
    Requirement,
)
from vietnamese.text import fold

FIELD = "lĩnh vực"
SUBMISSION = "to-trinh"  # code of the kind of document, as Decree 30's list has it


@dataclass(frozen=True)
class Standing:
    """How a requirement stands: met, or what is missing, in words.

    `sent` is what met it when the document was issued that the dossier is for; it is met for good.
    `has_gone` says whether that document went to anybody yet.
    """

    requirement: Requirement
    missing: str
    sent: Enclosure | None = None
    has_gone: bool = False

    @property
    def is_met(self) -> bool:
        return not self.missing


def standings(dossier: Dossier) -> list[Standing]:
    """Return how every requirement stands; what was sent stands as it was sent."""
    sent = {(one.document_id, one.file_id): one for one in sent_with(dossier)}
    goals = {one.dispatch_id for one in sent.values()}
    went = Delivery.objects.current().gone().filter(dispatch__in=goals)
    gone = set(went.values_list("dispatch", flat=True)) if goals else set()
    return [
        Standing(one.requirement, "", left, has_gone=left.dispatch_id in gone)
        if (left := sent.get(_met_by(one)))
        else one
        for one in _standings_now(dossier)
    ]


def _met_by(one: Standing) -> tuple[int | None, int | None]:
    return one.requirement.document_id, one.requirement.file_id


def _standings_now(dossier: Dossier) -> list[Standing]:
    related = ("demand", "document__kind__agency", "document__cancellation", "file")
    values = values_of_dossier(dossier)
    rows = dossier.requirements.select_related(*related)
    return [Standing(each, _missing(each, values)) for each in rows]


def sent_with(dossier: Dossier) -> QuerySet[Enclosure]:
    """Return what left with a document that the dossier is for, unless that one was cancelled."""
    goals = dossier.documents.filter(template__is_goal=True).values("dispatch")
    left = Enclosure.objects.filter(dispatch__in=goals, dispatch__cancellation__isnull=True)
    return left.select_related("dispatch").defer("letter", "dispatch__letter").order_by("pk")


def of_goal(dispatch: Dispatch) -> QuerySet[Requirement]:
    """Return the requirements of the dossiers whose goal the dispatch is."""
    rows = DossierDocument.objects.filter(dispatch=dispatch, template__is_goal=True)
    return Requirement.objects.filter(dossier__in=rows.values("dossier"))


def presented(dispatch: Dispatch) -> QuerySet[Dispatch]:
    """Return the drafts that a submission puts before the one who decides (dự thảo kèm tờ trình).

    They are what the dossiers are for that hold the submission, as long as it has no number.
    """
    held = DossierDocument.objects.filter(dispatch=dispatch, dispatch__kind__code=SUBMISSION)
    goals = DossierDocument.objects.filter(
        dossier__in=held.values("dossier"), template__is_goal=True
    )
    drafts = Dispatch.objects.filter(state__in=IN_WORK).exclude(pk=dispatch.pk)
    return drafts.filter(pk__in=goals.values("dispatch"))


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
        for standing in _standings_now(row.dossier)
        if not standing.is_met
    ]


def can_meet(document: Dispatch) -> bool:
    """Whether the document has a text that can be enclosed: not what was issued on paper only."""
    return document.letter is not None


def enclosable(documents: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Return those of the documents that can meet a demand."""
    return documents.filter(letter__isnull=False)


def _missing(requirement: Requirement, values: Mapping[str, str]) -> str:
    document, file = requirement.document, requirement.file
    if file is not None:
        return _unmet(requirement.demand, file.language, names_field=file.names_field)
    if document is None:
        return _("chưa có văn bản")
    if not can_meet(document):
        return _("văn bản ban hành trên giấy, chưa có tệp")
    if reason := _not_ready(document):
        return reason
    letter = filled(document)
    names_field = _names_a_field(letter.blocks, values.get(FIELD, ""))
    return _unmet(requirement.demand, letter.language, names_field=names_field)


def _not_ready(document: Dispatch) -> str:
    if document.state == DispatchState.DISCARDED:
        return _("dự thảo đã bỏ")
    if document.state not in READY:
        return _("văn bản chưa được duyệt")
    if document.is_cancelled:
        return _("văn bản đã hủy")
    if document.is_numbered and document.state != DispatchState.ISSUED:
        return _("văn bản chưa được cấp số")
    return ""


def _unmet(demand: Demand, language: str, *, names_field: bool) -> str:
    if demand.languages and language not in demand.languages:
        return _("chưa có bản bằng ngôn ngữ được yêu cầu")
    if demand.needs_field and not names_field:
        return _("chưa nêu lĩnh vực hợp tác cụ thể")
    return ""


def _names_a_field(blocks: tuple[object, ...], fields: str) -> bool:
    text = fold(" ".join(str(getattr(block, "text", "")) for block in blocks))
    return any(fold(field) in text for field in fields.split(";") if field.strip())
