"""Writing a message: the same values give the same bytes."""

import base64
import datetime as dt
import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree as ET

from dispatches.exchange.message import (
    DAY,
    DIGEST_ALGORITHM,
    NAMESPACE,
    Attachment,
    BusinessType,
    DocumentReference,
    Message,
    Organ,
)

UNSIGNED = (
    " Thông điệp CHƯA KÝ SỐ: không có phần tử Signature, không thay cho bản gốc đã ký và đóng dấu. "
)
# Reasons as the record has them; the format asks for one.
REASONS = {
    BusinessType.NEW: "Văn bản điện tử mới",
    BusinessType.REPLACED: "Thay thế văn bản đã gửi",
}


def write(message: Message) -> bytes:
    """Return the message as XML in UTF-8, without a signature and saying so."""
    root = ET.Element("edXML", {"xmlns": NAMESPACE})
    root.append(ET.Comment(UNSIGNED))
    envelope = ET.SubElement(root, "edXMLEnvelope")
    header = ET.SubElement(envelope, "edXMLHeader")
    _message_header(header, message)
    _trace(header, message)
    _manifest(envelope, message)
    encoded = ET.SubElement(root, "AttachmentEncoded")
    for content_id, attachment in _numbered(message):
        _attachment(encoded, content_id, attachment, message.date)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _message_header(parent: ET.Element, message: Message) -> None:
    header = ET.SubElement(parent, "MessageHeader")
    _organ(header, "From", message.sender)
    for receiver in message.receivers:
        _organ(header, "To", receiver)
    _text(header, "DocumentId", message.document_id)
    code = ET.SubElement(header, "Code")
    _text(code, "CodeNumber", message.code.number)
    _text(code, "CodeNotation", message.code.notation)
    promulgation = ET.SubElement(header, "PromulgationInfo")
    _text(promulgation, "Place", message.place)
    _text(promulgation, "PromulgationDate", _day(message.date))
    _text(ET.SubElement(header, "DocumentType"), "TypeName", message.type_name)
    _text(header, "Subject", message.subject)
    _text(header, "Content", message.content)
    _signer(header, message)
    if message.due_date:
        _text(header, "DueDate", _day(message.due_date))
    _other(ET.SubElement(header, "OtherInfo"), message)
    for reference in message.response_for:
        _reference(ET.SubElement(header, "ResponseFor"), reference)
    places = ET.SubElement(header, "ToPlaces")
    for place in message.to_places:
        _text(places, "Place", place)


def _other(element: ET.Element, message: Message) -> None:
    """Degree of urgency, how many pages and copies, and what is appended (phụ lục)."""
    _text(element, "Priority", str(message.priority))
    if message.receivers:
        _text(element, "PromulgationAmount", str(len(message.receivers)))
    if message.pages:
        _text(element, "PageAmount", str(message.pages))
    if message.appendices:
        appended = ET.SubElement(element, "Appendixes")
        for title in message.appendices:
            _text(appended, "Appendix", title)


def _organ(parent: ET.Element, tag: str, organ: Organ) -> None:
    """An organ without a code in the list is named only."""
    element = ET.SubElement(parent, tag)
    facts = {
        "OrganId": organ.organ_id,
        "OrganizationInCharge": organ.in_charge,
        "OrganName": organ.name,
        "OrganAdd": organ.address,
        "Email": organ.email,
    }
    for name, text in facts.items():
        if text:
            _text(element, name, text)


def _signer(parent: ET.Element, message: Message) -> None:
    if message.signer is None:
        return
    signer = ET.SubElement(parent, "SignerInfo")
    _text(signer, "Competence", message.signer.competence)
    _text(signer, "Position", message.signer.position)
    _text(signer, "FullName", message.signer.full_name)


def _reference(element: ET.Element, reference: DocumentReference) -> None:
    if reference.organ_id:
        _text(element, "OrganId", reference.organ_id)
    _text(element, "Code", reference.code)
    _text(element, "DocumentId", reference.document_id)
    if reference.date:
        _text(element, "PromulgationDate", _day(reference.date))


def _trace(parent: ET.Element, message: Message) -> None:
    """What is to be done with the document; no stamp of time, which only a live line could give."""
    business = ET.SubElement(ET.SubElement(parent, "TraceHeaderList"), "Bussiness")
    _text(business, "DocumentId", message.document_id)
    _text(business, "BussinessDocType", str(message.business.value))
    _text(business, "BussinessDocReason", REASONS[message.business])
    if message.replaces:
        replaced = ET.SubElement(business, "ReplacementInfoList")
        for reference in message.replaces:
            info = ET.SubElement(replaced, "ReplacementInfo")
            _text(info, "DocumentId", reference.document_id)


def _manifest(parent: ET.Element, message: Message) -> None:
    body = ET.SubElement(parent, "edXMLBody")
    manifest = ET.SubElement(body, "edXMLManifest", {"version": "1.0"})
    for content_id, attachment in _numbered(message):
        reference = ET.SubElement(manifest, "Reference")
        _text(reference, "ContentId", content_id)
        _text(reference, "ContentType", "application/zip")
        _text(reference, "AttachmentName", attachment.name)
        if attachment.description:
            _text(reference, "AttachmentDescription", attachment.description)
        digest = ET.SubElement(reference, "Digest", {"Algorithm": DIGEST_ALGORITHM})
        digest.text = attachment.sha256


def _attachment(parent: ET.Element, content_id: str, attachment: Attachment, day: dt.date) -> None:
    element = ET.SubElement(parent, "Attachment")
    _text(element, "ContentId", content_id)
    _text(element, "AttachmentName", attachment.name)
    _text(element, "ContentType", "application/zip")
    packed = base64.b64encode(_packed(attachment, day)).decode()
    _text(element, "ContentTransferEncoded", packed)


def _packed(attachment: Attachment, day: dt.date) -> bytes:
    """A ZIP of the one file, dated by the document: a clock or a packer would change the bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        entry = zipfile.ZipInfo(attachment.name, (day.year, day.month, day.day, 0, 0, 0))
        package.writestr(entry, attachment.content)
    return packed.getvalue()


def _numbered(message: Message) -> Iterable[tuple[str, Attachment]]:
    return ((f"cid:{n}", one) for n, one in enumerate(message.attachments, start=1))


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _day(day: dt.date) -> str:
    return day.strftime(DAY)
