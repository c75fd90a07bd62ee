"""A message as it is written: element by element, the same bytes each time, and read back."""

import base64
import datetime as dt
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from dispatches.exchange.message import (
    NAMESPACE,
    BusinessType,
    Code,
    DocumentReference,
    Message,
    Organ,
)
from dispatches.exchange.reading import read
from dispatches.exchange.writing import write
from tests.dispatches.exchange.messages import reply

CALL = Message(
    sender=Organ(name="Sở Ngoại vụ", organ_id="000.00.12.H02", in_charge="UBND tỉnh Bắc Giang"),
    receivers=(
        Organ(name="UBND huyện Lục Ngạn", organ_id="000.00.07.H02"),
        Organ(name="UBND huyện Sơn Động", email="sondong@unit.example"),
    ),
    code=Code("214", "SNgV-NV"),
    place="Bắc Giang",
    date=dt.date(2021, 8, 2),
    type_name="Công văn",
    subject="Về việc «hợp tác» <cấp địa phương> & đối ngoại",
    content="Thời hạn trả lời: trước ngày 09/8/2021.",
    due_date=dt.date(2021, 8, 8),
    priority=1,
    pages=3,
    appendices=("DANH SÁCH ĐỐI TÁC",),
    to_places=("Như trên", "Lưu: VT, NV"),
    business=BusinessType.REPLACED,
    replaces=(DocumentReference(code="201/SNgV-NV", date=dt.date(2021, 7, 1)),),
)


@pytest.fixture(scope="module")
def written():
    return ET.fromstring(write(CALL))


def texts(root, path):
    """The texts of all elements at a path of names without their namespace."""
    steps = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [element.text for element in root.findall(f".//{steps}")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("From/OrganId", ["000.00.12.H02"]),
        ("From/OrganName", ["Sở Ngoại vụ"]),
        ("From/OrganizationInCharge", ["UBND tỉnh Bắc Giang"]),
        # A unit without a code is an element with its name only.
        ("To/OrganId", ["000.00.07.H02"]),
        ("To/OrganName", ["UBND huyện Lục Ngạn", "UBND huyện Sơn Động"]),
        ("To/Email", ["sondong@unit.example"]),
        ("MessageHeader/DocumentId", ["000.00.12.H02,2021/08/02,214/SNgV-NV"]),
        ("Code/CodeNumber", ["214"]),
        ("Code/CodeNotation", ["SNgV-NV"]),
        ("PromulgationInfo/Place", ["Bắc Giang"]),
        ("PromulgationInfo/PromulgationDate", ["2021/08/02"]),
        ("DocumentType/TypeName", ["Công văn"]),
        ("MessageHeader/Subject", ["Về việc «hợp tác» <cấp địa phương> & đối ngoại"]),
        ("MessageHeader/Content", ["Thời hạn trả lời: trước ngày 09/8/2021."]),
        ("MessageHeader/DueDate", ["2021/08/08"]),
        ("OtherInfo/Priority", ["1"]),
        ("OtherInfo/PromulgationAmount", ["2"]),
        ("OtherInfo/PageAmount", ["3"]),
        ("Appendixes/Appendix", ["DANH SÁCH ĐỐI TÁC"]),
        ("ToPlaces/Place", ["Như trên", "Lưu: VT, NV"]),
        ("Bussiness/BussinessDocType", ["3"]),
        ("ReplacementInfo/DocumentId", [",2021/07/01,201/SNgV-NV"]),
        ("SignerInfo/FullName", []),
        ("Signature", []),
    ],
)
def test_each_field_stands_under_its_name(written, path, expected):
    assert texts(written, path) == expected


def test_everything_is_in_the_namespace_of_the_format(written):
    assert written.tag == f"{{{NAMESPACE}}}edXML"
    assert all(element.tag.startswith(f"{{{NAMESPACE}}}") for element in written.iter())


def test_it_says_that_nobody_signed_it():
    assert "<!-- Thông điệp CHƯA KÝ SỐ:" in write(CALL).decode()


def test_the_letter_is_a_zip_in_base64_named_in_the_manifest():
    message = reply("214/SNgV-NV")

    root = ET.fromstring(write(message))

    [encoded] = texts(root, "Attachment/ContentTransferEncoded")
    with zipfile.ZipFile(BytesIO(base64.b64decode(encoded))) as package:
        assert package.namelist() == ["812-UBND-VX.pdf"]
        assert package.read("812-UBND-VX.pdf") == message.attachments[0].content
    assert texts(root, "edXMLManifest/Reference/ContentId") == ["cid:1"]
    assert texts(root, "AttachmentEncoded/Attachment/ContentId") == ["cid:1"]
    assert texts(root, "ResponseFor/Code") == ["214/SNgV-NV"]


def test_the_same_message_gives_the_same_bytes():
    assert write(CALL) == write(CALL)


def test_what_is_written_is_read_back():
    message = reply("214/SNgV-NV", due_date=dt.date(2021, 8, 8), content="Kèm theo bảng ý kiến.")

    assert read(write(message)) == message
