"""A dossier as one archive: its documents as one PDF in order of time, an XML list, a manifest.

Decree 30/2020/NĐ-CP, Appendix VI, part I.III.4g.
"""

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import date
from xml.etree import ElementTree

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image

from deadlines.value import day_in_hanoi
from dispatches.domain import enclosing, files, printing
from dispatches.domain.filling_in import filled
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.packing import pack_files, with_manifest
from dispatches.domain.printing import PDF
from dispatches.enums import DispatchState
from dispatches.models import Dispatch, Dossier, IncomingDocument

PICTURES = ("image/jpeg", "image/png")
A4_WIDTH = 8.27  # inches


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
    """Return the archive (ZIP). The same dossier gives the same bytes."""
    documents = sorted(_documents(dossier), key=lambda document: (document.date, document.name))
    parts = {f"van-ban/{each.name}": each.content for each in documents if each.name}
    parts["ho-so.pdf"] = _merged([pdf for each in documents if (pdf := _as_pdf(each))])
    parts["ho-so.xml"] = _xml(dossier, documents)
    return b"".join(pack_files(with_manifest(sorted(parts.items()))))


def _documents(dossier: Dossier) -> list[Exported]:
    rows = dossier.documents.select_related(
        "dispatch__pdf", "dispatch__kind__agency", "incoming__scan"
    )
    held = [row.incoming or row.dispatch for row in rows]
    listed = [
        _incoming(document) if isinstance(document, IncomingDocument) else _outgoing(document)
        for document in held
        if document
    ]
    sent = [
        one for document in held if isinstance(document, Dispatch) for one in enclosed(document)
    ]
    return listed + sent


def enclosed(dispatch: Dispatch) -> list[Exported]:
    """Return what left with an issued document; what has a number is listed by itself."""
    rows = dispatch.enclosures.exclude(document__state=DispatchState.ISSUED)
    return [
        Exported(
            title=enclosure.subject,
            number=str(_("kèm %(number)s") % {"number": dispatch.full_number}),
            date=dispatch.date or day_in_hanoi(enclosure.enclosed_at),
            name=f"di-{dispatch.pk}-{file.name}",
            media_type=PDF,
            content=files.read(file.file),
        )
        for enclosure in rows.select_related("pdf", "document").order_by("ordinal")
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


def _as_pdf(document: Exported) -> bytes:
    """Return what goes into the one PDF: scanned pictures too, nothing of other files."""
    if document.media_type == PDF or document.media_type not in PICTURES:
        return document.content if document.media_type == PDF else b""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(document.content)) as picture:
        # As wide as the page, whatever the scanner said of its dots.
        width, dots = picture.width, picture.convert("RGB")
        dots.save(stream, "PDF", resolution=width / A4_WIDTH)
    return stream.getvalue()


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
