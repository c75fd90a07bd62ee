"""What leaves with an issued document (tài liệu gửi kèm): frozen with it, and sent with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.domain.audit import record
from dispatches.domain import requirements
from dispatches.domain.filling_in import filled
from dispatches.domain.outgoing_file import OutgoingFile, Unsigned, outgoing_file
from dispatches.enums import DispatchState
from dispatches.models import SUBJECT_LIMIT, Dispatch, DossierFile, Enclosure
from vietnamese.text import fold

STEM_LIMIT = 60  # characters of a file's name


def to_enclose(dispatch: Dispatch) -> QuerySet[Dispatch]:
    """Return the documents that meet the demands of the dossiers whose goal the dispatch is.

    With a submission the drafts that it presents.
    """
    met = Q(pk__in=requirements.of_goal(dispatch).values("document"))
    drafts = Q(pk__in=requirements.presented(dispatch).values("pk"))
    return requirements.enclosable(Dispatch.objects.filter(met | drafts))


def files_to_enclose(dispatch: Dispatch) -> QuerySet[DossierFile]:
    """Return the files that meet the demands of the dossiers whose goal the dispatch is."""
    met = requirements.of_goal(dispatch).values("file")
    return DossierFile.objects.filter(pk__in=met).select_related("file")


def lock(dispatch: Dispatch) -> None:
    """Hold what will be enclosed until the transaction ends: nobody writes in it meanwhile.

    Nor does anybody choose another document for a demand.
    """
    chosen = requirements.of_goal(dispatch).select_for_update().order_by("pk")
    list(chosen.values_list("pk", flat=True))
    list(to_enclose(dispatch).select_for_update().order_by("pk").values_list("pk", flat=True))


def freeze(dispatch: Dispatch, *, by: Actor, at: datetime) -> None:
    """Keep what leaves with the dispatch as it stands: translations, what meets the demands.

    At last what a submission presents. Translations were issued with the dispatch, a moment before.
    """
    met = requirements.of_goal(dispatch).select_related("document__kind__agency", "file__file")
    translations = dispatch.translations.select_related("kind__agency").order_by("pk")
    answers = (one.file or one.document for one in met.order_by("pk"))
    drafts = requirements.presented(dispatch).select_related("kind__agency").order_by("pk")
    enclosed = [*translations, *(one for one in answers if one), *drafts]
    for ordinal, one in enumerate(dict.fromkeys(enclosed), start=1):
        facts = _of_file(one) if isinstance(one, DossierFile) else _of_document(one)
        enclosure = Enclosure.objects.create(
            dispatch=dispatch, ordinal=ordinal, enclosed_at=at, **facts
        )
        told = {"target": str(one), "digest": enclosure.letter_digest}
        record(by=by, action="dispatch.enclosed", on=dispatch, at=at, **told)


def _of_document(document: Dispatch) -> dict[str, Any]:
    letter = filled(document)
    subject = letter.subject
    if document.is_numbered and letter.number is None:
        # The office's own words on a document of the office.
        subject = f"Dự thảo {document.kind.name}: {subject}"[:SUBJECT_LIMIT]
    return {
        "document": document,
        "subject": subject,
        "letter": letter.to_json(),
        "letter_digest": letter.digest(),
    }


def _of_file(file: DossierFile) -> dict[str, Any]:
    return {
        "file": file,
        "subject": file.subject,
        "letter_digest": file.file.sha256,
        "pdf": file.file,
    }


def consequence(dispatch: Dispatch) -> list[str]:
    """Say what an issue will freeze and send along."""
    held = (dispatch.translations, to_enclose(dispatch), files_to_enclose(dispatch))
    named = (rows.order_by("pk").values_list("subject", flat=True) for rows in held)
    subjects = [subject for some in named for subject in some]
    if not subjects:
        return []
    return [
        _("Các tài liệu gửi kèm được giữ nguyên như lúc ban hành và gửi cùng văn bản: %(what)s.")
        % {"what": "; ".join(subjects)}
    ]


def enclosed_files(dispatch: Dispatch) -> Iterator[OutgoingFile]:
    """Return the files that leave with the dispatch: of a document with a number, the signed one.

    They are there once the PDFs were made; a delivery waits for that.
    """
    related = ("pdf", "document__pdf")
    for enclosure in dispatch.enclosures.select_related(*related).order_by("ordinal"):
        if file := file_of(enclosure):
            yield file


def file_of(enclosure: Enclosure) -> OutgoingFile | None:
    """Return the file of one enclosure; None as long as its PDF was not made."""
    document = None if enclosure.is_draft else enclosure.document
    if document and document.state == DispatchState.ISSUED and (leaves := outgoing_file(document)):
        return replace(leaves, name=_own_name(document, leaves.name))
    if enclosure.pdf is None:
        return None
    stem = slugify(fold(enclosure.subject))[:STEM_LIMIT].strip("-")
    name = f"kem-theo-{enclosure.ordinal}-{stem}" if stem else f"kem-theo-{enclosure.ordinal}"
    return OutgoingFile(enclosure.pdf, f"{name}.pdf")


def unsigned(dispatch: Dispatch) -> list[tuple[str, Unsigned]]:
    """Return what leaves with the dispatch without the signatures it could bear, and why."""
    rows = dispatch.enclosures.select_related("document__pdf").order_by("ordinal")
    found = ((enclosure.subject, _why_unsigned(enclosure)) for enclosure in rows)
    return [(subject, why) for subject, why in found if why]


def _why_unsigned(enclosure: Enclosure) -> Unsigned | None:
    """Return nothing for what nobody signs, a sheet or a draft, and for a file put in as it is."""
    document = enclosure.document
    if enclosure.is_draft:
        return None
    if document and document.state == DispatchState.ISSUED:
        leaves = outgoing_file(document)
        return leaves.unsigned if leaves else Unsigned.NEVER
    return Unsigned.NEVER if (enclosure.letter or {}).get("signature") else None


def leaves_with_its_original(dispatch: Dispatch) -> bool:
    """Whether the dispatch is a translation that is sent along, and not by itself."""
    return dispatch.enclosed_in.filter(dispatch=dispatch.translates_id).exists()


def _own_name(document: Dispatch, name: str) -> str:
    """Tell a translation from its original, which has the same number: «05-CH-UBND-en.pdf»."""
    if not document.translates_id:
        return name
    language = (document.letter or {}).get("language", "")
    return f"{name.removesuffix('.pdf')}-{language}.pdf"
