"""A dossier as one archive: its documents as one PDF in order of time, an XML list, a manifest.

Decree 30/2020/NĐ-CP, Appendix VI, part I.III.4g. In the one PDF a page stands for each document
that no page can show: an office file, or what came on paper.
"""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import date
from xml.etree import ElementTree

import pikepdf
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from deadlines.value import day_in_hanoi
from dispatches.domain import enclosing, files, printing
from dispatches.domain.chronology import in_order
from dispatches.domain.filling_in import filled
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.packing import pack_files, with_manifest
from dispatches.domain.printing import PDF
from dispatches.domain.scans import PICTURES, page_of
from dispatches.enums import DispatchState
from dispatches.models import Dispatch, Dossier, DossierDocument, DossierFile, IncomingDocument
from dispatches.pdf import render_many
from vietnamese.dates import short_date


@dataclass(frozen=True)
class Exported:
    """One document of the archive; of what was paper only there is no file, and no name of one."""

    title: str
    number: str
    date: date
    name: str = ""
    media_type: str = ""
    content: bytes = b""


def export(dossier: Dossier) -> bytes:
    """Return the archive (ZIP). The same dossier gives the same bytes, whoever reads the portal."""
    with override("vi"):
        documents = _documents(dossier)
        parts = {_place(each): each.content for each in documents if each.name}
        parts["ho-so.pdf"] = _merged(_pages(documents))
        parts["ho-so.xml"] = _xml(dossier, documents)
    return b"".join(pack_files(with_manifest(sorted(parts.items()))))


def _place(document: Exported) -> str:
    return f"van-ban/{document.name}"


def _documents(dossier: Dossier) -> list[Exported]:
    """In the order of the dossier's page; behind a document what left or came with it."""
    return [one for held in in_order(dossier, _with_files) for one in _listed(held.document)]


def _with_files(rows: QuerySet[DossierDocument]) -> QuerySet[DossierDocument]:
    return rows.select_related(
        "dispatch__pdf", "dispatch__kind__agency", "incoming__scan", "file__file"
    ).prefetch_related("incoming__enclosures__file")


def _listed(document: Dispatch | IncomingDocument | DossierFile) -> list[Exported]:
    if isinstance(document, IncomingDocument):
        return [_incoming(document), *_came_with(document)]
    if isinstance(document, DossierFile):
        return [_file(document)]
    return [_outgoing(document), *enclosed(document)]


def enclosed(dispatch: Dispatch) -> list[Exported]:
    """Return what left with an issued document; what has a number is listed by itself.

    So are files that were put in: they never change.
    """
    rows = dispatch.enclosures.filter(file=None).select_related("pdf", "document")
    issued = DispatchState.ISSUED
    return [
        Exported(
            title=enclosure.subject,
            number=str(_("kèm %(number)s") % {"number": dispatch.full_number}),
            date=dispatch.date or day_in_hanoi(enclosure.enclosed_at),
            name=f"di-{dispatch.pk}-{file.name}",
            media_type=PDF,
            content=files.read(file.file),
        )
        for enclosure in rows.order_by("ordinal")
        if enclosure.is_draft or (enclosure.document and enclosure.document.state != issued)
        if (file := enclosing.file_of(enclosure))
    ]


def _outgoing(dispatch: Dispatch) -> Exported:
    listed = Exported(
        title=dispatch.subject,
        number=dispatch.full_number,
        date=dispatch.date or day_in_hanoi(dispatch.created_at),
    )
    leaves = outgoing_file(dispatch)
    if leaves is None and not dispatch.letter:
        return listed
    content = files.read(leaves.file) if leaves else printing.preview(filled(dispatch))
    name = f"di-{dispatch.pk}-{leaves.name if leaves else dispatch.file_name}"
    return replace(listed, name=name, media_type=PDF, content=content)


def _incoming(document: IncomingDocument) -> Exported:
    listed = Exported(title=document.subject, number=document.full_number, date=document.date)
    if document.scan is None:
        return listed
    return replace(
        listed,
        name=f"den-{document.pk}-{document.scan_name}",
        media_type=document.scan.media_type,
        content=files.read(document.scan),
    )


def _came_with(document: IncomingDocument) -> list[Exported]:
    """Return the files that an incoming document brought (tài liệu kèm theo)."""
    return [
        Exported(
            title=enclosure.name,
            number=_("kèm %(number)s") % {"number": document.full_number},
            date=document.date,
            name=f"den-{document.pk}-{enclosure.ordinal}-{enclosure.name}",
            media_type=enclosure.file.media_type,
            content=files.read(enclosure.file),
        )
        for enclosure in document.enclosures.all()
    ]


def _file(file: DossierFile) -> Exported:
    sent = file.enclosed_in.select_related("dispatch").order_by("pk").first()
    return Exported(
        title=file.subject,
        number=_("kèm %(number)s") % {"number": sent.dispatch.full_number} if sent else "",
        date=day_in_hanoi(file.put_in_at),
        name=f"tep-{file.pk}-{file.name}",
        media_type=PDF,
        content=files.read(file.file),
    )


def _pages(documents: list[Exported]) -> list[bytes]:
    """Return a PDF of each document, or of the page that stands for it."""
    pdfs = [_as_pdf(each) for each in documents]
    absent = [each for each, pdf in zip(documents, pdfs, strict=True) if not pdf]
    standing_in = iter(render_many([_notice(each) for each in absent]) if absent else [])
    return [pdf or next(standing_in) for pdf in pdfs]


def _notice(document: Exported) -> str:
    facts = {"document": document, "day": short_date(document.date), "place": _place(document)}
    return render_to_string("dispatches/dossiers/not_bound.html", facts)


def _as_pdf(document: Exported) -> bytes:
    """Return what goes into the one PDF: scanned pictures too, nothing of other files."""
    if document.media_type == PDF:
        return document.content
    return page_of(document.content) if document.media_type in PICTURES else b""


def _merged(pdfs: list[bytes]) -> bytes:
    merged = pikepdf.new()
    for content in pdfs:
        with pikepdf.open(io.BytesIO(content)) as source:
            # Joined to others no signature holds; here it is a picture, in its own file it counts.
            source.flatten_annotations("all")
            if "/AcroForm" in source.Root:
                del source.Root["/AcroForm"]
            merged.pages.extend(source.pages)
    stream = io.BytesIO()
    merged.save(stream, deterministic_id=True)
    return stream.getvalue()


def _xml(dossier: Dossier, documents: list[Exported]) -> bytes:
    root = ElementTree.Element("File", Title=dossier.title, DocTotal=str(len(documents)))
    for place, each in enumerate(documents, start=1):
        entry = ElementTree.SubElement(root, "Document", DocOrdinal=str(place))
        for name, value in (
            ("CodeNumber", each.number),
            ("IssuedDate", each.date.isoformat()),
            ("Subject", each.title),
            ("FileName", each.name),
            ("SHA256", hashlib.sha256(each.content).hexdigest() if each.name else ""),
        ):
            ElementTree.SubElement(entry, name).text = value
    ElementTree.indent(root)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml
