"""A dossier as one archive: its documents as one PDF in order of time, an XML list, a manifest.

Decree 30/2020/NĐ-CP, Appendix VI, part I.III.4g.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

import pikepdf

from deadlines.value import day_in_hanoi
from dispatches.domain import files, printing
from dispatches.domain.filling_in import filled
from dispatches.domain.outgoing_file import outgoing_file
from dispatches.domain.packing import pack_files, with_manifest
from dispatches.domain.printing import PDF
from dispatches.models import Dossier, DossierDocument


@dataclass(frozen=True)
class Exported:
    """One document of the archive."""

    name: str
    title: str
    number: str
    date: date
    media_type: str
    content: bytes


def export(dossier: Dossier) -> bytes:
    """Return the archive (ZIP). The same dossier gives the same bytes."""
    documents = sorted(_documents(dossier), key=lambda document: (document.date, document.name))
    parts = {f"van-ban/{each.name}": each.content for each in documents}
    parts["ho-so.pdf"] = _merged([each.content for each in documents if each.media_type == PDF])
    parts["ho-so.xml"] = _xml(dossier, documents)
    return b"".join(pack_files(with_manifest(sorted(parts.items()))))


def _documents(dossier: Dossier) -> list[Exported]:
    rows = dossier.documents.select_related(
        "dispatch__pdf", "dispatch__kind__agency", "incoming__scan"
    )
    return [exported for row in rows if (exported := _exported(row))]


def _exported(row: DossierDocument) -> Exported | None:
    if row.incoming:
        return _incoming(row)
    dispatch = row.dispatch
    if dispatch is None or not (dispatch.pdf or dispatch.letter):
        return None
    leaves = outgoing_file(dispatch)
    content = files.read(leaves.file) if leaves else printing.preview(filled(dispatch))
    return Exported(
        name=f"di-{dispatch.pk}-{leaves.name if leaves else dispatch.file_name}",
        title=dispatch.subject,
        number=dispatch.full_number,
        date=dispatch.date or day_in_hanoi(dispatch.created_at),
        media_type=PDF,
        content=content,
    )


def _incoming(row: DossierDocument) -> Exported | None:
    document = row.incoming
    if document is None or document.scan is None:
        return None
    return Exported(
        name=f"den-{document.pk}-{document.scan_name}",
        title=document.subject,
        number=document.full_number,
        date=document.date,
        media_type=document.scan.media_type,
        content=files.read(document.scan),
    )


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
            ("SHA256", hashlib.sha256(each.content).hexdigest()),
        ):
            ElementTree.SubElement(entry, name).text = value
    ElementTree.indent(root)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml
